// @ts-check
/** Page of a job: follows its events, tells how far it is, stops it, and shows its end in the service's words. */
import { Goals, duration, percent } from "./goals.js";
import { beginRemedies } from "./remedies.js";
import { brought, busy, element, said, send, t, tell } from "./service.js";
import { JobStream } from "./stream.js";

/** How the note of an event begins once there is a plan that breaks no rule. */
const FIRST_PLAN = "first complete valid plan";
/** Time in ms between two announcements to screen readers: figures change several times a second. */
const NEWS_MS = 30_000;

const given = brought("job-data");
const goals = new Goals(given.goals, given.open);
const title = document.title;
/** Milliseconds by which the service's clock is ahead of this one. */
let ahead = 0;
/** The newest moment that the service told of: seconds of the search, and when that was by its clock. */
let moment = { seconds: 0, at: 0 };
let running = given.running;
let complete = false;
let announced = 0;

/** @param {string} id */
const place = (id) => document.getElementById(id);

/** @param {string} id @param {string} words */
function put(id, words) {
  const found = place(id);
  if (found && found.textContent !== words) found.textContent = words;
}

/** Tell screen readers, not more often than every half minute unless it matters. @param {string} words @param {boolean} [matters] */
function news(words, matters = false) {
  if (!matters && Date.now() - announced < NEWS_MS) return;
  announced = Date.now();
  put("news", words);
}

/** The window's title: a shape and words, so that the tab tells while another one is shown. @param {string} words */
function head(words) {
  document.title = words ? `${words} · ${title}` : title;
}

/** @param {string} stage @param {string} note */
function working(stage, note) {
  const words = said(given.stages[stage] ?? stage);
  const counted = note && !note.startsWith(FIRST_PLAN) ? `（${said(given.stages[note] ?? note)}）` : "";
  put("doing", t(`正在${words}${counted}`, `Now: ${words}${counted}`));
}

function drawBest() {
  if (!goals.latest.length || !place("best")) return;
  const gap = goals.gap === null ? "" : t(`，离理论上的最好至多差 ${percent(goals.gap)}`, `, at most ${percent(goals.gap)} from the best that could be`);
  put("best", complete
    ? t(`目前最好的方案满足全部硬性规则${gap}。随时可以停，不会丢。`, `The best plan so far keeps every hard rule${gap}. Stop whenever you like: it is kept.`)
    : t("目前的方案还没有满足全部硬性规则，正在补。", "The plan so far does not keep every hard rule yet."));
}

/** @param {any} data @param {boolean} live */
function progress(data, live) {
  running = true;
  moment = { seconds: data.seconds ?? 0, at: data.at };
  const first = !complete && String(data.note ?? "").startsWith(FIRST_PLAN);
  complete ||= first;
  working(data.stage, data.note ?? "");
  if (data.tiers?.length) goals.take(moment.seconds, data.tiers);
  drawBest();
  if (!live) return;
  goals.draw();
  if (first) news(t("有了第一个满足全部硬性规则的方案。", "There is a first plan that keeps every hard rule."), true);
  const open = goals.latest.find((figure) => figure.value !== figure.bound);
  if (open) news(`${duration(moment.seconds)}：${goals.words_of(open)}`);
}

/** @param {{ahead: number, starts_at: number | null}} waits */
function queued({ ahead: before, starts_at }) {
  const words = before ? t(`排队中，前面还有 ${before} 个`, `In the queue, ${before} before it`) : t("排队中，下一个就是", "In the queue, next in turn");
  if (starts_at === null) {
    put("doing", t(`${words}；现在没有求解进程在运行，请联系管理员`, `${words}; no worker runs now: ask the operator`));
  } else {
    const at = new Date(starts_at).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Shanghai" });
    put("doing", t(`${words}，最迟约 ${at} 开始`, `${words}, starts by about ${at}`));
  }
  head(t("… 排队", "… queued"));
}

/** A part of a job that is done: a scenario, a repair, a school. @param {string} kind @param {any} data */
function part(kind, data) {
  const section = place("parts");
  const list = place("parts-list");
  if (!section || !list) return;
  section.hidden = false;
  list.append(element("li", {}, partWords(kind, data)));
  if (data.of) counted(data.ended, data.of);
}

/** @param {string} kind @param {any} data */
function partWords(kind, data) {
  if (kind === "scenario") return t(`情景“${data.name}”已算完（${data.ended}/${data.of}）`, `scenario “${data.name}” is done (${data.ended}/${data.of})`);
  if (kind === "child") {
    const school = given.schools[data.school] ?? data.school;
    return t(`${school}：${childState(data.state)}（${data.ended}/${data.of}）`, `${school}: ${childState(data.state)} (${data.ended}/${data.of})`);
  }
  const states = { confirmed: t("已试排成功", "confirmed by a plan"), possible: t("可能可行", "possible"), insufficient: t("已证明不够", "proven not to be enough") };
  return t(`${data.kind_zh}：${states[data.state] ?? data.state}`, `${data.kind_en}: ${states[data.state] ?? data.state}`);
}

/** @param {string} state */
function childState(state) {
  return { done: t("✓ 已完成", "✓ done"), refused: t("✗ 排不出", "✗ impossible"), failed: t("✗ 没有完成", "✗ failed"), cancelled: t("■ 已停止", "■ stopped") }[state] ?? state;
}

/** @param {number} done @param {number} of */
function counted(done, of) {
  const bar = /** @type {HTMLProgressElement | null} */ (place("progress"));
  if (bar) [bar.max, bar.value] = [of, done];
  put("clock", t(`已完成 ${done}/${of}`, `${done} of ${of} done`));
  head(`▶ ${done}/${of}`);
}

/** Elapsed time and limit, by the service's clock. */
function tick() {
  if (!running || !place("clock") || document.hidden) return;
  const seconds = moment.at ? moment.seconds + Math.max(0, Date.now() + ahead - moment.at) / 1000 : moment.seconds;
  goals.reach(given.seconds ? Math.min(seconds, Math.max(given.seconds, moment.seconds)) : seconds);
  if (given.seconds) {
    const bar = /** @type {HTMLProgressElement | null} */ (place("progress"));
    if (bar) [bar.max, bar.value] = [given.seconds, Math.min(seconds, given.seconds)];
    const over = seconds > given.seconds ? t("，时限已到，正在核验并保存", "; the time is over: the plan is being checked and kept") : "";
    put("clock", t(`已用 ${duration(Math.min(seconds, given.seconds))}，时限 ${duration(given.seconds)}${over}`, `${duration(Math.min(seconds, given.seconds))} of ${duration(given.seconds)}${over}`));
    head(`▶ ${Math.min(99, Math.floor((100 * seconds) / given.seconds))}%`);
  } else if (!place("parts-list")?.children.length) {
    put("clock", t(`已用 ${duration(seconds)}`, `${duration(seconds)} so far`));
    head("▶");
  }
  goals.draw();
}

/** @param {string} kind @param {any} data @param {boolean} live */
function heard(kind, data, live = true) {
  if (kind === "progress") progress(data, live);
  else if (kind === "place") queued(data);
  else if (kind === "scenario" || kind === "repair" || kind === "child") part(kind, data);
  else if (kind === "start") {
    running = true;
    if (!moment.at || data.attempt > 1) moment = { seconds: moment.seconds, at: data.at };
    if (live) renew();
  } else if (kind === "back") {
    running = false;
    put("doing", t("运行它的进程退出了，任务回到队列，稍后从目前最好的方案接着算。", "Its process has left; the job waits and goes on from its best plan."));
  } else if (kind === "end") {
    if (data.result?.tiers?.length) goals.take(Math.max(moment.seconds, data.result.seconds ?? 0), data.result.tiers);
    goals.draw();
    ended();
  }
}

/** Fetch the page's state anew, in the service's words. */
async function renew() {
  const answer = await send("GET", location.pathname + location.search, { accept: "text/html" });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("standing");
  if (!fresh) return null;
  const shown = document.adoptNode(fresh);
  place("standing")?.replaceWith(shown);
  beginRemedies(shown);
  drawBest();
  return shown;
}

async function ended() {
  running = false;
  const shown = await renew().catch(() => null);
  const words = shown?.dataset.told ?? t("已结束", "ended");
  head(words);
  news(words, true);
  const kind = { done: "done", cancelled: "note" }[shown?.dataset.state ?? ""] ?? "wrong";
  tell(words, /** @type {"done" | "wrong" | "note"} */ (kind));
}

document.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement} */ (event.target).closest?.("#stop");
  if (button instanceof HTMLButtonElement) {
    busy(button, async () => {
      await send("POST", `/v1/jobs/${given.job}/cancel`);
      put("doing", t("正在停止，保留目前最好的方案…", "Stopping; the best plan so far is being kept …"));
      button.hidden = true;
    });
  }
});

const { history } = given;
for (const [seconds, values, bounds] of history.points) {
  goals.take(seconds, history.goals.map((name, at) => ({ name, value: values[at], bound: bounds[at], scale: history.scales[at] })));
}
for (const [kind, data] of history.parts) heard(kind, data, false);
if (history.newest) progress(history.newest, false);
goals.reach(given.until);
goals.draw();
if (given.open) {
  const away = place("away");
  new JobStream(given.job, history.last, {
    heard,
    ended,
    away: () => away && (away.hidden = false),
    back: () => away && (away.hidden = true),
    refused: (error) => {
      running = false;
      if (away) away.hidden = true;
      if (error.status !== 401) tell(error.words, "wrong");
    },
  }).begin();
  setInterval(tick, 1_000);
  send("GET", `/v1/jobs/${given.job}`).then((answer) => {
    const now = Date.parse(answer.headers.get("date") ?? "");
    if (now) ahead = now - Date.now();
  }, () => undefined);
} else head(place("standing")?.dataset.told ?? "");
