// @ts-check
/** Gestures that carry an item to a cell: mouse, finger and pen by pointer events, and keys. It knows items and cells, and no plan. */

/** Pixels that a mouse moves before it carries; raising it makes clicks safer. */
const SLACK_PX = 6;
/** Milliseconds that a finger rests on an item before it is lifted; raising it makes scrolling safer. */
const HOLD_MS = 350;
/** Pixels from the edge of a scrolling box within which it scrolls along. */
const EDGE_PX = 40;

/**
 * @typedef {object} Carrying
 * @property {string} items selector of items
 * @property {string} cells selector of cells
 * @property {(item: HTMLElement) => boolean} lift an item is lifted: whether it may be carried
 * @property {(item: HTMLElement, cell: HTMLElement | null, at: {x: number, y: number}) => void} over it is above a cell
 * @property {(item: HTMLElement, cell: HTMLElement) => void} drop it is put down
 * @property {(item: HTMLElement) => void} cancel it is let go, and nothing shall change
 * @property {(cell: HTMLElement, key: string) => HTMLElement | null} next neighbour of a cell in the direction of an arrow key
 */

/** Let items below a root be carried. @param {HTMLElement} root @param {Carrying} carrying */
export function carry(root, carrying) {
  /** @type {{item: HTMLElement, cell: HTMLElement | null, pointer: number | null} | null} */
  let held = null;
  /** @type {{item: HTMLElement, pointer: number, x: number, y: number, timer: number} | null} */
  let pressed = null;
  let quiet = false;

  const lift = (/** @type {HTMLElement} */ item, /** @type {number | null} */ pointer) => {
    forget();
    if (!carrying.lift(item)) return false;
    held = { item, cell: null, pointer };
    document.body.classList.add("dragging");
    return true;
  };
  const forget = () => {
    if (pressed) clearTimeout(pressed.timer);
    pressed = null;
  };
  const end = () => {
    const was = held;
    held = null;
    document.body.classList.remove("dragging");
    return was;
  };
  const cancel = () => {
    const was = end();
    if (was) carrying.cancel(was.item);
  };
  const put = () => {
    const was = end();
    if (!was) return;
    if (was.cell) carrying.drop(was.item, was.cell);
    else carrying.cancel(was.item);
  };
  const above = (/** @type {HTMLElement | null} */ cell, /** @type {{x: number, y: number}} */ at) => {
    if (!held) return;
    held.cell = cell;
    carrying.over(held.item, cell, at);
  };

  root.addEventListener("pointerdown", (event) => {
    const item = /** @type {HTMLElement | null} */ (event.target instanceof Element ? event.target.closest(carrying.items) : null);
    quiet = false;
    if (!item || event.button !== 0 || held || !event.isPrimary) return;
    const timer = event.pointerType === "mouse" ? 0 : window.setTimeout(() => {
      if (pressed && lift(item, event.pointerId)) above(cellAt(carrying.cells, event.clientX, event.clientY), { x: event.clientX, y: event.clientY });
    }, HOLD_MS);
    pressed = { item, pointer: event.pointerId, x: event.clientX, y: event.clientY, timer };
  });
  document.addEventListener("pointermove", (event) => {
    if (pressed && pressed.pointer === event.pointerId && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > SLACK_PX) {
      if (event.pointerType === "mouse") lift(pressed.item, event.pointerId);
      else forget(); // the finger scrolls
    }
    if (!held || held.pointer !== event.pointerId) return;
    event.preventDefault();
    scrollAlong(root, event.clientX, event.clientY);
    above(cellAt(carrying.cells, event.clientX, event.clientY), { x: event.clientX, y: event.clientY });
  });
  document.addEventListener("pointerup", (event) => {
    forget();
    if (held?.pointer !== event.pointerId) return;
    quiet = true;
    put();
  });
  document.addEventListener("pointercancel", (event) => {
    forget();
    if (held?.pointer === event.pointerId) cancel();
  });
  document.addEventListener("touchmove", (event) => held && held.pointer !== null && event.cancelable && event.preventDefault(), { passive: false });
  root.addEventListener("contextmenu", (event) => held && event.preventDefault());
  root.addEventListener("click", (event) => {
    if (quiet) event.stopImmediatePropagation(); // the click that follows a drop
    quiet = false;
  }, true);

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && held) {
      event.stopPropagation();
      cancel();
      return;
    }
    const item = /** @type {HTMLElement | null} */ (event.target instanceof Element ? event.target.closest(carrying.items) : null);
    if (!held && event.key === "Enter" && item && root.contains(item)) {
      const from = /** @type {HTMLElement | null} */ (item.closest(carrying.cells));
      if (from && lift(item, null)) {
        event.preventDefault();
        event.stopPropagation();
        above(from, middle(from));
      }
      return;
    }
    if (!held || held.pointer !== null) return;
    if (event.key === "Enter") {
      event.preventDefault();
      event.stopPropagation();
      put();
    } else if (event.key.startsWith("Arrow") && held.cell) {
      event.preventDefault();
      event.stopPropagation();
      const cell = carrying.next(held.cell, event.key);
      if (!cell) return;
      cell.scrollIntoView({ block: "nearest", inline: "nearest" });
      above(cell, middle(cell));
    } else if (event.key === "Tab") cancel();
  }, true);
  return { cancel };
}

/** @param {string} cells @param {number} x @param {number} y @returns {HTMLElement | null} */
function cellAt(cells, x, y) {
  return document.elementFromPoint(x, y)?.closest(cells) ?? null;
}

/** @param {HTMLElement} cell */
function middle(cell) {
  const box = cell.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}

/** @param {HTMLElement} root @param {number} x @param {number} y */
function scrollAlong(root, x, y) {
  for (const box of root.querySelectorAll(".scroll:not([hidden])")) {
    const edge = box.getBoundingClientRect();
    const step = (/** @type {number} */ at, /** @type {number} */ low, /** @type {number} */ high) => (at < low + EDGE_PX ? -14 : at > high - EDGE_PX ? 14 : 0);
    box.scrollBy(step(x, edge.left, edge.right), step(y, edge.top, edge.bottom));
  }
}
