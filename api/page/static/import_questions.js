// @ts-check
/** Questions of an import: each with the answer that counts now, buttons for likely answers, and a field where any text is taken. */
import { element, said, t } from "./service.js";

/** Answers of the office. given: question id -> text. */
export class Answers {
  /** @param {() => void} changed called when an answer was given or taken back */
  constructor(changed) {
    /** @type {Record<string, string>} */
    this.given = {};
    /** Answers by which the questions on the page were asked. @type {Record<string, string>} */
    this.sent = {};
    this.changed = changed;
  }

  /** @param {string} id @param {string} text */
  give(id, text) {
    this.given[id] = text;
    this.changed();
  }

  /** Number of answers that the page does not show the outcome of yet. */
  get waiting() {
    return Object.keys(this.given).filter((id) => this.given[id] !== this.sent[id]).length;
  }
}

/** @param {any[]} questions @param {Answers} answers @param {any[]} faults of answers */
export function drawQuestions(questions, answers, faults) {
  const part = element("section", { "aria-labelledby": "questions-title" });
  const open = questions.filter((each) => each.open);
  const settled = questions.filter((each) => !each.open);
  part.append(element("h2", { id: "questions-title" }, open.length ? t(`要问您的 ${open.length} 个问题`, `${open.length} questions to you`) : t("没有要问的问题", "No questions")));
  if (open.length) part.append(element("p", { class: "hint" }, t("不答也行，先按猜的办；答了就点下面的“按回答重新读入”。", "Unanswered, the guess counts. After answering, read again by the button below.")));
  part.append(...open.map((each) => drawn(each, answers, faults)));
  if (settled.length) {
    part.append(element("details", {}, element("summary", {}, t(`已经答过的 ${settled.length} 个问题`, `${settled.length} questions answered`)),
      ...settled.map((each) => drawn(each, answers, faults))));
  }
  return part;
}

/** @param {any} question @param {Answers} answers @param {any[]} faults */
function drawn(question, answers, faults) {
  const now = answers.given[question.id] ?? (question.answer || question.guess);
  const words = element("p", { id: `q-${question.id}` }, said(question));
  const choices = element("div", { class: "choices", role: "group", "aria-labelledby": `q-${question.id}` });
  const box = element("div", { class: `question${question.open ? "" : " answered"}`, "data-question": question.id }, words, choices);
  const known = Object.keys(question.choices).length ? question.choices : Object.fromEntries([question.guess, ...question.offers].filter(Boolean).map((each) => [each, each]));
  const field = /** @type {HTMLInputElement} */ (element("input", { type: "text", maxlength: 500, "aria-labelledby": `q-${question.id}`, placeholder: question.guess }));
  const buttons = Object.entries(known).map(([answer, meaning]) => element("button", {
    type: "button", "aria-pressed": String(answer === now), "data-answer": answer,
    onclick: () => { field.value = ""; take(answer); },
  }, answer === question.guess ? `${meaning}${t("（猜的）", " (guess)")}` : meaning));
  /** @param {string} answer */
  function take(answer) {
    answers.give(question.id, answer);
    for (const each of buttons) each.setAttribute("aria-pressed", String(each.dataset.answer === answer));
    box.classList.add("answered");
  }
  choices.append(...buttons);
  if (!Object.keys(question.choices).length) {
    if (!(now in known)) field.value = now;
    field.addEventListener("change", () => field.value.trim() && take(field.value.trim()));
    choices.append(field);
  }
  for (const fault of faults.filter((each) => each.path.includes(question.id))) {
    box.append(element("p", { class: "refusal" }, `“${fault.value}”：${said(fault)} ${t(fault.hint_zh, fault.hint_en)}`));
  }
  return box;
}
