// @ts-check
/** Panel of a class in a period: its care group with who stands there, pupils at courses; merging, opening and closing groups. */
import { data, entryOf, groupOf, home, page, period, section, weekday } from "./board_data.js";
import { choice, follow, form, homes, propose } from "./board_panel.js";
import { adultsOf } from "./board_people.js";
import { lockButton } from "./board_steps.js";
import { element, t } from "./service.js";

/** @param {{home: string, day: number, index: number}} chosen */
export function careView(chosen) {
  const { home: id, day, index } = chosen;
  if (!data.classes[id]) return null;
  const grade = data.classes[id][1];
  const when = `${weekday(day)} ${period(grade, index)}`;
  const group = groupOf(id, day, index);
  /** @type {(Node | string)[]} */
  const parts = [];
  if (!group) parts.push(element("p", {}, t("这一节没有托管班。", "No care group in this period.")));
  else if (group[2] !== id) parts.push(element("p", {}, t("并入 ", "Looked after with "), element("button", { type: "button", class: "quiet name", onclick: () => follow({ ...chosen, home: group[2] }) }, home(group[2]))));
  else {
    if (group[3].length > 1) parts.push(element("p", {}, t(`合班：${homes(group[3])}`, `Together: ${homes(group[3])}`)));
    parts.push(element("h3", {}, t("看护", "Care")), adultsOf("care", day, id, index, true));
  }
  parts.push(...awayView(id, day, grade, index));
  if (page.edit) parts.push(...actions(chosen, group, when));
  return { title: `${home(id)} ${when}`, parts };
}

/** Sections that meet then, with how many of the class sit there. @param {string} id @param {number} day @param {number} grade @param {number} index */
function awayView(id, day, grade, index) {
  const [begins, ends] = data.grades[grade]?.periods[index] ?? [0, 0];
  const items = [];
  for (const [name, found] of Object.entries(data.sections)) {
    if (!found.sessions.some((/** @type {any} */ each) => each[0] === day && each[1] < ends && each[1] + found.minutes > begins)) continue;
    const here = found.pupils.filter((/** @type {string} */ pupil) => data.pupils[pupil]?.[0] === id);
    if (here.length || (!Object.keys(data.pupils).length && found.grades.includes(grade))) items.push(element("li", {}, element("button", { type: "button", class: "quiet name", onclick: () => follow({ kind: "section", section: name }) }, section(name)), here.length ? t(`${here.length} 人`, `${here.length} pupils`) : ""));
  }
  return items.length ? [element("h3", {}, t("同时的课程", "Courses at the time")), element("ul", {}, ...items)] : [];
}

/** @param {{home: string, day: number, index: number}} chosen @param {any} group @param {string} when */
function actions(chosen, group, when) {
  const { home: id, day, index } = chosen;
  const at = { weekday: day, period: index };
  /** @type {Node[]} */
  const parts = [];
  const others = data.care.filter((/** @type {any} */ each) => each[0] === day && each[1] === index && !each[3].includes(id));
  if (group?.[2] === id && others.length) {
    const host = choice(t("并入", "Join"), others.map((/** @type {any} */ each) => [each[2], homes(each[3])]), nearest(id, others));
    parts.push(element("details", {}, element("summary", {}, t("合班…", "Merge…")), form(t("看看后果", "See what it does"), [host.label], () =>
      propose(t(`${when} ${home(id)}并入${home(host.select.value)}`, `${when}: ${home(id)} joins ${home(host.select.value)}`), [{ edit: "merge_care", ...at, host: host.select.value, guest: id }], t("合班", "Merge")))));
  }
  const buttons = [];
  if (group?.[2] !== id) buttons.push(element("button", { type: "button", onclick: () => propose(t(`${when} ${home(id)}单独开托管班`, `${when}: ${home(id)} gets a group of its own`), [{ edit: "open_care", ...at, home: id }]) }, t("单独开班", "Open a group")));
  else buttons.push(element("button", { type: "button", class: "danger", onclick: () => propose(t(`${when} 停${home(id)}的托管班`, `${when}: the group of ${home(id)} is closed`), [{ edit: "close_care", ...at, host: id }]) }, t("停班", "Close the group")));
  const locked = data.locks.some((/** @type {any} */ each) => each.what === "care" && each.home === id);
  buttons.push(lockButton("classes", id, locked, t(`${home(id)}的托管`, `care of ${home(id)}`)));
  if (group?.[2] === id && !entryOf("care", day, id, index)?.[4].flat().length) parts.unshift(element("p", { class: "warning" }, t("没有人看护，请补人。", "Nobody stands there: add somebody.")));
  parts.push(element("div", { class: "actions" }, ...buttons));
  return parts;
}

/** Host of the same grade first. @param {string} id @param {any[]} others */
function nearest(id, others) {
  return (others.find((each) => data.classes[each[2]]?.[1] === data.classes[id][1]) ?? others[0])[2];
}
