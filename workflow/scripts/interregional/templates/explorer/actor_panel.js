function actorPanel(place, view) {
  const actor = actors[place];
  const own = ties.map((_, tie) => tie).filter((tie) => ties[tie].one === place || ties[tie].other === place);
  const shown = new Map(view.map(({ tie, rank }) => [tie, rank]));
  const listing = (list) => el("ul", { class: "plain" }, list.map((tie) => {
    const partner = ties[tie].one === place ? ties[tie].other : ties[tie].one;
    return el("li", {}, linkButton(name(partner), () => openTie(tie)), el("span", {}, levelSign(coded(tie))));
  }));
  const byRank = (list) => list.sort((one, other) => coded(other) - coded(one) || name(ties[one].one).localeCompare(name(ties[other].one)));
  const [now, rest] = [byRank(own.filter((tie) => shown.has(tie))), byRank(own.filter((tie) => !shown.has(tie)))];
  return [
    heading(name(place), true),
    facts([
      [t("code"), el("bdi", {}, actor.code)], [t("kind"), label("kind", actor.kind)],
      [t("region"), label("region", actor.region)],
      [t("founded"), actor.founded && date(actor.founded)], [t("dissolved"), actor.dissolved && date(actor.dissolved)],
      [t("whole"), actor.part_of.length ? joined(actor.part_of.map((code) => actorLink(code))) : ""],
      [t("aliases"), actor.aliases.length ? joined(actor.aliases.map(foreign)) : ""],
    ]),
    el("h3", {}, t("its_ties")), now.length ? listing(now) : el("p", {}, t("no_ties")),
    rest.length ? [el("h3", {}, t("its_other_ties")), listing(rest)] : [],
    measureParts(actor), flowParts(actor.code), rankParts(actor.code), memberParts(actor),
  ];
}
const joined = (parts) => parts.flatMap((part, place) => (place ? [language() ? "، " : ", ", part] : [part]));
const actorLink = (code, naming = name) => (ACTOR.has(code) ? linkButton(naming(ACTOR.get(code)), () => openActor(ACTOR.get(code))) : code);

function measureParts(actor) {
  if (!actor.measures) return [];
  const rows = ["degree", "strength", "betweenness", "flows_out", "flows_in"].map((key, place) => [t(key), decimal(actor.measures[place])]);
  return [el("h3", {}, t("measures")), facts(rows), el("p", { class: "note" }, t("degree_note"))];
}
function flowParts(code) {
  const rows = DATA.flows.filter(([from, to]) => from === code || to === code).map(([from, to, events, sums]) => [
    actorLink(from, short), actorLink(to, short), number(events), sums.map(([currency, amount]) => money(amount, currency)).join(language() ? "؛ " : "; ")]);
  return [el("h3", {}, t("flows")), rows.length ? smallTable([t("giver"), t("receiver"), t("transfers"), t("sums")], rows) : el("p", {}, t("no_flows"))];
}
function rankParts(code) {
  const rows = block("ranks")?.[code];
  if (!rows) return [];
  const keys = ["degree", "strength", "betweenness"];
  const table = rows.map(([year, ...values]) => [digits(year), ...keys.map((_, place) => digits(values[3 + place]))]);
  return [el("h3", {}, t("ranks")), rankChart(rows, keys), el("p", { class: "note" }, t("ranks_note")),
    el("details", {}, el("summary", {}, t("as_table")), smallTable([t("year"), ...keys.map((key) => t(key))], table))];
}
function rankChart(rows, keys) {
  const [height, lead] = [110, 26];
  const { at, scale, marks } = axis(rows[0][0], rows[rows.length - 1][0], height, lead);
  const lowest = Math.max(2, ...rows.flatMap((row) => row.slice(4)));
  const y = (rank) => 8 + ((rank - 1) / (lowest - 1)) * (height - 16);
  const looks = [["#14365c", null, 2.6], ["#96420f", "6 3", 2], ["#2f6b3c", "2 3", 2]];
  const lines = keys.map((_, place) => {
    const [stroke, dashes, width] = looks[place];
    const path = rows.map((row, step) => `${step && row[0] === rows[step - 1][0] + 1 ? "L" : "M"}${fixed(flip(at(row[0]) + scale / 2))} ${fixed(y(row[4 + place]))}`).join("");
    return svg("path", { d: path, fill: "none", stroke, "stroke-width": width, "stroke-dasharray": dashes, "stroke-linecap": "round" });
  });
  const ends = [1, lowest].map((rank) => svg("text", { x: flip(lead - 6), y: y(rank) + 4, "text-anchor": "end", class: "soft" }, digits(rank)));
  const key = el("ul", { class: "rank-key" }, keys.map((word, place) => el("li", {},
    svg("svg", { width: 34, height: 10, "aria-hidden": "true", class: "level-line" }, svg("path", { d: "M1 5H33", stroke: looks[place][0], "stroke-dasharray": looks[place][1], "stroke-width": looks[place][2] })), t(word))));
  return [svg("svg", { class: "chart", viewBox: `0 0 ${WIDTH} ${height + 18}`, "aria-hidden": "true" }, marks, ends, lines), key];
}
function memberParts(actor) {
  const naming = (names, code) => (names ? names[language()] : ACTOR.has(code) ? actorLink(code) : code);
  // In a year: whoever stands at its end, so that dates known to the year alone need no guess.
  const stands = ([start, end]) => !state.year || (start.slice(0, 4) <= state.year && (!end || end > `${state.year}-12-31`));
  const row = (who, what, ...span) => [who, label("membership_status", what), ...span.map((day) => day && date(day))];
  const members = actor.members.filter((entry) => stands(entry.slice(3))).map(([names, code, ...rest]) => row(naming(names, code), ...rest));
  const belongs = actor.member_of.filter((entry) => stands(entry.slice(2))).map(([code, ...rest]) => row(actorLink(code), ...rest));
  const part = (title, first, rows) => (rows.length ? [el("h3", {}, `${title} (${number(rows.length)})`), smallTable([first, t("status"), t("start"), t("end")], rows)] : []);
  return [...part(t("members"), t("member"), members), ...part(t("member_of"), t("organisation"), belongs)];
}
