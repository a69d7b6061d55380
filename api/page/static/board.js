// @ts-check
/** Class grid of a plan: arrangement, search, what is selected, sessions carried to another time or room, undo and redo. */
import { clock, data, home, page, person, renew, room, section, weekday } from "./board_data.js";
import { Checker, overtaken } from "./board_edits.js";
import { openPanel, panel, verdictPlace } from "./board_panel.js";
import { clean, failed, keepChange, offer, verdictView } from "./board_verdict.js";
import { carry } from "./drag.js";
import { openLocks, openReplan, openStep } from "./board_steps.js";
import { element, reason, t } from "./service.js";

const place = /** @type {HTMLElement} */ (document.querySelector(".board-place"));
const card = /** @type {HTMLElement} */ (document.getElementById("card"));
const day = /** @type {HTMLSelectElement} */ (document.getElementById("day"));
const find = /** @type {HTMLInputElement} */ (document.getElementById("find"));
let shown = "by-class";

/** Cell of the class grid: weekday, period, grade, class (null in a grade's row), room (null outside of the rooms' table). @param {Element} cell */
function placeOf(cell) {
  const row = /** @type {HTMLTableRowElement} */ (cell.closest("tr"));
  const column = [...row.children].indexOf(cell) - 1;
  if (row.dataset.r) return { day: data.days[column][0], index: 0, grade: 0, home: null, room: row.dataset.r };
  const periods = Math.max(...Object.values(data.grades).map((/** @type {any} */ each) => each.periods.length));
  const grade = Number(/** @type {HTMLElement} */ (row.closest("tbody")).dataset.g);
  return { day: data.days[Math.floor(column / periods)][0], index: column % periods, grade, home: row.dataset.c ?? null, room: null };
}

/** Change of a session that is put into a cell; null where it stays. @param {HTMLElement} item @param {HTMLElement} cell */
function move(item, cell) {
  const id = item.dataset.s ?? "";
  const [from, start, where] = data.sections[id].sessions.find((/** @type {any} */ each) => each[0] === Number(item.dataset.d));
  const to = placeOf(cell);
  /** @type {Record<string, any>} */
  const edit = { edit: "move_session", section: id, weekday: from };
  if (to.day !== from) edit.to_weekday = to.day;
  let words = weekday(to.day);
  if (to.room) {
    if (to.room !== where) edit.to_room = to.room;
    words += ` ${clock(start)} ${room(to.room)}`;
  } else {
    const origin = item.closest("td");
    const was = origin && !origin.parentElement?.dataset.r ? placeOf(origin) : null;
    const same = was && was.index === to.index && was.grade === to.grade; // a session that begins within a period keeps to its minute
    const begins = same ? start : data.grades[to.grade].periods[to.index][0];
    if (begins !== start) edit.to_start = clock(begins);
    words += ` ${clock(begins)} ${room(where)}`;
  }
  const stays = Object.keys(edit).length === 3;
  return { stays, words, change: { title: t(`${section(id)}：${weekday(from)} ${clock(start)} → ${words}`, `${section(id)}: ${weekday(from)} ${clock(start)} → ${words}`), edits: [edit] } };
}

const checker = new Checker();
/** Verdicts of the present gesture, by edits. @type {Map<string, import("./board_edits.js").Verdict>} */
const verdicts = new Map();
/** @type {{cell: HTMLElement | null, asked: string}} */
const above = { cell: null, asked: "" };

/** @param {HTMLElement | null} cell @param {boolean} [refused] */
function outline(cell, refused = false) {
  if (above.cell && above.cell !== cell) above.cell.classList.remove("over", "refused");
  above.cell = cell;
  cell?.classList.add("over");
  cell?.classList.toggle("refused", refused);
}

/** @param {{x: number, y: number}} at */
function placeCard(at) {
  card.classList.toggle("high", at.y > innerHeight / 2); // on a phone it stands at the other end of the screen
  const [wide, high] = [card.offsetWidth || 350, card.offsetHeight || 120];
  card.style.left = `${Math.max(4, at.x + 24 + wide > innerWidth ? at.x - wide - 16 : at.x + 24)}px`;
  card.style.top = `${Math.max(4, Math.min(at.y + 24, innerHeight - high - 8))}px`;
}

/** @param {string} words @param {HTMLElement | string} told @param {boolean} [refused] */
function fillCard(words, told, refused = false) {
  card.hidden = false;
  card.classList.toggle("refused", refused);
  card.replaceChildren(element("p", {}, element("b", {}, words)), told);
}

/** End of a gesture. @param {HTMLElement} item */
function rest(item) {
  checker.stop();
  outline(null);
  above.asked = "";
  card.hidden = true;
  item.classList.remove("lifted");
}

const gesture = carry(place, {
  items: ".session",
  cells: "#board td:not(.x)",
  lift(item) {
    if (!page.edit) return false;
    verdicts.clear();
    item.classList.add("lifted");
    return true;
  },
  over(item, cell, at) {
    if (!cell) {
      checker.stop();
      outline(null);
      above.asked = "";
      card.hidden = true;
      return;
    }
    const to = move(item, cell);
    const key = JSON.stringify(to.change.edits);
    if (above.asked !== key || above.cell !== cell) {
      above.asked = key;
      const known = verdicts.get(key);
      outline(cell, known && !clean(known));
      if (to.stays || known) {
        checker.stop();
        fillCard(to.words, known ? verdictView(known, { shown: 4 }) : t("原来的位置", "Where it is now"), known && !clean(known));
      } else {
        fillCard(to.words, t("正在核验……", "Checking…"));
        checker.later(to.change.edits, (found) => {
          verdicts.set(key, found);
          if (above.asked !== key) return;
          outline(cell, !clean(found));
          fillCard(to.words, verdictView(found, { shown: 4 }), !clean(found));
          placeCard(at);
        }, (words) => above.asked === key && fillCard(to.words, words));
      }
    }
    placeCard(at);
  },
  async drop(item, cell) {
    const to = move(item, cell);
    rest(item);
    if (to.stays) return;
    const where = verdictPlace();
    try {
      const found = verdicts.get(JSON.stringify(to.change.edits)) ?? (await checker.now(to.change.edits, (words) => where.replaceChildren(element("p", { class: "hint", role: "status" }, words))));
      if (!found) return;
      if (clean(found)) await keepChange(where, to.change, null);
      else await offer(where, to.change, found);
    } catch (error) {
      failed(where, to.change, await overtaken(error));
    }
    focusOn(item.dataset.s ?? "", Number(item.dataset.d));
  },
  cancel: rest,
  next(cell, key) {
    const row = /** @type {HTMLTableRowElement} */ (cell.closest("tr"));
    const column = [...row.children].indexOf(cell);
    const rows = /** @type {HTMLTableRowElement[]} */ ([...(row.closest("table")?.querySelectorAll("tbody tr") ?? [])]);
    const at = rows.indexOf(row);
    const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
    const [down, right] = steps[/** @type {keyof typeof steps} */ (key)] ?? [0, 0];
    for (let r = at + down, c = column + right; rows[r]?.children[c]; r += down, c += right) {
      const found = /** @type {HTMLElement} */ (rows[r].children[c]);
      if (found.matches("td:not(.x):not([hidden])")) return found;
    }
    return null;
  },
});

/** Focus a session after the grid was drawn anew: where it is now, or the section's first. @param {string} id @param {number} was */
function focusOn(id, was) {
  const all = /** @type {HTMLElement[]} */ ([...place.querySelectorAll(`#${shown} .session`)]).filter((each) => each.dataset.s === id);
  (all.find((each) => Number(each.dataset.d) === was) ?? all[0])?.focus();
}

/** Places in the order of arrow keys: buttons where a cell has some, else the cell. @param {Element} cell */
const stops = (cell) => /** @type {HTMLElement[]} */ (cell.querySelector("button") ? [...cell.querySelectorAll("button")] : [cell]);

/** One stop of the Tab key for each table. @param {HTMLElement} stop */
function rove(stop) {
  for (const old of stop.closest("table")?.querySelectorAll("[tabindex='0']") ?? []) old.setAttribute("tabindex", "-1");
  stop.tabIndex = 0;
}

/** What is selected, shown in the panel. @param {HTMLElement} at */
function select(at) {
  for (const old of place.querySelectorAll(".seen")) old.classList.remove("seen");
  if (at.dataset.grade) return openPanel({ kind: "grade", grade: Number(at.dataset.grade) });
  if (at.dataset.s) {
    for (const each of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll(".session"))) each.classList.toggle("seen", each.dataset.s === at.dataset.s);
    return openPanel({ kind: "section", section: at.dataset.s });
  }
  const where = placeOf(at);
  at.classList.add("seen");
  at.tabIndex = 0;
  if (where.home) return openPanel({ kind: "care", home: where.home, day: where.day, index: where.index });
  return undefined;
}

place.addEventListener("click", (event) => {
  if (!(event.target instanceof Element) || event.target.closest("#panel")) return;
  const at = /** @type {HTMLElement | null} */ (event.target.closest("#board .session, #board [data-grade], #board td:not(.x)"));
  if (at) select(at);
});
place.addEventListener("focusin", (event) => event.target instanceof HTMLElement && event.target.closest("#board table") && rove(event.target));
place.addEventListener("keydown", (event) => {
  const at = /** @type {HTMLElement | null} */ (event.target instanceof Element && event.target.closest("#board td, #board th, #board button"));
  if (!at) return;
  if (event.key === " " || (event.key === "Enter" && (!at.dataset.s || !page.edit))) {
    event.preventDefault();
    select(at);
    panel.focus();
  } else if (event.key.startsWith("Arrow")) {
    const cell = /** @type {HTMLElement} */ (at.closest("td, th"));
    const within = stops(cell);
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const next = step ? within[within.indexOf(at) + step] : undefined;
    const row = /** @type {HTMLElement} */ (cell.closest("tr"));
    const rows = [...(row.closest("tbody")?.parentElement?.querySelectorAll("tbody tr") ?? [])];
    const column = [...row.children].indexOf(cell);
    const other = step ? rows[rows.indexOf(row) + step]?.children[column] : event.key === "ArrowRight" ? cell.nextElementSibling : cell.previousElementSibling;
    const goal = next ?? (other && step < 0 ? stops(other).at(-1) : other && stops(other)[0]);
    if (!goal) return;
    event.preventDefault();
    if (!goal.hasAttribute("tabindex")) goal.tabIndex = -1;
    goal.focus();
  }
});

/** Show one weekday, or all. */
function filter() {
  const all = data.days.map((/** @type {any} */ each) => each[0]);
  const periods = Math.max(...Object.values(data.grades).map((/** @type {any} */ each) => each.periods.length));
  const only = Number(day.value);
  for (const table of /** @type {NodeListOf<HTMLTableElement>} */ (place.querySelectorAll("table.board"))) {
    const each = table.classList.contains("rooms") ? 1 : periods;
    for (const row of table.rows) {
      const offset = row.parentElement?.tagName === "THEAD" && row.rowIndex === 1 ? 0 : 1;
      [...row.children].forEach((cell, index) => {
        const head = cell instanceof HTMLElement && cell.dataset.day ? Number(cell.dataset.day) : index >= offset ? all[Math.floor((index - offset) / each)] : only;
        /** @type {HTMLElement} */ (cell).hidden = Boolean(only) && head !== only;
      });
    }
  }
}

/** Arrange what was drawn anew as it was before. */
function arrange() {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-view]"))) {
    button.setAttribute("aria-pressed", String(button.dataset.view === shown));
    /** @type {HTMLElement} */ (document.getElementById(button.dataset.view ?? "")).hidden = button.dataset.view !== shown;
  }
  place.classList.toggle("edits", page.edit);
  for (const table of place.querySelectorAll("table.board")) {
    const first = table.querySelector(".session") ?? table.querySelector("tbody td");
    if (first instanceof HTMLElement) first.tabIndex = 0;
  }
  if (day.value) filter();
  for (const [id, step] of [["undo", page.steps.undo], ["redo", page.steps.redo]]) {
    const button = /** @type {HTMLButtonElement | null} */ (document.getElementById(id));
    if (!button) continue;
    button.disabled = !step;
    button.title = step ? t(`第 ${step.revision} 版，${step.by}，${step.at}`, `revision ${step.revision}, ${step.by}, ${step.at}`) : "";
  }
}

for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-view]"))) {
  button.addEventListener("click", () => {
    shown = button.dataset.view ?? shown;
    arrange();
  });
}
day.append(element("option", { value: "" }, t("全周", "Whole week")), ...data.days.map((/** @type {any} */ each) => element("option", { value: each[0] }, each[1])));
day.addEventListener("change", filter);
if (innerWidth <= 600 && data.days.length) {
  const today = (new Date().getDay() + 6) % 7 + 1;
  day.value = String((data.days.find((/** @type {any} */ each) => each[0] === today) ?? data.days[0])[0]);
}

/** Names that can be looked up -> what they select. @returns {Map<string, any>} */
function known() {
  const found = new Map();
  for (const id of Object.keys(data.people)) found.set(person(id), { kind: "adult", person: id });
  for (const id of Object.keys(data.sections)) found.set(section(id), { kind: "section", section: id });
  for (const id of Object.keys(data.classes)) found.set(home(id), { kind: "class", home: id });
  for (const id of Object.keys(data.pupils)) found.set(id, { kind: "pupil", pupil: id });
  return found;
}
find.addEventListener("focus", () => {
  const list = /** @type {HTMLElement} */ (document.getElementById("known"));
  const ids = Object.keys(data.pupils);
  list.replaceChildren(...[...known().keys()].slice(0, -ids.length || undefined).map((name) => element("option", { value: name })));
});
find.addEventListener("change", () => {
  const wanted = find.value.trim();
  const all = known();
  const found = all.get(wanted) ?? [...all].find(([name]) => wanted && name.includes(wanted))?.[1];
  if (!found) return;
  if (found.kind === "class") place.querySelector(`tr[data-c="${CSS.escape(found.home)}"]`)?.scrollIntoView({ block: "center" });
  else openPanel(found);
  if (found.kind === "section") place.querySelector(`#${shown} .session[data-s="${CSS.escape(found.section)}"]`)?.scrollIntoView({ block: "center", inline: "center" });
});

document.getElementById("undo")?.addEventListener("click", () => openStep(verdictPlace(), "undo"));
document.getElementById("redo")?.addEventListener("click", () => openStep(verdictPlace(), "redo"));
document.getElementById("broken")?.addEventListener("click", () => openPanel({ kind: "broken" }));
document.getElementById("locks")?.addEventListener("click", () => openLocks(verdictPlace()));
document.getElementById("replan")?.addEventListener("click", () => openReplan(verdictPlace()));
document.addEventListener("keydown", (event) => {
  if (!page.edit || !(event.ctrlKey || event.metaKey) || (event.target instanceof Element && event.target.matches("input, select, textarea"))) return;
  const key = event.key.toLowerCase();
  const step = key === "y" || (key === "z" && event.shiftKey) ? "redo" : key === "z" ? "undo" : "";
  if (!step || !page.steps[step]) return;
  event.preventDefault();
  openStep(verdictPlace(), step);
});
document.addEventListener("board-renewed", () => {
  gesture.cancel();
  arrange();
});
document.addEventListener("plan-changed", (event) => {
  event.preventDefault();
  renew().catch((error) => verdictPlace().replaceChildren(element("p", { class: "refusal" }, reason(error))));
});
arrange();
