// @ts-check
/** Start of a solve: the check beforehand, and the job that is asked for. */
import { fieldsOf, onSubmit } from "./form.js";
import { ask, brought, element, newKey, reason, said, t } from "./service.js";

const { term, workers } = brought("solve-data");
const form = /** @type {HTMLFormElement} */ (document.getElementById("solve"));
const check = /** @type {HTMLElement} */ (document.getElementById("check"));

onSubmit(form, async () => {
  const { seconds, seed, workers: threads, effect, until, start } = fieldsOf(form);
  /** @type {Record<string, any>} */
  const wanted = { kind: "solve", effect, until, start };
  if (seconds !== undefined) wanted.seconds = Number(seconds);
  if (seed !== undefined) wanted.seed = Number(seed);
  if (threads !== undefined && Number(threads) !== workers) wanted.workers = Number(threads);
  const job = await ask("POST", `/v1/terms/${term}/jobs`, { json: wanted, key: newKey() });
  location.assign(`/page/jobs/${job.id}`);
});

/** Sentences of reasons or warnings. @param {any[]} told */
function sentences(told) {
  return element("ul", { class: "faults" }, ...told.map((each) => element("li", {}, said(each), ...(each.rule ? [element("small", {}, t(`规则 ${each.rule}`, `rule ${each.rule}`))] : []))));
}

async function precheck() {
  try {
    const found = await ask("GET", `/v1/terms/${term}/precheck`);
    check.replaceChildren(...(found.possible ? [] : refused(found.reasons)), ...warned(found.warnings, found.possible));
  } catch (error) {
    check.replaceChildren(element("p", { class: "warning" }, t(`预检没有做成：${reason(error)}`, `The check failed: ${reason(error)}`)));
  }
}

/** @param {any[]} reasons */
function refused(reasons) {
  return [element("div", { class: "refusal" },
    element("p", {}, element("b", {}, t("✗ 预检：照现在的数据和规则，排不出来。", "✗ Check: with these data and rules no plan can exist."))),
    sentences(reasons),
    element("p", { class: "actions" }, element("a", { class: "button", href: `/page/terms/${term}/check` }, t("看补救办法", "See the remedies"))))];
}

/** @param {any[]} warnings @param {boolean} possible */
function warned(warnings, possible) {
  if (!warnings.length) return possible ? [element("p", { class: "good" }, t("✓ 预检没有发现问题。", "✓ The check found nothing."))] : [];
  return [element("details", { class: "warning", open: warnings.length <= 5 },
    element("summary", {}, possible
      ? t(`预检：可以求解，有 ${warnings.length} 处要留意`, `Check: it can be planned; ${warnings.length} remarks`)
      : t(`另有 ${warnings.length} 处要留意`, `${warnings.length} further remarks`)),
    sentences(warnings))];
}

precheck();
