// @ts-check
/** Panel beside the class grid: what is selected, with its actions, and below its head the verdict on a change before it is kept. */
import { careView } from "./board_care.js";
import { clock, data, home, page, period, room, section, weekday } from "./board_data.js";
import { adultView, adultsOf, lackingView, pupilView } from "./board_people.js";
import { lockButton } from "./board_steps.js";
import { offer } from "./board_verdict.js";
import { element, t } from "./service.js";

export const panel = /** @type {HTMLElement} */ (document.getElementById("panel"));
const verdictBox = element("div", { id: "verdict", role: "region", "aria-label": t("改动的后果", "Result of the change") });
const detail = element("div", { id: "detail" });
/** What is shown, and what it was reached from. @type {any[]} */
let path = [];

/** Title and parts of what is selected; null where the plan has it no more. @type {Record<string, (chosen: any) => {title: string, parts: (Node | string)[]} | null>} */
const VIEWS = { section: sectionView, care: careView, adult: adultView, pupil: pupilView, grade: gradeView, broken: brokenView };

/** Show what is selected. @param {any} chosen kind and ids */
export function openPanel(chosen) {
  path = [chosen];
  verdictBox.replaceChildren();
  draw();
}

/** Show what a name in the panel stands for; a button leads back. @param {any} chosen */
export function follow(chosen) {
  path.push(chosen);
  draw();
}

/** Place of verdicts, with the panel open. */
export function verdictPlace() {
  if (panel.hidden) {
    path = [];
    draw();
  }
  return verdictBox;
}

/** Close the panel. */
export function closePanel() {
  panel.hidden = true;
  verdictBox.replaceChildren();
  path = [];
  for (const old of document.querySelectorAll("#board .seen")) old.classList.remove("seen");
}

/** Tell a change in the panel, and offer to keep it. @param {string} title @param {any[]} edits @param {string} [label] */
export function propose(title, edits, label) {
  return offer(verdictBox, { title, edits, label });
}

function draw() {
  const chosen = path.at(-1);
  const view = chosen ? VIEWS[chosen.kind](chosen) : { title: t("改动", "Change"), parts: [] };
  panel.hidden = false;
  const back = path.length > 1 ? element("button", { type: "button", class: "quiet", onclick: () => { path.pop(); draw(); } }, t("← 返回", "← Back")) : "";
  const close = element("button", { type: "button", class: "quiet", "aria-label": t("关闭", "Close"), onclick: closePanel }, "×");
  detail.replaceChildren(...(view ? view.parts : [element("p", {}, t("方案里已没有它。", "The plan has it no more."))]));
  panel.replaceChildren(element("div", { class: "panel-head" }, element("div", {}, back, element("h2", {}, view?.title ?? "")), close), verdictBox, detail);
}
document.addEventListener("board-renewed", () => !panel.hidden && draw());
panel.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const from = /** @type {HTMLElement | null} */ (document.querySelector("#board .seen"));
  closePanel();
  from?.focus();
});

/** Labelled choice. @param {string} label @param {[string | number, string][]} options @param {string | number} chosen */
export function choice(label, options, chosen) {
  const select = /** @type {HTMLSelectElement} */ (element("select", {}, ...options.map(([value, words]) => element("option", { value, selected: String(value) === String(chosen) }, words))));
  return { select, label: element("label", {}, label, " ", select) };
}

/** Form of an action: its fields and a button that asks what it would do. @param {string} button @param {(Node | string)[]} fields @param {() => void} done */
export function form(button, fields, done) {
  return element("form", { onsubmit: (/** @type {Event} */ event) => { event.preventDefault(); done(); } }, ...fields, element("button", {}, button));
}

/** @param {{section: string}} chosen */
function sectionView(chosen) {
  const found = data.sections[chosen.section];
  if (!found) return null;
  const parts = [element("p", {}, t(`${found.grades.join("、")} 年级，每次 ${found.minutes} 分钟，${found.least}–${found.most} 人`, `grades ${found.grades.join(", ")}, ${found.minutes} minutes, ${found.least} to ${found.most} pupils`))];
  const sessions = element("ul", {});
  for (const [day, start, where] of found.sessions) {
    const line = element("li", {}, `${weekday(day)} ${clock(start)}–${clock(start + found.minutes)} ${room(where)}`);
    if (page.edit) line.append(element("button", { type: "button", class: "quiet move", onclick: () => line.after(moveForm(chosen.section, day, start, where)) }, t("移动…", "Move…")));
    sessions.append(line);
  }
  parts.push(element("h3", {}, t("课次", "Sessions")), sessions, element("h3", {}, t("教师", "Adults")));
  for (const kind of ["lead", "assist"]) parts.push(adultsOf(kind, 0, found.offering, found.number, kind === "lead" || found.assistants > 0));
  if (found.pupils.length) parts.push(element("details", {}, element("summary", {}, t(`学生 ${found.pupils.length} 人`, `${found.pupils.length} pupils`)),
    element("div", { class: "pupils" }, ...found.pupils.map((/** @type {string} */ id) => element("button", { type: "button", class: "quiet pupil", onclick: () => follow({ kind: "pupil", pupil: id }) }, id)))));
  if (page.edit) parts.push(element("div", { class: "actions" }, lockButton("sections", chosen.section, data.locks.some((/** @type {any} */ each) => each.what === "meetings" && `${each.offering}#${each.number}` === chosen.section), found.name),
    element("button", { type: "button", class: "danger close-section", onclick: () => propose(t(`停开 ${found.name}，学生按后面的志愿改排`, `Close ${found.name}; its pupils go by their next choices`), [{ edit: "close_section", section: chosen.section }], t("停开", "Close it")) }, t("停开…", "Close…"))));
  return { title: found.name, parts };
}

/** @param {string} id @param {number} day @param {number} start @param {string} where */
function moveForm(id, day, start, where) {
  const found = data.sections[id];
  const starts = new Set([start]);
  for (const grade of found.grades) for (const [begins] of data.grades[grade]?.periods ?? []) starts.add(begins);
  const days = choice(t("星期", "Day"), data.days, day);
  const times = choice(t("开始", "Start"), [...starts].sort((a, b) => a - b).map((minute) => [minute, clock(minute)]), start);
  const rooms = choice(t("场地", "Room"), Object.keys(data.rooms).filter((each) => data.rooms[each][1] === found.type || each === where).map((each) => [each, room(each)]), where);
  return form(t("看看后果", "See what it does"), [days.label, times.label, rooms.label], () => {
    /** @type {Record<string, any>} */
    const edit = { edit: "move_session", section: id, weekday: day };
    if (Number(days.select.value) !== day) edit.to_weekday = Number(days.select.value);
    if (Number(times.select.value) !== start) edit.to_start = clock(Number(times.select.value));
    if (rooms.select.value !== where) edit.to_room = rooms.select.value;
    if (Object.keys(edit).length === 3) return;
    propose(`${section(id)}：${weekday(day)} ${clock(start)} → ${weekday(Number(days.select.value))} ${clock(Number(times.select.value))} ${room(rooms.select.value)}`, [edit]);
  });
}

/** Violations of the plan, and posts that lack adults. */
function brokenView() {
  const parts = [];
  if (data.lacking.length) parts.push(element("h3", {}, t("缺人的岗位", "Posts that lack adults")), lackingView());
  parts.push(element("h3", {}, t("违规", "Violations")), data.broken.length ? element("ul", {}, ...data.broken.map((/** @type {any} */ each) => element("li", {}, each[1]))) : element("p", {}, t("没有违规。", "None.")));
  return { title: t("违规与缺人", "Violations and empty posts"), parts };
}

/** @param {{grade: number}} chosen */
function gradeView(chosen) {
  const found = data.grades[chosen.grade];
  if (!found) return null;
  const gate = (/** @type {string} */ id) => data.gates[id] ?? id;
  /** @type {(Node | string)[]} */
  const parts = [element("ul", {}, ...found.periods.map((/** @type {any} */ each, /** @type {number} */ index) => element("li", {}, period(chosen.grade, index) + `–${clock(each[1])}`)))];
  if (!found.leaves) return { title: found.name, parts };
  const [minute, through] = found.leaves;
  const question = JSON.stringify({ grade: chosen.grade });
  parts.push(element("p", {}, t("放学 ", "Leaves "), element("b", {}, `${clock(minute)} ${gate(through)}`), " ", page.ask && element("button", { type: "button", class: "quiet", "data-why": question }, t("为什么？", "Why?"))));
  if (page.edit) {
    const times = choice(t("放学时间", "Dismissal"), [...new Set([...found.slots, minute])].sort((a, b) => a - b).map((each) => [each, clock(each)]), minute);
    const gates = choice(t("校门", "Gate"), [...new Set([...found.gates, through])].map((each) => [each, gate(each)]), through);
    parts.push(form(t("看看后果", "See what it does"), [times.label, gates.label], () => {
      const [at, by] = [Number(times.select.value), gates.select.value];
      if (at !== minute || by !== through) propose(t(`${found.name}放学改到 ${clock(at)} ${gate(by)}`, `${found.name} leaves at ${clock(at)} by ${gate(by)}`), [{ edit: "move_dismissal", grade: chosen.grade, minute: clock(at), gate: by }]);
    }), lockButton("grades", chosen.grade, data.locks.some((/** @type {any} */ each) => each.what === "dismissals" && each.grade === chosen.grade), found.name));
  }
  return { title: found.name, parts };
}

/** Names of classes as one text. @param {string[]} ids */
export const homes = (ids) => ids.map(home).join("、");
