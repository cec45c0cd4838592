// ---------------------------------------------------------------- years
const THUMB = 16;
function drawSpark() {
  const chart = byId("spark");
  const width = chart.clientWidth;
  if (!width || !HAS_YEARS) return chart.replaceChildren();
  const counts = Array.from({ length: LAST - FIRST + 1 }, () => levels.map(() => 0));
  spells().forEach((runs, tie) => {
    if (!chosenKind(tie)) return;
    for (let place = 0; place < runs.length; place += 3) {
      if (!state.levels.has(runs[place + 2])) continue;
      for (let year = Math.max(runs[place], FIRST); year <= Math.min(runs[place + 1], LAST); year += 1) counts[year - FIRST][runs[place + 2]] += 1;
    }
  });
  const most = Math.max(1, ...counts.map((row) => row.reduce((sum, value) => sum + value, 0)));
  // The bars stand over the places of the slider's thumb; its first place is for all years.
  const step = (width - THUMB) / counts.length;
  const lead = THUMB / 2 + step / 2;
  const bars = counts.flatMap((row, place) => {
    let top = 40;
    const x = language() ? width - lead - (place + 1) * step : lead + place * step;
    return row.map((value, rank) => {
      if (!value) return null;
      const height = (value / most) * 36;
      top -= height;
      return svg("rect", { x: fixed(x + step * 0.12), y: fixed(top), width: fixed(step * 0.76), height: fixed(height), fill: levels[rank].color, opacity: state.year && state.year !== FIRST + place ? 0.45 : 1 });
    });
  });
  fill(chart, { viewBox: `0 0 ${width} 42` }, []);
  return chart.replaceChildren(...bars.filter(Boolean), svg("path", { d: `M0 40.5H${width}`, stroke: "#76818e" }));
}

function drawTime() {
  byId("time").hidden = !HAS_YEARS;
  const shown = state.year ? digits(state.year) : t("all_years");
  fill(byId("year"), { min: FIRST - 1, max: LAST, "aria-valuetext": shown }, []);
  byId("year").value = state.year || FIRST - 1;
  byId("year-shown").textContent = state.year ? shown : "";
  byId("all-years").setAttribute("aria-pressed", String(!state.year));
  byId("play").firstElementChild.textContent = t(timer ? "pause" : "play");
  drawSpark();
}
const stepYear = (by) => {
  const year = (state.year || FIRST - 1) + by;
  change({ year: year < FIRST ? 0 : Math.min(year, LAST) });
};
let timer = 0;
function stop() {
  clearInterval(timer);
  timer = 0;
  byId("caption").setAttribute("aria-live", "polite");
  drawTime();
}
function play() {
  if (timer) return stop();
  byId("caption").setAttribute("aria-live", "off");
  if (state.year === LAST) change({ year: FIRST });
  timer = setInterval(() => (state.year === LAST ? stop() : stepYear(1)), 900);
  return drawTime();
}
