// @ts-check
/** Staffing analysis of a plan: questions are started, the answer is shown as soon as it is there. */
import { renewPart } from "./part.js";
import { ask, busy, element, newKey, t, tell } from "./service.js";
import { JobStream } from "./stream.js";
import { refusal } from "./why_answer.js";

const plan = document.getElementById("questions")?.dataset.plan ?? "";
const ID = "answer";
/** Fields that hold a list of numbers, a list of names, lines of text; the others hold one number. */
const NUMBERS = ["rates", "spells"];
const NAMES = ["goals"];
const LINES = ["changes"];

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form.question"))) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const place = /** @type {HTMLElement} */ (form.querySelector(".refusal-place"));
    const given = new FormData(form);
    /** @type {Record<string, any>} */
    const body = { kind: "staffing", question: form.dataset.question, plan };
    for (const name of new Set(given.keys())) {
      const texts = given.getAll(name).map(String);
      if (NUMBERS.includes(name)) body[name] = texts.map(Number);
      else if (NAMES.includes(name)) body[name] = texts;
      else if (LINES.includes(name)) body[name] = texts[0].split("\n").map((line) => line.trim()).filter(Boolean);
      else body[name] = Number(texts[0]);
    }
    if (form.dataset.question === "frontier" && (body.goals ?? []).length < 2) {
      place.replaceChildren(element("p", { class: "refusal" }, t("至少选两项目标，才有取舍。", "Choose two goals at least: one alone has no trade-off.")));
      return;
    }
    busy(form.querySelector("button.main"), async () => {
      try {
        const job = await ask("POST", "/v1/jobs", { key: newKey(), json: body });
        location.assign(`/page/plans/${plan}/staffing?job=${job.id}`);
      } catch (error) {
        place.replaceChildren(refusal(error));
      }
    });
  });
}

/** @param {string} text */
function say(text) {
  const place = document.getElementById("doing");
  if (place) place.textContent = text;
}

const shown = document.getElementById(ID);
if (shown?.dataset.open === "yes") {
  const job = shown.dataset.job ?? "";
  const renew = () => void renewPart(ID);
  let seen = 0;
  new JobStream(job, 0, {
    heard(kind, data) {
      if (kind === "place") say(t(`排队中，前面还有 ${data.ahead} 个任务。`, `Waiting: ${data.ahead} jobs are before it.`));
      else if (kind === "progress") say(t(`正在算，已有 ${(seen += 1)} 条进展。`, `Working: ${(seen += 1)} steps so far.`));
      else if (kind === "end") renew();
    },
    ended: renew,
    away: () => say(t("服务暂时没有答复，会自动接着看。", "The service does not answer; it goes on by itself.")),
  }).begin();
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("button#stop") : null;
  if (button instanceof HTMLButtonElement) {
    busy(button, async () => {
      await ask("POST", `/v1/jobs/${shown?.dataset.job}/cancel`);
      tell(t("正在停下，算完的会保留。", "It is stopping; what is done stays."));
    });
  }
});
