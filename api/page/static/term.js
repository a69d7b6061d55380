// @ts-check
/** Overview of a term: the report of the import that made it, and its workbook. */
import { download, XLSX } from "./download.js";
import { drawReport, reportOf } from "./import_report.js";
import { brought, busy } from "./service.js";

const { term } = brought("term-data") ?? {};
const report = term ? reportOf(term) : null;
const section = document.getElementById("import-report");
if (report && section) {
  document.getElementById("report-body")?.append(drawReport(report));
  section.hidden = false;
}
const button = /** @type {HTMLButtonElement | null} */ (document.getElementById("download"));
button?.addEventListener("click", () =>
  busy(button, () => download("GET", `/v1/terms/${term}/request`, `${document.querySelector("h1")?.textContent ?? term}.xlsx`, { accept: XLSX }))
);
