// @ts-check
/** Publication of a plan: publish and withdraw with confirmation, and the QR code as a file. */
import { save } from "./download.js";
import { Refused, brought, busy, element, newKey, send, t } from "./service.js";

const { plan, tag, replaces, own, school } = brought("publish-data");
const address = `/v1/plans/${plan}/publication`;
const publish = /** @type {HTMLButtonElement} */ (document.getElementById("publish"));
const withdraw = /** @type {HTMLButtonElement | null} */ (document.getElementById("withdraw"));

/** Ask before something that others see. @param {string} title @param {string} words @param {string} yes @returns {Promise<boolean>} */
function confirmed(title, words, yes) {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("confirm"));
  for (const [id, text] of [["confirm-title", title], ["confirm-words", words], ["confirm-yes", yes]]) {
    const place = document.getElementById(id);
    if (place) place.textContent = text;
  }
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true }));
}

/** Say that somebody else was faster; the page is to be loaded anew. */
function changed() {
  if (document.getElementById("changed")) return;
  document.querySelector("h1")?.after(
    element("p", { id: "changed", class: "banner wrong", role: "alert" },
      t("刚才有人改了这个方案，请重新载入再看一遍。", "Somebody has just changed this plan: load the page again and look."), " ",
      element("a", { href: location.pathname }, t("重新载入", "Load again")))
  );
}

/** @param {HTMLButtonElement} button @param {string} method @param {any} options */
async function change(button, method, options) {
  await busy(button, async () => {
    try {
      await send(method, address, options);
      location.reload();
    } catch (error) {
      if (!(error instanceof Refused && error.status === 412)) throw error;
      changed();
    }
  });
}

publish.addEventListener("click", async () => {
  const words = own
    ? t("家长和教师看到的课表换成最新的一版。", "Families and teachers then see the newest revision.")
    : t("现在生效的另一个方案停用，家长和教师看到的课表换成本方案。", "The plan in force ends; families and teachers then see this one.");
  if (!replaces || (await confirmed(t("代替生效的方案？", "Replace what is in force?"), words, t("发布", "Publish")))) {
    await change(publish, "POST", { etag: tag, key: newKey() });
  }
});
withdraw?.addEventListener("click", async () => {
  const words = t(
    "撤回以后，家长扫码看不到课表，教师也看不到方案，直到再次发布。方案、版本和发布记录都留着。",
    "Families then see no timetable and teachers no plan until something is published again. Plan, revisions and history stay."
  );
  if (await confirmed(t("撤回发布？", "Withdraw?"), words, t("撤回", "Withdraw"))) await change(withdraw, "DELETE", {});
});
document.getElementById("save-code")?.addEventListener("click", () => {
  const drawn = /** @type {SVGElement | undefined} */ (document.querySelector("#code svg")?.cloneNode(true));
  drawn?.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  if (drawn) save(new Blob([drawn.outerHTML], { type: "image/svg+xml" }), `${t("课表二维码", "timetable-code")}-${school}.svg`);
});
