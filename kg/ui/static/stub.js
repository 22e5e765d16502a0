/* A board's own code is one line, for it travels with every change; what it does comes once (board.js). */
export default function (component) {
  if (window.kgBoard) window.kgBoard(component);
  else (window.kgWaiting ||= []).push(component);
}
