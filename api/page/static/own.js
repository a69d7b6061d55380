// @ts-check
/** Own page: opens at today, goes from date to date without leaving the page, and marks today in the week. */
import { busy, send, tell, t } from "./service.js";

/** Today in China Standard Time, as 2026-10-14. */
const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai", year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date());

/** Show another date. @param {string} date @param {boolean} [focus] move the focus to its title */
async function show(date, focus = true) {
  await busy(null, async () => {
    const address = `/page/mine?date=${encodeURIComponent(date)}`;
    const answer = await send("GET", address, { accept: "text/html" });
    const found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("day");
    if (!found) return;
    document.getElementById("day")?.replaceWith(found);
    history.replaceState(null, "", address);
    mark();
    const title = document.getElementById("day-title");
    if (focus) {
      title?.focus();
      tell(title?.firstChild?.textContent?.trim() ?? "");
    }
  });
}

/** Mark today where it is shown. */
function mark() {
  const day = document.getElementById("day");
  const chip = document.getElementById("today");
  if (day && chip) chip.hidden = day.dataset.date !== today;
  for (const each of document.querySelectorAll("[data-dates]")) {
    if (each instanceof HTMLElement) each.classList.toggle("today", (each.dataset.dates ?? "").split(" ").includes(today));
  }
}

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[data-go]") : null;
  if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(link.dataset.go ?? "");
});
document.addEventListener("submit", (event) => {
  const form = event.target instanceof HTMLFormElement && event.target.matches(".choose") ? event.target : null;
  if (!form) return;
  event.preventDefault();
  const date = String(new FormData(form).get("date") ?? "");
  if (date) show(date);
  else tell(t("请先选一个日期。", "Please choose a date first."), "wrong");
});

document.addEventListener("input", (event) => {
  const field = event.target instanceof HTMLInputElement && event.target.id === "find" ? event.target : null;
  if (!field) return;
  const wanted = field.value.trim().toLowerCase();
  for (const each of document.querySelectorAll("[data-pupils]")) {
    const known = each instanceof HTMLElement ? (each.dataset.pupils ?? "").toLowerCase() : "";
    if (each instanceof HTMLElement) each.hidden = wanted !== "" && !known.includes(wanted);
  }
});

mark();
const days = document.getElementById("day");
if (days && !new URLSearchParams(location.search).has("date")) show(today, false);
