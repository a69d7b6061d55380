// @ts-check
/** Precheck of a term: refusals and warnings in sentences, each with the way to where it is changed. */
import { ask, brought, element, reason, said, t } from "./service.js";

const data = brought("check-data");
const place = /** @type {HTMLElement} */ (document.getElementById("checked"));
const remedies = document.getElementById("remedies");
const SHOWN = 8;

try {
  show(await ask("GET", `/v1/terms/${data.term}/precheck`));
} catch (error) {
  place.replaceChildren(element("p", { class: "refusal" }, reason(error)));
}
document.getElementById("checking")?.remove();

/** @param {any} found */
function show(found) {
  const solve = document.getElementById("solve");
  if (found.possible) {
    place.append(element("p", { class: "good" }, t("没有发现排不出的地方。", "Nothing was found that stands against a plan.")));
    solve?.classList.add("main");
  } else {
    place.append(element("h2", {}, t(`排不出的 ${found.reasons.length} 个原因`, `${found.reasons.length} reasons why no plan can exist`)), list(found.reasons, "refusal"));
  }
  if (solve) solve.hidden = !found.possible;
  if (remedies) remedies.hidden = found.possible && !remedies.querySelector("[data-job]");
  if (!found.warnings.length) return;
  const warned = /** @type {HTMLElement} */ (document.getElementById("warned"));
  const [first, rest] = [found.warnings.slice(0, SHOWN), found.warnings.slice(SHOWN)];
  warned.append(element("h2", {}, t(`${found.warnings.length} 处提醒`, `${found.warnings.length} warnings`)),
    element("p", { class: "hint" }, t("不妨碍排，但排出来可能不如所愿。", "They stop nothing, but the plan may not be as wished.")), list(first, "warning"));
  if (rest.length) warned.append(element("details", {}, element("summary", {}, t(`其余 ${rest.length} 处`, `${rest.length} more`)), list(rest, "warning")));
}

/** @param {any[]} found @param {string} shade */
function list(found, shade) {
  return element("ul", { class: "reasons" }, ...found.map((each) => element("li", { class: shade }, ...drawn(each, shade === "refusal"))));
}

/** @param {any} each @param {boolean} refused */
function drawn(each, refused) {
  const parts = [element("p", {}, said(each))];
  const actions = element("p", { class: "actions" });
  if (data.rules[each.rule]) {
    actions.append(element("a", { class: "button", href: `/page/terms/${data.term}/policy#rule-${each.rule}`, title: t(...data.rules[each.rule]) }, t(`看规则 ${each.rule}`, `See rule ${each.rule}`)));
  }
  if (refused && remedies) {
    actions.append(element("button", { type: "button", onclick: () => {
      remedies.scrollIntoView();
      /** @type {HTMLButtonElement | null} */ (remedies.querySelector("[data-find]"))?.click();
    } }, t("找办法", "Look for remedies")));
  }
  if (remedies) actions.append(element("a", { class: "button", href: `/page/terms/${data.term}#data` }, t("改数据", "Change the data")));
  return [...parts, actions];
}
