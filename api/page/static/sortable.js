// @ts-check
/** Tables with `data-sortable`: headings are buttons that sort rows by number (`data-value` of cells) or by text. */
import { english } from "./service.js";

const texts = new Intl.Collator(english ? "en" : "zh-Hans-CN", { numeric: true });

/** Value of a cell to sort by; empty cells come last. @param {Element | undefined} cell */
function valueOf(cell) {
  if (!(cell instanceof HTMLElement)) return "";
  return cell.dataset.value === undefined ? (cell.textContent ?? "").trim() : cell.dataset.value === "" ? "" : Number(cell.dataset.value);
}

/** @param {string | number} a @param {string | number} b @param {number} sign */
function compare(a, b, sign) {
  if (a === "" || b === "") return Number(a === "") - Number(b === "");
  return sign * (typeof a === "number" && typeof b === "number" ? a - b : texts.compare(String(a), String(b)));
}

/** @param {HTMLTableElement} table @param {HTMLTableCellElement} heading */
function sort(table, heading) {
  const sign = heading.getAttribute("aria-sort") === "ascending" ? -1 : 1;
  for (const other of table.querySelectorAll("thead th")) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => ({ row, value: valueOf(row.cells[heading.cellIndex]) }));
  rows.sort((a, b) => compare(a.value, b.value, sign));
  body.append(...rows.map((each) => each.row));
}

for (const table of document.querySelectorAll("table[data-sortable]")) {
  if (!(table instanceof HTMLTableElement)) continue;
  for (const heading of table.querySelectorAll("thead th")) {
    if (!(heading instanceof HTMLTableCellElement) || heading.querySelector(".visually-hidden")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sort(table, heading));
    heading.append(button);
  }
}
