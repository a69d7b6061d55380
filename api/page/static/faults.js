// @ts-check
/** Faults of a request sheet by sheet, and its marked copy. */
import { download, XLSX } from "./download.js";
import { busy, element, said, t } from "./service.js";

/** @typedef {{where: string, value: string, zh: string, en: string, hint_zh: string, hint_en: string, rows?: string, follows?: number}} Fault */

/** Sheet of a fault: what stands before `!`, or the key of a document's list. @param {Fault} fault @param {Record<string, string[]>} sheets */
function sheetOf(fault, sheets) {
  const [sheet, cell] = fault.where.split("!");
  if (cell !== undefined) return sheet;
  const key = fault.where.replace(/^problem\./, "").match(/^[a-z_]+/)?.[0] ?? "";
  return sheets[key] ? t(sheets[key][0], sheets[key][1]) : t("整个文件", "The whole file");
}

/**
 * Faults under headings of their sheets. @param {Fault[]} faults @param {Record<string, string[]>} sheets key -> names
 * @param {{body: Blob | string, type: string, name: string} | null} [copied] what a marked copy is made of, and its name
 */
export function drawFaults(faults, sheets, copied = null) {
  /** @type {Map<string, Fault[]>} */
  const groups = new Map();
  for (const fault of faults) groups.set(sheetOf(fault, sheets), [...(groups.get(sheetOf(fault, sheets)) ?? []), fault]);
  const part = element("section", { class: "card", "aria-label": t("要改的地方", "Faults") });
  part.append(element("h2", {}, t(`有 ${faults.length} 种错误，改好再来`, `Faults to mend: ${faults.length}`)));
  if (copied) part.append(marked(copied));
  for (const [sheet, found] of groups) {
    part.append(element("h3", {}, `${sheet} · ${found.length}`), element("ul", { class: "faults" }, ...found.map(line)));
  }
  return part;
}

/** @param {Fault} fault */
function line(fault) {
  const place = fault.where.split("!").pop() ?? "";
  const rows = fault.rows ? t(`（第 ${fault.rows} 行）`, ` (rows ${fault.rows})`) : fault.follows ? t(`（另有 ${fault.follows} 处相同）`, ` (and ${fault.follows} more)`) : "";
  return element("li", {}, element("b", {}, place + rows), " ", ...(fault.value ? [element("q", {}, fault.value), " "] : []), said(fault), element("small", {}, t(fault.hint_zh, fault.hint_en)));
}

/** @param {{body: Blob | string, type: string, name: string}} copied */
function marked(copied) {
  const button = /** @type {HTMLButtonElement} */ (element("button", { type: "button", class: "main" }, t("下载标出错误的工作簿", "Download the workbook with the faults marked")));
  button.addEventListener("click", () => busy(button, () => download("POST", `/v1/faults?language=${t("zh", "en")}`, copied.name,
    { bytes: copied.body, type: copied.type, accept: XLSX })));
  return element("p", { class: "actions" }, button, element("span", { class: "hint" }, t("错的格子涂了颜色、写了批注，改好后用“选申请工作簿”上传。", "Faulty cells are coloured and commented; mend them, then choose the workbook again.")));
}
