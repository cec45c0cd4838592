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
