// ---------------------------------------------------------------- state, kept in the fragment
const START = {
  lang: "", year: 0, reading: DATA.reading, persistence: DATA.persistence[0], dating: DATA.dating[0],
  levels: new Set(DATA.figure.map((level) => RANK.get(level))), types: null, issue: "", source: "coded",
  tie: -1, actor: -1, view: "picture",
};
const TYPES = Object.keys(DATA.labels.dyad_type).filter((type) => ties.some((tie) => tie.type === type));
const ISSUES = Object.keys(DATA.labels.issue_area).filter((area) => ties.some((tie) => tie.issues.includes(area)));
let state = { ...START };
const language = () => (state.lang === "fa" ? 1 : 0);

function readFragment() {
  const given = new URLSearchParams(location.hash.slice(1));
  const one = (key, allowed) => (allowed.includes(given.get(key)) ? given.get(key) : START[key]);
  const year = Number(given.get("year"));
  const asked = given.has("levels") ? given.get("levels").split(",").map((level) => RANK.get(level)) : null;
  const types = given.has("types") ? given.get("types").split(",").filter((type) => TYPES.includes(type)) : null;
  state = {
    lang: [given.get("lang"), navigator.language.slice(0, 2)].find((spoken) => LANGUAGES.includes(spoken)) ?? LANGUAGES[0],
    year: HAS_YEARS && year >= FIRST && year <= LAST ? Math.round(year) : 0,
    reading: one("reading", DATA.readings), persistence: one("persistence", DATA.persistence),
    dating: one("dating", DATA.dating), source: one("source", SOURCES), view: one("view", VIEWS),
    issue: one("issue", ISSUES), types: types && types.length < TYPES.length ? new Set(types) : null,
    levels: asked ? new Set(asked.filter((rank) => rank !== undefined)) : new Set(START.levels),
    tie: TIE.get(given.get("tie")) ?? -1, actor: ACTOR.get(given.get("actor")) ?? -1,
  };
  if (state.tie >= 0) state.actor = -1;
}

function fragment() {
  const parts = [["lang", state.lang]];
  if (state.tie >= 0) parts.push(["tie", `${ties[state.tie].a}-${ties[state.tie].b}`]);
  if (state.actor >= 0) parts.push(["actor", actors[state.actor].code]);
  if (state.year) parts.push(["year", state.year]);
  for (const key of ["reading", "persistence", "dating", "source", "issue", "view"]) {
    if (state[key] !== START[key]) parts.push([key, state[key]]);
  }
  if (!same(state.levels, START.levels)) parts.push(["levels", sorted(state.levels).map((rank) => levels[rank].level).join(",")]);
  if (state.types) parts.push(["types", TYPES.filter((type) => state.types.has(type)).join(",")]);
  return parts.map(([key, value]) => `${key}=${encodeURIComponent(value).replaceAll("%2C", ",")}`).join("&");
}
const same = (one, other) => one.size === other.size && [...one].every((value) => other.has(value));
const sorted = (values) => [...values].sort((one, other) => one - other);

function change(changes, { remember = false, focus = false } = {}) {
  Object.assign(state, changes);
  const address = `#${fragment()}`;
  if (address !== location.hash) history[remember ? "pushState" : "replaceState"](null, "", address);
  render();
  if (focus) showPanel();
}
const openTie = (tie, focus = true) => change({ tie, actor: -1 }, { remember: true, focus });
const openActor = (actor, focus = true) => change({ actor, tie: -1 }, { remember: true, focus });
const close = () => change({ tie: -1, actor: -1 }, { remember: true });
