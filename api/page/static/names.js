// @ts-check
/** Name list of a term: uploaded, sealed under a new key, deleted. */
import { XLSX } from "./download.js";
import { drawFaults } from "./faults.js";
import { ask, brought, busy, element, newKey, reason, Refused, t, tell } from "./service.js";

const path = `/v1/terms/${brought("names-data").term}/names`;
const at = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));
const input = /** @type {HTMLInputElement} */ (at("names"));
const shown = /** @type {HTMLElement} */ (at("uploaded"));

input.addEventListener("change", async () => {
  const file = input.files?.[0];
  if (!file) return;
  at("uploading").hidden = false;
  shown.replaceChildren();
  try {
    const type = file.name.toLowerCase().endsWith(".json") ? "application/json" : XLSX;
    const state = await ask("PUT", path, { bytes: file, type });
    if (!state.unknown_count) location.reload();
    else shown.replaceChildren(done(state));
  } catch (error) {
    const faults = error instanceof Refused ? error.errors : [];
    shown.replaceChildren(element("p", { class: "refusal" }, t(`没有保存，原来的不变：${reason(error)}`, `Not kept, the earlier list stays: ${reason(error)}`)),
      ...(faults.length ? [drawFaults(faults, {})] : []));
  } finally {
    at("uploading").hidden = true;
    input.value = "";
  }
});

/** @param {any} state */
function done(state) {
  const ids = state.unknown.join("、");
  return element("div", { class: "warning" },
    element("p", {}, t(`已保存，${state.named} 名学生有姓名。另有 ${state.unknown_count} 个编号不在申请里，没有保存：${ids}`, `Kept: ${state.named} pupils have a name. ${state.unknown_count} ids are not in the request and were not kept: ${ids}`)),
    element("p", { class: "actions" }, element("button", { type: "button", onclick: () => location.reload() }, t("知道了", "Go on"))));
}

at("rotate")?.addEventListener("click", () => busy(at("rotate"), async () => {
  await ask("POST", `${path}/rotation`, { key: newKey() });
  tell(t("已换密钥。", "The key was replaced."), "done");
  location.reload();
}));
at("delete")?.addEventListener("click", () => at("sure").showModal());
at("keep")?.addEventListener("click", () => at("sure").close());
at("really")?.addEventListener("click", () => busy(at("really"), async () => {
  await ask("DELETE", path);
  location.reload();
}));
