// @ts-check
/** Files that an office drops or chooses, folders and all, kept in the module until a term is made of them. */
import { element, t } from "./service.js";

/** Beginnings of names that programs leave beside files. */
const LEFT_BESIDE = ["~$", ".", "__MACOSX", "Thumbs.db", "desktop.ini"];
/** Base64 makes three bytes four, and the document has keys and names beside. */
const GROWTH = 1.36;

/** @typedef {{name: string, file: File}} Held name: with its folders. */

export class OfficeFiles {
  /** @param {number} mostFiles @param {number} mostBytes of a body */
  constructor(mostFiles, mostBytes) {
    this.mostFiles = mostFiles;
    this.mostBytes = mostBytes;
    /** @type {Held[]} */
    this.held = [];
    /** @type {WeakMap<File, string>} */
    this.encoded = new WeakMap();
  }

  /** Take files in, in place of earlier ones of the same name. @param {Held[]} files */
  add(files) {
    for (const each of files) {
      if (each.name.split("/").some((part) => LEFT_BESIDE.some((mark) => part.startsWith(mark)))) continue;
      this.held = [...this.held.filter((other) => other.name !== each.name), each];
    }
  }

  /** @param {string} name */
  remove(name) {
    this.held = this.held.filter((each) => each.name !== name);
  }

  /** Why the files cannot be sent, or an empty text. */
  get fault() {
    if (this.held.length > this.mostFiles) {
      return t(`一次最多 ${this.mostFiles} 个文件，现在有 ${this.held.length} 个。可能选错了文件夹。`, `At most ${this.mostFiles} files at once, there are ${this.held.length}. Maybe it is the wrong folder.`);
    }
    const bytes = this.held.reduce((sum, each) => sum + each.file.size, 0);
    if (bytes * GROWTH < this.mostBytes) return "";
    const largest = [...this.held].sort((a, b) => b.file.size - a.file.size).slice(0, 3);
    const told = largest.map((each) => `${each.name} ${megabytes(each.file.size)}`).join("、");
    return t(`文件共 ${megabytes(bytes)}，最多约 ${megabytes(this.mostBytes / GROWTH)}。最大的：${told}。可能有照片、PDF，去掉即可。`,
      `The files have ${megabytes(bytes)}, at most ${megabytes(this.mostBytes / GROWTH)} can be sent. The largest: ${told}. Maybe there are pictures or PDF files: take them out.`);
  }

  /** Files as `POST /v1/import` takes them. @param {(done: number, all: number) => void} tell */
  async documents(tell) {
    const found = [];
    for (const { name, file } of this.held) {
      tell(found.length, this.held.length);
      const known = this.encoded.get(file) ?? (await base64(file));
      this.encoded.set(file, known);
      found.push({ name, data: known });
    }
    return found;
  }

  /** The `mapping.json` of an earlier import among the files, or null. */
  async mapping() {
    const kept = this.held.find((each) => each.name.split("/").pop() === "mapping.json");
    try {
      return kept ? JSON.parse(await kept.file.text()) : null;
    } catch {
      return null; // the service tells what is wrong with it
    }
  }
}

/** Draw the list of files, each with a button that takes it out. @param {HTMLElement} list @param {OfficeFiles} files @param {() => void} changed */
export function drawFiles(list, files, changed) {
  const folder = files.held[0]?.name.match(/^[^/]*\//)?.[0] ?? "";
  const shared = files.held.every((each) => each.name.startsWith(folder)) ? folder.length : 0;
  list.replaceChildren(...files.held.map(({ name, file }) =>
    element("li", {}, `${name.slice(shared)} `, element("small", {}, megabytes(file.size)),
      element("button", { type: "button", class: "quiet", "aria-label": t(`去掉 ${name}`, `Take out ${name}`),
        onclick: () => { files.remove(name); changed(); } }, "×"))));
}

/** Files of a drop, folders walked through. @param {DataTransfer} data @returns {Promise<Held[]>} */
export async function dropped(data) {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry !== null && entry !== undefined);
  if (!entries.length) return [...data.files].map((file) => ({ name: file.name, file }));
  const found = [];
  for (const entry of entries) found.push(...(await walked(entry, "")));
  return found;
}

/** Files of a chooser. @param {HTMLInputElement} input @returns {Held[]} */
export function chosen(input) {
  return [...(input.files ?? [])].map((file) => ({ name: file.webkitRelativePath || file.name, file }));
}

/** @param {any} entry @param {string} folder @returns {Promise<Held[]>} */
async function walked(entry, folder) {
  const name = folder + entry.name;
  if (entry.isFile) return [{ name, file: await new Promise((resolve, reject) => entry.file(resolve, reject)) }];
  const reader = entry.createReader();
  const found = [];
  for (;;) { // a reader gives a hundred entries at a time
    const part = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!part.length) return found;
    for (const each of part) found.push(...(await walked(each, `${name}/`)));
  }
}

/** @param {File} file @returns {Promise<string>} */
function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(new Error(t(`读不了 ${file.name}：可能正在别的程序里打开，或已被移走。`, `${file.name} cannot be read: maybe it is open elsewhere, or was moved.`)));
    reader.readAsDataURL(file);
  });
}

/** @param {number} bytes */
function megabytes(bytes) {
  return bytes < 100_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
