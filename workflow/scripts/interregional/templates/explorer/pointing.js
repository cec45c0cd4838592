// Lines are thin: the nearest one within reach is meant.
function tieNear(x, y, reach) {
  let [best, least] = [-1, reach];
  for (const [tie, found] of tieMarks) {
    if (!found.parentNode) continue;
    const [from, to] = [points.get(ties[tie].one), points.get(ties[tie].other)];
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const share = Math.max(0, Math.min(1, ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1)));
    const away = Math.hypot(from.x + share * dx - x, from.y + share * dy - y);
    if (away < least) [best, least] = [tie, away];
  }
  return best;
}
function under(event) {
  const found = event.target.closest?.("[data-actor], [data-tie]");
  if (found?.dataset.actor) return { actor: Number(found.dataset.actor), tie: -1 };
  const corner = canvas.getBoundingClientRect();
  const near = event.clientX || event.clientY ? tieNear(event.clientX - corner.left, event.clientY - corner.top, 12) : -1;
  return { actor: -1, tie: near >= 0 || !found ? near : Number(found.dataset.tie) };
}
const openMark = (found) => (found.dataset.actor ? openActor(Number(found.dataset.actor)) : openTie(Number(found.dataset.tie)));

function pointAt(event) {
  const corner = canvas.getBoundingClientRect();
  showHint(under(event), { x: event.clientX - corner.left, y: event.clientY - corner.top });
}
function focusOn(event) {
  const { actor, tie } = event.target.dataset;
  if (!event.target.matches(":focus-visible") || (!actor && !tie)) return;
  if (actor) showHint({ actor: Number(actor), tie: -1 }, points.get(Number(actor)));
  else {
    const { start, end } = geometry(Number(tie));
    showHint({ actor: -1, tie: Number(tie) }, { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 });
    byId("over").classList.add("focused");
  }
}
const hideHint = () => showHint({ actor: -1, tie: -1 });
function showHint({ actor, tie }, place) {
  const hint = byId("hint");
  halo("over", tie);
  byId("over").classList.remove("focused");
  hint.hidden = actor < 0 && tie < 0;
  if (hint.hidden) return;
  hint.textContent = actor >= 0 ? name(actor) : tieLabel(tie, coded(tie));
  const x = Math.max(0, Math.min(place.x + 14, size.width - hint.offsetWidth - 4));
  hint.style.transform = `translate(${x}px, ${Math.max(0, place.y - hint.offsetHeight - 14)}px)`;
}

function moveFocus(event) {
  const current = event.target.closest("[data-actor], [data-tie]");
  if (!current) return;
  if (event.key === "Enter" || event.key === " ") { event.preventDefault(); openMark(current); return; }
  const marks = [...current.parentNode.children];
  const next = { Home: () => marks[0], End: () => marks[marks.length - 1] }[event.key]?.() || neighbour(current, marks, event.key);
  if (!next) return;
  event.preventDefault();
  current.setAttribute("tabindex", -1);
  next.setAttribute("tabindex", 0);
  next.focus();
}
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
function neighbour(current, marks, key) {
  if (!STEPS[key]) return null;
  const [dx, dy] = STEPS[key];
  if (current.dataset.tie) {
    const step = dy || (language() ? -dx : dx);
    return marks[(marks.indexOf(current) + step + marks.length) % marks.length];
  }
  const here = points.get(Number(current.dataset.actor));
  let [best, least] = [null, Infinity];
  for (const other of marks) {
    const there = points.get(Number(other.dataset.actor));
    const along = (there.x - here.x) * dx + (there.y - here.y) * dy;
    const across = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
    if (along > 0.5 && along + 2 * across < least) [best, least] = [other, along + 2 * across];
  }
  return best;
}

function zoomBy(factor) {
  zoom.scale = Math.max(1, Math.min(8, zoom.scale * factor));
  if (zoom.scale === 1 || !factor) Object.assign(zoom, { scale: 1, x: 0, y: 0 });
  drawPicture(inView());
}
let drag = null;
function dragOn(event) {
  if (!drag || zoom.scale === 1) return;
  const moved = Math.hypot(event.clientX - drag.x, event.clientY - drag.y);
  if (moved < 4 && !drag.moved) return;
  drag.moved = true;
  zoom.x = drag.from.x + event.clientX - drag.x;
  zoom.y = drag.from.y + event.clientY - drag.y;
  drawPicture(inView());
}
