// @ts-check
/** A request workbook or document of our own format: checked, and kept as a term where it has no fault. */
import { XLSX } from "./download.js";
import { drawFaults } from "./faults.js";
import { ask, brought, element, newKey, reason, Refused, send, t, tell } from "./service.js";

const data = brought("import-data");
const input = /** @type {HTMLInputElement} */ (document.getElementById("workbook"));
const progress = /** @type {HTMLElement} */ (document.getElementById("workbook-progress"));
const result = /** @type {HTMLElement} */ (document.getElementById("workbook-result"));

input.addEventListener("change", async () => {
  const file = input.files?.[0];
  if (!file) return;
  progress.hidden = false;
  result.replaceChildren();
  const type = file.name.toLowerCase().endsWith(".json") ? "application/json" : XLSX;
  const key = newKey();
  try {
    const found = await ask("POST", "/v1/faults", { bytes: file, type });
    if (found.count) {
      result.replaceChildren(drawFaults(found.faults, data.sheets, { body: file, type, name: `${file.name.replace(/\.[^.]*$/, "")}${t("-标错", "-marked")}.xlsx` }));
      return;
    }
    const kept = await send("POST", `/v1/schools/${data.school}/terms`, { bytes: file, type, key });
    location.assign(`/page/terms/${(await kept.json()).id}`);
  } catch (error) {
    const faults = error instanceof Refused ? error.errors : [];
    result.replaceChildren(element("p", { class: "refusal" }, `${file.name}：${reason(error)}`), ...(faults.length ? [drawFaults(faults, data.sheets)] : []));
    tell(reason(error), "wrong");
  } finally {
    progress.hidden = true;
    input.value = ""; // the same file, mended, may be chosen again
  }
});
