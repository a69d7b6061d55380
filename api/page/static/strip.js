// @ts-check
/** Chart of stretches to scale: the minute under the pointer or the keyboard's cursor, told in words; on a day's page today and printing. */
import { brought, element, said, t } from "./service.js";

/** @param {number} minute */
function clock(minute) {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

/** A text that the server brought as a pair. @param {any} text */
function words(text) {
  return Array.isArray(text) ? said({ zh: text[0], en: text[1] }) : text;
}

/** Sentence of a stretch. @param {any[]} stretch */
function sentence([start, end, text, place, people, pupils]) {
  const when = end > start ? `${clock(start)}–${clock(end)}` : clock(start);
  const number = pupils ? t(`${pupils} 人`, `${pupils} pupils`) : "";
  return [when, words(text), place, words(people), number].filter(Boolean).join(" · ");
}

/** @param {HTMLElement} chart */
function begin(chart) {
  const rows = brought(chart.dataset.strip ?? "strip-data");
  const told = /** @type {HTMLElement} */ (document.getElementById("strip-told"));
  const cursor = /** @type {HTMLElement} */ (chart.querySelector(".strip-cursor"));
  const lines = /** @type {HTMLElement[]} */ ([...chart.querySelectorAll("tr[data-row]")]);
  const first = Number(chart.dataset.start);
  const last = Number(chart.dataset.end);
  const px = Number(chart.dataset.px);
  let row = 0;
  let minute = Math.max(first, Math.min(last, ...rows.flatMap((/** @type {any} */ each) => each[2].map((/** @type {any[]} */ stretch) => stretch[0]))));

  const column = () => /** @type {HTMLElement} */ (lines[row].querySelector("td.line"));
  const show = (/** @type {boolean} */ follow) => {
    lines.forEach((line, index) => line.classList.toggle("here", index === row));
    const x = column().offsetLeft + (minute - first) * px;
    cursor.style.left = `${x}px`;
    cursor.style.height = `${chart.scrollHeight}px`;
    cursor.hidden = false;
    const [, name, stretches] = rows[row];
    const now = stretches.filter((/** @type {any[]} */ [start, end]) => start <= minute && (minute < end || (start === end && minute === start)));
    told.replaceChildren(
      element("p", {}, element("b", {}, `${clock(minute)} ${words(name)}`)),
      ...(now.length ? now.map((/** @type {any[]} */ stretch) => element("p", {}, sentence(stretch)))
        : [element("p", { class: "hint" }, t("这一分钟没有安排。", "Nothing at that minute."))]));
    if (!follow) return;
    lines[row].scrollIntoView({ block: "nearest" });
    const left = column().offsetLeft;
    if (x - left < chart.scrollLeft) chart.scrollLeft = x - left;
    else if (x > chart.scrollLeft + chart.clientWidth - 20) chart.scrollLeft = x - chart.clientWidth + 60;
  };
  const point = (/** @type {PointerEvent} */ event) => {
    const target = event.target instanceof Element ? event.target.closest("tr[data-row]") : null;
    const cell = event.target instanceof Element ? event.target.closest("td.line") : null;
    if (!(target instanceof HTMLElement) || !cell) return;
    row = Number(target.dataset.row);
    minute = Math.max(first, Math.min(last, Math.floor(first + (event.clientX - cell.getBoundingClientRect().left) / px)));
    show(false);
  };
  chart.addEventListener("pointermove", point);
  chart.addEventListener("pointerdown", point);
  chart.addEventListener("focus", () => show(false));
  chart.addEventListener("keydown", (event) => {
    if (event.target !== chart || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = event.shiftKey ? 10 : 1;
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowLeft: () => (minute -= step), ArrowRight: () => (minute += step), ArrowUp: () => (row -= 1), ArrowDown: () => (row += 1),
      PageUp: () => (row -= 10), PageDown: () => (row += 10), Home: () => (minute = first), End: () => (minute = last),
    };
    if (!(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
    minute = Math.max(first, Math.min(last, minute));
    row = Math.max(0, Math.min(lines.length - 1, row));
    show(true);
  });
}

for (const chart of document.querySelectorAll("[data-strip]")) begin(/** @type {HTMLElement} */ (chart));
const today = /** @type {HTMLButtonElement | null} */ (document.querySelector("[data-today]"));
if (today) {
  const date = /** @type {HTMLInputElement} */ (today.form?.elements.namedItem("date"));
  const now = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
  today.hidden = now < date.min || now > date.max;
  today.addEventListener("click", () => {
    date.value = now;
    today.form?.requestSubmit();
  });
}
document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
