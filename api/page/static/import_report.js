// @ts-check
/** Report of an import without names: what each file was taken for, how many rows became what, and what was taken by default. */
import { element, said, t } from "./service.js";

const KEY = "afterbell-import-";

/** Report of a result of `POST /v1/import`, without anything that names a pupil. @param {any} result */
export function reportFrom(result) {
  return { sheets: result.sheets, counts: result.counts, assumed: result.assumed, unread: result.unread.length };
}

/** Keep the report in this window for the page of the term that was made. @param {string} term @param {any} report */
export function keepReport(term, report) {
  try {
    sessionStorage.setItem(KEY + term, JSON.stringify(report));
  } catch {
    // a window without storage shows no report later; the term is kept all the same
  }
}

/** Report kept of a term in this window, or null. @param {string} term */
export function reportOf(term) {
  try {
    return JSON.parse(sessionStorage.getItem(KEY + term) ?? "null");
  } catch {
    return null;
  }
}

/** A report as elements. @param {any} report */
export function drawReport(report) {
  const { taken = 0, joined = 0, left_out: left = 0 } = report.counts;
  const part = element("div");
  part.append(
    element("p", {}, t(`共 ${taken + joined + left} 行：采用 ${taken} 行，合并 ${joined} 行，未用 ${left} 行。`,
      `${taken + joined + left} rows: ${taken} taken, ${joined} joined, ${left} left out.`)),
    element("details", {}, element("summary", {}, t(`${report.sheets.length} 个表各看作什么`, `What each of the ${report.sheets.length} sheets was taken for`)),
      scroll(t("每个文件看作什么", "What each file was taken for"), [t("文件", "File"), t("工作表", "Sheet"), t("看作", "Taken for"), t("条数", "Records")],
        report.sheets.map((/** @type {any} */ each) => [each.file, each.sheet, each.kind, String(each.records)])))
  );
  if (report.assumed.length) part.append(drawAssumed(report.assumed));
  return part;
}

/** What nobody said and was taken by default, with the place in the workbook where it is changed. @param {any[]} assumed */
export function drawAssumed(assumed) {
  const folded = element("details", {}, element("summary", {}, t(`没有写、按默认的 ${assumed.length} 项`, `${assumed.length} things taken by default`)));
  folded.append(
    element("p", { class: "hint" }, t("要改：在学期页下载申请工作簿，到所列的表和列改，再上传。", "To change one: download the workbook on the term’s page, change the sheet and column named, and upload it.")),
    scroll(t("默认", "Defaults"), [t("内容", "What"), t("按", "Taken as"), t("在哪里改", "Where to change it")],
      assumed.map((each) => [said(each), each.value, t(each.place_zh, each.place_en)]))
  );
  return folded;
}

/** A table in a box that scrolls by itself. @param {string} label @param {string[]} heads @param {string[][]} rows */
export function scroll(label, heads, rows) {
  return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label },
    element("table", { class: "full" },
      element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)))),
      element("tbody", {}, ...rows.map((row) => element("tr", {}, ...row.map((cell) => element("td", {}, cell)))))));
}
