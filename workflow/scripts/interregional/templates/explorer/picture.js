// ---------------------------------------------------------------- the picture
const canvas = byId("network");
const tieMarks = new Map();
const actorMarks = new Map();
const zoom = { scale: 1, x: 0, y: 0 };
let points = new Map();
let size = { width: 0, height: 0, radius: 10 };
const placed = actors.map((actor, place) => place).filter((place) => actors[place].place);
const pen = document.createElement("canvas").getContext("2d");

function measureCanvas() {
  const width = canvas.clientWidth;
  if (!width) return false;
  const height = Math.round(Math.max(360, Math.min(width * 0.72, 640, Math.max(innerHeight - 290, 440))));
  canvas.style.setProperty("--tall", `${height}px`);
  canvas.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const room = Math.sqrt((width * height) / Math.max(placed.length, 1));
  size = { width, height, radius: Math.max(3.5, Math.min(width < 500 ? 8 : 11, room * 0.13)) };
  return true;
}

function placePoints() {
  const xs = placed.map((place) => actors[place].place[0]);
  const ys = placed.map((place) => actors[place].place[1]);
  if (!placed.length) return;
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const margin = { x: Math.min(60, size.width * 0.1), y: 46 };
  const along = (value, from, to) => (to === from ? 0.5 : (value - from) / (to - from));
  points = new Map(placed.map((place) => {
    const x = margin.x + along(actors[place].place[0], left, right) * (size.width - 2 * margin.x);
    const y = margin.y + along(-actors[place].place[1], -high, -low) * (size.height - 2 * margin.y);
    const centre = { x: size.width / 2, y: size.height / 2 };
    return [place, { x: centre.x + (x - centre.x) * zoom.scale + zoom.x, y: centre.y + (y - centre.y) * zoom.scale + zoom.y }];
  }));
}

const giverOf = ({ balance, flow_ab: ab, flow_ba: ba, one, other }) =>
  balance !== "asymmetric" ? [one, other, false] : ab > ba ? [one, other, true] : [other, one, true];

function geometry(tie) {
  const [from, to, directed] = giverOf(ties[tie]);
  const [start, end] = [points.get(from), points.get(to)];
  const length = Math.hypot(end.x - start.x, end.y - start.y) || 1;
  return { start, end, ux: (end.x - start.x) / length, uy: (end.y - start.y) / length, length, directed };
}

function strand(shape, rank, color, shift) {
  const { start, end, ux, uy, directed } = shape;
  const back = directed ? size.radius + 9 : 0;
  const [dx, dy] = [-uy * shift, ux * shift];
  const style = levels[rank];
  return svg("path", {
    d: `M${fixed(start.x + dx)} ${fixed(start.y + dy)}L${fixed(end.x + dx - ux * back)} ${fixed(end.y + dy - uy * back)}`,
    stroke: color || style.color, "stroke-width": style.width, "stroke-dasharray": style.dash.join(" ") || null,
  });
}
const line = ({ start, end }) => `M${fixed(start.x)} ${fixed(start.y)}L${fixed(end.x)} ${fixed(end.y)}`;
// The white core of a line: the evidence allows a higher level, too.
function core(shape, rank, shift) {
  const found = strand(shape, rank, "#fff", shift);
  found.setAttribute("stroke-width", levels[rank].width * 0.45);
  return found;
}
const fixed = (value) => Math.round(value * 10) / 10;

function head({ end, ux, uy }, color) {
  const [tip, back, half] = [size.radius + 2, size.radius + 15, 5.5];
  const at = (along, across) => `${fixed(end.x - ux * along - uy * across)} ${fixed(end.y - uy * along + ux * across)}`;
  return svg("path", { class: "head", color, d: `M${at(tip, 0)}L${at(back, half)}L${at(back, -half)}Z` });
}

function drawTie(tie, rank) {
  const { part_whole: partWhole } = ties[tie];
  const stated = beside(tie);
  const shape = geometry(tie);
  const at = (share, lift = 0) => ({ x: fixed(shape.start.x + shape.ux * shape.length * share), y: fixed(shape.start.y + shape.uy * shape.length * share + lift) });
  const pieces = [];
  const double = isDouble();
  const usesPaper = !usesEvidence() || (double && stated >= 0);
  const usesCoded = usesEvidence() && (rank > 0 || state.levels.has(0) || !usesPaper);
  if (double && stated >= 0 && stated !== rank) pieces.push(svg("path", { class: "lit", d: line(shape) }));
  if (usesCoded) pieces.push(strand(shape, rank, null, usesPaper ? -3.4 : 0));
  if (usesCoded && highest(tie, rank) > rank) pieces.push(core(shape, rank, usesPaper ? -3.4 : 0));
  if (usesPaper) pieces.push(strand(shape, Math.max(stated, 0), besideColour(), usesCoded ? 3.4 : 0));
  if (shape.directed) pieces.push(head(shape, !usesCoded ? besideColour() : levels[Math.max(rank, 1)].color));
  if (partWhole === "yes") pieces.push(svg("circle", { cx: at(0.5).x, cy: at(0.5).y, r: 4.5, fill: "#fff", stroke: "#14365c", "stroke-width": 1.3 }));
  if (double && stated >= 0) pieces.push(svg("text", { ...at(0.4, 5), class: "mark" }, rank === stated ? "=" : "≠"));
  return pieces;
}

function tieLabel(tie, rank) {
  const parts = [`${pairName(tie)}: ${levelName(rank)}`];
  const stated = beside(tie);
  const high = highest(tie, rank);
  if (high > rank && usesEvidence()) parts.push(t("allowed", { x: levelName(high) }));
  if (stated >= 0 && state.source !== "coded") parts.push(`${besideName()}: ${levelName(stated)} (${t(`agreement=${agreement(rank, stated)}`)})`);
  return parts.join(language() ? "؛ " : "; ");
}

function mark(cache, key, attribute, parent, moving = false) {
  if (!cache.has(key)) {
    cache.set(key, svg("g", { class: attribute, role: "option", tabindex: -1, [`data-${attribute}`]: key }));
  }
  const found = cache.get(key);
  if (found.parentNode !== parent) {
    parent.append(found);
    // Every animation is a layer of its own to the browser: hundreds at once would hold it up.
    found.classList.toggle("come", moving);
  }
  return found;
}

function drawTies(view) {
  const parent = byId("tie-marks");
  const shown = new Map(view.map(({ tie, rank }) => [tie, rank]));
  if (state.tie >= 0 && !shown.has(state.tie)) shown.set(state.tie, coded(state.tie));
  for (const [tie, found] of tieMarks) if (!shown.has(tie)) found.remove();
  for (const [tie, rank] of [...shown].sort((one, other) => one[1] - other[1] || one[0] - other[0])) {
    const found = mark(tieMarks, tie, "tie", parent, shown.size <= 300);
    found.replaceChildren(...drawTie(tie, rank));
    found.setAttribute("aria-label", tieLabel(tie, rank));
    found.setAttribute("aria-selected", String(tie === state.tie));
    found.classList.toggle("faded", state.actor >= 0 && ties[tie].one !== state.actor && ties[tie].other !== state.actor);
  }
  listbox(parent, shown.size, "ties");
  rove(parent, tieMarks.get(state.tie));
}

function drawActors(view) {
  const parent = byId("actor-marks");
  const degree = new Map();
  for (const { tie } of view) for (const end of [ties[tie].one, ties[tie].other]) degree.set(end, (degree.get(end) || 0) + 1);
  for (const place of placed) {
    const found = mark(actorMarks, place, "actor", parent);
    const { x, y } = points.get(place);
    const kind = DATA.kinds[actors[place].kind];
    found.setAttribute("transform", `translate(${fixed(x)} ${fixed(y)})`);
    found.setAttribute("aria-label", `${name(place)}: ${t("ties_shown", { n: digits(degree.get(place) || 0) })}`);
    found.setAttribute("aria-selected", String(place === state.actor));
    found.classList.toggle("bare", !degree.has(place));
    found.classList.toggle("chosen", isChosen(place));
    found.replaceChildren(
      svg("circle", { class: "ring", r: size.radius + 4 }),
      svg("path", { class: "shape", d: kind.path, fill: kind.color, transform: `scale(${size.radius})`, "vector-effect": "non-scaling-stroke" }),
    );
  }
  listbox(parent, placed.length, "actors");
  rove(parent, actorMarks.get(state.actor));
  drawNames(degree);
}
const isChosen = (place) => place === state.actor || (state.tie >= 0 && (ties[state.tie].one === place || ties[state.tie].other === place));

function listbox(parent, count, key) {
  if (count) fill(parent, { role: "listbox", "aria-label": t(key) }, []);
  else { parent.removeAttribute("role"); parent.removeAttribute("aria-label"); }
}
// One stop of the Tab key for each list; arrow keys move inside it.
const isStop = (found) => found.getAttribute("tabindex") === "0";
function rove(parent, preferred) {
  const marks = [...parent.children];
  const current = preferred && preferred.parentNode === parent ? preferred : marks.find(isStop) || marks[0];
  for (const found of marks) if (found !== current && isStop(found)) found.setAttribute("tabindex", -1);
  current?.setAttribute("tabindex", 0);
}

// Names stand where there is room; those of the most tied actors come first.
function drawNames(degree) {
  pen.font = `12.5px ${getComputedStyle(document.body).fontFamily}`;
  const reach = size.radius + 3;
  const taken = placed.map((place) => box(points.get(place), reach * 2 - 4, reach * 2 - 4));
  const order = [...placed].sort((one, other) =>
    isChosen(other) - isChosen(one) || (degree.get(other) || 0) - (degree.get(one) || 0) || one - other);
  const texts = [];
  for (const place of order) {
    const lines = folded(short(place));
    const away = reach + (isChosen(place) ? 5 : 0);
    const [width, height] = [Math.max(...lines.map((line) => pen.measureText(line).width)) + 6, lines.length * 16];
    const spot = freeSpot(points.get(place), actors[place].place[2], width, height, away, taken)
      || (isChosen(place) && sides(points.get(place), width, height, away).above);
    if (!spot) continue;
    // With room around it, so that two names don't read as one.
    taken.push(box(spot, width + 4, height + 6));
    const top = spot.y - height / 2 + 12.5;
    texts.push(svg("text", { "text-anchor": "middle", class: `${degree.has(place) ? "" : "bare"} ${isChosen(place) ? "chosen" : ""}` },
      lines.map((line, row) => svg("tspan", { x: fixed(spot.x), y: fixed(top + row * 16) }, line))));
  }
  byId("names").replaceChildren(...texts);
}
// A long name in two lines, parted where they come out most alike.
function folded(text) {
  const words = text.split(" ");
  if (words.length < 2 || pen.measureText(text).width < 84) return [text];
  const ways = words.slice(1).map((_, cut) => [words.slice(0, cut + 1).join(" "), words.slice(cut + 1).join(" ")]);
  const longer = (way) => Math.max(...way.map((line) => pen.measureText(line).width));
  return ways.reduce((best, way) => (longer(way) < longer(best) ? way : best));
}
const box = ({ x, y }, width, height) => ({ left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 });
const meet = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
const sides = ({ x, y }, width, height, reach) => ({
  above: { x, y: y - reach - height / 2 }, below: { x, y: y + reach + height / 2 },
  left: { x: x - reach - width / 2, y }, right: { x: x + reach + width / 2, y },
  northeast: { x: x + width / 2, y: y - reach - height / 2 }, northwest: { x: x - width / 2, y: y - reach - height / 2 },
  southeast: { x: x + width / 2, y: y + reach + height / 2 }, southwest: { x: x - width / 2, y: y + reach + height / 2 },
});
function freeSpot(point, preferred, width, height, reach, taken) {
  const spots = sides(point, width, height, reach);
  for (const side of [preferred, "above", "below", "right", "left", "northeast", "northwest", "southeast", "southwest"]) {
    const wanted = box(spots[side], width, height);
    const inside = wanted.left >= 0 && wanted.right <= size.width && wanted.top >= 0 && wanted.bottom <= size.height;
    if (inside && !taken.some((other) => meet(wanted, other))) return spots[side];
  }
  return null;
}

function halo(id, tie) {
  const path = byId(id);
  if (tie < 0 || !tieMarks.get(tie)?.parentNode) return path.removeAttribute("d");
  return path.setAttribute("d", line(geometry(tie)));
}

function drawPicture(view) {
  if (!measureCanvas()) return;
  placePoints();
  canvas.classList.toggle("zoomed", zoom.scale > 1);
  drawTies(view);
  drawActors(view);
  halo("chosen", state.tie);
  halo("over", -1);
  byId("empty").hidden = view.length > 0;
}
