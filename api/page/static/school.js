// @ts-check
/** School page: keep a sample school and plan it, erase a term. */
import { carryOut } from "./form.js";
import { ask, busy, newKey, send, t, tell } from "./service.js";

const sample = document.getElementById("sample");
if (sample instanceof HTMLFormElement) {
  sample.addEventListener("submit", (event) => {
    event.preventDefault();
    const choice = /** @type {HTMLSelectElement} */ (sample.elements.namedItem("sample"));
    const button = /** @type {HTMLButtonElement} */ (sample.querySelector("button"));
    busy(button, async () => {
      tell(t("正在放入示范学校……", "Keeping the sample school…"));
      const term = await ask("POST", `/v1/schools/${sample.dataset.school}/samples`, { json: { sample: choice.value }, key: newKey() });
      const seconds = Number(choice.selectedOptions[0]?.dataset.seconds);
      const job = await ask("POST", `/v1/terms/${term.id}/jobs`, { json: { kind: "solve", seconds }, key: newKey() });
      location.assign(`/page/jobs/${job.id}`);
    });
  });
}

const dialog = document.getElementById("erase");
if (dialog instanceof HTMLDialogElement) {
  const form = /** @type {HTMLFormElement} */ (document.getElementById("erase-form"));
  const typed = /** @type {HTMLInputElement} */ (document.getElementById("erase-name"));
  const go = /** @type {HTMLButtonElement} */ (document.getElementById("erase-go"));
  const wanted = /** @type {HTMLElement} */ (document.getElementById("erase-wanted"));
  let term = "";
  for (const button of document.querySelectorAll("button.erase")) {
    if (!(button instanceof HTMLButtonElement)) continue;
    button.addEventListener("click", () => {
      term = button.dataset.term ?? "";
      wanted.textContent = button.dataset.name ?? "";
      typed.value = "";
      go.disabled = true;
      document.getElementById("erase-published")?.toggleAttribute("hidden", button.dataset.published === undefined);
      dialog.showModal();
      typed.focus();
    });
  }
  const erase = () =>
    carryOut(form, async () => {
      await send("DELETE", `/v1/terms/${term}`);
      location.reload();
    });
  typed.addEventListener("input", () => {
    go.disabled = typed.value.trim() !== wanted.textContent?.trim();
  });
  typed.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (!go.disabled) erase();
  });
  go.addEventListener("click", erase);
}
