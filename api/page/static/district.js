// @ts-check
/** A district: choosing schools, starting a batch, filing states of the schools, indicators of an area. */
import { carryOut } from "./form.js";
import { ask, busy, element, newKey, said, t } from "./service.js";

const form = /** @type {HTMLFormElement | null} */ (document.getElementById("batch"));
/** Idempotency key of the batch that stands in the form: another one after each change. */
let key = newKey();

/** @returns {HTMLInputElement[]} */
const boxes = () => [...document.querySelectorAll('input[name="term"]:not(:disabled)')].filter((each) => each instanceof HTMLInputElement);
const chosen = () => boxes().filter((each) => each.checked).map((each) => each.value);

function count() {
  const place = document.getElementById("chosen");
  if (place) place.textContent = t(`已选 ${chosen().length} 所`, `${chosen().length} chosen`);
}

/** What is asked: nothing where plans are wanted. @param {string} what */
function question(what) {
  if (what === "leaves") return { leaves: valueOf("leaves"), adults: Number(valueOf("adults") || 1) };
  if (what === "changes") return { changes: valueOf("changes").split("\n").map((line) => line.trim()).filter(Boolean) };
  return null;
}

/** @param {string} id */
function valueOf(id) {
  const field = document.getElementById(id);
  return field instanceof HTMLInputElement || field instanceof HTMLSelectElement || field instanceof HTMLTextAreaElement ? field.value.trim() : "";
}

function what() {
  return form ? String(new FormData(form).get("what") ?? "solve") : "solve";
}

function show() {
  for (const name of ["leaves", "changes"]) {
    const part = document.getElementById(`of-${name}`);
    if (part) part.hidden = what() !== name;
  }
}

async function start() {
  const terms = chosen();
  if (!terms.length) throw new Error(t("还没有选学校：在上面的表里打钩。", "No school is chosen: tick some in the table above."));
  const seconds = valueOf("seconds");
  const asked = question(what());
  const batch = await ask("POST", "/v1/batches", {
    key,
    json: {
      name: valueOf("name"), terms, seed: Number(valueOf("seed") || 1),
      ...(seconds ? { seconds: Number(seconds) } : {}), ...(asked ? { question: asked } : {}),
    },
  });
  location.assign(`/page/batches/${batch.id}`);
}

/** Filing and tasks of a term in its cell. @param {HTMLElement} cell @param {string} today */
async function tasks(cell, today) {
  const found = (await ask("GET", `/v1/terms/${cell.dataset.term}/tasks?on=${today}`)).tasks;
  const late = found.filter((/** @type {any} */ task) => task.state === "overdue");
  const open = found.filter((/** @type {any} */ task) => task.state === "open" && task.days_left !== null && task.days_left <= 14);
  const filing = found.find((/** @type {any} */ task) => task.rule === "I02");
  const done = filing && (filing.state === "done" || filing.state === "late");
  const link = element("a", { href: cell.dataset.href ?? "" }, t("看任务", "tasks"));
  const parts = [];
  if (filing) parts.push(element("span", { class: `chip ${done ? "done" : late.includes(filing) ? "wrong" : "warn"}` }, done ? t("已备案", "filed") : t(`未备案（${filing.due ?? "无期限"}）`, `not filed (${filing.due ?? "no day"})`)));
  if (late.length) parts.push(element("span", { class: "chip wrong", title: late.map((/** @type {any} */ task) => said(task)).join("\n") }, t(`逾期 ${late.length}`, `${late.length} overdue`)));
  if (open.length) parts.push(element("span", { class: "chip warn" }, t(`两周内到期 ${open.length}`, `${open.length} due in two weeks`)));
  if (!late.length && !open.length) parts.push(element("span", { class: "chip done" }, t("没有逾期", "none overdue")));
  cell.replaceChildren(...parts.flatMap((part) => [part, " "]), link);
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  if (form) carryOut(form, start);
});
form?.addEventListener("change", () => {
  key = newKey();
  count();
  show();
});
for (const [id, on] of /** @type {[string, boolean][]} */ ([["all", true], ["none", false]])) {
  document.getElementById(id)?.addEventListener("click", () => {
    for (const box of boxes()) box.checked = on;
    key = newKey();
    count();
  });
}
for (const button of document.querySelectorAll("[data-phrase]")) {
  button.addEventListener("click", () => {
    const place = /** @type {HTMLTextAreaElement} */ (document.getElementById("changes"));
    if (button instanceof HTMLElement) place.value = `${place.value.trim()}\n${button.dataset.phrase}`.trim();
    key = newKey();
    place.focus();
  });
}
const asking = /** @type {HTMLButtonElement | null} */ (document.getElementById("ask-tasks"));
asking?.addEventListener("click", () =>
  busy(asking, async () => {
    const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" }).format(new Date());
    for (const cell of document.querySelectorAll("td.tasks")) {
      if (!(cell instanceof HTMLElement) || !cell.dataset.term) continue;
      cell.textContent = t("在查……", "looking…");
      try {
        await tasks(cell, today);
      } catch (error) {
        cell.textContent = "—";
        throw error;
      }
    }
  })
);
const area = /** @type {HTMLSelectElement | null} */ (document.getElementById("area"));
function choose() {
  for (const cell of document.querySelectorAll("[data-area]")) {
    if (cell instanceof HTMLElement) cell.hidden = Boolean(area?.value) && cell.dataset.area !== area?.value;
  }
}
area?.addEventListener("change", choose);
count();
show();
choose();
