// ---------------------------------------------------------------- tables
const sorting = { ties: ["level", -1], actors: ["degree", -1] };
let rowsShown = ROWS;
// What is shown as a picture is saved as the table of its ties.
const kindOfTable = () => (state.view === "actors" ? "actors" : "ties");
function tieColumns() {
  const known = beside;
  const text = (word, get) => ({ key: word, word, get, show: get });
  const stated = ["stated", "agreement"];
  return [
    { key: "tie_actors", word: "tie_actors", get: (row) => pairName(row.tie), show: (row) => linkButton(pairName(row.tie), () => openTie(row.tie)) },
    { key: "level", word: "coded_level", get: (row) => row.rank, show: (row) => levelSign(row.rank), csv: (row) => levels[row.rank].level },
    { key: "stated", word: isOther() ? "other_edition" : "paper_states", get: (row) => known(row.tie), show: (row) => (known(row.tie) < 0 ? "" : levelSign(known(row.tie), besideColour())), csv: (row) => levels[known(row.tie)]?.level ?? "" },
    { key: "agreement", word: "agreement", get: (row) => agreement(row.rank, known(row.tie)), show: (row) => {
      const outcome = agreement(row.rank, known(row.tie));
      return `${{ same: "=", silent: "" }[outcome] ?? "≠"} ${t(`agreement=${outcome}`)}`;
    } },
    text("dyad_type", (row) => label("dyad_type", ties[row.tie].type)),
    text("indicators", (row) => ties[row.tie].indicators.join(" ")),
    { key: "events", word: "events", number: true, get: (row) => ties[row.tie].events },
    { key: "flow_ab", word: "flow_ab", number: true, get: (row) => ties[row.tie].flow_ab ?? 0 },
    { key: "flow_ba", word: "flow_ba", number: true, get: (row) => ties[row.tie].flow_ba ?? 0 },
    { key: "balance", word: "balance", get: (row) => ties[row.tie].balance ?? "", show: (row) => (ties[row.tie].balance ? t(`balance=${ties[row.tie].balance}`) : "") },
    { key: "years", word: "years", get: (row) => ties[row.tie].first ?? "", show: (row) => (ties[row.tie].first ? years(ties[row.tie].first, ties[row.tie].last) : ""), csv: (row) => [ties[row.tie].first, ties[row.tie].last].filter(Boolean).join("/") },
  ].filter(({ key }) => DATA.publication || isOther() || !stated.includes(key));
}
function actorColumns() {
  const measure = (key, place) => ({ key, word: key, number: true, get: ({ actor }) => actors[actor].measures?.[place] ?? 0 });
  return [
    { key: "actor", word: "actors", get: ({ actor }) => name(actor), show: ({ actor }) => linkButton(name(actor), () => openActor(actor)) },
    { key: "code", word: "code", get: ({ actor }) => actors[actor].code },
    { key: "kind", word: "kind", get: ({ actor }) => label("kind", actors[actor].kind) },
    { key: "in_view", word: "its_ties", number: true, get: ({ ties: own }) => own },
    ...["degree", "strength", "betweenness", "flows_out", "flows_in"].map(measure),
  ];
}
function tableRows(view) {
  if (kindOfTable() === "ties") return view;
  const own = new Map();
  for (const { tie } of view) for (const end of [ties[tie].one, ties[tie].other]) own.set(end, (own.get(end) || 0) + 1);
  return actors.map((_, actor) => ({ actor, ties: own.get(actor) || 0 }));
}
function sortedRows(view, columns) {
  const [key, way] = sorting[kindOfTable()];
  const { get } = columns.find((found) => found.key === key) || columns[0];
  const compare = (one, other) => (typeof one === "number" ? one - other : String(one).localeCompare(String(other), state.lang));
  return tableRows(view).map((row, place) => [get(row), place, row]).sort((one, other) => way * compare(one[0], other[0]) || one[1] - other[1]).map((row) => row[2]);
}
function drawTable(view) {
  const columns = state.view === "ties" ? tieColumns() : actorColumns();
  const rows = sortedRows(view, columns);
  const [key, way] = sorting[state.view];
  const held = document.activeElement?.dataset?.sort;
  byId("grid").tHead.replaceChildren(el("tr", {}, columns.map((found) => el("th", { scope: "col", "aria-sort": found.key === key ? (way > 0 ? "ascending" : "descending") : null },
    el("button", { type: "button", "data-sort": found.key, onclick: () => sortBy(found.key) }, t(found.word), el("span", { "aria-hidden": "true" }, found.key === key ? (way > 0 ? " ▲" : " ▼") : ""))))));
  byId("grid").tBodies[0].replaceChildren(...rows.slice(0, rowsShown).map((row) => el("tr", { class: row.tie === state.tie || row.actor === state.actor ? "chosen" : null },
    columns.map((found) => el("td", { class: found.number ? "number" : null }, found.number ? decimal(found.get(row)) : (found.show || found.get)(row))))));
  byId("rows").textContent = t("rows", { n: number(Math.min(rowsShown, rows.length)), m: number(rows.length) });
  byId("more-rows").hidden = rows.length <= rowsShown;
  byId("more-rows").textContent = t("more", { n: number(Math.min(ROWS, rows.length - rowsShown)) });
  byId("scroll").setAttribute("aria-label", t(`view=${state.view}`));
  if (held) byId("grid").querySelector(`[data-sort="${held}"]`)?.focus();
}
function sortBy(key) {
  const [before, way] = sorting[state.view];
  sorting[state.view] = [key, before === key ? -way : 1];
  render();
}
function csvText(view) {
  const columns = kindOfTable() === "ties" ? tieColumns() : actorColumns();
  const quoted = (cell) => (/[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell));
  const extra = kindOfTable() === "ties" ? [["actor_a", (row) => ties[row.tie].a], ["actor_b", (row) => ties[row.tie].b], ["year", () => state.year || ""], ["reading", () => state.reading]] : [];
  const all = [...extra, ...columns.map((found) => [t(found.word), found.csv || found.get])];
  const lines = [all.map(([title]) => quoted(title)), ...sortedRows(view, columns).map((row) => all.map(([, get]) => quoted(get(row))))];
  return `${lines.map((cells) => cells.join(",")).join("\n")}\n`;
}
