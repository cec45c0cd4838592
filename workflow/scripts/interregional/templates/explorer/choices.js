// ---------------------------------------------------------------- choices
function options(id, values, text, chosen) {
  byId(id).replaceChildren(...values.map((value) => el("option", { value }, text(value))));
  byId(id).value = chosen;
}
function ticks(id, values, isOn, toggle, text, sign) {
  byId(id).querySelector(".ticks").replaceChildren(...values.map((value) => {
    const input = el("input", { type: "checkbox", value, onchange: (event) => toggle(value, event.target.checked) });
    input.checked = isOn(value);
    return el("label", {}, input, el("span", {}, text(value)), sign ? sign(value) : "");
  }));
}
function toggled(set, value, on) {
  const found = new Set(set);
  if (on) found.add(value); else found.delete(value);
  return found;
}
function drawChoices() {
  const held = document.activeElement?.closest?.("#levels, #types") ? [document.activeElement.closest("[id]").id, document.activeElement.value] : null;
  options("source", SOURCES, sourceName, state.source);
  byId("source").parentElement.hidden = SOURCES.length < 2;
  options("reading", DATA.readings, (value) => (value === DATA.reading ? t("reading_declared", { x: label("reading", value) }) : label("reading", value)), state.reading);
  options("persistence", DATA.persistence, (value) => t(`persistence=${value}`), state.persistence);
  options("dating", DATA.dating, (value) => t(`dating=${value}`), state.dating);
  options("issue", ["", ...ISSUES], (value) => (value ? label("issue_area", value) : t("all_issues")), state.issue);
  ticks("levels", levels.map((_, rank) => rank).reverse(), (rank) => state.levels.has(rank),
    (rank, on) => change({ levels: toggled(state.levels, rank, on) }), levelName, (rank) => svgLine(rank, usesEvidence() ? null : besideColour()));
  ticks("types", TYPES, (type) => !state.types || state.types.has(type), (type, on) => {
    const types = toggled(state.types || new Set(TYPES), type, on);
    change({ types: types.size === TYPES.length ? null : types });
  }, (type) => label("dyad_type", type));
  byId("source-note").hidden = state.source === "coded";
  if (state.source !== "coded") byId("source-note").textContent = t(isOther() ? "other_note" : "source_note");
  if (held) [...byId(held[0]).querySelectorAll("input")].find((input) => input.value === held[1])?.focus();
}
