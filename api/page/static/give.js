// @ts-check
/** Form of a new key, a new member or another role: the scope's fields follow the role and the school; the secret is shown once. */
import { fieldsOf, onSubmit } from "./form.js";
import { ask, newKey, send, t, tell } from "./service.js";

const form = /** @type {HTMLFormElement} */ (document.getElementById("give"));
const kind = form.dataset.kind ?? "key";
let turn = 0;

form.addEventListener("change", async (event) => {
  const field = event.target;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) return;
  if (field.name === "role" || field.name === "school_id") await renewScope();
});

/** Fetch the fields of the chosen role and school; all others keep what was typed. */
async function renewScope() {
  const mine = ++turn;
  const query = new URLSearchParams(location.search);
  const fields = fieldsOf(form);
  query.set("role", fields.role ?? "planner");
  if (fields.school_id) query.set("school", fields.school_id);
  const answer = await send("GET", `${location.pathname}?${query}`, { accept: "text/html" }).catch(() => null);
  if (mine !== turn) return;
  const fresh = answer && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("scope");
  if (!fresh) {
    tell(t("没能取到这个角色的选项，请再选一次。", "The choices of this role did not arrive: choose it again."), "wrong");
    return;
  }
  const focused = document.activeElement;
  const at = focused instanceof HTMLInputElement || focused instanceof HTMLSelectElement ? `[name="${focused.name}"]` : "";
  document.getElementById("scope")?.replaceWith(document.adoptNode(fresh));
  const again = at && form.querySelector(`#scope ${at}:checked, #scope select${at}`);
  if (again instanceof HTMLElement) again.focus();
}

onSubmit(form, async () => {
  const wanted = newDocument();
  if (kind === "role") {
    await ask("PATCH", form.dataset.path ?? "", { json: wanted });
    location.assign("/page/people/members");
  } else if (kind === "member") {
    await ask("POST", form.dataset.path ?? "", { json: wanted, key: newKey() });
    location.assign("/page/people/members");
  } else {
    const given = await ask("POST", form.dataset.path ?? "", { json: wanted });
    show(given.secret, wanted.label);
  }
});

/** Body of the request. Throws where a class teacher has no class. */
function newDocument() {
  const fields = fieldsOf(form);
  const chosen = new FormData(form).getAll("classes").map(String);
  const classes = chosen.flatMap((text) => text.split(/[、，,\s]+/)).filter(Boolean);
  delete fields.classes;
  if (fields.role === "class_teacher") {
    if (!classes.length) throw new Error(t("请至少选一个班级。", "Choose a class at least."));
    fields.classes = classes;
  }
  if (fields.days) fields.days = Number(fields.days);
  return fields;
}

/** @param {string} secret @param {string} label */
function show(secret, label) {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("given"));
  const place = /** @type {HTMLElement} */ (document.getElementById("secret"));
  const copied = /** @type {HTMLElement} */ (document.getElementById("copied"));
  place.textContent = secret;
  /** @type {HTMLElement} */ (document.getElementById("given-label")).textContent = label;
  /** @type {HTMLElement} */ (document.getElementById("given-address")).textContent = `${location.origin}/page`;
  dialog.addEventListener("cancel", (event) => event.preventDefault()); // Escape would lose the secret
  document.getElementById("copy")?.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(secret);
      copied.textContent = t("已复制。", "Copied.");
    } catch {
      getSelection()?.selectAllChildren(place); // without https a page may not write to the clipboard
      copied.textContent = t("已选中，请按 Ctrl+C 复制。", "Selected: press Ctrl+C to copy it.");
    }
  });
  document.getElementById("done")?.addEventListener("click", () => location.assign("/page/people"));
  dialog.showModal();
}
