// @ts-check
/** Policy of a term: answers, levels, numbers and the order of goals are gathered as overrides, and saved as a changed term. */
import { ask, brought, busy, element, newKey, reason, Refused, said, t, tell } from "./service.js";

const data = brought("policy-data");
const form = /** @type {HTMLFormElement} */ (document.getElementById("policy"));
const save = /** @type {HTMLButtonElement | null} */ (document.getElementById("save"));
const refused = /** @type {HTMLElement} */ (document.getElementById("refused"));
const goals = () => [...document.querySelectorAll("[data-goal]")].map((each) => /** @type {HTMLElement} */ (each).dataset.goal ?? "");
const goalsBefore = goals();
/** @typedef {HTMLInputElement | HTMLSelectElement} Field */
const fields = /** @type {Field[]} */ ([...form.querySelectorAll("[data-now]")]);
const answersBefore = answers();

/** Question -> answer that is chosen. @returns {Record<string, string>} */
function answers() {
  const chosen = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("[data-setting] input:checked")]);
  return Object.fromEntries(chosen.map((each) => [each.name, each.value]));
}

/** @param {Field} field */
function valueOf(field) {
  return field.dataset.kind === "flag" ? String(Number(/** @type {HTMLInputElement} */ (field).checked)) : field.value;
}

/** Value of a field as an override holds it. @param {Field} field */
function stored(field) {
  const value = valueOf(field);
  switch (field.dataset.kind) {
    case "clock": {
      const [hours, minutes] = value.split(":").map(Number);
      return 60 * hours + minutes;
    }
    case "yuan": return Math.round(Number(value) * 100);
    case "number": return Number(value);
    default: return value;
  }
}

const changedFields = () => fields.filter((field) => valueOf(field) !== field.dataset.now);
const changedAnswers = () => Object.entries(answers()).filter(([id, answer]) => answersBefore[id] !== answer);
const reordered = () => goals().join() !== goalsBefore.join();

/** Overrides of before with what was changed on the page. */
function overrides() {
  const found = structuredClone(data.overrides);
  for (const [id, answer] of changedAnswers()) {
    for (const [rule, { level, numbers }] of Object.entries(data.touched[id])) drop(found, rule, level, numbers);
    found[id] = answer;
  }
  for (const field of changedFields()) {
    const rule = /** @type {HTMLElement} */ (field.closest("[data-rule]")).dataset.rule ?? "";
    const number = field.dataset.number;
    drop(found, rule, !number, number ? [number] : []);
    if (valueOf(field) === "") continue; // left open again
    const entry = (found[rule] ??= {});
    if (number) (entry.numbers ??= {})[number] = stored(field);
    else entry.level = stored(field);
  }
  if (reordered()) found.tiers = goals();
  return found;
}

/** Take the level and numbers of a rule out of overrides. @param {any} found @param {string} rule @param {boolean} level @param {string[]} numbers */
function drop(found, rule, level, numbers) {
  const entry = found[rule];
  if (!entry || typeof entry !== "object") return;
  if (level) delete entry.level;
  for (const number of numbers) delete entry.numbers?.[number];
  if (entry.numbers && !Object.keys(entry.numbers).length) delete entry.numbers;
  if (!Object.keys(entry).length) delete found[rule];
}

function count() {
  const changed = changedFields().length + changedAnswers().length + Number(reordered());
  if (save) save.disabled = !changed && !data.other;
  const told = document.getElementById("changes");
  if (told) told.textContent = changed ? t(`改了 ${changed} 处，还没有保存。`, `${changed} changes, not saved yet.`) : t("还没有改动。", "Nothing changed yet.");
  return changed;
}

form.addEventListener("change", count);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  refused.replaceChildren();
  busy(save, async () => {
    try {
      const term = await ask("POST", `/v1/terms/${data.term}/changes`, { json: { profile: data.profile, overrides: overrides() }, key: newKey() });
      saved = true;
      if (term.id === data.term) tell(t("和原来一样，没有新的快照。", "It is as before: no new snapshot."), "note");
      else location.assign(`/page/terms/${term.id}/policy`);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused.replaceChildren(element("div", { class: "refusal" }, element("p", {}, t(`没有保存：${reason(error)}`, `Not saved: ${reason(error)}`)),
        element("ul", { class: "faults" }, ...error.errors.map(fault))));
      refused.scrollIntoView();
    }
  });
});
let saved = false;
addEventListener("beforeunload", (event) => {
  if (!saved && count()) event.preventDefault();
});

/** @param {any} each */
function fault(each) {
  const rule = String(each.where).match(/overrides\.([A-Z]\d+[A-Z]?)/)?.[1];
  const place = rule ? element("a", { href: `#rule-${rule}` }, rule) : element("b", {}, each.where);
  return element("li", {}, place, " ", element("q", {}, each.value), ` ${said(each)}`, element("small", {}, t(each.hint_zh, each.hint_en)));
}

document.getElementById("goal-list")?.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement} */ (event.target).closest("button");
  const line = button?.closest("li");
  if (!button || !line) return;
  if ("up" in button.dataset) line.previousElementSibling?.before(line);
  else line.nextElementSibling?.after(line);
  button.focus();
  count();
});

const find = /** @type {HTMLInputElement} */ (document.getElementById("find"));
const only = /** @type {HTMLInputElement} */ (document.getElementById("only"));

/** Show the rules that are looked for, and open their areas. */
function filter() {
  const text = find.value.trim().toLowerCase();
  for (const area of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll(".area"))) {
    let shown = 0;
    for (const rule of /** @type {NodeListOf<HTMLElement>} */ (area.querySelectorAll("[data-rule]"))) {
      rule.hidden = (only.checked && !rule.classList.contains("changed")) || !(rule.textContent ?? "").toLowerCase().includes(text);
      shown += Number(!rule.hidden);
    }
    area.hidden = !shown;
    if (text || only.checked) area.open = shown > 0;
  }
}
find.addEventListener("input", filter);
only.addEventListener("change", filter);
find.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());

/** Open the area of the rule that the address names. */
function reveal() {
  const rule = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  const area = /** @type {HTMLDetailsElement | null} */ (rule?.closest("details.area") ?? null);
  if (area) area.open = true;
  rule?.scrollIntoView();
}
addEventListener("hashchange", reveal);
reveal();
