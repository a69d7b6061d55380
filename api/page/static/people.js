// @ts-check
/** Lists of keys and members: revoke or remove after a question. */
import { busy, send, t } from "./service.js";

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("confirm"));
const go = /** @type {HTMLButtonElement} */ (document.getElementById("confirm-go"));
let path = "";

for (const button of document.querySelectorAll("button.revoke")) {
  if (!(button instanceof HTMLButtonElement)) continue;
  button.addEventListener("click", () => {
    path = button.dataset.path ?? "";
    const label = button.dataset.label ?? "";
    const member = button.dataset.member !== undefined;
    write("confirm-title", member ? t(`移除“${label}”？`, `Remove ${label}?`) : t(`收回“${label}”的密钥？`, `Revoke the key of ${label}?`));
    const own = button.dataset.own !== undefined ? t("这是您自己正在用的，之后您会退出登录。", "It is your own: you will be signed out. ") : "";
    write("confirm-text", own + (member
      ? t("马上失效，打开着的网页也会退出。以后可以再添加。", "It takes effect at once, also for pages that are open. They can be added again.")
      : t("马上失效，用它登录的网页也会退出，不能恢复；需要时再发一把。", "It takes effect at once, also for pages that are open, and for good; give another where one is needed.")));
    go.textContent = member ? t("移除", "Remove") : t("收回", "Revoke");
    dialog.showModal();
  });
}

go?.addEventListener("click", () =>
  busy(go, async () => {
    await send("DELETE", path);
    location.reload();
  })
);

/** @param {string} id @param {string} text */
function write(id, text) {
  const place = document.getElementById(id);
  if (place) place.textContent = text;
}
