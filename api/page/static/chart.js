// @ts-check
/** Charts as inline SVG. Colours and strokes stand in chart.css; beside every chart stand its figures in words. */

const NS = "http://www.w3.org/2000/svg";
/** Size of a chart in units of its view box, about a pixel on a phone; and the margins of its plot. */
const WIDTH = 360;
const HEIGHT = 150;
const MARGIN = { left: 66, right: 10, top: 12, bottom: 24 };

/** New SVG element with attributes and children. @param {string} tag @param {Record<string, any>} [attributes] @param {(Node | string)[]} children */
export function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(name, String(value));
  }
  made.append(...children);
  return made;
}

/**
 * Linear scale. @param {number} least @param {number} most @param {number} from @param {number} to
 * @returns {(value: number) => number} position of a value; the middle where all are equal, rounded to tenths
 */
export function scale(least, most, from, to) {
  const each = most > least ? (to - from) / (most - least) : 0;
  const begin = each ? from : (from + to) / 2;
  return (value) => Math.round(10 * (begin + (value - least) * each)) / 10;
}

/**
 * Path of a step function: each value holds until the next one, the last one until the end.
 * @param {[number, number][]} points positions, from left to right @param {number} end position up to which the last one holds
 */
export function steps(points, end) {
  const [first, ...rest] = points;
  if (!first) return "";
  return `M${first[0]} ${first[1]}` + rest.map(([x, y]) => `H${x}V${y}`).join("") + `H${end}`;
}

/**
 * Chart of a value and its lower bound over time.
 * @param {{points: {at: number, value: number, bound: number | null}[], until: number, label: string, shown: (value: number) => string,
 *   time: (seconds: number) => string}} given until: time at the right edge. label: its text alternative. shown, time: texts at the axes.
 */
export function valueAndBound({ points, until, label, shown, time }) {
  const bounded = points.filter((point) => point.bound !== null);
  const heights = [...points.map((point) => point.value), ...bounded.map((point) => Number(point.bound))];
  const [least, most] = [Math.min(...heights), Math.max(...heights)];
  const [left, right, top, bottom] = [MARGIN.left, WIDTH - MARGIN.right, MARGIN.top, HEIGHT - MARGIN.bottom];
  const x = scale(0, until, left, right);
  const y = scale(least, most, bottom - 4, top + 4);
  /** @type {[number, number][]} */
  const values = points.map((point) => [x(point.at), y(point.value)]);
  /** @type {[number, number][]} */
  const bounds = bounded.map((point) => [x(point.at), y(Number(point.bound))]);
  const chart = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "chart", role: "img", "aria-label": label });
  chart.append(
    svg("path", { class: "axis", d: `M${left} ${top}V${bottom}H${right}` }),
    svg("text", { class: "tick", x: left - 6, y: y(most) + 4, "text-anchor": "end" }, shown(most)),
    svg("text", { class: "tick", x: left, y: HEIGHT - 7 }, time(0)),
    svg("text", { class: "tick", x: right, y: HEIGHT - 7, "text-anchor": "end" }, time(until))
  );
  if (most > least) chart.append(svg("text", { class: "tick", x: left - 6, y: y(least) + 4, "text-anchor": "end" }, shown(least)));
  if (bounds.length) {
    /** @type {[number, number][]} */
    const above = bounded.map((point) => [x(point.at), y(point.value)]);
    const between = `${steps(above, right)}V${bounds[bounds.length - 1][1]}${backwards(bounds)}Z`;
    chart.append(svg("path", { class: "gap", d: between }), svg("path", { class: "bound", d: steps(bounds, right) }));
  }
  chart.append(svg("path", { class: "value", d: steps(values, right) }));
  const newest = values[values.length - 1];
  if (newest) chart.append(svg("circle", { class: "newest", cx: right, cy: newest[1], r: 3.5 }));
  return chart;
}

/** The rest of a step function's path, from its end back to its beginning. @param {[number, number][]} points */
function backwards(points) {
  return points.map(([x], place) => `H${x}` + (place ? `V${points[place - 1][1]}` : "")).reverse().join("");
}
