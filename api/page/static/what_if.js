// @ts-check
/** Scenarios of a term: made by a form or in short form, kept, deleted, and run on a plan. */
import { changesOf } from "./change_form.js";
import { ask, brought, busy, element, newKey, send, t, tell } from "./service.js";
import { refusal } from "./why_answer.js";

const term = document.getElementById("scenarios")?.dataset.term ?? "";
const names = brought("change-names");
const changeForm = /** @type {HTMLFormElement} */ (document.getElementById("change-form"));
const kind = /** @type {HTMLSelectElement} */ (document.getElementById("change-kind"));
const list = /** @type {HTMLOListElement} */ (document.getElementById("changes"));
const scenarioForm = /** @type {HTMLFormElement} */ (document.getElementById("scenario-form"));
const runForm = /** @type {HTMLFormElement | null} */ (document.getElementById("run-form"));
/** Changes of the scenario that is being written: its document or short form, and how it is told. @type {{body: any, told: string}[]} */
const changes = [];
/** Searches of one scenario at most, by how it is planned; and one of the base plan. */
const SEARCHES = 2;

function showKind() {
  for (const part of changeForm.querySelectorAll("fieldset")) part.hidden = part.dataset.kind !== kind.value;
}

function showChanges() {
  list.replaceChildren(...changes.map((change, index) => {
    const drop = element("button", { type: "button", class: "quiet", "aria-label": t(`去掉 ${change.told}`, `Remove ${change.told}`),
      onclick: () => { changes.splice(index, 1); showChanges(); } }, t("去掉", "Remove"));
    return element("li", {}, typeof change.body === "string" ? element("code", {}, change.told) : change.told, " ", drop);
  }));
  const none = document.getElementById("no-changes");
  if (none) none.hidden = changes.length > 0;
}

changeForm.addEventListener("submit", (event) => {
  event.preventDefault();
  const part = /** @type {HTMLFieldSetElement} */ (changeForm.querySelector(`fieldset[data-kind="${kind.value}"]`));
  const { found, missing } = changesOf(kind.value, part, names);
  if (missing) {
    tell(missing, "wrong");
    return;
  }
  changes.push(...found);
  showChanges();
  tell(t(`已加入：${found.map((change) => change.told).join("；")}`, `Added: ${found.map((change) => change.told).join("; ")}`), "done");
});
kind.addEventListener("change", showKind);
for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-phrase]"))) {
  button.addEventListener("click", () => {
    kind.value = "phrase";
    showKind();
    const field = /** @type {HTMLTextAreaElement} */ (changeForm.querySelector("textarea"));
    field.value = [field.value.trim(), button.dataset.phrase].filter(Boolean).join("\n");
    field.focus();
  });
}

scenarioForm.addEventListener("submit", (event) => {
  event.preventDefault();
  const place = /** @type {HTMLElement} */ (document.getElementById("scenario-refusal"));
  const button = /** @type {HTMLButtonElement} */ (scenarioForm.querySelector("button.main"));
  if (!changes.length) {
    place.replaceChildren(element("p", { class: "refusal" }, t("还没有变动：先在上面选一种，点“加入”。", "There is no change yet: choose one above and add it.")));
    return;
  }
  const given = new FormData(scenarioForm);
  const told = changes.map((change) => change.told).join(t("；", "; "));
  const name = String(given.get("name")).trim() || told.slice(0, 100);
  busy(button, async () => {
    try {
      await send("POST", `/v1/terms/${term}/scenarios`, { key: newKey(), json: { name, aim: given.get("aim"), changes: changes.map((change) => change.body) } });
      location.reload();
    } catch (error) {
      place.replaceChildren(refusal(error));
    }
  });
});

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("[data-drop]"))) {
  button.addEventListener("click", () => {
    if (!confirm(t("删除这个情景？已经做过的比较会保留。", "Delete this scenario? Comparisons that were made stay."))) return;
    busy(button, async () => {
      await send("DELETE", `/v1/terms/${term}/scenarios/${button.dataset.drop}`);
      location.reload();
    });
  });
}

/** Ids of the chosen scenarios. */
function chosen() {
  return [.../** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(".chosen:checked"))].map((box) => box.value);
}

function estimate() {
  const place = document.getElementById("estimate");
  if (!place || !runForm) return;
  const seconds = Number(new FormData(runForm).get("seconds")) * (1 + SEARCHES * chosen().length);
  const minutes = Math.ceil(seconds / 60);
  place.textContent = chosen().length
    ? t(`${chosen().length} 个情景，至多约 ${minutes} 分钟；只改钱的立即算出。先做完的先看到。`, `${chosen().length} scenarios, about ${minutes} min at most; money alone is answered at once. What is done first is shown first.`)
    : t("还没有选情景。", "No scenario is chosen.");
}

runForm?.addEventListener("submit", (event) => {
  event.preventDefault();
  const place = /** @type {HTMLElement} */ (document.getElementById("run-refusal"));
  const given = new FormData(runForm);
  if (!chosen().length) {
    place.replaceChildren(element("p", { class: "refusal" }, t("先在上面保存并选中至少一个情景。", "Keep and choose at least one scenario above.")));
    return;
  }
  busy(runForm.querySelector("button.main"), async () => {
    try {
      const body = { kind: "what_if", plan: given.get("plan"), scenarios: chosen(), seconds: Number(given.get("seconds")) };
      const job = await ask("POST", "/v1/jobs", { key: newKey(), json: body });
      location.assign(`/page/jobs/${job.id}/comparison`);
    } catch (error) {
      place.replaceChildren(refusal(error));
    }
  });
});
document.addEventListener("change", estimate);
runForm?.addEventListener("input", estimate);
const wanted = new URLSearchParams(location.search).get("plan");
const bases = /** @type {HTMLSelectElement | null | undefined} */ (runForm?.querySelector("select[name=plan]"));
if (wanted && bases && [...bases.options].some((option) => option.value === wanted)) bases.value = wanted;
showKind();
showChanges();
estimate();
