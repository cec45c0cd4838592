// ---------------------------------------------------------------- legend and caption
function drawLegend(view) {
  const present = sorted(new Set([...state.levels]));
  const double = isDouble();
  const kinds = [...new Set(placed.map((place) => actors[place].kind))];
  const row = (title, items) => el("div", {}, el("ul", { "aria-label": title }, items));
  const lines = [];
  if (usesEvidence()) lines.push(...present.map((rank) => el("li", {}, svgLine(rank), levelName(rank), double ? ` (${t("legend_coded")})` : "")));
  if (state.source !== "coded") lines.push(...present.map((rank) => el("li", {}, svgLine(rank, besideColour()), levelName(rank), ` (${besideName()})`)));
  if (usesEvidence() && view.some(({ tie, rank }) => highest(tie, rank) > rank)) lines.push(el("li", {}, coreSign(), t("legend_open")));
  if (view.some(({ tie }) => giverOf(ties[tie])[2])) lines.push(el("li", {}, el("span", { "aria-hidden": "true" }, arrowSign()), t("legend_arrow")));
  if (view.some(({ tie }) => ties[tie].part_whole === "yes")) lines.push(el("li", {}, el("span", { "aria-hidden": "true" }, "○"), t("legend_part_whole")));
  if (double) lines.push(el("li", {}, el("b", { "aria-hidden": "true" }, "="), t("legend_agree")), el("li", {}, el("b", { "aria-hidden": "true" }, "≠"), t("legend_differ")));
  const shapes = Object.keys(DATA.kinds).filter((kind) => kinds.includes(kind)).map((kind) => el("li", {}, svgShape(kind), label("kind", kind)));
  shapes.push(el("li", {}, svgShape(Object.keys(DATA.kinds)[0], true), t("legend_hollow")));
  byId("legend").replaceChildren(row(t("legend_levels"), lines), row(t("legend_kinds"), shapes));
}

function captionText(view) {
  const parts = [state.year ? digits(state.year) : t("all_years"), label("reading", state.reading)];
  if (state.year && (state.persistence !== START.persistence || state.dating !== START.dating)) {
    parts.push(...["persistence", "dating"].map((key) => `${t(key)} ${t(`${key}=${state[key]}`)}`));
  }
  if (state.source !== "coded") parts.push(sourceName(state.source));
  if (state.issue) parts.push(label("issue_area", state.issue));
  return [...parts, t("ties_shown", { n: number(view.length) })].join(" · ");
}

function drawChanges() {
  const line = byId("changes");
  if (!state.year || state.year === FIRST || !usesEvidence()) return line.replaceChildren();
  const found = { new: [], gone: [], up: [], down: [] };
  ties.forEach((_, tie) => {
    if (!chosenKind(tie)) return;
    const [before, now] = [coded(tie, state.year - 1), coded(tie)];
    const [was, is] = [drawn(tie, before), drawn(tie, now)];
    if (before === now || (!was && !is)) return;
    found[!was ? "new" : !is ? "gone" : now > before ? "up" : "down"].push(tie);
  });
  const parts = Object.entries(found).filter(([, list]) => list.length).map(([kind, list]) => el("span", {},
    el("b", {}, `${{ new: "+", gone: "−", up: "↑", down: "↓" }[kind]} ${t(`change_${kind}`)}:`), " ", listed(list)));
  return line.replaceChildren(...(parts.length ? parts : [t("change_none")]));
}
function listed(list) {
  const rest = list.length > 6 ? [` ${t("and_more", { n: number(list.length - 6) })}`] : [];
  return [...list.slice(0, 6).flatMap((tie, place) => [place ? (language() ? "، " : ", ") : "", linkButton(pairName(tie), () => openTie(tie))]), ...rest];
}
