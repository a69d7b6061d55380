// @ts-check
/** Fields of the form of changes → documents of changes, as `POST /v1/terms/{term}/scenarios` takes them, and sentences about them. */
import { said, t } from "./service.js";

/** @typedef {{body: any, told: string}} Told */

/**
 * Changes that a part of the form says. @param {string} kind @param {HTMLFieldSetElement} part @param {any} names id → name, by list
 * @returns {{found: Told[], missing: string}} missing: what is still to be chosen, empty where nothing is
 */
export function changesOf(kind, part, names) {
  const build = BUILDERS[kind];
  const found = build(part, names);
  return typeof found === "string" ? { found: [], missing: found } : { found, missing: "" };
}

/** Values of a list or of boxes. @param {HTMLFieldSetElement} part @param {string} name @returns {string[]} */
function many(part, name) {
  const select = /** @type {HTMLSelectElement | null} */ (part.querySelector(`select[name="${name}"]`));
  if (select) return [...select.selectedOptions].map((option) => option.value);
  return [.../** @type {NodeListOf<HTMLInputElement>} */ (part.querySelectorAll(`input[name="${name}"]:checked`))].map((box) => box.value);
}

/** Value of a field. @param {HTMLFieldSetElement} part @param {string} name */
function one(part, name) {
  return /** @type {HTMLInputElement | null} */ (part.querySelector(`[name="${name}"]`))?.value.trim() ?? "";
}

/** Names of ids in one text. @param {any} known @param {string[]} ids */
function called(known, ids) {
  return ids.map((id) => said(known[id] ?? id)).join(t("、", ", "));
}

const WHO = () => t("先选至少一个人。", "Choose somebody first.");
const signed = (/** @type {number} */ value) => (value > 0 ? `+${value}` : String(value));

/** @param {string[]} people @param {string} since @param {any} names @returns {Told} */
function leaving(people, since, names) {
  const body = { kind: "leave", people, ...(since ? { since } : {}) };
  const who = called(names.people, people);
  return { body, told: since ? t(`${who}从 ${since} 起退出`, `${who} leave from ${since}`) : t(`${who}退出课后服务`, `${who} leave the service`) };
}

/** Kind → its changes, or what is missing. @type {Record<string, (part: HTMLFieldSetElement, data: any) => Told[] | string>} */
const BUILDERS = {
  leave(part, { names }) {
    const people = many(part, "people");
    return people.length ? [leaving(people, one(part, "since"), names)] : WHO();
  },
  fewer(part, { names, fewest }) {
    const count = Number(one(part, "count"));
    if (!fewest.length) return t("这个学期还没有方案，请用“人员退出”指定是谁。", "The term has no plan yet: name them with “People leave”.");
    if (!(count >= 1 && count <= fewest.length)) return t(`可以少 1 到 ${fewest.length} 名。`, `Between 1 and ${fewest.length} can be spared.`);
    const change = leaving(fewest.slice(0, count), "", names);
    return [{ ...change, told: t(`少 ${count} 名教师（${called(names.people, change.body.people)}）`, `${count} adults fewer (${called(names.people, change.body.people)})`) }];
  },
  absent(part, { names }) {
    const [people, days] = [many(part, "people"), many(part, "weekdays")];
    if (!people.length) return WHO();
    if (!days.length) return t("先选星期几。", "Choose a weekday first.");
    return [{ body: { kind: "absent", people, weekdays: days.map(Number) },
      told: t(`${called(names.people, people)}${called(names.weekdays, days)}不能到岗`, `${called(names.people, people)} cannot come on ${called(names.weekdays, days)}`) }];
  },
  close_room(part, { names }) {
    const [rooms, days] = [many(part, "rooms"), many(part, "weekdays")];
    const when = days.length ? called(names.weekdays, days) : "";
    return [{ body: { kind: "close_room", rooms, ...(days.length ? { weekdays: days.map(Number) } : {}) },
      told: t(`${called(names.rooms, rooms)}${when}不能用`, `${called(names.rooms, rooms)} cannot be used ${when}`.trim()) }];
  },
  demand(part, { names }) {
    const [percent, grades] = [Number(one(part, "percent")), many(part, "grades")];
    if (!percent) return t("写明增减百分之几。", "Say by how many per cent.");
    const who = grades.length ? called(names.grades, grades) : t("各年级", "all grades");
    return [{ body: { kind: "demand", amount: `${signed(percent)}%`, ...(grades.length ? { grades: grades.map(Number) } : {}) },
      told: t(`${who}报名人数 ${signed(percent)}%`, `applicants of ${who} ${signed(percent)}%`) }];
  },
  fee(part) {
    const yuan = one(part, "yuan");
    return yuan ? [{ body: { kind: "fee", amount: `${yuan}元` }, told: t(`每课时收费改为 ${yuan} 元`, `fee a lesson ${yuan} yuan`) }] : t("写明多少元。", "Say how many yuan.");
  },
  slots(part, { names }) {
    const [add, grades] = [one(part, "add"), many(part, "grades")];
    if (!add) return t("写明几点。", "Say at what time.");
    const who = grades.length ? called(names.grades, grades) : t("各年级", "all grades");
    return [{ body: { kind: "slots", add: [add], ...(grades.length ? { grades: grades.map(Number) } : {}) },
      told: t(`${who}增加 ${add} 放学时段`, `another slot at ${add} for ${who}`) }];
  },
  maximum(part) {
    const count = one(part, "count");
    return count ? [{ body: { kind: "maximum", amount: `<=${count}` }, told: t(`每班至多 ${count} 人`, `at most ${count} pupils a section`) }] : t("写明几人。", "Say how many.");
  },
  lanes(part, { names }) {
    const [gates, count] = [many(part, "gates"), Number(one(part, "count"))];
    if (!count) return t("写明增减几条。", "Say by how many.");
    return [{ body: { kind: "lanes", gates, amount: signed(count) }, told: t(`${called(names.gates, gates)}通道 ${signed(count)} 条`, `lanes of ${called(names.gates, gates)} ${signed(count)}`) }];
  },
  phrase(part) {
    const lines = one(part, "phrase").split("\n").map((line) => line.trim()).filter(Boolean);
    return lines.length ? lines.map((line) => ({ body: line, told: line })) : t("先写一行变动。", "Write a change first.");
  },
};
