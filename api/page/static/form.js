// @ts-check
/**
 * Forms that send their fields to the service: refusals stand beside the fields they are about, and nothing typed is lost. Their method
 * is `dialog`, so that no browser sends one by itself before its script is there; `data-waits` marks buttons that wait for it.
 */
import { Refused, reason, said } from "./service.js";

/**
 * On submission, carry out an action; its refusal is shown in the form's `.refusal`.
 * @param {HTMLFormElement} form @param {() => Promise<any>} action
 */
export function onSubmit(form, action) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await carryOut(form, action);
  });
  ready(form);
}

/** The script of a form is there: its buttons wait no longer. @param {HTMLFormElement} form */
export function ready(form) {
  for (const button of form.querySelectorAll("button[data-waits]")) button.removeAttribute("disabled");
}

/** Carry out an action of a form, its buttons disabled meanwhile. @param {HTMLFormElement} form @param {() => Promise<any>} action */
export async function carryOut(form, action) {
  const buttons = [...form.querySelectorAll("button")].filter((button) => !button.disabled);
  for (const button of buttons) button.disabled = true;
  clear(form);
  try {
    return await action();
  } catch (error) {
    refuse(form, error);
    return undefined;
  } finally {
    for (const button of buttons) button.disabled = false;
  }
}

/** Fields of a form as a document; empty ones are left out. @param {HTMLFormElement} form */
export function fieldsOf(form) {
  /** @type {Record<string, any>} */
  const document = {};
  for (const [name, value] of new FormData(form)) if (typeof value === "string" && value.trim() !== "") document[name] = value.trim();
  return document;
}

/** @param {HTMLFormElement} form */
function clear(form) {
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  const place = form.querySelector(".refusal");
  if (place) place.setAttribute("hidden", "");
}

/** @param {HTMLFormElement} form @param {any} error */
function refuse(form, error) {
  const place = form.querySelector(".refusal");
  const faults = error instanceof Refused ? error.errors : [];
  const named = faults.map((fault) => {
    const name = String(fault.where ?? "").split(".").pop() ?? "";
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLElement) field.setAttribute("aria-invalid", "true");
    const label = field instanceof HTMLElement ? form.querySelector(`label[for="${field.id}"]`)?.textContent : "";
    const hint = said({ zh: fault.hint_zh, en: fault.hint_en });
    return `${label ? `${label.trim()}：` : ""}${said({ zh: fault.zh, en: fault.en })} ${hint}`;
  });
  if (place) {
    place.textContent = named.length ? named.join(" ") : reason(error);
    place.removeAttribute("hidden");
  }
  const first = form.querySelector("[aria-invalid]");
  if (first instanceof HTMLElement) first.focus();
}
