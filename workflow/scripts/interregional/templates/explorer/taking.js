// ---------------------------------------------------------------- taking along what is shown
function save(content, kind, ending, what) {
  const address = URL.createObjectURL(new Blob(content, { type: kind }));
  el("a", { href: address, download: `${DATA.edition}_${what}${state.year ? `_${state.year}` : ""}.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
// The mark at the beginning tells spreadsheet programs that the text is UTF-8.
const download = () => save(["\ufeff", csvText(inView())], "text/csv;charset=utf-8", "csv", kindOfTable());

const LOOKS = "fill stroke stroke-width stroke-dasharray stroke-linejoin stroke-linecap stroke-opacity paint-order opacity color font-family font-size font-weight text-anchor".split(" ");
// A copy whose looks are its own, so that it needs no style sheet.
function selfStyled(element) {
  const copy = element.cloneNode(true);
  const own = [copy, ...copy.querySelectorAll("*")];
  [element, ...element.querySelectorAll("*")].forEach((source, place) => {
    for (const name of own[place].getAttributeNames()) if (/^(class|id|role|tabindex|style|aria-|data-)/.test(name)) own[place].removeAttribute(name);
    const style = getComputedStyle(source);
    for (const look of LOOKS) own[place].setAttribute(look, style.getPropertyValue(look));
  });
  return copy;
}
function inLines(text, font, width) {
  pen.font = font;
  return text.split(" ").reduce((lines, word) => {
    const longer = `${lines[lines.length - 1]} ${word}`.trim();
    if (lines[lines.length - 1] && pen.measureText(longer).width > width) lines.push(word);
    else lines[lines.length - 1] = longer;
    return lines;
  }, [""]);
}
// The picture with title, caption, legend and caveat, as one drawing.
function wholePicture() {
  const family = getComputedStyle(document.body).fontFamily;
  const edge = language() ? size.width + 12 : 12;
  const parts = [];
  let top = 12;
  const write = (text, points, more = {}) => {
    for (const row of inLines(text, `${points}px ${family}`, size.width)) {
      top += points * 1.5;
      parts.push(svg("text", { x: edge, y: fixed(top), "font-size": points, fill: "#1b2430", ...more }, row));
    }
  };
  write(`${t("title")} · ${t("edition")}: ${t("edition_name")}`, 16, { "font-weight": 700 });
  write(byId("caption").textContent, 12.5, { fill: "#55606e" });
  parts.push(svg("g", { transform: `translate(12 ${fixed(top + 6)})` }, ...[...selfStyled(canvas).childNodes]));
  top += 6 + size.height;
  const legend = byId("legend").getBoundingClientRect();
  const scale = { x: -legend.left + 12, y: top - legend.top };
  for (const item of byId("legend").querySelectorAll("li")) {
    for (const sign of item.querySelectorAll("svg")) {
      const at = sign.getBoundingClientRect();
      parts.push(svg("g", { transform: `translate(${fixed(at.left + scale.x)} ${fixed(at.top + scale.y)})` }, fill(selfStyled(sign), { width: at.width, height: at.height }, [])));
    }
    const texts = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(texts.currentNode);
      const at = range.getBoundingClientRect();
      const x = (language() ? at.right : at.left) + scale.x;
      if (!texts.currentNode.parentElement.closest("svg")) parts.push(svg("text", { x: fixed(x), y: fixed(at.top + at.height * 0.75 + scale.y), "font-size": 12.5, fill: "#1b2430", "xml:space": "preserve" }, texts.currentNode.data));
    }
  }
  top += legend.height;
  write(`${t("caveat")}: ${t("selection_note")}`, 11, { fill: "#55606e" });
  const [width, height] = [size.width + 24, Math.ceil(top + 14)];
  return { width, height, drawing: svg("svg", { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`, "font-family": family, direction: language() ? "rtl" : "ltr", lang: state.lang },
    svg("rect", { width, height, fill: "#fff" }), parts) };
}
const asText = (drawing) => new XMLSerializer().serializeToString(drawing);
const takeSvg = () => save([asText(wholePicture().drawing)], "image/svg+xml", "svg", "network");
function takePng() {
  const { width, height, drawing } = wholePicture();
  const image = new Image();
  image.addEventListener("load", () => {
    const paper = fill(document.createElement("canvas"), { width: width * 2, height: height * 2 }, []);
    paper.getContext("2d").drawImage(image, 0, 0, width * 2, height * 2);
    paper.toBlob((content) => save([content], "image/png", "png", "network"));
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(asText(drawing))}`;
}
// Where the clipboard is closed to a page from disk, the address is marked, to be copied by hand.
function takeLink() {
  const tell = (word) => { byId("taken").textContent = t(word); };
  const mark = () => { getSelection().selectAllChildren(byId("address")); byId("address").focus(); tell("link_below"); };
  if (!navigator.clipboard) return mark();
  return navigator.clipboard.writeText(location.href).then(() => tell("link_copied"), mark);
}
