// @ts-check
/**
 * Search box of the pages of a plan: suggestions of adults, classes, rooms and courses as one types, Enter goes to the first of them, and
 * rows of the page (`data-name` within `data-filtered`) that do not fit are left out.
 */
import { brought, element, said, t } from "./service.js";

const MOST = 8;
/** Kind of an entry -> its name. @type {Record<string, string>} */
const KINDS = { adult: t("教师", "adult"), class: t("班级", "class"), room: t("教室", "room"), course: t("课程", "course") };

/** Text as searches compare it. @param {string} text */
export function plain(text) {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
}

/** Entries that fit a query: those that begin with it first. @param {any[][]} entries @param {string} query */
export function fitting(entries, query) {
  const wanted = plain(query);
  if (!wanted) return [];
  const found = entries.filter(([, id, name]) => plain(name).includes(wanted) || plain(id) === wanted);
  const rank = (/** @type {any[]} */ [, id, name]) => (plain(name) === wanted || plain(id) === wanted ? 0 : plain(name).startsWith(wanted) ? 1 : 2);
  return found.sort((a, b) => rank(a) - rank(b)).slice(0, MOST);
}

/** Leave out the rows of the page that do not hold the query. @param {string} query */
function filterRows(query) {
  const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-filtered] [data-name]")]);
  const fits = rows.map((row) => plain(row.dataset.name ?? "").includes(plain(query)));
  const any = fits.some(Boolean);
  rows.forEach((row, index) => (row.hidden = any && !fits[index]));
}

/** @param {HTMLFormElement} form */
function begin(form) {
  const { places, entries } = brought(form.dataset.find ?? "find-data");
  const field = /** @type {HTMLInputElement} */ (form.querySelector("[role=combobox]"));
  const list = /** @type {HTMLElement} */ (form.querySelector("[role=listbox]"));
  /** @type {any[][]} */
  let shown = [];
  let chosen = -1;

  const go = (/** @type {any[]} */ [kind, id]) => location.assign(places[kind] + encodeURIComponent(id));
  const close = () => {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    chosen = -1;
  };
  const choose = (/** @type {number} */ index) => {
    chosen = index;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    const option = list.children[index];
    if (option) {
      field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  };
  const show = () => {
    shown = fitting(entries, field.value);
    list.replaceChildren(...shown.map((entry, index) =>
      element("li", { id: `found-${index}`, role: "option", "aria-selected": "false", onmousedown: (/** @type {Event} */ event) => { event.preventDefault(); go(entry); } },
        element("span", {}, entry[2]), element("small", {}, `${KINDS[entry[0]] ?? ""} ${said(Array.isArray(entry[3]) ? { zh: entry[3][0], en: entry[3][1] } : entry[3])}`))));
    list.hidden = !shown.length;
    field.setAttribute("aria-expanded", String(Boolean(shown.length)));
    choose(-1);
    filterRows(field.value);
  };

  field.addEventListener("input", show);
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") close();
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && shown.length) {
      event.preventDefault();
      list.hidden = false;
      field.setAttribute("aria-expanded", "true");
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose((chosen + step + shown.length) % shown.length);
    } else if (event.key === "Enter") {
      const exact = fitting(entries, field.value);
      const target = chosen >= 0 ? shown[chosen] : exact.length ? exact[0] : null;
      if (!target) return;
      event.preventDefault();
      go(target);
    }
  });
}

for (const form of document.querySelectorAll("form[data-find]")) begin(/** @type {HTMLFormElement} */ (form));
