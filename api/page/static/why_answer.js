// @ts-check
/** Answer of the service to a question about a plan, as an element: layers, facts, price in every goal, alternatives, the change itself. */
import { saveFile } from "./paper_file.js";
import { ask, busy, element, english, newKey, Refused, said, send, t, tell } from "./service.js";

/** Layers of an answer, from the quickest to the widest. @type {Record<string, [string, string]>} */
const LAYERS = {
  pair: ["只看两者就能回答", "The two alone decide"],
  place: ["看现有安排就能回答", "The plan as it stands decides"],
  forced: ["在最小的范围内重排得出", "Re-solved in the smallest scope"],
  wider: ["放宽范围重排得出", "Re-solved in a wider scope"],
  impossible: ["已证明范围内做不到", "Proven impossible in the scope"],
};
/** Verdict → words, and class of the banner. @type {Record<string, [string, string, string]>} */
const VERDICTS = {
  because: ["现状说明", "As it is", "banner"],
  free: ["可以，没有什么反对", "Possible: nothing speaks against it", "good"],
  costs: ["可以，有代价", "Possible, at a price", "warning"],
  no: ["不可以", "Not possible", "refusal"],
  unknown: ["还不知道：时间内既没有找到办法，也没有证明没有", "Not known yet: neither a way nor a proof in the time", "warning"],
};
const MOST_CHANGES = 40;

/**
 * Element of an answer. @param {any} answer @param {any} question its question, as it was asked
 * @param {(question: any) => void} onAsk asked for another question @param {() => void} onKept called after a change was kept
 */
export function answerView(answer, question, onAsk, onKept) {
  const [zh, en, kind] = VERDICTS[answer.verdict] ?? VERDICTS.unknown;
  return element("div", { class: "why-answer" },
    element("h3", { class: "why-question" }, said(answer.question)),
    element("p", { class: kind }, element("b", {}, t(zh, en))),
    element("p", {}, said(answer)),
    layers(answer),
    facts(answer.facts),
    price(answer),
    alternatives(answer, question, onAsk),
    touched(answer),
    change(answer, onKept),
    papers(answer, question));
}

/** Five layers in a row; the one that answered is marked in words as well. @param {any} answer */
function layers(answer) {
  const list = element("ol", { class: "why-layers", "aria-label": t("怎样得出", "How the answer was found") });
  let passed = true;
  for (const [name, words] of Object.entries(LAYERS)) {
    const here = name === answer.layer;
    const step = element("li", { class: here ? "here" : passed ? "passed" : "", "aria-current": here ? "step" : null }, t(...words));
    if (here) passed = false;
    list.append(step);
  }
  const scope = said(answer.scope);
  const number = Object.keys(LAYERS).indexOf(answer.layer) + 1;
  return element("details", { class: "why-how" },
    element("summary", {}, t(`怎样得出：共 5 层，第 ${number} 层就有了回答（${LAYERS[answer.layer][0]}）`, `How: layer ${number} of 5 answered (${LAYERS[answer.layer][1].toLowerCase()})`)), list,
    scope ? element("p", { class: "hint" }, t("范围：", "Scope: "), scope) : "",
    answer.conflict.length ? element("p", { class: "hint" }, t("不能同时成立的规则：", "Rules that cannot all hold: "), answer.conflict.join(t("、", ", "))) : "");
}

/** @param {any[]} found */
function facts(found) {
  if (!found.length) return "";
  const list = element("ul", { class: "why-facts" });
  for (const fact of found) {
    const figures = [fact.measured && t(`实际 ${fact.measured}`, `measured ${fact.measured}`), fact.limit && t(`限额 ${fact.limit}`, `limit ${fact.limit}`)];
    const source = [fact.rule && t(`规则 ${fact.rule}`, `rule ${fact.rule}`), ...figures, fact.document, fact.quote].filter(Boolean).join(" · ");
    list.append(element("li", {}, said(fact), source ? element("small", { class: "why-source" }, source) : ""));
  }
  return element("section", {}, element("h4", {}, t("依据", "What it rests on")), list);
}

/** Counted units as people read them. @param {number} more @param {number} per */
export function signed(more, per) {
  const value = Math.abs(more) / per;
  const text = value.toLocaleString(english ? "en" : "zh-CN", { maximumFractionDigits: per === 1 ? 0 : 2 });
  return `${more > 0 ? "+" : "−"}${text}`;
}

/** @param {any} answer */
function price(answer) {
  if (answer.verdict === "no" || answer.verdict === "unknown" || answer.for !== "planner") return "";
  if (!answer.price.length) {
    return answer.changes.length ? element("p", {}, t("各项目标都不变。", "Every goal stays as it is.")) : "";
  }
  const note = answer.price_is === "exact in scope"
    ? t("在上述范围内，代价不会更低；没有列出的目标不变。", "In the scope the price cannot be lower; goals that are not listed stay.")
    : t("代价最多如此，范围再大也许更低；没有列出的目标不变。", "The price is at most this, maybe less in a wider scope; goals not listed stay.");
  return element("section", {},
    element("h4", {}, t("改动的代价", "The price of the change")),
    goalTable(answer.price.map((/** @type {any} */ each) => ({ ...each, unit: t(each.unit_zh, each.unit_en) }))),
    element("p", { class: "hint" }, note));
}

/** Table of goals that change. @param {{zh: string, en: string, more: number, per_unit: number, unit: string}[]} goals */
function goalTable(goals) {
  const body = element("tbody");
  for (const goal of goals) {
    const worse = goal.more > 0;
    body.append(element("tr", {},
      element("th", { scope: "row" }, said(goal)),
      element("td", { class: "number" }, `${signed(goal.more, goal.per_unit)} ${goal.unit}`),
      element("td", {}, element("span", { class: worse ? "chip wrong" : "chip done" }, worse ? t("变差", "worse") : t("变好", "better")))));
  }
  return element("table", { class: "full" },
    element("thead", {}, element("tr", {}, ...[t("目标（按重要性）", "Goal, most important first"), t("变化", "change"), t("好坏", "verdict")]
      .map((head) => element("th", { scope: "col" }, head)))), body);
}

/** @param {any} answer @param {any} question @param {(question: any) => void} onAsk */
function alternatives(answer, question, onAsk) {
  if (!answer.alternatives.length) return "";
  const list = element("ol", { class: "why-others" });
  for (const other of answer.alternatives) {
    const again = { ...question, instead: other.subject };
    list.append(element("li", {}, element("b", {}, other.name), t("：", ": "), said(other), " ",
      element("button", { type: "button", class: "quiet", onclick: () => onAsk(again) },
        t(`换成${other.name}会怎样`, `See ${other.name} instead`))));
  }
  return element("section", {}, element("h4", {}, t("还可以换成谁（代价小的在前）", "Who else would do, cheapest first")), list);
}

/** @param {any} answer */
function touched(answer) {
  if (!answer.touched_count) return "";
  const names = answer.touched_names.slice(0, 20).join(t("、", ", "));
  const more = answer.touched_count > 20 || !names ? t(` 共 ${answer.touched_count} 人`, ` ${answer.touched_count} in all`) : "";
  return element("p", {}, t("牵动：", "Touched: "), names, more);
}

/** The change with a button: what it does is told by a trial first, then it is kept. @param {any} answer @param {() => void} onKept */
function change(answer, onKept) {
  const steps = answer.changes.slice(0, MOST_CHANGES).map((/** @type {any} */ step) => element("li", {}, said(step)));
  const rest = answer.changes.length - steps.length;
  if (rest > 0) steps.push(element("li", {}, t(`另有 ${rest} 处`, `${rest} more`)));
  const list = steps.length ? element("ul", { class: "why-steps" }, ...steps) : "";
  if (!answer.edits?.length) {
    return list ? element("section", {}, element("h4", {}, t("要做的改动", "What would change")), list) : "";
  }
  const place = element("div", { class: "why-trial", "aria-live": "polite" });
  const path = `/v1/plans/${answer.plan_id}/edits`;
  const etag = `"${answer.plan_id}.${answer.revision}"`;
  const edits = { edits: answer.edits };
  const trial = /** @type {HTMLButtonElement} */ (element("button", { type: "button", class: "main", "data-try": true }, t("试改：先看结果", "Try this change")));
  trial.addEventListener("click", () => busy(trial, async () => {
    try {
      const done = await ask("POST", `${path}?dry_run=true`, { json: edits, etag });
      place.replaceChildren(...trialView(done), keepButton(path, edits, etag, onKept));
      trial.hidden = true;
      /** @type {HTMLElement | null} */ (place.querySelector("button.main"))?.focus();
    } catch (error) {
      place.replaceChildren(refusal(error));
    }
  }));
  return element("section", {}, element("h4", {}, t("要做的改动", "What would change")), list, element("div", { class: "actions" }, trial), place);
}

/** What a trial of edits found. @param {any} done document of an edit */
function trialView(done) {
  const goals = done.tiers.filter((/** @type {any} */ tier) => tier.after !== tier.before)
    .map((/** @type {any} */ tier) => ({ ...tier, more: tier.after - tier.before, unit: t(tier.unit_zh, tier.unit_en) }));
  const verdict = done.fresh.length
    ? element("p", { class: "refusal" }, t(`这样改会违反：${done.fresh.join("、")}。`, `This would break: ${done.fresh.join(", ")}.`))
    : done.valid
      ? element("p", { class: "good" }, t("试改通过核验，没有违规。还没有保存。", "The trial passed the check. Nothing is kept yet."))
      : element("p", { class: "warning" }, t("方案原有的违规还在，没有新的违规。还没有保存。", "What was broken before still is, nothing new. Nothing is kept yet."));
  const broken = done.fresh.length ? done.violations.slice(0, 6).map((/** @type {any} */ each) => element("li", {}, said(each))) : [];
  return [verdict, broken.length ? element("ul", {}, ...broken) : "",
    goals.length ? goalTable(goals) : element("p", {}, t("各项目标都不变。", "Every goal stays as it is."))];
}

/** @param {string} path @param {any} edits @param {string} etag @param {() => void} onKept */
function keepButton(path, edits, etag, onKept) {
  const key = newKey();
  const keep = /** @type {HTMLButtonElement} */ (element("button", { type: "button", class: "main", "data-keep": true }, t("保存这个改动", "Keep this change")));
  const place = element("div", {}, element("div", { class: "actions" }, keep));
  keep.addEventListener("click", () => busy(keep, async () => {
    try {
      const done = await (await send("POST", path, { json: edits, etag, key })).json();
      tell(t(`已存为第 ${done.revision} 版`, `Kept as revision ${done.revision}`), "done");
      const told = new CustomEvent("plan-changed", { detail: done, cancelable: true });
      onKept();
      if (document.dispatchEvent(told)) location.reload();
    } catch (error) {
      place.append(refusal(error));
    }
  }));
  return place;
}

/** @param {any} answer @param {any} question */
function papers(answer, question) {
  const row = element("p", { class: "actions no-print" });
  const path = `/v1/plans/${answer.plan_id}/why?language=${english ? "en" : "zh"}&revision=${answer.revision}`;
  for (const [suffix, zh, en] of [[".pdf", "存为 PDF", "Save as PDF"], [".xlsx", "存为工作簿", "Save as workbook"]]) {
    const button = /** @type {HTMLButtonElement} */ (element("button", { type: "button" }, t(zh, en)));
    button.addEventListener("click", () => saveFile(button, path, suffix, t("为什么", "why"), question));
    row.append(button);
  }
  return row;
}

/** Refusal of the service in words, with its faults and hints. @param {unknown} error */
export function refusal(error) {
  const place = element("div", { class: "refusal", role: "alert" });
  if (!(error instanceof Refused)) {
    place.append(t("没有收到服务的答复，请检查网络后再试。", "The service did not answer: check the network and try again."));
    return place;
  }
  const changed = error.status === 412;
  place.append(changed ? t("别人已改过这份方案，请刷新后重新提问。", "Somebody has changed this plan: reload and ask again.") : error.words);
  if (error.errors.length) {
    place.append(element("ul", { class: "faults" }, ...error.errors.map((fault) => element("li", {},
      `${fault.value ? `“${fault.value}” ` : ""}${said(fault)}`, element("small", {}, english ? fault.hint_en : fault.hint_zh)))));
  } else if (!changed && error.status === 404) {
    place.append(element("p", {}, t("只能问已发布的方案里自己的岗位、本班的学生。", "Only your own posts and pupils of your class, in the plan in force.")));
  }
  return place;
}
