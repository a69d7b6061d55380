// @ts-check
/**
 * Questions at any name: an element with `data-why='{"person": "T012", "post": "gate/5/east/17:40"}'` (a question of
 * `POST /v1/plans/{plan}/why`) opens a dialog with the answer by click, Enter or Space. The plan is that of the nearest `data-plan`,
 * else that of the address. A change that is kept sends `plan-changed` to the document (detail: answer of `/edits`); unless somebody
 * prevents its default, the page is loaded again.
 */
import { ask, element, english, t } from "./service.js";
import { answerView, refusal } from "./why_answer.js";

const OF_ADDRESS = /\/page\/plans\/([^/?#]+)/;
/** Questions that belong to a dialog or a place; a later one overtakes an earlier. @type {WeakMap<HTMLElement, AbortController>} */
const running = new WeakMap();

/** Plan of an element. @param {Element} place */
export function planOf(place) {
  const near = place.closest("[data-plan]");
  return near instanceof HTMLElement ? near.dataset.plan ?? "" : OF_ADDRESS.exec(location.pathname)?.[1] ?? "";
}

/** Ask, and show the answer in a place. @param {HTMLElement} place @param {string} plan @param {any} question @param {() => void} [onKept] */
export async function askWhy(place, plan, question, onKept = () => {}) {
  running.get(place)?.abort();
  const control = new AbortController();
  running.set(place, control);
  place.setAttribute("aria-busy", "true");
  place.replaceChildren(element("p", { class: "hint", role: "status" }, t("正在回答，最多几秒……", "Working on it, a few seconds at most…")), element("progress", { "aria-label": t("正在回答", "Answering") }));
  try {
    const answer = await ask("POST", `/v1/plans/${plan}/why`, { json: question, signal: control.signal });
    place.replaceChildren(answerView(answer, question, (other) => askWhy(place, plan, other, onKept), onKept));
  } catch (error) {
    if (control.signal.aborted) return;
    place.replaceChildren(refusal(error));
  }
  place.removeAttribute("aria-busy");
}

/** Open the dialog with the answer to a question. @param {string} plan @param {any} question */
export function openWhy(plan, question) {
  const place = element("div", { class: "why-place" });
  const query = new URLSearchParams(Object.entries(question).map(([name, value]) => [name, String(value)]));
  const dialog = /** @type {HTMLDialogElement} */ (element("dialog", { class: "why", "aria-label": t("为什么", "Why") },
    element("div", { class: "why-head" },
      element("h2", {}, t("为什么", "Why")),
      element("a", { href: `/page/plans/${plan}/why?${query}` }, t("在整页中打开", "Open as a page")),
      element("button", { type: "button", class: "quiet", "aria-label": t("关闭", "Close"), onclick: () => dialog.close() }, "×")),
    place));
  dialog.addEventListener("close", () => {
    running.get(place)?.abort();
    dialog.remove();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  askWhy(place, plan, question, () => dialog.close());
}

/** @param {Element} asking */
function openOf(asking) {
  if (asking instanceof HTMLElement && asking.dataset.why) openWhy(planOf(asking), JSON.parse(asking.dataset.why));
}

/** Elements that are no buttons are made such for the keyboard and for screen readers. */
function makeButtons() {
  for (const asking of document.querySelectorAll("[data-why]:not(button, [role])")) {
    asking.setAttribute("role", "button");
    asking.setAttribute("tabindex", "0");
    asking.setAttribute("aria-haspopup", "dialog");
    if (!asking.getAttribute("title")) asking.setAttribute("title", english ? "Why?" : "为什么？");
  }
}

document.addEventListener("click", (event) => {
  const asking = event.target instanceof Element ? event.target.closest("[data-why]") : null;
  if (!asking) return;
  event.preventDefault();
  openOf(asking);
});
document.addEventListener("keydown", (event) => {
  const asking = event.target instanceof Element && event.target.matches("[data-why]:not(button)") ? event.target : null;
  if (!asking || (event.key !== "Enter" && event.key !== " ")) return;
  event.preventDefault();
  openOf(asking);
});
new MutationObserver(makeButtons).observe(document.body, { childList: true, subtree: true });
makeButtons();
