// @ts-check
/** Button that opens the browser's printing. */
document.getElementById("print")?.addEventListener("click", () => window.print());
