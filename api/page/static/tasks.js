// @ts-check
/** Dated tasks of a term: what is overdue today, and recording what is done. */
import { ask, brought, busy, element, reason, Refused, said, t } from "./service.js";

const path = `/v1/terms/${brought("tasks-data").term}/tasks`;
const at = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));
const rows = /** @type {HTMLTableRowElement[]} */ ([...document.querySelectorAll("tr[data-task]")]);
const DAY_MS = 86_400_000;
const SOON_DAYS = 14;
/** Today's date as the visitor's clock has it. */
const today = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

let overdue = 0;
let open = 0;
for (const row of rows) {
  const { due = "", done = "" } = row.dataset;
  if (done) continue;
  open += 1;
  const days = due ? Math.round((Date.parse(due) - Date.parse(today)) / DAY_MS) : null;
  if (days === null || days > SOON_DAYS) continue;
  const chip = /** @type {HTMLElement} */ (row.querySelector("[data-state]"));
  if (days < 0) overdue += 1;
  chip.className = `chip ${days < 0 ? "wrong" : "warn"}`;
  chip.textContent = days < 0 ? t(`已逾期 ${-days} 天`, `${-days} days overdue`) : days ? t(`还有 ${days} 天`, `${days} days left`) : t("今天到期", "due today");
}
if (rows.length) {
  at("summary").textContent = t(`共 ${rows.length} 项，没办完 ${open} 项，其中逾期 ${overdue} 项。`, `${rows.length} tasks, ${open} open, ${overdue} of them overdue.`);
}
at("open-only")?.addEventListener("change", () => {
  for (const row of rows) row.hidden = at("open-only").checked && Boolean(row.dataset.done);
});

/** @type {HTMLTableRowElement | null} */
let ticked = null;
for (const row of rows) {
  row.querySelector("[data-tick]")?.addEventListener("click", () => {
    ticked = row;
    at("tick-task").textContent = row.cells[1].firstChild?.textContent?.trim() ?? "";
    at("day").value = today;
    at("note").value = "";
    at("tick-refused").hidden = true;
    at("tick").showModal();
  });
  const again = /** @type {HTMLButtonElement | null} */ (row.querySelector("[data-open]"));
  again?.addEventListener("click", () => busy(again, async () => {
    await ask("DELETE", `${path}/${encodeURIComponent(row.dataset.task ?? "")}`);
    location.reload();
  }));
}
at("tick-cancel")?.addEventListener("click", () => at("tick").close());
at("tick-form")?.addEventListener("submit", (/** @type {Event} */ event) => {
  event.preventDefault();
  busy(at("tick-save"), async () => {
    try {
      await ask("PUT", `${path}/${encodeURIComponent(ticked?.dataset.task ?? "")}`, { json: { done: at("day").value, by: at("by").value, note: at("note").value } });
      location.reload();
    } catch (error) {
      const faults = error instanceof Refused ? error.errors : [];
      at("tick-refused").replaceChildren(reason(error), ...faults.map((each) => element("small", {}, ` ${said(each)} ${t(each.hint_zh, each.hint_en)}`)));
      at("tick-refused").hidden = false;
    }
  });
});
