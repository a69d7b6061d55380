// @ts-check
/** Remedies of a refused term: a repair job looks for them, and one click applies one as a changed term. Every `[data-remedies]` gets them. */
import { ask, busy, element, newKey, reason, said, t, tell } from "./service.js";
import { JobStream } from "./stream.js";

const SHADES = { confirmed: "done", possible: "warn", insufficient: "wrong" };
const OPEN = ["queued", "running"];

/** Remedies of one term. */
class Remedies {
  /** @param {HTMLElement} root with data-term; data-job: a repair job that there is; data-then: where a changed term is gone on with */
  constructor(root) {
    this.root = root;
    this.term = root.dataset.term ?? "";
    this.then = root.dataset.then ?? "/page/terms/{term}";
    this.place = element("div");
    root.append(this.place);
  }

  async begin() {
    if (!this.root.dataset.job) return this.offer();
    try {
      this.show(await ask("GET", `/v1/jobs/${this.root.dataset.job}`));
    } catch (error) {
      this.offer(reason(error));
    }
  }

  /** Before any search. @param {string} [trouble] */
  offer(trouble) {
    this.place.replaceChildren(
      ...(trouble ? [element("p", { class: "refusal" }, trouble)] : []),
      element("p", {}, t("逐个办法试排：请谁多来一天、加一条通道、放宽哪个数值……试排成功的排在前面，并说明代价。", "Each way out is tried: who would come on one day more, a lane more, a number relaxed. Those with a checked plan come first, with their price.")),
      this.buttons(t("找办法", "Look for remedies"), "main")
    );
  }

  /** @param {string} text @param {string | null} shade */
  buttons(text, shade) {
    const search = /** @type {HTMLButtonElement} */ (element("button", { type: "button", class: shade, "data-find": true, onclick: () => this.search(search, false) }, text));
    const anyway = /** @type {HTMLButtonElement} */ (element("button", { type: "button", onclick: () => this.search(anyway, true) }, t("仍要排，例外逐条列出", "Plan anyway, with every exception listed")));
    return element("p", { class: "actions" }, search, anyway);
  }

  /** @param {HTMLButtonElement} button @param {boolean} anyway */
  async search(button, anyway) {
    const job = await busy(button, () => ask("POST", "/v1/jobs", { json: { kind: "repair", term: this.term, ...(anyway ? { anyway } : {}) }, key: newKey() }));
    if (!job) return;
    if (anyway) location.assign(`/page/jobs/${job.id}`);
    else this.show(job);
  }

  /** @param {any} job */
  show(job) {
    if (OPEN.includes(job.state)) this.follow(job);
    else this.conclude(job);
  }

  /** A search under way. @param {any} job */
  follow(job) {
    const state = element("p", { role: "status" }, t("排队等待…", "Waiting for a turn…"));
    const lines = element("ul");
    const stop = /** @type {HTMLButtonElement} */ (element("button", { type: "button", onclick: () => busy(stop, () => ask("POST", `/v1/jobs/${job.id}/cancel`)) }, t("停下", "Stop")));
    this.place.replaceChildren(element("progress"), state, lines, element("p", { class: "actions" }, stop));
    const end = async () => this.conclude(await ask("GET", `/v1/jobs/${job.id}`));
    new JobStream(job.id, 0, {
      heard: (kind, data) => {
        if (kind === "place") state.textContent = data.starts_at === null ? t("没有在运行的求解进程，请管理员启动 afterbell worker。", "No worker lives: ask the operator to start `afterbell worker`.") : t(`前面还有 ${data.ahead} 个任务`, `${data.ahead} jobs before it`);
        if (kind === "start") state.textContent = t("正在逐个试排…", "Trying each way…");
        if (kind === "repair") lines.append(element("li", {}, t(data.kind_zh, data.kind_en), " ", chip(data.state, WORDS[data.state])));
        if (kind === "end") end().catch((error) => tell(reason(error), "wrong"));
      },
      ended: (ended) => this.conclude(ended),
      away: () => { state.textContent = t("连接断了，正在重连…", "The connection broke; trying again…"); },
    }).begin();
  }

  /** @param {any} job that has ended */
  conclude(job) {
    const result = job.result;
    const again = this.buttons(t("再找一次", "Look again"), null);
    if (!result) return this.offer(job.reason ? said(job.reason) : t("没有结果。", "There is no result."));
    if (result.valid_as_it_is) {
      this.place.replaceChildren(element("p", { class: "good" }, t("不用改：照现在的申请排得出。", "Nothing to repair: a plan was found as it is.")),
        element("p", { class: "actions" }, element("a", { class: "button main", href: `/page/terms/${this.term}/solve` }, t("去求解", "Go and solve"))));
      return undefined;
    }
    const sure = result.repairs.filter((/** @type {any} */ each) => each.state === "confirmed").length;
    const head = result.repairs.length
      ? t(`办法 ${result.repairs.length} 种，其中 ${sure} 种已试排成功。点“采用”另存为一个学期，原来的不变。`, `${result.repairs.length} remedies, ${sure} with a checked plan. Taking one keeps a further term; this one stays.`)
      : t("没有找到办法。可以多给些时间再找，或仍要排。", "No remedy was found: look again for longer, or plan anyway.");
    this.place.replaceChildren(element("p", {}, head), ...result.repairs.map((/** @type {any} */ each) => this.drawn(each)),
      ...useless(result.useless), ...(result.complete ? [] : [element("p", { class: "hint" }, t("时限到了，可能还有别的办法。", "Time was over: there may be more."))]), again);
    return undefined;
  }

  /** @param {any} repair */
  drawn(repair) {
    const take = /** @type {HTMLButtonElement} */ (element("button", { type: "button", class: repair.state === "confirmed" ? "main" : null, "data-take": repair.rank,
      disabled: repair.state === "insufficient", onclick: () => this.take(take, repair) }, t("采用", "Take it")));
    const price = t(repair.price_zh, repair.price_en);
    const least = repair.at_least > 1 ? t(`少于 ${repair.at_least} 已证明不够。`, `Fewer than ${repair.at_least}: proven not to be enough.`) : "";
    return element("div", { class: "card repair" },
      element("div", {}, element("p", {}, element("b", {}, `${repair.rank}. ${said(repair)}`)),
        element("p", {}, chip(repair.state, WORDS[repair.state]), ` ${t(repair.kind_zh, repair.kind_en)} ${least}`),
        ...(price ? [element("p", { class: "hint" }, `${repair.against_base ? t("与原方案相比：", "Against the plan before: ") : t("所排方案：", "Its plan: ")}${price}`)] : [])),
      take);
  }

  /** @param {HTMLButtonElement} button @param {any} repair */
  async take(button, repair) {
    const term = await busy(button, () => ask("POST", `/v1/terms/${this.term}/changes`, { json: { changes: repair.changes }, key: newKey() }));
    if (term) location.assign(this.then.replace("{term}", term.id));
  }
}

const WORDS = { confirmed: ["已试排成功", "checked plan"], possible: ["可能可行", "possible"], insufficient: ["已证明不够", "proven not enough"] };

/** @param {string} state @param {string[]} words */
function chip(state, words) {
  return element("span", { class: `chip ${SHADES[state] ?? ""}` }, t(words[0], words[1]));
}

/** @param {any[]} kinds */
function useless(kinds) {
  if (!kinds.length) return [];
  return [element("details", {}, element("summary", {}, t(`已证明没有用的 ${kinds.length} 种`, `${kinds.length} kinds proven to be of no help`)),
    element("ul", {}, ...kinds.map((each) => element("li", {}, said(each)))))];
}

/** Begin the remedies of a part of the page that came later than the page itself. @param {ParentNode} part */
export function beginRemedies(part) {
  for (const root of part.querySelectorAll("[data-remedies]")) new Remedies(/** @type {HTMLElement} */ (root)).begin();
}

beginRemedies(document);
