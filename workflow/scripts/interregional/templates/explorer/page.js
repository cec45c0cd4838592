// ---------------------------------------------------------------- everything together
let spoken = "";
function speak() {
  if (spoken === state.lang) return;
  spoken = state.lang;
  fill(document.documentElement, { lang: state.lang, dir: state.lang === "fa" ? "rtl" : "ltr" }, []);
  document.title = t("title");
  for (const found of document.querySelectorAll("[data-word]")) found.textContent = t(found.dataset.word);
  for (const found of document.querySelectorAll("[data-label]")) found.setAttribute("aria-label", t(found.dataset.label));
  for (const found of document.querySelectorAll("[data-placeholder]")) found.placeholder = t(found.dataset.placeholder);
  byId("language").hidden = LANGUAGES.length < 2;
  byId("language").textContent = t("other_language");
  byId("language").lang = state.lang === "fa" ? "en" : "fa";
  byId("edition").textContent = t("edition_name");
  if (DATA.publication) byId("difference").href = `figures/figure_1_difference.${state.lang}.svg`;
  drawFound();
}
function drawView(view) {
  const table = state.view !== "picture";
  byId("picture").hidden = table;
  byId("table").hidden = !table;
  for (const id of ["take-svg", "take-png"]) byId(id).hidden = table;
  for (const found of document.querySelectorAll("[data-view]")) found.setAttribute("aria-pressed", String(found.dataset.view === state.view));
  if (table) return drawTable(view);
  drawPicture(view);
  drawLegend(view);
  return drawChanges();
}
function render() {
  speak();
  const view = inView();
  byId("caption").textContent = captionText(view);
  drawChoices();
  drawTime();
  drawView(view);
  drawPanel(view);
  byId("address").href = `#${fragment()}`;
  byId("address").firstElementChild.textContent = `#${fragment()}`;
}
