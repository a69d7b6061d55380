// @ts-check
/** Files that one address gives in several formats: asked for with their media type, and saved by the browser. */
import { busy, send, tell, t } from "./service.js";

/** Media type of a suffix. @type {Record<string, string>} */
const TYPES = {
  ".pdf": "application/pdf",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ".html": "text/html",
  ".json": "application/json",
};
/** Milliseconds after which the copy in memory is given up; raising it lets slow disks finish. */
const KEPT_MS = 60_000;

/**
 * Save a file that the service makes. @param {HTMLButtonElement | null} button @param {string} path
 * @param {string} suffix one of TYPES @param {string} name of the file, without suffix @param {any} [body] of a POST; without, a GET
 */
export async function saveFile(button, path, suffix, name, body) {
  await busy(button, async () => {
    const answer = await send(body === undefined ? "GET" : "POST", path, { accept: TYPES[suffix], json: body });
    const address = URL.createObjectURL(await answer.blob());
    const link = document.createElement("a");
    link.href = address;
    link.download = name + suffix;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
    tell(t(`已保存：${name}${suffix}`, `Saved: ${name}${suffix}`), "done");
  });
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("button[data-file]") : null;
  if (button instanceof HTMLButtonElement) {
    saveFile(button, button.dataset.file ?? "", button.dataset.suffix ?? "", button.dataset.name ?? t("文件", "file"));
  }
});
