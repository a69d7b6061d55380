// @ts-check
/** Files that one address gives in several formats: asked for with their media type, and saved by the browser. */
import { save } from "./download.js";
import { busy, send, t, tell } from "./service.js";

/** Media type of a suffix. @type {Record<string, string>} */
const TYPES = {
  ".pdf": "application/pdf",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ".html": "text/html",
  ".json": "application/json",
};

/**
 * Save a file that the service makes. @param {HTMLButtonElement | null} button @param {string} path
 * @param {string} suffix one of TYPES @param {string} name of the file, without suffix @param {any} [body] of a POST; without, a GET
 */
export async function saveFile(button, path, suffix, name, body) {
  await busy(button, async () => {
    const answer = await send(body === undefined ? "GET" : "POST", path, { accept: TYPES[suffix], json: body });
    save(await answer.blob(), name + suffix);
    tell(t(`已保存：${name}${suffix}`, `Saved: ${name}${suffix}`), "done");
  });
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("button[data-file]") : null;
  if (button instanceof HTMLButtonElement) {
    saveFile(button, button.dataset.file ?? "", button.dataset.suffix ?? "", button.dataset.name ?? t("文件", "file"));
  }
});
