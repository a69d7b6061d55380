// @ts-check
/** A batch: states of its schools live, stopping, and a rerun of some. */
import { carryOut, fieldsOf } from "./form.js";
import { ask, brought, busy, element, newKey, t } from "./service.js";
import { JobStream } from "./stream.js";

const batch = brought("batch");
/** Milliseconds between two looks at schools that have begun meanwhile; ends are told by the stream at once. */
const LOOK_MS = 4_000;
/** Job's state -> its name and the class of its chip. @type {Record<string, [string, string]>} */
const STATES = {
  queued: [t("排队中", "waiting"), "warn"], running: [t("正在算", "running"), ""], done: [t("完成", "done"), "done"],
  failed: [t("没有完成", "failed"), "wrong"], cancelled: [t("已停止", "stopped"), ""], refused: [t("排不出", "no plan"), "wrong"],
};
const ENDED = ["done", "failed", "cancelled", "refused"];

/** Show the states of a batch's document. @param {any} found */
function show(found) {
  const rows = new Map([...document.querySelectorAll("tr[data-school]")].map((row) => [row.getAttribute("data-school"), row]));
  for (const school of found.schools) {
    const row = rows.get(school.school_id);
    const cell = row?.querySelector("td");
    if (!row || !cell || row.getAttribute("data-state") === school.state) continue;
    row.setAttribute("data-state", school.state);
    const [words, chip] = STATES[school.state] ?? [school.state, ""];
    const label = element("span", { class: `chip ${chip}` }, words);
    cell.replaceChildren(school.job_id ? element("a", { href: `/page/jobs/${school.job_id}` }, label) : label);
  }
  const done = found.schools.filter((/** @type {any} */ school) => ENDED.includes(school.state)).length;
  const bar = document.getElementById("progress");
  if (bar instanceof HTMLProgressElement) bar.value = done;
  const words = document.getElementById("done");
  const text = t(`${done} / ${found.schools.length} 所学校已结束`, `${done} of ${found.schools.length} schools have ended`);
  if (words && words.textContent !== text) words.textContent = text;
  const counts = document.getElementById("counts");
  counts?.replaceChildren(...Object.entries(found.counts).flatMap(([state, number]) => {
    const [name, chip] = STATES[state] ?? [state, ""];
    return [element("span", { class: `chip ${chip}` }, `${name} ${number}`), " "];
  }));
  if (ENDED.includes(found.state)) location.reload();
}

let looking = false;
async function look() {
  if (looking || document.hidden) return;
  looking = true;
  try {
    show(await ask("GET", `/v1/batches/${batch.id}`));
  } finally {
    looking = false;
  }
}

if (!batch.ended) {
  new JobStream(batch.id, 0, { heard: () => look().catch(() => {}), ended: () => location.reload() }).begin();
  setInterval(() => look().catch(() => {}), LOOK_MS);
}

const stop = /** @type {HTMLButtonElement | null} */ (document.getElementById("cancel"));
stop?.addEventListener("click", () =>
  busy(stop, async () => {
    await ask("POST", `/v1/jobs/${batch.id}/cancel`);
    await look();
  })
);

const form = /** @type {HTMLFormElement | null} */ (document.getElementById("rerun"));
let key = newKey();
form?.addEventListener("change", () => (key = newKey()));
form?.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!form) return;
  carryOut(form, async () => {
    const schools = new FormData(form).getAll("school").map(String);
    if (!schools.length) throw new Error(t("还没有选学校：在表里打钩。", "No school is chosen: tick some in the table."));
    const given = fieldsOf(form);
    const made = await ask("POST", `/v1/batches/${batch.id}/rerun`, {
      key,
      json: { schools, ...(given.seconds ? { seconds: Number(given.seconds) } : {}), ...(given.seed ? { seed: Number(given.seed) } : {}) },
    });
    location.assign(`/page/batches/${made.id}`);
  });
});
