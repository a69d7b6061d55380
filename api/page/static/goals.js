// @ts-check
/** Goals of a search over time: a chart of each that moves, and a table of the latest figures of all. */
import { valueAndBound } from "./chart.js";
import { element, said, t } from "./service.js";

/** Points of a goal that are kept; every other one is left out above that. */
const MOST_POINTS = 600;

/** @typedef {{zh: string, en: string, unit_zh: string, unit_en: string, per_unit: number}} Words */
/** @typedef {{name: string, value: number, bound: number | null, scale: number}} Figure */
/** @typedef {{at: number, value: number, bound: number | null}} Point */

/** Seconds in words: `2 分 5 秒`, `2 分钟`. @param {number} seconds */
export function duration(seconds) {
  const whole = Math.floor(seconds);
  const minutes = whole % 60 ? t(" 分", " min") : t(" 分钟", " min");
  const parts = [[Math.floor(whole / 3600), t(" 小时", " h")], [Math.floor((whole % 3600) / 60), minutes], [whole % 60, t(" 秒", " s")]];
  const told = parts.filter(([count]) => count).map(([count, unit]) => `${count}${unit}`);
  return told.length ? told.join(" ") : t("0 秒", "0 s");
}

/** A gap in percent; what is not zero never reads as zero. @param {number | null} gap */
export function percent(gap) {
  if (gap === null) return "–";
  return gap === 0 ? "0%" : `${Math.max(100 * gap, 0.01).toFixed(2)}%`;
}

export class Goals {
  /** @type {Figure[]} */
  latest = [];
  /** @type {Map<string, Point[]>} */
  #points = new Map();
  #until = 0;
  #asked = false;

  /** @param {Record<string, Words>} words name of a goal -> its words @param {boolean} open whether more will come */
  constructor(words, open) {
    this.words = words;
    this.open = open;
  }

  /** Take figures of a moment, in the order of importance. @param {number} seconds @param {(Figure & Partial<Words>)[]} figures */
  take(seconds, figures) {
    if (this.latest.length !== figures.length || figures.some((each, place) => each.name !== this.latest[place].name)) this.#points.clear();
    this.latest = figures;
    this.#until = Math.max(this.#until, seconds);
    for (const { name, value, bound, zh, ...rest } of figures) {
      if (zh) this.words[name] = /** @type {Words} */ ({ zh, ...rest });
      const points = this.#points.get(name) ?? [];
      const last = points[points.length - 1];
      if (!last || last.value !== value || last.bound !== bound) points.push({ at: seconds, value, bound });
      this.#points.set(name, points.length <= MOST_POINTS ? points : points.filter((_, place) => place % 2 === 0 || place === points.length - 1));
    }
  }

  /** Time up to which lines are drawn. @param {number} seconds */
  reach(seconds) {
    this.#until = Math.max(this.#until, seconds);
  }

  /** Draw once before the next frame, however often it is asked for. */
  draw() {
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame(() => {
      this.#asked = false;
      this.#redraw();
    });
  }

  /** Largest gap of all goals; null where a bound is not known. */
  get gap() {
    const gaps = this.latest.map(gapOf);
    return gaps.length && !gaps.includes(null) ? Math.max(.../** @type {number[]} */ (gaps)) : null;
  }

  #redraw() {
    const drawn = document.getElementById("drawn");
    const empty = document.getElementById("no-goals");
    if (!drawn || !empty || !this.latest.length) return;
    drawn.hidden = false;
    empty.hidden = true;
    document.getElementById("charts")?.replaceChildren(...this.latest.flatMap((figure, place) => this.#chart(figure, place) ?? []));
    document.querySelector("#figures tbody")?.replaceChildren(...this.latest.map((figure, place) => this.#row(figure, place)));
  }

  /** Chart of a goal; none where value and bound have been the same all the time. @param {Figure} figure @param {number} place */
  #chart(figure, place) {
    const points = this.#points.get(figure.name) ?? [];
    if (points.every((point) => point.value === points[0].value && point.bound === point.value)) return null;
    const shown = (/** @type {number} */ value) => this.amount(figure.name, value);
    const chart = valueAndBound({ points, until: Math.max(this.#until, 1), label: this.words_of(figure), shown, time: duration });
    return element("figure", { "data-goal": figure.name },
      element("figcaption", {},
        element("b", {}, `${place + 1}. ${this.name(figure.name)}`),
        element("span", {}, `${shown(figure.value)} ${this.unit(figure.name)}`),
        standing(figure)),
      chart);
  }

  /** @param {Figure} figure @param {number} place */
  #row(figure, place) {
    const bound = figure.bound === null ? "–" : this.amount(figure.name, figure.bound);
    return element("tr", { "data-goal": figure.name },
      element("th", { scope: "row" }, `${place + 1}. ${this.name(figure.name)} `, element("small", {}, this.unit(figure.name))),
      element("td", { class: "number" }, this.amount(figure.name, figure.value)),
      element("td", { class: "number" }, bound),
      element("td", { class: "number" }, gapOf(figure) === 0 ? `✓ ${percent(0)}` : percent(gapOf(figure))));
  }

  /** Figures of a goal as a sentence. @param {Figure} figure */
  words_of(figure) {
    const [value, unit] = [this.amount(figure.name, figure.value), this.unit(figure.name)];
    const bound = figure.bound === null ? t("下界未知", "lower bound not known") : t(`下界 ${this.amount(figure.name, figure.bound)}`, `lower bound ${this.amount(figure.name, figure.bound)}`);
    return t(`${this.name(figure.name)}：${value} ${unit}，${bound}`, `${this.name(figure.name)}: ${value} ${unit}, ${bound}`);
  }

  /** @param {string} name */
  name(name) {
    return this.words[name] ? said(this.words[name]) : name;
  }

  /** @param {string} name */
  unit(name) {
    const words = this.words[name];
    return words ? said({ zh: words.unit_zh, en: words.unit_en }) : "";
  }

  /** Value in the shown unit, without decimals where it is a whole number of them. @param {string} name @param {number} value */
  amount(name, value) {
    const per = this.words[name]?.per_unit ?? 1;
    const digits = value % per === 0 ? 0 : String(per - 1).length;
    return (value / per).toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  }
}

/** @param {Figure} figure */
function gapOf(figure) {
  return figure.bound === null ? null : Math.abs(figure.value - figure.bound) / figure.scale;
}

/** @param {Figure} figure */
function standing(figure) {
  const gap = gapOf(figure);
  if (gap === 0) return element("span", { class: "chip done" }, t("✓ 已到最好", "✓ cannot be better"));
  if (gap === null) return element("span", { class: "chip" }, t("下界还没算出", "no bound yet"));
  return element("span", { class: "chip warn" }, t(`差距 ${percent(gap)}`, `gap ${percent(gap)}`));
}
