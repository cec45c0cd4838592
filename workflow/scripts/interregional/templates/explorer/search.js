// ---------------------------------------------------------------- search
let marked = -1;
function matches(query) {
  const key = fold(query);
  if (!key) return [];
  const score = (actor) => Math.min(...actor.keys.map((own) => (own === key ? 0 : own.startsWith(key) ? 1 : own.includes(key) ? 2 : 9)));
  // Of names alike, the one with more ties is meant more often.
  const degree = (place) => actors[place].measures?.[0] ?? 0;
  return actors.map((actor, place) => [score(actor), place]).filter(([value]) => value < 9)
    .sort((one, other) => one[0] - other[0] || degree(other[1]) - degree(one[1]) || one[1] - other[1]).slice(0, 12).map(([, place]) => place);
}
function drawFound() {
  const query = byId("search").value;
  const found = matches(query);
  const list = byId("found");
  if (marked >= found.length) marked = -1;
  list.replaceChildren(...found.map((place, row) => el("li",
    { id: `found-${row}`, role: "option", "aria-selected": String(row === marked), onmousedown: (event) => { event.preventDefault(); pick(place); } },
    name(place), el("small", {}, el("bdi", {}, actors[place].name[1 - language()]), ` · ${actors[place].code}`))));
  list.hidden = found.length === 0;
  byId("search").setAttribute("aria-expanded", String(found.length > 0));
  if (marked >= 0) byId("search").setAttribute("aria-activedescendant", `found-${marked}`);
  else byId("search").removeAttribute("aria-activedescendant");
  byId("search-told").textContent = !query ? "" : found.length ? t("search_found", { n: digits(found.length) }) : t("search_none");
  byId("search-told").classList.toggle("hidden", !query || found.length > 0);
  return found;
}
function clearSearch() {
  byId("search").value = "";
  marked = -1;
  drawFound();
}
function pick(place) { clearSearch(); openActor(place); }
function searchKey(event) {
  const found = matches(event.target.value);
  if (event.key === "Escape") return clearSearch();
  if (!found.length) return undefined;
  if (event.key === "Enter") return pick(found[Math.max(marked, 0)]);
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return undefined;
  event.preventDefault();
  marked = (marked + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length;
  return drawFound();
}
