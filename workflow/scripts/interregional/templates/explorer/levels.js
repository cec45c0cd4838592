// ---------------------------------------------------------------- levels and filters
const readingPlace = () => DATA.readings.indexOf(state.reading);
function levelIn(runs, year) {
  for (let place = 0; runs && place < runs.length; place += 3) {
    if (runs[place] <= year && year <= runs[place + 1]) return runs[place + 2];
  }
  return 0;
}
const coded = (tie, year = state.year) => (year ? levelIn(spells()[tie], year) : ties[tie].ranks[readingPlace()]);
const HOME = new Map(DATA.indicators.map(({ indicator, level }) => [indicator, RANK.get(level)]));
// The indicators in evidence at the time chosen.
function shown(tie) {
  if (!state.year) return new Set(ties[tie].indicators);
  const found = ties[tie].events && dyadBlock(tie);
  return new Set(found ? found.evidence.filter((row) => inForce(row, state.year)).map(([indicator]) => indicator) : []);
}
// The highest level of which any feature is in evidence, and what the levels up to it need that is not.
const highest = (tie, rank) => Math.max(rank, ...[...shown(tie)].map((indicator) => HOME.get(indicator)));
function missing(tie, rank) {
  const [found, high] = [shown(tie), highest(tie, rank)];
  return levels.map(({ level }, place) => [place, DATA.needs[state.reading][level] || []]).filter(([place]) => place > rank && place <= high)
    .map(([place, groups]) => [place, groups.filter((group) => !group.some((indicator) => found.has(indicator)))]).filter(([, groups]) => groups.length);
}
const chosenKind = (tie) =>
  (!state.types || state.types.has(ties[tie].type)) && (!state.issue || ties[tie].issues.includes(state.issue));
function agreement(rank, stated) {
  if (stated < 0) return "silent";
  return rank === stated ? "same" : rank < stated ? "lower" : "higher";
}
const isOther = () => state.source.startsWith("other");
const beside = (tie) => (isOther() ? ties[tie].before : ties[tie].stated);
const besideColour = () => (isOther() ? OTHER : PAPER);
const besideName = () => (isOther() ? t("legend_other", { x: t("other_name") }) : t("legend_published"));
const sourceName = (source) => t(`source=${source}`, { x: t("other_name") });
const isDouble = () => /both|differ/.test(state.source);
const usesEvidence = () => state.source === "coded" || isDouble();
function drawn(tie, rank) {
  const stated = beside(tie);
  const mine = state.levels.has(rank);
  const papers = stated >= 0 && state.levels.has(stated);
  if (state.source === "coded") return mine;
  if (!usesEvidence()) return papers;
  if (state.source.endsWith("both")) return mine || papers;
  return stated >= 0 && stated !== rank && (mine || papers);
}
function inView() {
  const found = [];
  ties.forEach((_, tie) => {
    if (!chosenKind(tie)) return;
    const rank = coded(tie);
    if (drawn(tie, rank)) found.push({ tie, rank });
  });
  return found;
}
