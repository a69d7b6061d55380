// @ts-check
/** Part of the page brought up to date: the page is asked for again, and one element of it is put in the old one's place. */

/** @param {string} id @returns {Promise<HTMLElement | null>} the new element; null where the answer has none, and the old one stays */
export async function renewPart(id) {
  const answer = await fetch(location.href, { headers: { accept: "text/html" }, cache: "no-store" });
  if (!answer.ok) return null;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(id);
  const old = document.getElementById(id);
  if (!fresh || !old) return null;
  const open = [...old.querySelectorAll("details")].map((part) => part.open);
  const put = document.importNode(fresh, true);
  put.querySelectorAll("details").forEach((part, index) => index in open && (part.open = open[index]));
  old.replaceWith(put);
  return put;
}
