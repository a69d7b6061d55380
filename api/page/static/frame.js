// @ts-check
/** Frame of every page: language switch and signing out. */
import { busy, send } from "./service.js";

const language = document.getElementById("language");
language?.addEventListener("click", () => {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `afterbell-language=${language.dataset.to}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  location.reload();
});

const out = /** @type {HTMLButtonElement | null} */ (document.getElementById("sign-out"));
out?.addEventListener("click", () =>
  busy(out, async () => {
    await send("POST", "/v1/logout");
    location.assign("/page/sign-in");
  })
);
