/* A board of the page: its code is handed over once (board.js) and not again with every board. */
export default function (component) {
  if (window.kgBoard) window.kgBoard(component);
  else window.addEventListener("kg-board", () => window.kgBoard(component), { once: true });
}
