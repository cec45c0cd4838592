"use strict";
(() => {
  // ---------------------------------------------------------------- data
  const byId = (id) => document.getElementById(id);
  const DATA = JSON.parse(byId("data").textContent);
  const { actors, ties, levels } = DATA;
  const RANK = new Map(levels.map((style, rank) => [style.level, rank]));
  const ACTOR = new Map(actors.map((actor, place) => [actor.code, place]));
  const TIE = new Map();
  ties.forEach((tie, place) => {
    tie.stated = tie.stated === "" ? -1 : RANK.get(tie.stated);
    tie.one = ACTOR.get(tie.a);
    tie.other = ACTOR.get(tie.b);
    TIE.set(`${tie.a}-${tie.b}`, place);
    TIE.set(`${tie.b}-${tie.a}`, place);
  });
  const [FIRST, LAST] = DATA.years.length ? DATA.years : [0, 0];
  const HAS_YEARS = DATA.years.length > 0;
  const SOURCES = ["coded", "published", "both", "differ"];
  const VIEWS = ["picture", "ties", "actors"];
  const PAPER = "#96420f";
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
      lang: ["en", "fa"].includes(given.get("lang")) ? given.get("lang") : navigator.language.startsWith("fa") ? "fa" : "en",
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

  // ---------------------------------------------------------------- words, digits, dates
  const digits = (text) => (language() ? String(text).replace(/[0-9]/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[digit]) : String(text));
  function t(key, values = {}) {
    const text = DATA.words[state.lang][key];
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }
  function label(variable, value) {
    const found = DATA.labels[variable]?.[value];
    return found ? found[language()] : value;
  }
  function number(value) {
    const [whole, part] = String(value).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, language() ? "٬" : ",");
    return digits(part ? grouped + (language() ? "٫" : ".") + part : grouped);
  }
  const decimal = (value) => number(Number.isInteger(value) ? value : value.toFixed(3));
  function date(text) {
    if (text.endsWith("X")) return t("decade", { x: digits(`${text.slice(0, 3)}0`) });
    const [year, month, day] = text.split("-");
    return [day && digits(Number(day)), month && t(`month_${Number(month)}`), digits(year)].filter(Boolean).join(" ");
  }
  function span(start, end, standing) {
    if (!start && !end) return t("undated");
    if (!end && standing) return t("since", { x: date(start) });
    if (!end || start === end) return date(start);
    return start ? t("from_to", { x: date(start), y: date(end) }) : t("until", { x: date(end) });
  }
  const years = (from, to) => (from === to ? digits(from) : t("from_to", { x: digits(from), y: digits(to) }));
  const levelName = (rank) => label("level", levels[rank].level);
  const name = (actor) => actors[actor].name[language()];
  const short = (actor) => actors[actor].label[language()];
  const pairName = (tie, naming = short) => `${naming(ties[tie].one)} – ${naming(ties[tie].other)}`;
  const arrowSign = () => (language() ? "←" : "→");
  const money = (amount, currency) => `${number(amount)} ${label("currency", currency)}`;
  // As text.fold of the package levels spellings, so that names meet in any of them.
  function fold(text) {
    return text.normalize("NFKC").replace(/[يى]/g, "ی").replace(/ك/g, "ک").replace(/ـ/g, "")
      .replace(/[۰-۹]/g, (digit) => digit.charCodeAt(0) - 0x6f0).replace(/[٠-٩]/g, (digit) => digit.charCodeAt(0) - 0x660)
      .replace(/[ةۀ]/g, "ه").replace(/[أإ]/g, "ا").replace(/[\u064b-\u0655\u0670]/g, "")
      .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]/g, "")
      .replace(/[\s\u200c\-–—_/.]+/g, "").toLowerCase();
  }

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
  const foreign = (text) => el("bdi", { dir: "auto" }, text);
  const linkButton = (text, onclick) => el("button", { type: "button", class: "link", onclick }, text);
  const svgLine = (rank, color) => {
    const style = levels[rank];
    return svg("svg", { width: 34, height: 10, "aria-hidden": "true", class: "level-line" },
      svg("path", { d: "M1 5H33", stroke: color || style.color, "stroke-width": style.width, "stroke-dasharray": style.dash.join(" ") || null }));
  };
  const svgShape = (kind, bare) => svg("svg", { width: 18, height: 18, viewBox: "-1.4 -1.4 2.8 2.8", "aria-hidden": "true" },
    svg("path", { d: DATA.kinds[kind].path, fill: bare ? "#fff" : DATA.kinds[kind].color, stroke: bare ? "#76818e" : "#222", "stroke-width": 0.15 }));

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
  const fixed = (value) => Math.round(value * 10) / 10;

  function head({ end, ux, uy }, color) {
    const [tip, back, half] = [size.radius + 2, size.radius + 15, 5.5];
    const at = (along, across) => `${fixed(end.x - ux * along - uy * across)} ${fixed(end.y - uy * along + ux * across)}`;
    return svg("path", { class: "head", color, d: `M${at(tip, 0)}L${at(back, half)}L${at(back, -half)}Z` });
  }

  function drawTie(tie, rank) {
    const { stated, part_whole: partWhole } = ties[tie];
    const shape = geometry(tie);
    const at = (share, lift = 0) => ({ x: fixed(shape.start.x + shape.ux * shape.length * share), y: fixed(shape.start.y + shape.uy * shape.length * share + lift) });
    const pieces = [];
    const double = state.source === "both" || state.source === "differ";
    const usesPaper = state.source === "published" || (double && stated >= 0);
    const usesCoded = state.source !== "published" && (rank > 0 || state.levels.has(0) || !usesPaper);
    if (usesCoded) pieces.push(strand(shape, rank, null, usesPaper ? -3.4 : 0));
    if (usesPaper) pieces.push(strand(shape, Math.max(stated, 0), PAPER, usesCoded ? 3.4 : 0));
    if (shape.directed) pieces.push(head(shape, !usesCoded ? PAPER : levels[Math.max(rank, 1)].color));
    if (partWhole === "yes") pieces.push(svg("circle", { cx: at(0.5).x, cy: at(0.5).y, r: 4.5, fill: "#fff", stroke: "#14365c", "stroke-width": 1.3 }));
    if (double && stated >= 0) pieces.push(svg("text", { ...at(0.4, 5), class: "mark" }, rank === stated ? "=" : "≠"));
    return pieces;
  }

  function tieLabel(tie, rank) {
    const parts = [`${pairName(tie)}: ${levelName(rank)}`];
    const { stated } = ties[tie];
    if (stated >= 0 && state.source !== "coded") parts.push(`${t("legend_published")}: ${levelName(stated)} (${t(`agreement=${agreement(rank, stated)}`)})`);
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
    const { start, end } = geometry(tie);
    return path.setAttribute("d", `M${fixed(start.x)} ${fixed(start.y)}L${fixed(end.x)} ${fixed(end.y)}`);
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

  // ---------------------------------------------------------------- legend and caption
  function drawLegend(view) {
    const present = sorted(new Set([...state.levels]));
    const double = state.source === "both" || state.source === "differ";
    const kinds = [...new Set(placed.map((place) => actors[place].kind))];
    const row = (title, items) => el("div", {}, el("ul", { "aria-label": title }, items));
    const lines = [];
    if (state.source !== "published") lines.push(...present.map((rank) => el("li", {}, svgLine(rank), levelName(rank), double ? ` (${t("legend_coded")})` : "")));
    if (state.source !== "coded") lines.push(...present.map((rank) => el("li", {}, svgLine(rank, PAPER), levelName(rank), ` (${t("legend_published")})`)));
    if (view.some(({ tie }) => giverOf(ties[tie])[2])) lines.push(el("li", {}, el("span", { "aria-hidden": "true" }, arrowSign()), t("legend_arrow")));
    if (view.some(({ tie }) => ties[tie].part_whole === "yes")) lines.push(el("li", {}, el("span", { "aria-hidden": "true" }, "○"), t("legend_part_whole")));
    if (double) lines.push(el("li", {}, el("b", { "aria-hidden": "true" }, "="), t("legend_agree")), el("li", {}, el("b", { "aria-hidden": "true" }, "≠"), t("legend_differ")));
    const shapes = Object.keys(DATA.kinds).filter((kind) => kinds.includes(kind)).map((kind) => el("li", {}, svgShape(kind), label("kind", kind)));
    shapes.push(el("li", {}, svgShape("regional_organisation", true), t("legend_hollow")));
    byId("legend").replaceChildren(row(t("legend_levels"), lines), row(t("legend_kinds"), shapes));
  }

  function captionText(view) {
    const parts = [state.year ? digits(state.year) : t("all_years"), label("reading", state.reading)];
    if (state.year && (state.persistence !== START.persistence || state.dating !== START.dating)) {
      parts.push(...["persistence", "dating"].map((key) => `${t(key)} ${t(`${key}=${state[key]}`)}`));
    }
    if (state.source !== "coded") parts.push(t(`source=${state.source}`));
    if (state.issue) parts.push(label("issue_area", state.issue));
    return [...parts, t("ties_shown", { n: number(view.length) })].join(" · ");
  }

  function drawChanges() {
    const line = byId("changes");
    if (!state.year || state.year === FIRST || state.source === "published") return line.replaceChildren();
    const found = { new: [], gone: [], up: [], down: [] };
    ties.forEach((_, tie) => {
      if (!chosenKind(tie)) return;
      const [before, now] = [coded(tie, state.year - 1), coded(tie)];
      const [was, is] = [drawn(tie, before), drawn(tie, now)];
      if (before === now || (!was && !is)) return;
      found[!was ? "new" : !is ? "gone" : now > before ? "up" : "down"].push(tie);
    });
    const parts = Object.entries(found).filter(([, list]) => list.length).map(([kind, list]) => el("span", {},
      el("b", {}, `${{ new: "+", gone: "−", up: "↑", down: "↓" }[kind]} ${t(`change_${kind}`)}:`), " ", listed(list)));
    return line.replaceChildren(...(parts.length ? parts : [t("change_none")]));
  }
  function listed(list) {
    const rest = list.length > 6 ? [` ${t("and_more", { n: number(list.length - 6) })}`] : [];
    return [...list.slice(0, 6).flatMap((tie, place) => [place ? (language() ? "، " : ", ") : "", linkButton(pairName(tie), () => openTie(tie))]), ...rest];
  }

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

  // ---------------------------------------------------------------- choices
  function options(id, values, text, chosen) {
    byId(id).replaceChildren(...values.map((value) => el("option", { value }, text(value))));
    byId(id).value = chosen;
  }
  function ticks(id, values, isOn, toggle, text, sign) {
    byId(id).querySelector(".ticks").replaceChildren(...values.map((value) => {
      const input = el("input", { type: "checkbox", value, onchange: (event) => toggle(value, event.target.checked) });
      input.checked = isOn(value);
      return el("label", {}, input, el("span", {}, text(value)), sign ? sign(value) : "");
    }));
  }
  function toggled(set, value, on) {
    const found = new Set(set);
    if (on) found.add(value); else found.delete(value);
    return found;
  }
  function drawChoices() {
    const held = document.activeElement?.closest?.("#levels, #types") ? [document.activeElement.closest("[id]").id, document.activeElement.value] : null;
    options("source", SOURCES, (value) => t(`source=${value}`), state.source);
    options("reading", DATA.readings, (value) => (value === DATA.reading ? t("reading_declared", { x: label("reading", value) }) : label("reading", value)), state.reading);
    options("persistence", DATA.persistence, (value) => t(`persistence=${value}`), state.persistence);
    options("dating", DATA.dating, (value) => t(`dating=${value}`), state.dating);
    options("issue", ["", ...ISSUES], (value) => (value ? label("issue_area", value) : t("all_issues")), state.issue);
    ticks("levels", levels.map((_, rank) => rank).reverse(), (rank) => state.levels.has(rank),
      (rank, on) => change({ levels: toggled(state.levels, rank, on) }), levelName, (rank) => svgLine(rank, state.source === "published" ? PAPER : null));
    ticks("types", TYPES, (type) => !state.types || state.types.has(type), (type, on) => {
      const types = toggled(state.types || new Set(TYPES), type, on);
      change({ types: types.size === TYPES.length ? null : types });
    }, (type) => label("dyad_type", type));
    byId("source-note").hidden = state.source === "coded";
    if (held) [...byId(held[0]).querySelectorAll("input")].find((input) => input.value === held[1])?.focus();
  }

  // ---------------------------------------------------------------- search
  let marked = -1;
  function matches(query) {
    const key = fold(query);
    if (!key) return [];
    const score = (actor) => Math.min(...actor.keys.map((own) => (own === key ? 0 : own.startsWith(key) ? 1 : own.includes(key) ? 2 : 9)));
    return actors.map((actor, place) => [score(actor), place]).filter(([value]) => value < 9)
      .sort((one, other) => one[0] - other[0] || one[1] - other[1]).slice(0, 12).map(([, place]) => place);
  }
  function drawFound() {
    const query = byId("search").value;
    const found = matches(query);
    const list = byId("found");
    if (marked >= found.length) marked = -1;
    list.replaceChildren(...found.map((place, row) => el("li",
      { id: `found-${row}`, role: "option", "aria-selected": String(row === marked), onmousedown: (event) => { event.preventDefault(); pick(place); } },
      name(place), el("small", {}, el("bdi", {}, actors[place].name[1 - language()]), ` · ${actors[place].code}`))));
    list.hidden = found.length === 0;
    byId("search").setAttribute("aria-expanded", String(found.length > 0));
    if (marked >= 0) byId("search").setAttribute("aria-activedescendant", `found-${marked}`);
    else byId("search").removeAttribute("aria-activedescendant");
    byId("search-told").textContent = !query ? "" : found.length ? t("search_found", { n: digits(found.length) }) : t("search_none");
    byId("search-told").classList.toggle("hidden", !query || found.length > 0);
    return found;
  }
  function clearSearch() {
    byId("search").value = "";
    marked = -1;
    drawFound();
  }
  function pick(place) { clearSearch(); openActor(place); }
  function searchKey(event) {
    const found = matches(event.target.value);
    if (event.key === "Escape") return clearSearch();
    if (!found.length) return undefined;
    if (event.key === "Enter") return pick(found[Math.max(marked, 0)]);
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return undefined;
    event.preventDefault();
    marked = (marked + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length;
    return drawFound();
  }

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
      [t("edition"), el("bdi", {}, DATA.edition)], [t("count_actors"), number(actors.length)],
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
        [`${t("balance")} (${t("all_years")})`, balance ? balance.filter(Boolean) : ""],
        [t("transfers"), found.events ? [flowLine(found.one, found.other, found.flow_ab), el("br"), flowLine(found.other, found.one, found.flow_ba)] : ""],
      ]),
      found.part_whole === "yes" ? el("p", { class: "note" }, t("part_whole")) : "",
      statedBox(tie, rank), ...evidenceParts(tie),
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
      el("div", {}, `${t("locator")}: `, el("bdi", { dir: "auto", lang: "fa" }, digits(locator))),
      el("div", {}, `${t("confidence")}: ${label("confidence", confidence)}`));
  }

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

  // ---------------------------------------------------------------- tables
  const sorting = { ties: ["level", -1], actors: ["degree", -1] };
  let rowsShown = ROWS;
  function tieColumns() {
    const known = (tie) => ties[tie].stated;
    const text = (word, get) => ({ key: word, word, get, show: get });
    return [
      { key: "tie_actors", word: "tie_actors", get: (row) => pairName(row.tie), show: (row) => linkButton(pairName(row.tie), () => openTie(row.tie)) },
      { key: "level", word: "coded_level", get: (row) => row.rank, show: (row) => levelSign(row.rank), csv: (row) => levels[row.rank].level },
      { key: "stated", word: "paper_states", get: (row) => known(row.tie), show: (row) => (known(row.tie) < 0 ? "" : levelSign(known(row.tie), PAPER)), csv: (row) => levels[known(row.tie)]?.level ?? "" },
      { key: "agreement", word: "agreement", get: (row) => agreement(row.rank, known(row.tie)), show: (row) => {
        const outcome = agreement(row.rank, known(row.tie));
        return `${{ same: "=", silent: "" }[outcome] ?? "≠"} ${t(`agreement=${outcome}`)}`;
      } },
      text("dyad_type", (row) => label("dyad_type", ties[row.tie].type)),
      text("indicators", (row) => ties[row.tie].indicators.join(" ")),
      { key: "events", word: "events", number: true, get: (row) => ties[row.tie].events },
      { key: "flow_ab", word: "flow_ab", number: true, get: (row) => ties[row.tie].flow_ab ?? 0 },
      { key: "flow_ba", word: "flow_ba", number: true, get: (row) => ties[row.tie].flow_ba ?? 0 },
      { key: "balance", word: "balance", get: (row) => ties[row.tie].balance ?? "", show: (row) => (ties[row.tie].balance ? t(`balance=${ties[row.tie].balance}`) : "") },
      { key: "years", word: "years", get: (row) => ties[row.tie].first ?? "", show: (row) => (ties[row.tie].first ? years(ties[row.tie].first, ties[row.tie].last) : ""), csv: (row) => [ties[row.tie].first, ties[row.tie].last].filter(Boolean).join("/") },
    ];
  }
  function actorColumns() {
    const measure = (key, place) => ({ key, word: key, number: true, get: ({ actor }) => actors[actor].measures?.[place] ?? 0 });
    return [
      { key: "actor", word: "actors", get: ({ actor }) => name(actor), show: ({ actor }) => linkButton(name(actor), () => openActor(actor)) },
      { key: "code", word: "code", get: ({ actor }) => actors[actor].code },
      { key: "kind", word: "kind", get: ({ actor }) => label("kind", actors[actor].kind) },
      { key: "in_view", word: "its_ties", number: true, get: ({ ties: own }) => own },
      ...["degree", "strength", "betweenness", "flows_out", "flows_in"].map(measure),
    ];
  }
  function tableRows(view) {
    if (state.view === "ties") return view;
    const own = new Map();
    for (const { tie } of view) for (const end of [ties[tie].one, ties[tie].other]) own.set(end, (own.get(end) || 0) + 1);
    return actors.map((_, actor) => ({ actor, ties: own.get(actor) || 0 }));
  }
  function sortedRows(view, columns) {
    const [key, way] = sorting[state.view];
    const { get } = columns.find((found) => found.key === key) || columns[0];
    const compare = (one, other) => (typeof one === "number" ? one - other : String(one).localeCompare(String(other), state.lang));
    return tableRows(view).map((row, place) => [get(row), place, row]).sort((one, other) => way * compare(one[0], other[0]) || one[1] - other[1]).map((row) => row[2]);
  }
  function drawTable(view) {
    const columns = state.view === "ties" ? tieColumns() : actorColumns();
    const rows = sortedRows(view, columns);
    const [key, way] = sorting[state.view];
    const held = document.activeElement?.dataset?.sort;
    byId("grid").tHead.replaceChildren(el("tr", {}, columns.map((found) => el("th", { scope: "col", "aria-sort": found.key === key ? (way > 0 ? "ascending" : "descending") : null },
      el("button", { type: "button", "data-sort": found.key, onclick: () => sortBy(found.key) }, t(found.word), el("span", { "aria-hidden": "true" }, found.key === key ? (way > 0 ? " ▲" : " ▼") : ""))))));
    byId("grid").tBodies[0].replaceChildren(...rows.slice(0, rowsShown).map((row) => el("tr", { class: row.tie === state.tie || row.actor === state.actor ? "chosen" : null },
      columns.map((found) => el("td", { class: found.number ? "number" : null }, found.number ? decimal(found.get(row)) : (found.show || found.get)(row))))));
    byId("rows").textContent = t("rows", { n: number(Math.min(rowsShown, rows.length)), m: number(rows.length) });
    byId("more-rows").hidden = rows.length <= rowsShown;
    byId("more-rows").textContent = t("more", { n: number(Math.min(ROWS, rows.length - rowsShown)) });
    byId("scroll").setAttribute("aria-label", t(`view=${state.view}`));
    if (held) byId("grid").querySelector(`[data-sort="${held}"]`)?.focus();
  }
  function sortBy(key) {
    const [before, way] = sorting[state.view];
    sorting[state.view] = [key, before === key ? -way : 1];
    render();
  }
  function csvText(view) {
    const columns = state.view === "ties" ? tieColumns() : actorColumns();
    const quoted = (cell) => (/[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell));
    const extra = state.view === "ties" ? [["actor_a", (row) => ties[row.tie].a], ["actor_b", (row) => ties[row.tie].b], ["year", () => state.year || ""], ["reading", () => state.reading]] : [];
    const all = [...extra, ...columns.map((found) => [t(found.word), found.csv || found.get])];
    const lines = [all.map(([title]) => quoted(title)), ...sortedRows(view, columns).map((row) => all.map(([, get]) => quoted(get(row))))];
    return `${lines.map((cells) => cells.join(",")).join("\n")}\n`;
  }
  function download() {
    // The mark at the beginning tells spreadsheet programs that the text is UTF-8.
    const address = URL.createObjectURL(new Blob(["\ufeff", csvText(inView())], { type: "text/csv;charset=utf-8" }));
    const link = el("a", { href: address, download: `${DATA.edition}_${state.view}${state.year ? `_${state.year}` : ""}.csv` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }

  // ---------------------------------------------------------------- everything together
  let spoken = "";
  function speak() {
    if (spoken === state.lang) return;
    spoken = state.lang;
    fill(document.documentElement, { lang: state.lang, dir: state.lang === "fa" ? "rtl" : "ltr" }, []);
    document.title = t("title");
    for (const found of document.querySelectorAll("[data-word]")) found.textContent = t(found.dataset.word);
    for (const found of document.querySelectorAll("[data-label]")) found.setAttribute("aria-label", t(found.dataset.label));
    for (const found of document.querySelectorAll("[data-placeholder]")) found.placeholder = t(found.dataset.placeholder);
    byId("language").textContent = t("other_language");
    byId("language").lang = state.lang === "fa" ? "en" : "fa";
    byId("edition").textContent = DATA.edition;
    drawFound();
  }
  function drawView(view) {
    const table = state.view !== "picture";
    byId("picture").hidden = table;
    byId("table").hidden = !table;
    for (const found of document.querySelectorAll("[data-view]")) found.setAttribute("aria-pressed", String(found.dataset.view === state.view));
    if (table) return drawTable(view);
    drawPicture(view);
    drawLegend(view);
    return drawChanges();
  }
  function render() {
    speak();
    const view = inView();
    byId("caption").textContent = captionText(view);
    drawChoices();
    drawTime();
    drawView(view);
    drawPanel(view);
    byId("address").href = `#${fragment()}`;
    byId("address").firstElementChild.textContent = `#${fragment()}`;
  }

  // ---------------------------------------------------------------- listening
  const on = (id, kind, act) => byId(id).addEventListener(kind, act);
  on("language", "click", () => change({ lang: state.lang === "fa" ? "en" : "fa" }));
  on("skip", "click", (event) => { event.preventDefault(); canvas.focus(); });
  on("year", "input", (event) => change({ year: Number(event.target.value) < FIRST ? 0 : Number(event.target.value) }));
  on("before", "click", () => stepYear(-1));
  on("after", "click", () => stepYear(1));
  on("all-years", "click", () => change({ year: 0 }));
  on("play", "click", play);
  on("reset", "click", () => { zoomBy(0); change({ ...START, levels: new Set(START.levels), lang: state.lang, view: state.view }, { remember: true }); });
  for (const id of ["source", "reading", "persistence", "dating", "issue"]) on(id, "change", (event) => change({ [id]: event.target.value }));
  for (const found of document.querySelectorAll("[data-view]")) found.addEventListener("click", () => { rowsShown = ROWS; change({ view: found.dataset.view }); });
  on("search", "input", () => { marked = -1; drawFound(); });
  on("search", "keydown", searchKey);
  on("search", "blur", () => { byId("found").hidden = true; byId("search").setAttribute("aria-expanded", "false"); });
  on("zoom-in", "click", () => zoomBy(1.5));
  on("zoom-out", "click", () => zoomBy(1 / 1.5));
  on("zoom-off", "click", () => zoomBy(0));
  on("download", "click", download);
  on("more-rows", "click", () => { rowsShown += ROWS; render(); });
  canvas.addEventListener("click", (event) => {
    if (drag?.moved) return;
    const { actor, tie } = under(event);
    if (actor >= 0) openActor(actor);
    else if (tie >= 0) openTie(tie);
    else if (state.tie >= 0 || state.actor >= 0) close();
  });
  canvas.addEventListener("keydown", moveFocus);
  canvas.addEventListener("focusin", focusOn);
  canvas.addEventListener("focusout", hideHint);
  canvas.addEventListener("pointermove", (event) => { if (drag) dragOn(event); else pointAt(event); });
  canvas.addEventListener("pointerleave", hideHint);
  canvas.addEventListener("pointerdown", (event) => { drag = { x: event.clientX, y: event.clientY, from: { ...zoom }, moved: false }; });
  addEventListener("pointerup", () => setTimeout(() => { drag = null; }));
  addEventListener("keydown", (event) => { if (event.key === "Escape" && event.target.id !== "search" && (state.tie >= 0 || state.actor >= 0)) close(); });
  addEventListener("hashchange", () => { readFragment(); render(); });
  addEventListener("popstate", () => { readFragment(); render(); });
  new ResizeObserver(() => { if (canvas.clientWidth !== size.width) render(); }).observe(byId("main"));

  // On a narrow screen the choices would stand between the picture and what is told of it.
  byId("choices").open = innerWidth > 760;
  readFragment();
  render();
  performance.mark("drawn");
  // By now the blocks that stand behind the script have come.
  addEventListener("DOMContentLoaded", () => { if (state.year || state.tie >= 0 || state.actor >= 0) render(); });
})();
