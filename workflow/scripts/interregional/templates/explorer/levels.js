// ---------------------------------------------------------------- levels and filters
const readingPlace = () => DATA.readings.indexOf(state.reading);
function levelIn(runs, year) {
  for (let place = 0; runs && place < runs.length; place += 3) {
    if (runs[place] <= year && year <= runs[place + 1]) return runs[place + 2];
  }
  return 0;
}
const coded = (tie, year = state.year) => (year ? levelIn(spells()[tie], year) : ties[tie].ranks[readingPlace()]);
const chosenKind = (tie) =>
  (!state.types || state.types.has(ties[tie].type)) && (!state.issue || ties[tie].issues.includes(state.issue));
function agreement(rank, stated) {
  if (stated < 0) return "silent";
  return rank === stated ? "same" : rank < stated ? "lower" : "higher";
}
function drawn(tie, rank) {
  const { stated } = ties[tie];
  const mine = state.levels.has(rank);
  const papers = stated >= 0 && state.levels.has(stated);
  if (state.source === "coded") return mine;
  if (state.source === "published") return papers;
  if (state.source === "both") return mine || papers;
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
