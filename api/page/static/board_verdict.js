// @ts-check
/** A verdict as elements: violations in words, the price in every goal; and the offer to keep what was tried. */
import { Overtaken, keep, overtaken, verdict } from "./board_edits.js";
import { busy, element, reason, t, tell } from "./service.js";

/** Violations and changes that are written out. */
const SHOWN = 6;
const SHOWN_CHANGES = 60;

/** Price of one goal in its own unit. @param {any} tier */
function price(tier) {
  const more = (tier.after - tier.before) / tier.per_unit;
  const number = Math.abs(more) >= 10 ? Math.round(more) : Math.round(more * 10) / 10;
  return `${t(tier.zh, tier.en)} ${more > 0 ? "+" : "−"}${Math.abs(number)} ${t(tier.unit_zh, tier.unit_en)} ${more > 0 ? t("（变差）", "(worse)") : t("（变好）", "(better)")}`;
}

/** List of some texts, and how many more there are. @param {string[]} texts @param {number} shown */
function list(texts, shown) {
  const items = texts.slice(0, shown).map((text) => element("li", {}, text));
  if (texts.length > shown) items.push(element("li", {}, t(`还有 ${texts.length - shown} 处`, `${texts.length - shown} more`)));
  return element("ul", {}, ...items);
}

/** A verdict, without offers. @param {import("./board_edits.js").Verdict} found @param {{changes?: boolean, shown?: number}} [options]
 * changes: listed too; shown: violations that are written out */
export function verdictView(found, options = {}) {
  const parts = [];
  if (found.refused.length) parts.push(element("h3", {}, t("不能这样改", "This cannot be done")), list(found.refused, SHOWN));
  if (found.added.length) parts.push(element("h3", {}, t(`新增违规 ${found.added.length} 处`, `${found.added.length} new violations`)), list(found.added, options.shown ?? SHOWN));
  if (!found.refused.length && !found.added.length) parts.push(element("p", {}, found.gone ? t(`✓ 可以，消除违规 ${found.gone} 处`, `✓ Possible; ${found.gone} violations are gone`) : t("✓ 可以，不增加违规", "✓ Possible, no new violation")));
  if (!found.refused.length) {
    if (found.tiers.length) parts.push(element("ul", { class: "price" }, ...found.tiers.map((tier) => element("li", { class: tier.after > tier.before ? "worse" : "better" }, price(tier)))));
    parts.push(element("p", { class: "hint" }, found.tiers.length ? t("其余目标不变", "Other goals stay as they are") : t("各项目标都不变", "No goal changes")));
  }
  if (options.changes && found.changes.length) parts.push(element("details", { open: found.changes.length <= 12 },
    element("summary", {}, t(`会改动 ${found.changes.length} 处`, `${found.changes.length} changes`)), list(found.changes.map((each) => t(each.zh, each.en)), SHOWN_CHANGES)));
  return element("div", { class: "verdict" }, ...parts);
}

/** Whether a verdict lets a change be kept without asking. @param {import("./board_edits.js").Verdict} found */
export const clean = (found) => !found.refused.length && !found.added.length;

/** A change to be told and kept. edits: or route and body of another. @typedef {{title: string, edits: any[], label?: string}} Change */

/**
 * Tell a change's verdict in a place, and offer to keep it; nothing changes before.
 * @param {HTMLElement} place @param {Change} change @param {import("./board_edits.js").Verdict | null} [known] its verdict, where it is known
 */
export async function offer(place, change, known = null) {
  const head = element("h3", {}, change.title);
  const wait = element("p", { class: "hint", role: "status" }, t("正在核验……", "Checking…"));
  place.hidden = false;
  place.replaceChildren(head, wait);
  place.scrollIntoView({ block: "nearest" });
  let found = known;
  try {
    found ??= await verdict(change.edits, (words) => (wait.textContent = words));
  } catch (error) {
    return failed(place, change, await overtaken(error));
  }
  const no = element("button", { type: "button", onclick: () => place.replaceChildren() }, t("不改了", "Leave it"));
  const buttons = [];
  if (!found.refused.length) {
    const good = clean(found);
    const button = /** @type {HTMLButtonElement} */ (element("button", { type: "button", class: good ? "main keep" : "danger keep", onclick: () => keepChange(place, change, button) },
      good ? change.label ?? t("保存", "Keep") : t("仍然保存（有违规，不能发布）", "Keep all the same (a draft with violations)")));
    buttons.push(button);
  }
  place.replaceChildren(head, ...(clean(found) ? [] : [element("p", { class: "refusal" }, known || found.refused.length ? t("没有保存，方案没有变。", "Not kept: the plan is as it was.") : t("会新增违规，还没有保存。", "It adds violations, and is not kept yet."))]),
    verdictView(found, { changes: true }), element("div", { class: "actions" }, ...buttons, no));
}

/** Keep a change, and say so; a change that somebody overtook is offered again. @param {HTMLElement} place @param {Change} change @param {HTMLButtonElement | null} button */
export async function keepChange(place, change, button) {
  await busy(button, async () => {
    try {
      await keep("edits", { edits: change.edits }, change.title);
      place.replaceChildren();
    } catch (error) {
      failed(place, change, error);
    }
  });
}

/** Say why a change was not kept, with the change offered again. @param {HTMLElement} place @param {Change} change @param {any} error */
export function failed(place, change, error) {
  const again = element("button", { type: "button", class: "main", onclick: () => offer(place, change) }, error instanceof Overtaken ? t("在新版上再试一次", "Try it on the newest revision") : t("再试一次", "Try again"));
  place.hidden = false;
  place.replaceChildren(element("h3", {}, change.title), element("p", { class: "refusal", role: "alert" }, reason(error)),
    ...(error instanceof Overtaken && error.changes.length ? [list(error.changes.map((each) => t(each.zh, each.en)), SHOWN)] : []),
    element("div", { class: "actions" }, again, element("button", { type: "button", onclick: () => place.replaceChildren() }, t("不改了", "Leave it"))));
  tell(reason(error), "wrong");
}
