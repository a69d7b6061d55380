// @ts-check
/** Requests to the service from pages: the visitor's session, retries over a restart, idempotency keys, refusals in words. */

/** Seconds for which a request without an answer is tried again: a service takes 5 to 9 s to start. */
const PATIENCE_MS = 22_000;
const LONGEST_PAUSE_MS = 1_600;
/** Answers of proxies whose service is away. */
const AWAY = [502, 503, 504];

/** Faults of a refusal that are told in one sentence. */
const SHOWN_FAULTS = 3;

/** Refusal of the service: a problem document in the visitor's language. */
export class Refused extends Error {
  /** @param {number} status @param {any} problem */
  constructor(status, problem) {
    super(word(problem.title ?? String(status)));
    this.status = status;
    this.problem = problem;
    /** @type {any[]} */
    this.errors = problem.errors ?? [];
  }
  /** Title and detail as one sentence; the title alone where single faults follow. */
  get words() {
    if (this.errors.length) return this.message;
    const detail = word(this.problem.detail ?? "");
    return detail && detail !== this.message ? `${this.message}：${detail}` : this.message;
  }
}

/** Whether the visitor reads English. */
export const english = document.documentElement.lang === "en";

/** Text in the visitor's language. @param {string} zh @param {string} en */
export function t(zh, en) {
  return english ? en : zh;
}

/** The visitor's half of a text that holds Chinese and English with " / " between them. @param {string} text */
export function word(text) {
  const [zh, ...rest] = text.split(" / ");
  return english && rest.length ? rest.join(" / ") : zh;
}

/** A said text of a document: a string, or an object with zh and en. @param {any} said */
export function said(said) {
  return said && typeof said === "object" ? (english ? said.en || said.zh : said.zh || said.en) : said ?? "";
}

/** New idempotency key: 128 random bits (randomUUID exists in secure contexts alone). */
export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Ask the service. A GET, and a request with a key, is tried again while the service is away; others once.
 * @param {string} method @param {string} path
 * @param {{json?: any, bytes?: Blob | ArrayBuffer, type?: string, accept?: string, etag?: string, key?: string, signal?: AbortSignal,
 *   again?: boolean, patience?: number, away?: () => void}} [options] json: body as JSON; bytes, type: other body; etag: If-Match; key: Idempotency-Key, made
 *   once per action; again: tried again like one with a key, for a request that changes nothing; patience: ms for which it is tried; away: called at the first try that got no answer.
 * @returns {Promise<Response>} an answer below 400. Throws Refused; AbortError when aborted; TypeError where nobody answered in time.
 */
export async function send(method, path, options = {}) {
  const headers = new Headers({ accept: options.accept ?? "application/json" });
  let body;
  if (options.json !== undefined) {
    headers.set("content-type", "application/json");
    body = JSON.stringify(options.json);
  } else if (options.bytes !== undefined) {
    headers.set("content-type", options.type ?? "application/octet-stream");
    body = options.bytes;
  }
  if (options.etag) headers.set("if-match", options.etag);
  if (options.key) headers.set("idempotency-key", options.key);
  const again = method === "GET" || Boolean(options.key) || Boolean(options.again);
  const until = Date.now() + (options.patience ?? PATIENCE_MS);
  for (let pause = 200; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    let answer;
    try {
      answer = await fetch(path, { method, headers, body, signal: options.signal, cache: "no-store" });
    } catch (error) {
      if (!again || options.signal?.aborted || Date.now() > until) throw error;
    }
    if (answer && !(again && AWAY.includes(answer.status) && Date.now() <= until)) {
      if (answer.status === 401 && !path.startsWith("/v1/sign-in")) signedOut();
      if (!answer.ok) throw new Refused(answer.status, await problemOf(answer));
      return answer;
    }
    options.away?.();
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** Ask for a JSON document; null for an answer without content. @param {string} method @param {string} path @param {any} [options] */
export async function ask(method, path, options = {}) {
  const answer = await send(method, path, options);
  return answer.status === 204 ? null : answer.json();
}

/** Show a message in the corner of the page. @param {string} text @param {"done" | "wrong" | "note"} [kind] */
export function tell(text, kind = "note") {
  const place = document.getElementById("tellings");
  if (!place) return;
  const line = document.createElement("p");
  line.className = kind;
  line.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "quiet";
  close.textContent = "×";
  close.setAttribute("aria-label", t("关闭", "Close"));
  close.addEventListener("click", () => line.remove());
  line.append(close);
  place.append(line);
  while (place.children.length > 4) place.firstElementChild?.remove();
  if (kind !== "wrong") setTimeout(() => line.remove(), 8_000);
}

/** Words of anything that was thrown. @param {any} error */
export function reason(error) {
  if (error instanceof Refused) return error.words;
  if (error instanceof TypeError) return t("没有收到服务的答复，请检查网络后再试。", "The service did not answer: check the network and try again.");
  return String(error?.message ?? error);
}

/** Sentences of the first faults of a refusal, and how many more there are. @param {any} error @returns {string[]} */
function faultsOf(error) {
  if (!(error instanceof Refused)) return [];
  const told = error.errors.slice(0, SHOWN_FAULTS).map((fault) => (english ? fault.en : fault.zh)).filter(Boolean);
  const more = error.errors.length - SHOWN_FAULTS;
  return more > 0 ? [...told, t(`还有 ${more} 处。`, `${more} more.`)] : told;
}

/** JSON document that the page brought along (macro `data`). @param {string} name */
export function brought(name) {
  const element = document.getElementById(name);
  return element ? JSON.parse(element.textContent ?? "null") : null;
}

/** New element with attributes, handlers (on…) and children. @param {string} tag @param {Record<string, any>} [attributes] @param {(Node | string)[]} children */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children);
  return made;
}

/** Carry out an action of a button: it is disabled meanwhile, and a refusal is told. @param {HTMLButtonElement | null} button @param {() => Promise<any>} action */
export async function busy(button, action) {
  if (button) button.disabled = true;
  document.body.setAttribute("aria-busy", "true");
  try {
    return await action();
  } catch (error) {
    tell([reason(error), ...faultsOf(error)].join(" "), "wrong");
    return undefined;
  } finally {
    if (button) button.disabled = false;
    document.body.removeAttribute("aria-busy");
  }
}

/** Say once that the session has ended, with a link that signs in beside this page: what was typed here stays, and can be sent then. */
function signedOut() {
  if (document.getElementById("signed-out")) return;
  const link = element("a", { href: "/page/sign-in", target: "_blank", rel: "opener" }, t("在新窗口重新登录", "Sign in again in a new window"));
  const close = element("button", { type: "button", class: "quiet", onclick: () => document.getElementById("signed-out")?.remove() }, t("已登录，关闭提示", "I am signed in: close this"));
  document.body.prepend(
    element("div", { id: "signed-out", class: "banner wrong", role: "alert" },
      t("登录已过期，或密钥已被收回。填写的内容还在：", "Your session has ended, or the key was revoked. What you typed is still here: "), link,
      t("，再回到这里继续。", ", then go on here. "), close)
  );
}

/** @param {Response} answer */
async function problemOf(answer) {
  try {
    return await answer.json();
  } catch {
    return { title: t("服务出错了", "The service failed"), detail: String(answer.status) };
  }
}
