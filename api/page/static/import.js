// @ts-check
/** From an office's files to a term: files are held here, sent with the answers as often as it takes, and kept as a term at the end. */
import { download } from "./download.js";
import { drawFaults } from "./faults.js";
import { Answers } from "./import_questions.js";
import { keepReport, reportFrom } from "./import_report.js";
import { drawResult } from "./import_result.js";
import { chosen, drawFiles, dropped, OfficeFiles } from "./office_files.js";
import { ask, brought, busy, element, newKey, reason, Refused, t, tell } from "./service.js";

const data = brought("import-data");
const files = new OfficeFiles(data.most_files, data.most_bytes);
const at = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const drop = at("drop");
const read = /** @type {HTMLButtonElement} */ (at("read"));
const profile = /** @type {HTMLSelectElement} */ (at("profile"));
/** @type {any} */
let result = null;
let kept = false;
const answers = new Answers(() => drawActions());
const actions = element("div", { class: "sticky actions", id: "import-actions" });

function changed() {
  drawFiles(at("chosen"), files, changed);
  drawRead();
  at("refused").replaceChildren(...(files.fault ? [element("p", { class: "refusal" }, files.fault)] : []));
}

function drawRead() {
  read.disabled = !files.held.length || Boolean(files.fault);
  read.textContent = result ? t("重新读入", "Read anew") : t("读入", "Read them");
}

for (const id of ["files", "folder"]) {
  const input = /** @type {HTMLInputElement} */ (at(id));
  input.addEventListener("change", () => {
    files.add(chosen(input));
    input.value = "";
    changed();
  });
  if (input.files?.length) input.dispatchEvent(new Event("change")); // chosen before this module had come
}
for (const name of ["dragenter", "dragover"]) {
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", async (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  if (event.dataTransfer) files.add(await dropped(event.dataTransfer));
  changed();
});
read.addEventListener("click", () => importFiles());
addEventListener("beforeunload", (event) => {
  if (result && !kept) event.preventDefault(); // files and answers are here alone
});

/** Body of `POST /v1/import`: files, answers, and the mapping that holds those of before. */
async function body() {
  const doing = at("doing");
  const documents = await files.documents((done, all) => {
    doing.textContent = t(`正在打开文件 ${done + 1}/${all}`, `Opening file ${done + 1} of ${all}`);
  });
  const known = result?.mapping ?? (await files.mapping()) ?? { version: 1, sheets: {}, answers: {} };
  const mapping = { ...known, answers: { school: data.school_name, ...known.answers } };
  return { files: documents, answers: asked(), mapping, profile: profile.value };
}

/** Answers to questions that were asked; others would be refused. */
function asked() {
  const ids = (result?.questions ?? []).map((/** @type {any} */ each) => each.id);
  return Object.fromEntries(Object.entries(answers.given).filter(([id]) => ids.includes(id)));
}

async function importFiles() {
  const bar = at("progress");
  const began = Date.now();
  const given = { ...answers.given };
  bar.hidden = false;
  at("refused").replaceChildren();
  let clock = 0;
  await busy(read, async () => {
    try {
      const json = await body();
      clock = window.setInterval(() => {
        at("doing").textContent = t(`正在读 ${files.held.length} 个文件，已用 ${Math.round((Date.now() - began) / 1000)} 秒`, `Reading ${files.held.length} files for ${Math.round((Date.now() - began) / 1000)} s`);
      }, 1000);
      at("doing").textContent = t(`正在读 ${files.held.length} 个文件…`, `Reading ${files.held.length} files…`);
      result = await ask("POST", "/v1/import", { json });
      answers.sent = given;
      show();
    } catch (error) {
      const faults = error instanceof Refused ? error.errors : [];
      at("refused").replaceChildren(element("p", { class: "refusal" }, t(`没有读成，文件还在：${reason(error)}`, `Not read; the files are still here: ${reason(error)}`)),
        ...(faults.length ? [drawFaults(faults, data.sheets)] : []));
    } finally {
      clearInterval(clock);
      bar.hidden = true;
    }
  });
  drawRead();
}

function show() {
  const place = at("result");
  const all = /** @type {HTMLButtonElement} */ (element("button", { type: "button" }, t("下载导入包（工作簿、报告、对照）", "Download the package (workbook, report, mapping)")));
  all.addEventListener("click", () => busy(all, async () => download("POST", "/v1/import", t("导入.zip", "import.zip"), { json: await body(), accept: "application/zip" })));
  place.replaceChildren(drawResult(result, answers, data.sheets, all), actions);
  drawActions();
  place.focus({ preventScroll: true });
  place.scrollIntoView();
}

function drawActions() {
  if (!result) return;
  const faulty = result.faults.length > 0;
  const again = /** @type {HTMLButtonElement} */ (element("button", { type: "button", id: "again", class: answers.waiting ? "main" : null, disabled: !answers.waiting,
    onclick: () => importFiles() }, answers.waiting ? t(`按 ${answers.waiting} 个回答重新读入`, `Read again with ${answers.waiting} answers`) : t("按回答重新读入", "Read again with the answers")));
  const keep = /** @type {HTMLButtonElement} */ (element("button", { type: "button", id: "keep", class: answers.waiting || faulty ? null : "main", disabled: faulty || answers.waiting > 0 },
    t("存为学期", "Keep as a term")));
  keep.addEventListener("click", () => busy(keep, keepTerm));
  const named = Object.keys(result.names).length;
  actions.replaceChildren(...(result.questions.length ? [again] : []), keep, ...(named && data.names ? [withNames()] : []),
    ...(faulty ? [element("span", { class: "hint" }, t("有错误，改好才能存。", "There are faults: mend them first."))] : []),
    ...(named && !data.names ? [element("span", { class: "hint" }, t("服务没有姓名密钥，材料只印编号；姓名在导入包的报告里。", "The service has no key for names: papers print ids; the names are in the report of the package."))] : []));
}

const namesBox = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", id: "with-names", checked: true }));

function withNames() {
  return element("label", { class: "inline" }, namesBox, t("姓名加密保存，印在材料上", "Keep the names, encrypted, for papers"));
}

let key = newKey();

async function keepTerm() {
  let term;
  try {
    term = await ask("POST", `/v1/schools/${data.school}/terms`, { json: result.request, key });
  } catch (error) {
    key = newKey();
    if (error instanceof Refused) at("refused").replaceChildren(drawFaults(error.errors, data.sheets));
    throw error;
  }
  keepReport(term.id, reportFrom(result));
  const names = Object.entries(result.names).map(([id, name]) => ({ id, name }));
  if (names.length && data.names && namesBox.checked) {
    try {
      await ask("PUT", `/v1/terms/${term.id}/names`, { json: { names } });
    } catch (error) {
      kept = true;
      tell(t(`学期已存好，姓名没有存成：${reason(error)}`, `The term is kept, the names are not: ${reason(error)}`), "wrong");
      actions.replaceChildren(element("a", { class: "button main", href: `/page/terms/${term.id}` }, t("去学期页", "To the term")));
      return;
    }
  }
  kept = true;
  location.assign(`/page/terms/${term.id}`);
}
