/* Hands the constant part of the picture over once; later runs carry only its hash. */
export default function (component) {
  if (window.kgShell) return;
  window.kgShell = component.data.shell;
  window.dispatchEvent(new Event("kg-shell"));
}
