// @ts-check
/** Stream of a job's events (server-sent events): closed while the page is hidden, begun again after the last event when it is shown. */
import { Refused, ask } from "./service.js";

/** Kinds of events that jobs tell. */
const KINDS = ["queued", "start", "progress", "back", "end", "place", "scenario", "repair", "child"];
/** Pause in ms before a stream that broke is begun again; it doubles up to the longest. */
const SHORTEST_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 1_600;
/** Time in ms between two looks of a hidden page at whether its job has ended; browsers stretch it to a minute. */
const HIDDEN_LOOK_MS = 10_000;
const OPEN = ["queued", "running"];
const SIGNED_OUT = 401;
const TOO_MANY = 429;

/**
 * Stream of one job's events. A browser has six connections to a host on HTTP/1.1 for all its tabs, so that a page that nobody sees
 * gives its own back; it then asks now and then whether the job has ended.
 */
export class JobStream {
  /** @type {EventSource | null} */
  #source = null;
  #timer = 0;
  #pause = SHORTEST_PAUSE_MS;
  #broken = false;
  #over = false;
  /** Streams in a row of a job that has ended which told nothing: its last event is not there any more. */
  #silent = 0;
  /** @type {AbortController | null} */
  #asking = null;

  /**
   * @param {string} job @param {number} after number of the last event that is known already; 0: none
   * @param {{heard: (kind: string, data: any) => void, ended?: (job: any) => void, away?: () => void, back?: () => void,
   *   refused?: (error: Refused) => void}} listener heard: every event, in order, once; `end` is the last one. ended: document of a
   *   job that ended while the page was hidden, or whose last event is gone. away: the stream broke, and is begun again as soon as
   *   the service answers. back: it goes on. refused: the job may not be seen any more; after the end of a session (401) the stream is
   *   begun again when the page is shown again, as after signing in elsewhere.
   */
  constructor(job, after, listener) {
    this.job = job;
    this.last = after;
    this.listener = listener;
  }

  /** Begin to listen, as long as the page is shown. */
  begin() {
    document.addEventListener("visibilitychange", this.#turn);
    this.#turn();
    return this;
  }

  /** End for good. */
  close() {
    this.#over = true;
    document.removeEventListener("visibilitychange", this.#turn);
    this.#rest();
  }

  #turn = () => {
    this.#rest();
    if (document.hidden) this.#timer = setTimeout(this.#look, HIDDEN_LOOK_MS);
    else this.#listen();
  };

  /** Give the connection back. */
  #rest() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
    this.#asking?.abort();
    this.#asking = null;
  }

  #listen() {
    const source = new EventSource(`/v1/jobs/${this.job}/events?after=${this.last}`);
    this.#source = source;
    source.addEventListener("open", () => {
      this.#pause = SHORTEST_PAUSE_MS;
      if (this.#broken) this.listener.back?.();
      this.#broken = false;
    });
    for (const kind of KINDS) source.addEventListener(kind, (event) => this.#take(kind, event));
    source.addEventListener("error", () => this.#broke());
  }

  /** @param {string} kind @param {MessageEvent} event */
  #take(kind, event) {
    this.#silent = 0;
    this.last = Math.max(this.last, Number(event.lastEventId) || 0);
    if (kind === "end") this.close();
    this.listener.heard(kind, JSON.parse(event.data));
  }

  /** The service went away, the session ended, or the job was deleted: the job itself says which. */
  #broke() {
    this.#rest();
    if (!this.#broken) this.listener.away?.();
    this.#broken = true;
    this.#timer = setTimeout(this.#again, this.#pause);
    this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE_MS);
  }

  #again = async () => {
    const job = await this.#state();
    if (!job) return;
    if (!OPEN.includes(job.state) && ++this.#silent > 1) {
      this.close();
      this.listener.ended?.(job);
    } else this.#listen();
  };

  #look = async () => {
    const job = await this.#state();
    if (!job) return;
    if (OPEN.includes(job.state)) this.#timer = setTimeout(this.#look, HIDDEN_LOOK_MS);
    else this.listener.ended?.(job);
  };

  /** The job, once the service answers; null where it may not be seen, or the page has turned meanwhile. */
  async #state() {
    const asking = new AbortController();
    this.#asking = asking;
    while (!asking.signal.aborted) {
      try {
        return await ask("GET", `/v1/jobs/${this.job}`, { signal: asking.signal });
      } catch (error) {
        if (error instanceof Refused && error.status < 500 && error.status !== TOO_MANY) {
          if (error.status !== SIGNED_OUT) this.close();
          this.listener.refused?.(error);
          return null;
        }
        await new Promise((resolve) => setTimeout(resolve, LONGEST_PAUSE_MS));
      }
    }
    return null;
  }
}
