// @ts-check
/** Signing in by key. */
import { ready } from "./form.js";
import { reason, send } from "./service.js";

const form = /** @type {HTMLFormElement} */ (document.getElementById("sign-in"));
const refusal = /** @type {HTMLElement} */ (document.getElementById("refusal"));

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const field = /** @type {HTMLInputElement} */ (document.getElementById("key"));
  const button = /** @type {HTMLButtonElement} */ (form.querySelector("button"));
  button.disabled = true;
  try {
    await send("POST", "/v1/sign-in", { json: { key: field.value } });
    location.assign(form.dataset.then ?? "/page");
  } catch (error) {
    refusal.textContent = reason(error);
    refusal.hidden = false;
    field.focus();
    field.select();
    button.disabled = false;
  }
});
ready(form);
