// ---------------------------------------------------------------- listening
const on = (id, kind, act) => byId(id).addEventListener(kind, act);
on("language", "click", () => change({ lang: state.lang === "fa" ? "en" : "fa" }));
on("skip", "click", (event) => { event.preventDefault(); canvas.focus(); });
on("year", "input", (event) => change({ year: Number(event.target.value) < FIRST ? 0 : Number(event.target.value) }));
on("before", "click", () => stepYear(-1));
on("after", "click", () => stepYear(1));
on("all-years", "click", () => change({ year: 0 }));
on("play", "click", play);
on("reset", "click", () => { zoomBy(0); change({ ...START, levels: new Set(START.levels), lang: state.lang, view: state.view }, { remember: true }); });
for (const id of ["source", "reading", "persistence", "dating", "issue"]) on(id, "change", (event) => change({ [id]: event.target.value }));
for (const found of document.querySelectorAll("[data-view]")) found.addEventListener("click", () => { rowsShown = ROWS; change({ view: found.dataset.view }); });
on("search", "input", () => { marked = -1; drawFound(); });
on("search", "keydown", searchKey);
on("search", "blur", () => { byId("found").hidden = true; byId("search").setAttribute("aria-expanded", "false"); });
on("zoom-in", "click", () => zoomBy(1.5));
on("zoom-out", "click", () => zoomBy(1 / 1.5));
on("zoom-off", "click", () => zoomBy(0));
on("download", "click", download);
on("take-svg", "click", takeSvg);
on("take-png", "click", takePng);
on("take-link", "click", takeLink);
on("more-rows", "click", () => { rowsShown += ROWS; render(); });
canvas.addEventListener("click", (event) => {
  if (drag?.moved) return;
  const { actor, tie } = under(event);
  if (actor >= 0) openActor(actor);
  else if (tie >= 0) openTie(tie);
  else if (state.tie >= 0 || state.actor >= 0) close();
});
canvas.addEventListener("keydown", moveFocus);
canvas.addEventListener("focusin", focusOn);
canvas.addEventListener("focusout", hideHint);
canvas.addEventListener("pointermove", (event) => { if (drag) dragOn(event); else pointAt(event); });
canvas.addEventListener("pointerleave", hideHint);
canvas.addEventListener("pointerdown", (event) => { drag = { x: event.clientX, y: event.clientY, from: { ...zoom }, moved: false }; });
addEventListener("pointerup", () => setTimeout(() => { drag = null; }));
addEventListener("keydown", (event) => { if (event.key === "Escape" && event.target.id !== "search" && (state.tie >= 0 || state.actor >= 0)) close(); });
addEventListener("hashchange", () => { readFragment(); render(); });
addEventListener("popstate", () => { readFragment(); render(); });
new ResizeObserver(() => { if (canvas.clientWidth !== size.width) render(); }).observe(byId("main"));

// On a narrow screen the choices would stand between the picture and what is told of it.
byId("choices").open = innerWidth > 760;
readFragment();
render();
performance.mark("drawn");
// By now the blocks that stand behind the script have come.
addEventListener("DOMContentLoaded", () => { if (state.year || state.tie >= 0 || state.actor >= 0) render(); });
