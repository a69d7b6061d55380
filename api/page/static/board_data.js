// @ts-check
/** Data of the class grid as its page brought it, and its words: names of posts, sections, cells, moments. */
import { brought, t } from "./service.js";

/** Plan, revision, entity tag, steps (newest, undo, redo) and rights. @type {any} */
export let page = brought("board-page");
/** Names, sections, posts, pupils, locks, violations (api/page/views/board_data.py). @type {any} */
export let data = brought("board-data");

/**
 * Take the newest revision in: its grid, data and head in place of those that are shown. Listeners sit on `.board-place` and above.
 * @returns {Promise<void>} Throws TypeError where nobody answers.
 */
export async function renew() {
  const answer = await fetch(location.pathname, { cache: "no-cache", headers: { accept: "text/html" } });
  if (!answer.ok || answer.redirected) throw new Error(t("课表没有读到，请刷新页面。", "The timetable could not be read: load the page again."));
  const read = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const id of ["board", "state", "board-page"]) {
    const [old, fresh] = [document.getElementById(id), read.getElementById(id)];
    if (!old || !fresh) continue;
    const boxes = [...old.querySelectorAll(".scroll")].map((box) => [box.id, box.scrollLeft, box.scrollTop]);
    old.replaceWith(document.adoptNode(fresh));
    for (const [box, left, top] of boxes) document.getElementById(String(box))?.scrollTo(Number(left), Number(top));
  }
  page = brought("board-page");
  data = brought("board-data");
  document.dispatchEvent(new CustomEvent("board-renewed"));
}

/** Minutes since midnight as 16:30. @param {number} minute */
export function clock(minute) {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

/** @param {string} id */
export const person = (id) => data.people[id] ?? id;
/** @param {string} id */
export const room = (id) => data.rooms[id]?.[0] ?? id;
/** @param {string} id */
export const section = (id) => data.sections[id]?.name ?? id;
/** @param {string} id */
export const home = (id) => data.classes[id]?.[0] ?? id;
/** @param {number} day */
export const weekday = (day) => data.days.find((/** @type {any} */ each) => each[0] === day)?.[1] ?? String(day);

/** A period of a grade in words. @param {number} grade @param {number} index */
export function period(grade, index) {
  const found = data.grades[grade]?.periods[index];
  return t(`第${index + 1}节`, `period ${index + 1}`) + (found ? ` ${clock(found[0])}` : "");
}

/** Post of an entry of `data.posts`, as edits write it. @param {any[]} entry */
export const postOf = (entry) => ({ kind: entry[0], weekday: entry[1], subject: entry[2], detail: entry[3] });

/** A post as questions write it. @param {any} post */
export function postText(post) {
  if (post.kind === "lead" || post.kind === "assist") return `${post.kind}/${post.subject}#${post.detail}`;
  if (post.kind === "late" || post.kind === "standby") return `${post.kind}/${post.weekday}`;
  const detail = post.kind === "gate" ? `/${clock(post.detail)}` : post.kind === "care" ? `/${post.detail}` : "";
  return `${post.kind}/${post.weekday}/${post.subject}${detail}`;
}

/** An entry of `data.posts` in words, with its day. @param {any[]} entry */
export function postWords(entry) {
  const [kind, day, subject, detail, , words] = entry;
  const on = day ? weekday(day) + " " : "";
  if (kind === "care") return `${on}${period(data.classes[subject]?.[1], detail)} ${t("看护", "care of")} ${home(subject)}`;
  return `${on}${kind === "gate" ? clock(detail) + " " : ""}${words}`;
}

/** Entry of a post, or undefined. @param {string} kind @param {number} day @param {string} subject @param {number} detail */
export function entryOf(kind, day, subject, detail) {
  return data.posts.find((/** @type {any} */ each) => each[0] === kind && each[1] === day && each[2] === subject && each[3] === detail);
}

/** Care group of a class, or undefined. @param {string} classId @param {number} day @param {number} index */
export function groupOf(classId, day, index) {
  return data.care.find((/** @type {any} */ each) => each[0] === day && each[1] === index && each[3].includes(classId));
}

/** Week of an edit for the place of a person in an entry's people by week: 0 where they stand in every week. @param {any[]} entry @param {string} who */
export function weeksOf(entry, who) {
  const weeks = entry[4].map((/** @type {string[]} */ people, /** @type {number} */ index) => (people.includes(who) ? index + 1 : 0)).filter(Boolean);
  return weeks.length === entry[4].length ? [0] : weeks;
}

/** A week of an edit in words; empty for every week. @param {number} week */
export const weekWords = (week) => (week && data.weeks.length > 1 ? data.weeks[week - 1] : "");
