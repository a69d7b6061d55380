// @ts-check
/** Result of an import on the page: figures, questions, faults, rows to look at, remarks, and what was taken by default. */
import { drawFaults } from "./faults.js";
import { drawQuestions } from "./import_questions.js";
import { drawReport, scroll } from "./import_report.js";
import { element, said, t } from "./service.js";

const FATES = { taken: ["采用", "taken"], joined: ["合并", "joined"], left_out: ["未用", "left out"] };
const SHOWN_ROWS = 500;

/**
 * @param {any} result of `POST /v1/import` @param {import("./import_questions.js").Answers} answers
 * @param {Record<string, string[]>} sheets @param {Node} packed button of the whole as files
 */
export function drawResult(result, answers, sheets, packed) {
  const problem = result.request.problem;
  const found = element("div");
  const ofAnswers = result.faults.filter((/** @type {any} */ each) => each.path.startsWith("回答"));
  const ofData = result.faults.filter((/** @type {any} */ each) => !each.path.startsWith("回答")).map((/** @type {any} */ each) => ({ ...each, where: each.path }));
  found.append(element("h2", {}, t("读到了什么", "What was read")),
    element("p", {}, `${problem.school} · ${problem.term.name}`),
    element("div", { class: "figures" }, ...figures(result).map(([value, words]) => element("div", { class: "figure" }, element("b", {}, String(value)), element("span", {}, words)))));
  if (result.unread.length) found.append(unread(result.unread));
  found.append(hintOfOwnBook(result) ?? "");
  found.append(drawQuestions(result.questions, answers, ofAnswers));
  if (ofData.length) {
    found.append(drawFaults(ofData, sheets, { body: JSON.stringify(result.request), type: "application/json", name: t("申请-标错.xlsx", "request-marked.xlsx") }));
  }
  found.append(element("h2", {}, t("每一行的去向", "What became of every row")), drawReport(result), ...rows(result.rows), ...remarks(result.remarks),
    element("p", { class: "actions" }, packed));
  return found;
}

/** @param {any} result @returns {[number, string][]} */
function figures({ request, names }) {
  const problem = request.problem;
  const pupils = problem.pupils ?? [];
  /** @type {[number, string][]} */
  const found = [
    [pupils.length, t("名学生", "pupils")], [Object.keys(names).length, t("人有姓名", "of them named")],
    [pupils.filter((/** @type {any} */ each) => each.weekdays?.length).length, t("人报名", "applicants")],
    [pupils.reduce((/** @type {number} */ sum, /** @type {any} */ each) => sum + (each.choices?.length ?? 0), 0), t("个课程志愿", "wishes")],
    [problem.classes.length, t("个班", "classes")], [problem.staff.length, t("名教职工", "staff")],
    [problem.outside?.length ?? 0, t("名校外人员", "outside people")], [problem.offerings?.length ?? 0, t("门课程", "courses")],
    [problem.lessons?.length ?? 0, t("节课表上的课", "lessons of the timetable")], [problem.rooms.length, t("间场地", "rooms")],
  ];
  return found.filter(([value]) => value > 0);
}

/** @param {any[]} faults */
function unread(faults) {
  return element("div", { class: "warning" }, element("p", {}, t(`${faults.length} 个文件没有读成，其余照读：`, `${faults.length} files could not be read, the others were:`)),
    element("ul", { class: "faults" }, ...faults.map((each) => element("li", {}, element("b", {}, each.path), ` ${said(each)}`, element("small", {}, t(each.hint_zh, each.hint_en))))));
}

/** A request workbook alone is taken for last term's: say where this term's is uploaded. @param {any} result */
function hintOfOwnBook(result) {
  const own = result.sheets.length > 0 && result.sheets.every((/** @type {any} */ each) => each.kind.includes("申请"));
  return own ? element("p", { class: "warning" }, t("这是申请工作簿，这里当作上学期的资料接着用。如果它就是这学期的申请，请用下面的“选申请工作簿”上传。",
    "This is a request workbook, taken here for last term’s. If it is this term’s request, upload it below.")) : null;
}

/** @param {any[]} found */
function rows(found) {
  if (!found.length) return [element("p", { class: "good" }, t("没有一行要您看。", "There is no row to look at."))];
  const table = scroll(t("要看一眼的行", "Rows to look at"), [t("文件", "File"), t("工作表", "Sheet"), t("行", "Row"), t("去向", "Fate"), t("因为", "Because")],
    found.slice(0, SHOWN_ROWS).map((each) => [each.file, each.sheet, String(each.row), t(FATES[each.fate]?.[0] ?? each.fate, FATES[each.fate]?.[1] ?? each.fate), said(each)]));
  const more = found.length > SHOWN_ROWS ? [element("p", { class: "hint" }, t(`只列前 ${SHOWN_ROWS} 行，全部在导入包的报告里。`, `The first ${SHOWN_ROWS}; all are in the report of the package.`))] : [];
  return [element("details", {}, element("summary", {}, t(`没有用上或请您看一眼的 ${found.length} 行`, `${found.length} rows left out, or to look at`)), table, ...more)];
}

/** @param {any[]} found */
function remarks(found) {
  if (!found.length) return [];
  return [element("details", {}, element("summary", {}, t(`家长写的 ${found.length} 条备注`, `${found.length} remarks of families`)),
    scroll(t("家长备注", "Remarks of families"), [t("备注", "Remark"), t("学生", "Pupil"), t("姓名", "Name"), t("文件", "File"), t("行", "Row")],
      found.map((each) => [each.text, each.pupil, each.name, each.file, String(each.row)])))];
}
