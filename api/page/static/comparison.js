// @ts-check
/** Comparison of scenarios: shown as it comes in; stopped; a scenario taken over as a further term. */
import { renewPart } from "./part.js";
import { ask, brought, busy, newKey, t, tell } from "./service.js";
import { JobStream } from "./stream.js";

const ID = "comparison";
const shown = /** @type {HTMLElement} */ (document.getElementById(ID));
const job = shown.dataset.job ?? "";

/** What is worked on, in words. @param {string} text */
function say(text) {
  const place = document.getElementById("doing");
  if (place) place.textContent = text;
}

async function renew() {
  await renewPart(ID);
}

/** @param {string} kind @param {any} data */
function heard(kind, data) {
  if (kind === "place") say(t(`排队中，前面还有 ${data.ahead} 个任务。`, `Waiting: ${data.ahead} jobs are before it.`));
  else if (kind === "start") say(t("开始了：先看原方案还能好多少。", "Begun: the base plan is searched on first."));
  else if (kind === "scenario") {
    tell(t(`做完：${data.name || data.id}（${data.ended}/${data.of}）`, `Done: ${data.name || data.id} (${data.ended}/${data.of})`), "done");
    renew();
  } else if (kind === "end") renew();
}

if (matchMedia("(max-width: 600px)").matches) shown.querySelectorAll("details").forEach((part) => (part.open = false));
if (shown.dataset.open === "yes") {
  new JobStream(job, 0, { heard, ended: renew, away: () => say(t("服务暂时没有答复，会自动接着看。", "The service does not answer; it goes on by itself.")) }).begin();
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("button") : null;
  if (button?.id === "stop") {
    busy(button, async () => {
      await ask("POST", `/v1/jobs/${job}/cancel`);
      tell(t("正在停下，做完的会保留。", "It is stopping; what is done stays."));
    });
  } else if (button?.dataset.adopt) {
    const changes = brought("adoptions")[button.dataset.adopt];
    busy(button, async () => {
      const kept = await ask("POST", `/v1/terms/${shown.dataset.term}/changes`, { key: newKey(), json: { changes } });
      location.assign(`/page/terms/${kept.id}/solve`);
    });
  }
});
