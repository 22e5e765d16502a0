/* Hands the large constant parts of the picture over once: its page, and each graph by its revision; later runs carry only hashes. */
export default function (component) {
  const { name, value } = component.data;
  window.kgHeld ??= {};
  if (value !== undefined) window.kgHeld[name] = value;
  window.dispatchEvent(new Event("kg-held"));
}
