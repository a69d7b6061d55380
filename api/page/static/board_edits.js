// @ts-check
/** Edits of the plan from the class grid: verdicts before they are kept, keeping them once, and what another person changed meanwhile. */
import { data, page, renew } from "./board_data.js";
import { ask, newKey, reason, Refused, send, t, tell } from "./service.js";

/** Milliseconds that the cursor rests on a cell before it is asked about, while no answer is awaited, and while one is: the service checks
 * one plan after the other, also those that nobody waits for any more. Raising them asks less. */
const REST_MS = 20;
const REST_BUSY_MS = 80;
/** Times that a request is sent anew while its first sending is still under way. */
const MOST_AGAIN = 20;
/** Milliseconds for which a change that was made by hand is tried while nobody answers; raising it waits for longer outages. */
const PATIENCE_MS = 600_000;

/**
 * Verdict on edits. added: violations that were not there before, in words. refused: why the edits cannot be made at all.
 * @typedef {{added: string[], gone: number, tiers: any[], changes: any[], valid: boolean, refused: string[]}} Verdict
 */

/** Verdict of an answer of `/edits`. @param {any} answer @returns {Verdict} */
export function verdictOf(answer) {
  const before = data.broken.map((/** @type {any} */ each) => each.join(" "));
  const added = [];
  for (const each of answer.violations) {
    const words = t(each.zh, each.en);
    const at = before.indexOf(`${each.rule} ${words}`);
    if (at < 0) added.push(words);
    else before.splice(at, 1);
  }
  return { added, gone: before.length, tiers: answer.tiers.filter((/** @type {any} */ tier) => tier.before !== tier.after), changes: answer.changes, valid: answer.valid, refused: [] };
}

/** Questions about edits, one at a time: an older one is given up, and each is asked after a rest. */
export class Checker {
  constructor() {
    /** @type {AbortController | null} */
    this.running = null;
    this.timer = 0;
  }

  /** Give up what is asked. */
  stop() {
    clearTimeout(this.timer);
    this.running?.abort();
    this.running = null;
  }

  /** Ask about edits after a rest. @param {any[]} edits @param {(verdict: Verdict) => void} told @param {(words: string) => void} failed */
  later(edits, told, failed) {
    const waiting = this.running !== null;
    this.stop();
    this.timer = window.setTimeout(() => this.now(edits, failed).then((verdict) => verdict && told(verdict), (error) => failed(error instanceof Refused && error.status === 412 ? t("别人刚刚改过这个方案，放下后会先换成最新一版。", "Somebody has just changed this plan: put it down, and you get the newest revision.") : reason(error))), waiting ? REST_BUSY_MS : REST_MS);
  }

  /** Verdict on edits; null where a newer question overtook this one. @param {any[]} edits @param {(words: string) => void} away @returns {Promise<Verdict | null>} */
  async now(edits, away) {
    this.stop();
    const mine = (this.running = new AbortController());
    try {
      return await verdict(edits, away, mine.signal);
    } catch (error) {
      if (mine.signal.aborted) return null;
      throw error;
    } finally {
      if (this.running === mine) this.running = null;
    }
  }
}

/** Verdict on edits of the revision that is shown. @param {any[]} edits @param {(words: string) => void} away @param {AbortSignal} [signal] @returns {Promise<Verdict>} */
export async function verdict(edits, away, signal) {
  try {
    return verdictOf(await ask("POST", `/v1/plans/${page.plan}/edits?dry_run=true`, {
      json: { edits }, etag: page.tag, again: true, patience: PATIENCE_MS, signal, away: () => away(t("服务没有答复，正在再试……", "No answer, trying again…")),
    }));
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 422) throw error;
    return { added: [], gone: 0, tiers: [], changes: [], valid: false, refused: error.errors.map((each) => t(each.zh, each.en) || error.words) };
  }
}

/** A change that somebody else made first. */
export class Overtaken extends Error {
  /** @param {string} by @param {any[]} changes */
  constructor(by, changes) {
    super(t(`${by} 刚刚改过这个方案，已换成最新一版；您的改动还没有保存。`, `${by} has just changed this plan. You see the newest revision; your change is not kept yet.`));
    this.changes = changes;
  }
}

/** What was thrown; where somebody else was first, the newest revision is shown, and this is told. @param {any} error @returns {Promise<any>} */
export async function overtaken(error) {
  if (!(error instanceof Refused) || error.status !== 412) return error;
  const based = page.revision;
  await renew();
  return page.revision === based ? error : new Overtaken(page.steps.newest.by, await since(based));
}

/**
 * Keep a change once, and show the new revision.
 * @param {"edits" | "undo" | "redo" | "locks"} route @param {any} body @param {string} done words that tell that it is kept
 * @returns {Promise<void>} Throws Overtaken where somebody else was first, Refused, TypeError where nobody answers.
 */
export async function keep(route, body, done) {
  const based = page.revision;
  let told = false;
  const away = () => {
    if (!told) tell(t("服务没有答复，正在再试；您的改动没有丢。", "No answer, trying again; your change is not lost."));
    told = true;
  };
  let key = newKey();
  for (let times = 0; ; times++) {
    try {
      await send("POST", `/v1/plans/${page.plan}/${route}`, { json: body, etag: page.tag, key, patience: PATIENCE_MS, away });
      break;
    } catch (error) {
      if (!(error instanceof Refused) || ![409, 412].includes(error.status)) throw error;
      if (error.status === 409 && route !== "edits" && route !== "locks" && !told) throw error;
      await renew();
      if (mine(based, route, body)) break;
      if (page.revision !== based) throw new Overtaken(page.steps.newest.by, await since(based));
      if (times >= MOST_AGAIN) throw error;
      // The process that took the first sending was stopped before it kept anything: the tag lets one of two sendings be kept.
      key = newKey();
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
  if (page.revision === based) await renew();
  tell(t(`已保存为第 ${page.revision} 版：${done}`, `Kept as revision ${page.revision}: ${done}`), "done");
}

/** Whether the newest revision is what was sent. @param {number} based @param {string} route @param {any} body */
function mine(based, route, body) {
  const newest = page.steps.newest;
  if (page.revision !== based + 1 || !newest.mine) return false;
  return route === "edits" ? newest.kind === "edit" && sorted(newest.edits) === sorted(body.edits) : newest.kind === route;
}

/** JSON text with the keys in order: the service may give them back in another. @param {any} value */
function sorted(value) {
  return JSON.stringify(value, (_, each) => (each && typeof each === "object" && !Array.isArray(each) ? Object.fromEntries(Object.entries(each).sort()) : each));
}

/** Changes from a revision to the newest, in words. @param {number} based @returns {Promise<any[]>} */
async function since(based) {
  try {
    return (await ask("GET", `/v1/plans/${page.plan}/difference?from=${based}`)).changes;
  } catch {
    return [];
  }
}
