// ---------------------------------------------------------------- panel
const panel = byId("panel");
function showPanel() {
  const title = panel.querySelector("h2");
  const far = panel.getBoundingClientRect().top > innerHeight * 0.6;
  title.focus({ preventScroll: true });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (far) panel.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  else panel.scrollTop = 0;
}
const facts = (rows, kind = "") => el("dl", { class: `facts ${kind}` }, rows.filter(([, value]) => value !== "" && value !== null && value !== undefined)
  .map(([term, value]) => [el("dt", {}, term), el("dd", {}, value)]));
const heading = (text, extra) => el("div", { class: "head" }, el("h2", { tabindex: -1 }, text),
  extra ? el("button", { type: "button", onclick: close }, t("close")) : "");
const levelSign = (rank, color) => [svgLine(rank, color), levelName(rank)];

function drawPanel(view) {
  const children = state.tie >= 0 ? tiePanel(state.tie) : state.actor >= 0 ? actorPanel(state.actor, view) : aboutPanel();
  panel.replaceChildren(...children.flat(Infinity).filter(Boolean));
}

function aboutPanel() {
  const rows = [
    [t("edition"), t("edition_name")], [t("count_actors"), number(actors.length)],
    [t("count_dyads"), number(ties.filter((tie) => tie.events).length)], [t("count_events"), number(DATA.events)],
    [t("count_years"), HAS_YEARS ? years(FIRST, LAST) : ""],
  ];
  const meanings = levels.map((style, rank) => [levelSign(rank), label("definition", style.level)]).slice(1).reverse();
  return [heading(t("about")), ...["about_use", "about_levels", "about_fixed"].map((key) => el("p", { class: "about" }, t(key))), facts(rows),
    el("h3", {}, t("levels")), facts(meanings, "stacked"), el("h3", {}, t("caveat")), el("p", {}, t("selection_note"))];
}

// The paper's own label stands beside the coded one, and words and a sign say whether they agree.
function statedBox(tie, rank) {
  const { stated, note, stated_balance: balance, balance_agrees: agrees } = ties[tie];
  const outcome = agreement(rank, stated);
  const lines = stated < 0 ? [el("div", {}, t("paper_silent"))] : [
    el("div", {}, levelSign(stated, PAPER)),
    el("div", { class: "agreement" }, el("span", { class: "sign", "aria-hidden": "true" }, outcome === "same" ? "=" : "≠"), " ", t(`agree=${outcome}`)),
  ];
  if (balance) {
    const verdict = t(agrees === "yes" ? "balance_same" : agrees === "no" ? "balance_differs" : "balance_open");
    lines.push(el("div", {}, `${t("balance")}: ${t(`balance=${balance}`)} (${verdict})`));
  }
  if (note) lines.push(el("div", { class: "note" }, `${t("published_note")}: `, el("bdi", { lang: "en", dir: "ltr" }, note)));
  return el("div", { class: "states" }, el("b", {}, t("paper_states")), lines);
}

// From the coded level to the highest of which any feature is in evidence at the time chosen.
function bounds(tie, rank) {
  if (!ties[tie].events) return "";
  const high = highest(tie, rank);
  return high > rank ? `${levelName(rank)} – ${levelName(high)}` : levelName(rank);
}
function missingList(tie, rank) {
  const told = (group) => group.map((indicator) => label("indicator", indicator)).join(` ${t("or")} `);
  const rows = ties[tie].events ? missing(tie, rank) : [];
  return rows.length ? el("div", { class: "needs" }, `${t("missing")}:`, el("ul", {}, rows.map(([place, groups]) => el("li", {}, el("b", {}, levelName(place)), ": ", groups.map(told).join(` ${t("and")} `))))) : "";
}

function tiePanel(tie) {
  const found = ties[tie];
  const rank = coded(tie);
  const [from, to, directed] = giverOf(found);
  const balance = found.balance && [t(`balance=${found.balance}`), directed && `: ${short(from)} ${arrowSign()} ${short(to)}`];
  return [
    heading(pairName(tie), true),
    el("p", { class: "note" }, linkButton(name(found.one), () => openActor(found.one)), " – ", linkButton(name(found.other), () => openActor(found.other))),
    facts([
      [t("dyad_type"), label("dyad_type", found.type)],
      [`${t("coded_level")} (${state.year ? digits(state.year) : t("all_years")})`, levelSign(rank)],
      [t("bounds"), bounds(tie, rank)],
      [DATA.other ? t("legend_other", { x: t("other_name") }) : "", found.before < 0 ? "" : levelSign(found.before, OTHER)],
      [`${t("balance")} (${t("all_years")})`, balance ? balance.filter(Boolean) : ""],
      [t("transfers"), found.events ? [flowLine(found.one, found.other, found.flow_ab), el("br"), flowLine(found.other, found.one, found.flow_ba)] : ""],
    ]),
    missingList(tie, rank),
    found.part_whole === "yes" ? el("p", { class: "note" }, t("part_whole")) : "",
    DATA.publication ? statedBox(tie, rank) : "", ...evidenceParts(tie),
  ];
}

const flowLine = (from, to, count) => `${short(from)} ${arrowSign()} ${short(to)}: ${number(count)}`;

function evidenceParts(tie) {
  if (!ties[tie].events) return [el("h3", {}, t("events")), el("p", {}, t("no_events"))];
  const found = dyadBlock(tie);
  if (!found) return [el("p", { role: "status" }, t("loading"))];
  return [timeline(tie, found), el("h3", {}, t("indicators")), indicatorList(found), el("h3", {}, `${t("events")} (${number(found.events.length)})`), eventList(found)];
}

const combination = () => DATA.persistence.indexOf(state.persistence) * DATA.dating.length + DATA.dating.indexOf(state.dating);
const inForce = (evidence, year) => {
  const runs = evidence[2][combination()];
  for (let place = 0; place < runs.length; place += 2) if (runs[place] <= year && year <= runs[place + 1]) return true;
  return false;
};

function indicatorList(found) {
  const shown = DATA.indicators.filter(({ indicator }) => found.evidence.some((row) => row[0] === indicator));
  if (!shown.length) return el("p", {}, t("no_indicators"));
  return el("ul", { class: "plain" }, shown.map(({ indicator, level }) => {
    const rows = found.evidence.filter((row) => row[0] === indicator);
    const now = state.year && rows.some((row) => inForce(row, state.year));
    return el("li", {}, el("div", {}, el("b", {}, el("bdi", {}, indicator)), ` ${label("indicator", indicator)}`),
      el("span", {}, label("level", level), el("br"), t("indicator_events", { n: digits(rows.length) }), now ? [el("br"), `✓ ${t("in_force", { x: digits(state.year) })}`] : ""));
  }));
}

// Runs of years as rows of bars: the level first, then each indicator.
function timeline(tie, found) {
  if (!HAS_YEARS) return "";
  const runs = spells()[tie] || [];
  const rows = [{ text: t("level"), bars: triples(runs).map(([from, to, rank]) => ({ from, to, rank })) }];
  for (const { indicator, level } of DATA.indicators) {
    const spans = found.evidence.filter((row) => row[0] === indicator).flatMap((row) => pairs(row[2][combination()]));
    if (spans.length) rows.push({ text: indicator, bars: merged(spans).map(([from, to]) => ({ from, to, rank: RANK.get(level) })) });
  }
  const all = rows.flatMap((row) => row.bars);
  const title = el("h3", {}, t("by_year"));
  if (!all.length) return [title, el("p", {}, t("no_years"))];
  const body = rows.flatMap((row) => row.bars.map(({ from, to, rank }) => [
    row.text === t("level") ? `${t("level")}: ${levelName(rank)}` : `${row.text} ${label("indicator", row.text)}`, digits(from), digits(to)]));
  return [title, bars(rows, Math.min(...all.map((bar) => bar.from)), LAST), el("details", {}, el("summary", {}, t("as_table")), smallTable([t("level"), t("from_year"), t("to_year")], body))];
}
const triples = (flat) => Array.from({ length: flat.length / 3 }, (_, place) => flat.slice(place * 3, place * 3 + 3));
const pairs = (flat) => Array.from({ length: flat.length / 2 }, (_, place) => flat.slice(place * 2, place * 2 + 2));
function merged(spans) {
  const found = [];
  for (const [from, to] of [...spans].sort((one, other) => one[0] - other[0] || one[1] - other[1])) {
    const before = found[found.length - 1];
    if (before && from <= before[1] + 1) before[1] = Math.max(before[1], to);
    else found.push([from, to]);
  }
  return found;
}
const WIDTH = 330;
// Time runs in the direction of reading.
const flip = (x, width = 0) => (language() ? WIDTH - x - width : x);
function axis(from, to, height, lead) {
  const scale = (WIDTH - lead) / (to - from + 1);
  const step = [1, 2, 5, 10, 20, 50].find((value) => (to - from) / value <= 6) || 100;
  const at = (year) => lead + (year - from) * scale;
  const marks = [];
  for (let year = Math.ceil(from / step) * step; year <= to; year += step) {
    if (at(year) > WIDTH - 12) continue;
    marks.push(svg("path", { d: `M${fixed(flip(at(year)))} 0V${height}`, stroke: "#e1e6eb" }), svg("text", { x: fixed(flip(at(year) + scale / 2)), y: height + 13, "text-anchor": "middle", class: "soft" }, digits(year)));
  }
  if (state.year >= from && state.year <= to) {
    marks.push(svg("rect", { x: fixed(flip(at(state.year), scale)), y: 0, width: fixed(scale), height, fill: "#f0b429", opacity: 0.35 }));
  }
  return { at, scale, marks };
}
function bars(rows, from, to) {
  const [tall, lead] = [22, 42];
  const height = rows.length * tall;
  const { at, scale, marks } = axis(from, to, height, lead);
  const shapes = rows.flatMap((row, place) => [
    svg("text", { x: flip(lead - 6), y: place * tall + 15, "text-anchor": "end" }, row.text),
    ...row.bars.map((bar) => levelBar(bar, at, scale, place * tall)),
  ]);
  return svg("svg", { class: "chart", viewBox: `0 0 ${WIDTH} ${height + 18}`, "aria-hidden": "true" }, marks, shapes);
}
// The height of a bar tells its level as well as its colour does.
function levelBar({ from, to: until, rank }, at, scale, top) {
  const to = Math.min(until, LAST);
  const tall = 4 + rank * 3;
  const width = (to - from + 1) * scale;
  return svg("rect", { x: fixed(flip(at(from), width)), y: top + 19 - tall, width: fixed(Math.max(width - 0.6, 1)), height: tall, fill: levels[rank].color });
}
const smallTable = (headers, rows) => el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": headers.join(language() ? "، " : ", ") }, el("table", { class: "panel-table" },
  el("thead", {}, el("tr", {}, headers.map((text) => el("th", { scope: "col" }, text)))),
  el("tbody", {}, rows.map((cells) => el("tr", {}, cells.map((cell) => el("td", {}, cell)))))));

function eventList(found) {
  const list = el("ol", { class: "events" });
  const more = el("button", { type: "button" });
  let shown = 0;
  const add = () => {
    list.append(...found.events.slice(shown, shown + EVENTS).map((event, place) => eventCard(found, event, shown + place)));
    shown = Math.min(shown + EVENTS, found.events.length);
    more.textContent = t("more", { n: digits(Math.min(EVENTS, found.events.length - shown)) });
    more.hidden = shown >= found.events.length;
  };
  more.addEventListener("click", () => { const next = list.children.length; add(); list.children[next]?.focus(); });
  add();
  addEventListener("beforeprint", () => { while (list.isConnected && shown < found.events.length) add(); });
  return [list, more];
}

function eventCard(found, event, place) {
  const cell = (key) => event[column[key]];
  const rows = found.evidence.filter((row) => row[1] === place);
  const against = found.negative.includes(place);
  const counts = Boolean(state.year) && rows.some((row) => inForce(row, state.year));
  const [one, other] = [ACTOR.get(cell("source")), ACTOR.get(cell("target"))];
  const direction = cell("directed") === "yes" ? `${short(one)} ${arrowSign()} ${short(other)}` : t("between", { x: short(one), y: short(other) });
  const how = ["recurrence", "setting", "scope"].map((key) => el("span", {}, `${t(key)}: ${label(key, cell(key))}`));
  if (cell("resource") !== "none") how.push(el("span", {}, `${t("resource")}: ${label("resource", cell("resource"))}`));
  if (cell("issue_area")) how.push(el("span", {}, cell("issue_area").split(";").map((area) => label("issue_area", area)).join(language() ? "، " : ", ")));
  const more = [["others", "others"], ["recipient", "recipient"], ["location", "location"], ["note", "note"]].filter(([key]) => cell(key))
    .map(([key, word]) => el("div", { class: "how" }, `${t(word)}: `, foreign(cell(key))));
  return el("li", { class: `event ${counts ? "counts" : ""} ${against ? "against" : ""}`, tabindex: -1 },
    el("div", { class: "when" }, el("b", {}, span(cell("start"), cell("end"), cell("recurrence") === "continuous")), el("span", {}, el("bdi", {}, cell("event_id")))),
    el("div", { class: "when" }, el("span", {}, direction), el("span", {}, label("event_type", cell("event_type")))),
    el("p", { class: "what" }, el("bdi", { dir: "auto" }, event[column[`description_${state.lang}`]])),
    cell("amount") ? el("div", { class: "how amount" }, `${t("amount")}: ${money(cell("amount"), cell("currency"))}`, cell("part_of") ? ` (${t("part_of", { x: cell("part_of") })})` : "") : "",
    el("div", { class: "how" }, how),
    el("div", {}, rows.length ? [`${t("shows")}: `, ...rows.map((row) => el("span", { class: "chip", title: label("indicator", row[0]) }, `${row[0]} ${label("indicator", row[0])}`))]
      : el("span", { class: "how" }, against ? `− ${t("negative")}` : t("shows_nothing"))),
    counts ? el("div", { class: "how" }, `✓ ${t("in_force", { x: digits(state.year) })}`) : "",
    more, cited(cell("source_key"), cell("locator"), cell("confidence")));
}

function cited(key, locator, confidence) {
  const [people, year, title, inside, address] = DATA.sources[key] || [key, "", "", "", ""];
  const safe = /^https?:\/\//.test(address);
  return el("div", { class: "cited" },
    el("div", {}, `${t("told_by")}: `, foreign(people), year && ` (${digits(year)})`, title && [". ", foreign(title)], inside && [". ", foreign(inside)]),
    address ? el("div", {}, safe ? el("a", { href: address, rel: "noopener noreferrer", dir: "ltr" }, address) : el("bdi", { dir: "ltr" }, address)) : "",
    locator ? el("div", {}, `${t("locator")}: `, el("bdi", { dir: "auto", ...(DATA.publication ? { lang: "fa" } : {}) }, digits(locator))) : "",
    el("div", {}, `${t("confidence")}: ${label("confidence", confidence)}`));
}
