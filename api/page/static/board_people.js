// @ts-check
/** Adults and pupils in the panel: where they stand and sit, who may take the place, changing and swapping. */
import { data, entryOf, home, page, person, postOf, postText, postWords, section, weekWords, weeksOf } from "./board_data.js";
import { choice, follow, form, propose } from "./board_panel.js";
import { lockButton } from "./board_steps.js";
import { ask, busy, element, reason, t } from "./service.js";

/** Adults on a post with their actions. @param {string} kind @param {number} day @param {string} subject @param {number} detail @param {boolean} needed */
export function adultsOf(kind, day, subject, detail, needed) {
  const entry = entryOf(kind, day, subject, detail) ?? [kind, day, subject, detail, kind === "care" ? data.weeks.map(() => []) : [[]], ""];
  const list = element("ul", {});
  const people = [...new Set(entry[4].flat())];
  for (const who of people) list.append(adultLine(entry, /** @type {string} */ (who)));
  if (needed && page.edit) entry[4].forEach((/** @type {string[]} */ standing, /** @type {number} */ index) => {
    if (standing.length) return;
    const week = kind === "care" ? index + 1 : 0;
    const line = element("li", { class: "lacking" }, element("b", {}, `${weekWords(week)} ${t("无人", "nobody")}`));
    line.append(element("button", { type: "button", class: "quiet", onclick: () => suggest(line, entry, null, week) }, t("谁可以上？", "Who may stand here?")));
    list.append(line);
  });
  if (!people.length && !needed) return element("span", {});
  return list;
}

/** Posts that lack adults, each with a search for people. */
export function lackingView() {
  const list = element("ul", {});
  for (const entry of data.lacking) entry[4].forEach((/** @type {string[]} */ standing, /** @type {number} */ index) => {
    const lack = entry[6] - standing.length;
    const week = entry[4].length > 1 || entry[1] ? index + 1 : 0;
    if (lack <= 0) return;
    const line = element("li", { class: "lacking" }, `${postWords(entry)} ${weekWords(week)} ${t(`缺 ${lack} 人`, `${lack} missing`)}`);
    if (page.edit) line.append(element("button", { type: "button", class: "quiet", onclick: () => suggest(line, entry, null, week) }, t("谁可以上？", "Who may stand here?")));
    list.append(line);
  });
  return list;
}

/** One adult on a post. @param {any[]} entry @param {string} who @param {boolean} [here] the post is told, not the person */
function adultLine(entry, who, here = false) {
  const weeks = weeksOf(entry, who);
  const when = weeks.map(weekWords).filter(Boolean).join("、");
  const name = here ? postWords(entry) : person(who);
  const line = element("li", {}, here ? element("span", {}, name) : element("button", { type: "button", class: "quiet name", onclick: () => follow({ kind: "adult", person: who }) }, name), when ? `（${when}）` : "",
    entry[0] === "assist" ? t("助教", "assists") : "");
  if (page.edit) line.append(
    element("button", { type: "button", class: "quiet change", onclick: () => suggest(line, entry, who, weeks[0]) }, t("换人…", "Replace…")),
    element("button", { type: "button", class: "quiet swap", onclick: () => line.after(swapForm(entry, who, weeks[0])) }, t("对调…", "Swap…")));
  if (page.ask) line.append(element("button", { type: "button", class: "quiet", "data-why": JSON.stringify({ person: who, post: postText(postOf(entry)), week: weeks[0] }) }, t("为什么？", "Why?")));
  return line;
}

/** Ask who may stand on a post, and list them with reasons and price. @param {HTMLElement} line @param {any[]} entry @param {string | null} who @param {number} week */
async function suggest(line, entry, who, week) {
  const place = element("div", { class: "suggestions" }, element("p", { class: "hint", role: "status" }, t("正在找合适的人……", "Looking for people…")));
  if (line.nextElementSibling?.classList.contains("suggestions")) line.nextElementSibling.remove();
  line.after(place);
  const post = postOf(entry);
  const change = (/** @type {string} */ other) => propose(t(`${postWords(entry)}${weekWords(week)}：${who ? person(who) : "无人"} → ${person(other)}`, `${postWords(entry)} ${weekWords(week)}: ${who ? person(who) : "nobody"} → ${person(other)}`),
    [{ edit: "replace_adult", post, week, old: who, new: other }]);
  try {
    const answer = await ask("POST", `/v1/plans/${page.plan}/suggestions`, { json: { post: postText(post), week, person: who }, again: true });
    const items = answer.suggestions.map((/** @type {any} */ each) => element("li", {}, element("button", { type: "button", class: "quiet name", onclick: () => change(each.person) }, person(each.person)), element("small", {}, t(each.zh, each.en))));
    place.replaceChildren(element("p", {}, t(answer.zh, answer.en)), element("ol", {}, ...items), otherForm(change, who, answer.suggestions.length === 0));
  } catch (error) {
    place.replaceChildren(element("p", { class: "refusal" }, reason(error)), otherForm(change, who, true));
  }
}

/** Anybody else. @param {(other: string) => void} change @param {string | null} who @param {boolean} open */
function otherForm(change, who, open) {
  const all = choice(t("其他人", "Somebody else"), Object.entries(data.people).filter(([id]) => id !== who), "");
  const parts = [all.label];
  return element("details", { open }, element("summary", {}, t("换成其他人…", "Somebody else…")), form(t("看看后果", "See what it does"), parts, () => change(all.select.value)));
}

/** Two adults change places. @param {any[]} entry @param {string} who @param {number} week */
function swapForm(entry, who, week) {
  const day = entry[1];
  const places = data.posts.filter((/** @type {any} */ each) => each !== entry && (!day || each[1] === day || each[1] === 0)).flatMap((/** @type {any} */ each) => [...new Set(each[4].flat())].filter((other) => other !== who).map((other) => [each, other]));
  places.sort((/** @type {any} */ a, /** @type {any} */ b) => Number(b[0][0] === entry[0] && b[0][3] === entry[3]) - Number(a[0][0] === entry[0] && a[0][3] === entry[3]));
  const other = choice(t("与谁对调", "With"), places.map((/** @type {any} */ each, /** @type {number} */ index) => [index, `${person(each[1])}　${postWords(each[0])}`]), 0);
  return form(t("看看后果", "See what it does"), [other.label], () => {
    const [there, them] = places[Number(other.select.value)];
    propose(t(`${person(who)}（${postWords(entry)}）与 ${person(them)}（${postWords(there)}）对调`, `${person(who)} (${postWords(entry)}) and ${person(them)} (${postWords(there)}) change places`),
      [{ edit: "swap_adults", post: postOf(entry), person: who, other_post: postOf(there), other_person: them, week: entry[0] === "lead" || entry[0] === "assist" || there[1] === 0 ? 0 : week }], t("对调", "Swap"));
  });
}

/** @param {{person: string}} chosen */
export function adultView(chosen) {
  const who = chosen.person;
  if (!(who in data.people)) return null;
  const duties = data.posts.filter((/** @type {any} */ each) => each[4].flat().includes(who)).sort((/** @type {any} */ a, /** @type {any} */ b) => a[1] - b[1] || a[3] - b[3]);
  const parts = [duties.length ? element("ul", {}, ...duties.map((/** @type {any} */ each) => adultLine(each, who, true))) : element("p", {}, t("没有岗位。", "Stands nowhere."))];
  const held = data.locks.filter((/** @type {any} */ each) => each.what === "adults" && each.person === who).length;
  if (page.edit && duties.length) parts.push(lockButton("people", who, held > 0, t(`${person(who)}的全部岗位`, `all posts of ${person(who)}`)));
  parts.push(element("p", {}, element("a", { href: `/page/plans/${page.plan}/adults?person=${encodeURIComponent(who)}` }, t("整周安排", "Whole week"))));
  return { title: person(who), parts };
}

/** @param {{pupil: string}} chosen */
export function pupilView(chosen) {
  const id = chosen.pupil;
  const found = data.pupils[id];
  if (!found) return null;
  const choices = found[1] ? found[1].split(" ") : [];
  const seats = Object.keys(data.sections).filter((each) => data.sections[each].pupils.includes(id));
  /** @type {(Node | string)[]} */
  const parts = [element("p", {}, home(found[0]), t("；志愿：", "; choices: "), choices.map((/** @type {string} */ each) => data.offerings[each] ?? each).join("、") || t("无", "none"))];
  const list = element("ul", {});
  for (const seat of seats) {
    const line = element("li", {}, element("button", { type: "button", class: "quiet name", onclick: () => follow({ kind: "section", section: seat }) }, section(seat)));
    if (page.edit) line.append(element("button", { type: "button", class: "quiet", onclick: () => propose(t(`${id} 退出 ${section(seat)}`, `${id} leaves ${section(seat)}`), [{ edit: "move_seat", pupil: id, old: seat, new: null }]) }, t("退出", "Leave")));
    if (page.ask) line.append(element("button", { type: "button", class: "quiet", "data-why": JSON.stringify({ pupil: id, offering: data.sections[seat].offering }) }, t("为什么？", "Why?")));
    list.append(line);
  }
  if (!seats.length) list.append(element("li", {}, t("没有课程，由班级托管。", "No course: in care.")));
  parts.push(list);
  if (page.edit) parts.push(...pupilForms(id, choices, seats));
  return { title: t(`学生 ${id}`, `Pupil ${id}`), parts };
}

/** @param {string} id @param {string[]} choices @param {string[]} seats */
function pupilForms(id, choices, seats) {
  const rank = (/** @type {string} */ name) => (choices.indexOf(data.sections[name].offering) + 1 || 99);
  const open = Object.keys(data.sections).filter((each) => !seats.includes(each)).sort((a, b) => rank(a) - rank(b));
  if (!open.length) return [];
  const words = (/** @type {string} */ name) => `${section(name)}${rank(name) < 99 ? t(`（第 ${rank(name)} 志愿）`, ` (choice ${rank(name)})`) : ""} ${data.sections[name].pupils.length}/${data.sections[name].most}`;
  const from = choice(t("从", "From"), [...seats.map((each) => /** @type {[string, string]} */ ([each, section(each)])), ["", t("托管", "care")]], seats[0] ?? "");
  const to = choice(t("到", "To"), open.map((each) => [each, words(each)]), open[0]);
  const forms = [element("details", { open: true }, element("summary", {}, t("换班…", "Change section…")), form(t("看看后果", "See what it does"), [from.label, to.label], () =>
    propose(t(`${id}：${from.select.value ? section(from.select.value) : "托管"} → ${section(to.select.value)}`, `${id}: ${from.select.value ? section(from.select.value) : "care"} → ${section(to.select.value)}`), [{ edit: "move_seat", pupil: id, old: from.select.value || null, new: to.select.value }])))];
  if (!seats.length) return forms;
  const mine = choice(t("座位", "Seat"), seats.map((each) => [each, section(each)]), seats[0]);
  const others = open.flatMap((each) => data.sections[each].pupils.map((/** @type {string} */ pupil) => /** @type {[string, string]} */ ([`${each} ${pupil}`, `${pupil}　${section(each)}`])));
  const other = choice(t("与谁对调", "With"), others, "");
  forms.push(element("details", {}, element("summary", {}, t("与另一名学生对调…", "Swap with another pupil…")), form(t("看看后果", "See what it does"), [mine.label, other.label], () => {
    const [there, pupil] = other.select.value.split(" ");
    propose(t(`${id}（${section(mine.select.value)}）与 ${pupil}（${section(there)}）对调`, `${id} (${section(mine.select.value)}) and ${pupil} (${section(there)}) change seats`),
      [{ edit: "swap_seats", pupil: id, section: mine.select.value, other_pupil: pupil, other_section: there }], t("对调", "Swap"));
  })));
  return forms;
}
