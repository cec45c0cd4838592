// ---------------------------------------------------------------- building elements; data goes in as text only
function fill(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return element;
}
const el = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
const svg = (tag, attributes = {}, ...children) =>
  fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
// What coders and sources wrote, in their language: Persian where it has a Persian letter.
const foreign = (text) => el("bdi", { dir: "auto", lang: /[\u0600-\u06ff]/.test(text) ? "fa" : "en" }, text);
const linkButton = (text, onclick) => el("button", { type: "button", class: "link", onclick }, text);
const svgLine = (rank, color) => {
  const style = levels[rank];
  return svg("svg", { width: 34, height: 10, "aria-hidden": "true", class: "level-line" },
    svg("path", { d: "M1 5H33", stroke: color || style.color, "stroke-width": style.width, "stroke-dasharray": style.dash.join(" ") || null }));
};
const coreSign = () => {
  const { color, width } = levels[levels.length - 1];
  const stroke = (paint, wide) => svg("path", { d: "M1 5H33", stroke: paint, "stroke-width": wide });
  return svg("svg", { width: 34, height: 10, "aria-hidden": "true", class: "level-line" }, stroke(color, width * 1.4), stroke("#fff", width * 0.7));
};
const svgShape = (kind, bare) => svg("svg", { width: 18, height: 18, viewBox: "-1.4 -1.4 2.8 2.8", "aria-hidden": "true" },
  svg("path", { d: DATA.kinds[kind].path, fill: bare ? "#fff" : DATA.kinds[kind].color, stroke: bare ? "#76818e" : "#222", "stroke-width": 0.15 }));
