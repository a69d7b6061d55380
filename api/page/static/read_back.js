// @ts-check
/** An edited workbook of a plan: told what was changed before it is kept as a new revision. */
import { Refused, ask, brought, busy, element, newKey, reason, t } from "./service.js";

const { plan, tag } = brought("papers-data");
const BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/** Violations that are shown at once; the others are unfolded. */
const SHOWN = 10;
const chooser = /** @type {HTMLInputElement | null} */ (document.getElementById("book"));
const place = document.getElementById("answer");

/** @param {any} each */
const said = (each) => t(each.zh, each.en);

/** A value in the goal's unit. @param {number} value @param {any} tier */
function shown(value, tier) {
  return tier.per_unit === 1 ? String(value) : (value / tier.per_unit).toFixed(String(tier.per_unit - 1).length);
}

/** @param {string} title @param {string[]} lines @param {string} kind */
function listed(title, lines, kind = "") {
  const more = lines.length > SHOWN;
  const list = element("ul", {}, ...lines.slice(0, SHOWN).map((line) => element("li", {}, line)));
  const rest = more
    ? element("details", {}, element("summary", {}, t(`另外 ${lines.length - SHOWN} 处`, `${lines.length - SHOWN} more`)),
        element("ul", {}, ...lines.slice(SHOWN).map((line) => element("li", {}, line))))
    : "";
  return element("div", { class: kind }, element("h3", {}, title), list, rest);
}

/** Goals that differ, before and after. @param {any[]} tiers */
function goals(tiers) {
  const differ = tiers.filter((tier) => tier.before !== tier.after);
  if (!differ.length) return element("p", {}, t("各个目标都不变。", "No goal changes."));
  const head = [t("目标", "Goal"), t("单位", "Unit"), t("改前", "Before"), t("改后", "After"), t("结果", "Result")];
  const rows = differ.map((tier) =>
    element("tr", {}, element("th", { scope: "row" }, said(tier)), element("td", {}, t(tier.unit_zh, tier.unit_en)),
      element("td", { class: "number" }, shown(tier.before, tier)), element("td", { class: "number" }, shown(tier.after, tier)),
      element("td", {}, element("span", { class: tier.after < tier.before ? "chip done" : "chip warn" },
        tier.after < tier.before ? t("更好", "better") : t("更差", "worse"))))
  );
  return element("div", { class: "scroll goals", tabindex: "0", role: "region", "aria-label": t("目标改前改后", "Goals before and after") },
    element("table", {}, element("thead", {}, element("tr", {}, ...head.map((text) => element("th", { scope: "col" }, text)))),
      element("tbody", {}, ...rows)));
}

/** Faults of the workbook, cell by cell. @param {any[]} errors */
function faults(errors) {
  return element("ul", { class: "faults" }, ...errors.map((each) =>
    element("li", {}, element("b", {}, each.where ?? ""), ` ${each.value ?? ""} `, t(each.zh ?? "", each.en ?? ""),
      element("small", {}, t(each.hint_zh ?? "", each.hint_en ?? "")))
  ));
}

/** @param {File} file @param {boolean} dry @param {string} [key] */
const post = (file, dry, key) =>
  ask("POST", `/v1/plans/${plan}/workbook${dry ? "?dry_run=true" : ""}`, { bytes: file, type: BOOK, etag: tag, key });

/** @param {any} error */
function refused(error) {
  const told = error instanceof Refused ? error : null;
  const number = told?.errors.length;
  const words = number
    ? t(`这份工作簿有 ${number} 处读不懂，什么都没有保存。改好以后再选一次。`,
        `${number} cells are not understood; nothing was kept. Mend them and choose the file again.`)
    : reason(error);
  const parts = [element("p", { class: "refusal", role: "alert" }, words)];
  if (told?.errors.length) parts.push(faults(told.errors));
  if (told?.status === 412) {
    parts.push(element("p", {}, t("方案有了更新的一版，或工作簿不是从本页这一版下载的。请重新载入本页、下载最新的工作簿，把改动抄过去；您的文件没有变。",
      "The plan has a newer revision, or the workbook is not of this one. Load the page again, download the newest workbook and make the changes there; your file is unchanged."), " ",
      element("a", { href: location.pathname }, t("重新载入", "Load again"))));
  }
  place?.replaceChildren(...parts);
}

/** @param {File} file @param {any} found */
function draw(file, found) {
  if (!found.changes.length) {
    place?.replaceChildren(element("p", { class: "banner" }, t("没有读到改动：工作簿和方案一样，不用保存。", "Nothing was changed: the workbook says the same as the plan.")));
    return;
  }
  const fresh = new Set(found.fresh);
  const broken = found.violations.map((/** @type {any} */ each) => `${fresh.has(each.rule) ? t("新增 ", "new: ") : ""}${each.rule} ${said(each)}`);
  const keep = element("button", { type: "button", class: "main", id: "keep" }, t("保存为新的一版", "Keep as a new revision"));
  const drop = element("button", { type: "button", id: "drop" }, t("不保存", "Do not keep"));
  const key = newKey();
  keep.addEventListener("click", () =>
    busy(/** @type {HTMLButtonElement} */ (keep), async () => {
      try {
        const kept = await post(file, false, key);
        location.assign(`/page/plans/${plan}/versions?from=${kept.based_on}&to=${plan}.${kept.revision}#difference`);
      } catch (error) {
        refused(error);
      }
    })
  );
  drop.addEventListener("click", () => place?.replaceChildren());
  place?.replaceChildren(
    listed(t(`“${file.name}”改动 ${found.changes.length} 处`, `${file.name}: ${found.changes.length} changes`), found.changes.map(said)),
    element("h3", {}, t("目标改前改后", "Goals before and after")),
    goals(found.tiers),
    broken.length
      ? listed(t(`改后有 ${broken.length} 处违规：可以保存为草稿，但不能发布`, `${broken.length} violations after it: it can be kept as a draft and not published`), broken, "warning")
      : element("p", { class: "good" }, t("改后没有违规。", "No rule is broken after it.")),
    element("p", { class: "actions" }, keep, drop)
  );
}

chooser?.addEventListener("change", async () => {
  const file = chooser.files?.[0];
  if (!file) return;
  place?.replaceChildren(element("p", { class: "banner" }, t(`正在读“${file.name}”……`, `Reading ${file.name} …`)), element("progress", {}));
  try {
    draw(file, await post(file, true));
  } catch (error) {
    refused(error);
  }
  chooser.value = ""; // the same file may be chosen again after it was mended
});
