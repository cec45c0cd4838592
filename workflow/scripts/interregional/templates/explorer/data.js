// ---------------------------------------------------------------- data
const byId = (id) => document.getElementById(id);
const DATA = JSON.parse(byId("data").textContent);
const { actors, ties, levels } = DATA;
const RANK = new Map(levels.map((style, rank) => [style.level, rank]));
const ACTOR = new Map(actors.map((actor, place) => [actor.code, place]));
const TIE = new Map();
ties.forEach((tie, place) => {
  tie.stated = tie.stated === "" ? -1 : RANK.get(tie.stated);
  tie.before = tie.before === "" ? -1 : RANK.get(tie.before);
  tie.one = ACTOR.get(tie.a);
  tie.other = ACTOR.get(tie.b);
  TIE.set(`${tie.a}-${tie.b}`, place);
  TIE.set(`${tie.b}-${tie.a}`, place);
});
const [FIRST, LAST] = DATA.years.length ? DATA.years : [0, 0];
const HAS_YEARS = DATA.years.length > 0;
// What is drawn: the evidence, what stands beside it (a publication's label, another edition), both, or where they differ.
const SOURCES = ["coded", ...(DATA.publication ? ["published", "both", "differ"] : []), ...(DATA.other ? ["other", "other_both", "other_differ"] : [])];
const LANGUAGES = Object.keys(DATA.words);
const VIEWS = ["picture", "ties", "actors"];
const PAPER = "#96420f";
const OTHER = "#6a3d8f";
const ROWS = 100;
const EVENTS = 20;
const column = Object.fromEntries(DATA.columns.map((name, place) => [name, place]));

// Blocks after this script are parsed when they are asked for. Null while the page still loads.
const parsed = new Map();
function block(name) {
  if (!parsed.has(name)) {
    const found = byId(name);
    if (!found) return null;
    parsed.set(name, JSON.parse(found.textContent));
  }
  return parsed.get(name);
}
const spells = (choice = state) => block(`levels.${choice.reading}.${choice.persistence}.${choice.dating}`) || [];
const dyadBlock = (tie) => block(`dyad.${tie}`);
