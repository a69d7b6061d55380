// @ts-check
/** Form of questions about a plan: lists that depend on each other, questions in the address, answers on the page. */
import { brought, element, said, t } from "./service.js";
import { askWhy, planOf } from "./why.js";

const KINDS = { here: ["person", "post"], instead: ["post", "instead"], pupil: ["pupil"], grade: ["grade"], offering: ["offering"] };
const NUMBERS = ["grade", "week"];
const choices = brought("choices");
const place = /** @type {HTMLElement | null} */ (document.getElementById("answer"));
const page = document.querySelector(".why-page");

/** Form of a kind. @param {string} kind @returns {HTMLFormElement | null} */
const formOf = (kind) => document.querySelector(`form[data-kind="${kind}"]`);
/** List in a form. @param {HTMLFormElement} form @param {string} name @returns {HTMLSelectElement | null} */
const list = (form, name) => form.querySelector(`select[name="${name}"]`);
/** Value of a field. @param {HTMLFormElement} form @param {string} name */
const value = (form, name) => String(new FormData(form).get(name) ?? "");

/** Put options into a list, keeping what was chosen. @param {HTMLSelectElement | null} select @param {[string, string][]} options */
function fill(select, options) {
  if (!select) return;
  const before = select.value;
  select.replaceChildren(...options.map(([id, text]) => element("option", { value: id }, text)));
  if (options.some(([id]) => id === before)) select.value = before;
}

/** Names of those who stand on a post. @param {any} post */
function holders(post) {
  return Object.keys(post.people).map((id) => said(choices.people[id] ?? id)).join(t("、", ", "));
}

/** Bring the lists that depend on others up to date. @param {HTMLFormElement} form */
function refresh(form) {
  const kind = form.dataset.kind;
  if (kind === "here") {
    const who = value(form, "person");
    fill(list(form, "post"), choices.posts.filter((/** @type {any} */ post) => who in post.people).map((/** @type {any} */ post) => [post.post, said(post.said)]));
    weeks(form, postOf(form)?.people[who]);
  } else if (kind === "instead") {
    fill(list(form, "post"), choices.posts.map((/** @type {any} */ post) => [post.post, `${said(post.said)}（${holders(post)}）`]));
    weeks(form, Object.values(postOf(form)?.people ?? {}).flat());
  } else if (kind === "pupil") {
    const pupils = choices.pupils[value(form, "home")] ?? {};
    fill(list(form, "pupil"), Object.keys(pupils).map((id) => [id, id]));
    const wishes = pupils[value(form, "pupil")] ?? [];
    const rest = Object.keys(choices.offerings).filter((id) => !wishes.includes(id));
    fill(list(form, "offering"), [
      ...wishes.map((/** @type {string} */ id, /** @type {number} */ rank) => [id, `${t(`第 ${rank + 1} 志愿`, `Choice ${rank + 1}`)}：${said(choices.offerings[id] ?? id)}`]),
      ...rest.map((id) => [id, said(choices.offerings[id])])]);
  } else if (kind === "grade") {
    const grade = choices.grades.find((/** @type {any} */ each) => String(each.grade) === value(form, "grade"));
    fill(list(form, "leaves"), [["", t("（不指定）", "(any)")], ...(grade?.others ?? []).map((/** @type {string} */ time) => [time, time])]);
    fill(list(form, "gate"), [["", t("（不指定）", "(any)")], ...(grade?.gates ?? []).map((/** @type {any} */ gate) => [gate.id, said(gate.said)])]);
  }
}

/** @param {HTMLFormElement} form */
function postOf(form) {
  return choices.posts.find((/** @type {any} */ post) => post.post === value(form, "post"));
}

/** Weeks in which a post is stood; the list is hidden where the post is the same in every week. @param {HTMLFormElement} form @param {any} found */
function weeks(form, found) {
  const select = list(form, "week");
  if (!select) return;
  const own = [...new Set(/** @type {number[]} */ (found ?? []))].filter((week) => week > 0).sort((a, b) => a - b);
  fill(select, own.map((week) => [String(week), said(choices.weeks[week - 1] ?? String(week))]));
  if (select.parentElement) select.parentElement.hidden = own.length === 0;
}

/** Question of a form. @param {HTMLFormElement} form */
function questionOf(form) {
  /** @type {Record<string, any>} */
  const question = {};
  for (const [name, text] of new FormData(form)) {
    if (name === "home" || text === "") continue;
    question[name] = NUMBERS.includes(name) ? Number(text) : text;
  }
  if (form.dataset.kind === "instead") {
    question.person = question.instead; // somebody who does not stand there is asked about by name
    delete question.instead;
  }
  return question;
}

/** Show the form of a kind. @param {string} kind */
function show(kind) {
  for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll(".why-form"))) form.hidden = form.dataset.kind !== kind;
  const radio = /** @type {HTMLInputElement | null} */ (document.querySelector(`input[name="kind"][value="${kind}"]`));
  if (radio) radio.checked = true;
}

/** Ask, and keep the question in the address. @param {any} question */
function askHere(question) {
  if (!place || !page) return;
  const query = new URLSearchParams(Object.entries(question).map(([name, text]) => [name, String(text)]));
  history.replaceState(null, "", `?${query}`);
  askWhy(place, planOf(page), question);
  if (matchMedia("(max-width: 700px)").matches) place.scrollIntoView({ block: "start" });
}

/** Put a question of the address into its form, as far as it can be chosen there. @param {Record<string, any>} question */
function put(question) {
  const stands = choices.posts.some((/** @type {any} */ post) => post.post === question.post && question.person in post.people);
  const kind = question.person ? (stands || !formOf("instead") ? "here" : "instead") : question.pupil ? "pupil" : question.grade ? "grade" : "offering";
  const form = formOf(kind);
  if (!form) return;
  show(kind);
  const home = Object.keys(choices.pupils).find((id) => question.pupil in choices.pupils[id]);
  const given = { ...question, ...(home ? { home } : {}), ...(kind === "instead" ? { instead: question.person } : {}) };
  for (let round = 0; round < 3; round += 1) { // lists depend on each other: class, pupil, course
    for (const [name, text] of Object.entries(given)) {
      const select = list(form, name);
      if (select && [...select.options].some((option) => option.value === String(text))) select.value = String(text);
    }
    refresh(form);
  }
}

if (choices) {
  for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll(".why-form"))) {
    refresh(form);
    form.addEventListener("change", () => refresh(form));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      askHere(questionOf(form));
    });
  }
  for (const radio of document.querySelectorAll('input[name="kind"]')) {
    radio.addEventListener("change", () => show(/** @type {HTMLInputElement} */ (radio).value));
  }
  /** @type {Record<string, any>} */
  const question = Object.fromEntries([...new URLSearchParams(location.search)].map(([name, text]) => [name, NUMBERS.includes(name) ? Number(text) : text]));
  if (Object.values(KINDS).flat().some((name) => name in question)) {
    put(question);
    askHere(question);
  }
}
