// @ts-check
/** Files of the service to the visitor's disk. */
import { send } from "./service.js";

/** Save bytes under a name. @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Ask for a file and save it. @param {string} method @param {string} path @param {string} name @param {any} options as of `send`, with `accept` */
export async function download(method, path, name, options) {
  save(await (await send(method, path, options)).blob(), name);
}

export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
