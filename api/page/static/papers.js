// @ts-check
/** Papers of a plan as files, with the time they take and a way to stop. */
import { save } from "./download.js";
import { reason, send, t, tell } from "./service.js";

/** Media type of a suffix. @type {Record<string, string>} */
const TYPES = {
  ".pdf": "application/pdf",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ".html": "text/html",
  ".json": "application/json",
  ".csv": "text/csv",
  ".zip": "application/zip",
  ".txt": "text/plain",
  ".ics": "text/calendar",
};
const TICK_MS = 1_000;
const work = /** @type {HTMLElement} */ (document.getElementById("work"));
const language = /** @type {HTMLSelectElement | null} */ (document.getElementById("language-of-papers"));
const adult = /** @type {HTMLSelectElement | null} */ (document.getElementById("adult"));
const on = /** @type {HTMLInputElement | null} */ (document.getElementById("on"));
/** @type {AbortController | null} */
let running = null;

/** Address of a paper with the chosen language, day and adult. @param {string} path @param {boolean} ofAdult */
function chosen(path, ofAdult) {
  const [address, query] = path.split("?");
  const parameters = new URLSearchParams(query);
  parameters.set("language", language?.value ?? "zh");
  if (on?.value && /\/(export\/|calendar$)/.test(address)) parameters.set("on", on.value);
  if (ofAdult && adult) parameters.set("of", adult.value);
  return `${address}?${parameters}`;
}

/** Bytes of an answer, told while they come. @param {Response} answer @param {(bytes: number) => void} told */
async function received(answer, told) {
  const reader = answer.body?.getReader();
  if (!reader) return answer.blob();
  /** @type {BlobPart[]} */
  const parts = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(parts, { type: answer.headers.get("content-type") ?? "" });
    parts.push(value);
    told((bytes += value.byteLength));
  }
}

/** @param {HTMLButtonElement} button */
async function fetchPaper(button) {
  if (running) return tell(t("上一份还没有做好，请等它做好，或先停下。", "The paper before is still being made: wait, or stop it."));
  const { paper = "", suffix = "" } = button.dataset;
  const ofAdult = button.dataset.adult !== undefined;
  const name = `${button.dataset.name ?? ""}${ofAdult ? ` ${adult?.selectedOptions[0]?.text ?? ""}` : ""}`;
  const begun = Date.now();
  let bytes = 0;
  const say = () => {
    const words = document.getElementById("work-words");
    const seconds = Math.round((Date.now() - begun) / 1000);
    const size = bytes ? t(`，收到 ${(bytes / 1e6).toFixed(1)} MB`, `, ${(bytes / 1e6).toFixed(1)} MB received`) : "";
    if (words) words.textContent = t(`正在做：${name}${suffix}，${seconds} 秒${size}`, `Making ${name}${suffix}, ${seconds} s${size}`);
    work.hidden = seconds < 1;
  };
  const timer = setInterval(say, TICK_MS);
  running = new AbortController();
  button.disabled = true;
  try {
    const answer = await send("GET", chosen(paper, ofAdult), { accept: TYPES[suffix], signal: running.signal });
    save(await received(answer, (total) => (bytes = total)), name + suffix);
    const locked = answer.headers.get("afterbell-names") === "locked";
    tell(
      t(`已保存：${name}${suffix}`, `Saved: ${name}${suffix}`) +
        (locked ? t("。姓名表打不开，印的是编号。", ". The name list does not open: ids are printed.") : ""),
      "done"
    );
  } catch (error) {
    if (running.signal.aborted) tell(t("已停下，没有保存。", "Stopped; nothing was saved."));
    else tell(reason(error), "wrong");
  } finally {
    clearInterval(timer);
    running = null;
    button.disabled = false;
    work.hidden = true;
  }
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("button[data-paper]") : null;
  if (button instanceof HTMLButtonElement) fetchPaper(button);
});
document.getElementById("stop")?.addEventListener("click", () => running?.abort());
document.getElementById("how")?.addEventListener("submit", (event) => event.preventDefault());
