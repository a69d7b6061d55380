// @ts-check
/** Undo and redo, locks, and re-plans around them. */
import { data, page } from "./board_data.js";
import { keep, verdictOf } from "./board_edits.js";
import { failed, verdictView } from "./board_verdict.js";
import { ask, busy, element, newKey, reason, t } from "./service.js";

/** Kinds of locks -> words. @type {Record<string, [string, string]>} */
const LOCKS = {
  dismissals: ["年级放学", "dismissals of grades"], meetings: ["课次和教室", "sessions"], seats: ["学生座位", "seats of pupils"], adults: ["岗位上的人", "people on posts"],
  tutoring: ["年级辅导", "tutoring"], care: ["班级托管", "care of classes"],
};

/** Say what a step would take back or make again, and offer it. @param {HTMLElement} place @param {"undo" | "redo"} direction */
export async function openStep(place, direction) {
  const step = page.steps[direction];
  if (!step) return;
  const undo = direction === "undo";
  const what = step.kind === "locks" ? t("锁定", "locks") : t("修改", "edit");
  const title = undo ? t(`撤销第 ${step.revision} 版的${what}（${step.by}，${step.at}）`, `Undo the ${what} of revision ${step.revision} (${step.by}, ${step.at})`) : t(`重做第 ${step.revision} 版的${what}（${step.by}，${step.at}）`, `Redo the ${what} of revision ${step.revision} (${step.by}, ${step.at})`);
  place.replaceChildren(element("h3", {}, title), element("p", { class: "hint", role: "status" }, t("正在核验……", "Checking…")));
  try {
    const answer = await ask("POST", `/v1/plans/${page.plan}/${direction}?dry_run=true`, { etag: page.tag, again: true });
    const button = /** @type {HTMLButtonElement} */ (element("button", { type: "button", class: "main keep", onclick: () => busy(button, async () => {
      try {
        await keep(direction, undefined, title);
        place.replaceChildren();
      } catch (error) {
        failed(place, { title, edits: [] }, error);
        place.querySelector(".actions .main")?.replaceWith(element("button", { type: "button", class: "main", onclick: () => openStep(place, direction) }, t("再看一次", "Look again")));
      }
    }) }, undo ? t("撤销", "Undo") : t("重做", "Redo")));
    const locks = answer.locks.length === data.locks.length ? "" : element("p", {}, t(`锁定由 ${data.locks.length} 项变为 ${answer.locks.length} 项`, `Locks: ${data.locks.length} before, ${answer.locks.length} after`));
    place.replaceChildren(element("h3", {}, title), locks, verdictView(verdictOf(answer), { changes: true }),
      element("div", { class: "actions" }, button, element("button", { type: "button", onclick: () => place.replaceChildren() }, t("不改了", "Leave it"))));
    button.focus();
  } catch (error) {
    place.replaceChildren(element("h3", {}, title), element("p", { class: "refusal" }, reason(error)));
  }
}

/** Button that locks or unlocks one thing. @param {string} kind key of a document of locks @param {any} id @param {boolean} locked @param {string} name */
export function lockButton(kind, id, locked, name) {
  const title = locked ? t(`解锁 ${name}`, `Unlock ${name}`) : t(`锁定 ${name}`, `Lock ${name}`);
  const button = /** @type {HTMLButtonElement} */ (element("button", { type: "button", class: "lock", title, onclick: () => busy(button, () => keep("locks", { [locked ? "unlock" : "lock"]: { [kind]: [id] } }, title)) }, locked ? t("解锁", "Unlock") : t("锁定", "Lock")));
  return button;
}

/** What is locked, by kind, with buttons that lock or unlock all. @param {HTMLElement} place */
export function openLocks(place) {
  /** @type {Record<string, string>} */
  const keys = { dismissals: "grades", meetings: "sections", seats: "pupils", adults: "posts", tutoring: "tutoring", care: "classes" };
  const lines = Object.entries(LOCKS).map(([what, words]) => {
    const count = data.locks.filter((/** @type {any} */ each) => each.what === what).length;
    const act = (/** @type {"lock" | "unlock"} */ how) => {
      const title = how === "lock" ? t(`锁定全部${words[0]}`, `Lock all ${words[1]}`) : t(`解锁全部${words[0]}`, `Unlock all ${words[1]}`);
      const button = /** @type {HTMLButtonElement} */ (element("button", { type: "button", class: "quiet", title, onclick: () => busy(button, async () => { await keep("locks", { [how]: { [keys[what]]: "all" } }, title); openLocks(place); }) }, how === "lock" ? t("全锁", "Lock all") : t("全解", "Unlock all")));
      return button;
    };
    return element("li", {}, element("span", {}, `${t(...words)}：${count ? t(`已锁 ${count} 项`, `${count} locked`) : t("未锁", "none")}`), act("lock"), count ? act("unlock") : "");
  });
  place.replaceChildren(element("h3", {}, t("锁定", "Locks")), element("p", { class: "hint" }, t("锁住的在重排时不动；改了锁住的算违规（K07）。单项在各自的详情里锁。", "What is locked stays in re-plans; changing it is a violation (K07). Single things are locked in their details.")),
    element("ul", {}, ...lines), element("div", { class: "actions" }, element("button", { type: "button", onclick: () => place.replaceChildren() }, t("关闭", "Close"))));
}

/** Start a re-plan around the locks. @param {HTMLElement} place */
export function openReplan(place) {
  const seconds = /** @type {HTMLInputElement} */ (element("input", { type: "number", min: 1, max: page.longest, value: Math.min(60, page.longest), required: true }));
  const few = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", checked: true }));
  const key = newKey();
  const button = /** @type {HTMLButtonElement} */ (element("button", { class: "main" }, t("开始重排", "Start")));
  place.replaceChildren(element("h3", {}, t("重排其余", "Re-plan the rest")),
    element("p", { class: "hint" }, t(`锁住的 ${data.locks.length} 项不动，其余重新计算，结果是一个新方案，现在的方案不变。`, `${data.locks.length} locked decisions stay, the rest is planned anew; the result is a new plan, and this one stays as it is.`)),
    element("form", { onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      busy(button, async () => {
        const job = await ask("POST", `/v1/plans/${page.plan}/jobs`, { json: { kind: "replan", seconds: Number(seconds.value), few_changes: few.checked }, key });
        location.assign(`/page/jobs/${job.id}`);
      });
    } }, element("label", {}, t("计算秒数", "Seconds"), " ", seconds), element("label", { class: "inline" }, few, t("尽量少改", "Few changes")), button),
    element("div", { class: "actions" }, element("button", { type: "button", onclick: () => place.replaceChildren() }, t("不排了", "Leave it"))));
}
