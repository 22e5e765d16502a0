/* Text and facts side by side: a click on either lights and finds the other; J and K walk the facts; the columns scroll together. */
const drawn = new WeakMap();
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".kg");
  if (drawn.get(root) !== data.html) draw(root, data.html, setTriggerValue);
  root.kgLight = (pick) => light(root, pick);
  light(root, window.kgFact);
}
function draw(root, html, tell) {
  root.innerHTML = html;
  root.className = "kg reviewing";
  drawn.set(root, html);
  const text = root.querySelector(".source"), facts = root.querySelector(".found");
  const choose = (e) => { light(root, e.dataset.pick, e); tell("pick", e.dataset.pick); };
  root.onclick = (event) => { const e = event.target.closest("[data-pick]"); if (e) choose(e); };
  root.onkeydown = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const all = [...facts.querySelectorAll("[data-pick]")], step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    const at = all.findIndex((e) => e === document.activeElement || (!facts.contains(document.activeElement) && e.classList.contains("on")));
    if (step && !(event.key.startsWith("Arrow") && document.activeElement === text)) {
      const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
      event.preventDefault();
      if (next) { focus(all, next); light(root, next.dataset.pick, next); }
    } else if (event.key === "Enter" && event.target.dataset.pick) { event.preventDefault(); choose(event.target); }
  };
  together(text, facts);
  together(facts, text);
  const stops = [...facts.querySelectorAll("[data-pick]")];
  stops.forEach((e, i) => { e.tabIndex = i ? -1 : 0; });
}
function focus(all, next) {
  all.forEach((e) => { e.tabIndex = e === next ? 0 : -1; });
  next.focus({ preventScroll: true });
}
/* Mark what is picked on both sides and bring it into view where it is not; what was clicked stays where it is. */
function light(root, pick, clicked) {
  if (root.dataset.on === pick && !clicked) return;
  root.dataset.on = pick || "";
  root.querySelectorAll("[data-pick]").forEach((e) => e.classList.toggle("on", e.dataset.pick === pick));
  for (const column of root.querySelectorAll(".source, .found")) {
    const e = column.querySelector(".on");
    if (e && !column.contains(clicked === e ? clicked : null)) reveal(column, e);
  }
}
function reveal(column, e) {
  const outer = column.getBoundingClientRect(), inner = e.getBoundingClientRect();
  if (inner.top >= outer.top + 20 && inner.bottom <= outer.bottom - 20) return;
  column.dataset.led = performance.now();
  column.scrollTop += inner.top - outer.top - outer.height / 3;
}
/* Where a person scrolls one column, the other follows to the task that stands at its top. */
function together(one, other) {
  one.addEventListener("scroll", () => {
    if (performance.now() - (one.dataset.led || 0) < 400 || !one.matches(":hover, :focus-within")) return;
    const top = one.getBoundingClientRect().top + 8, tasks = [...one.querySelectorAll("[data-at]")];
    const at = tasks.findLast((e) => e.getBoundingClientRect().top <= top) || tasks[0];
    const there = at && other.querySelector(`[data-at="${at.dataset.at}"]`);
    if (!there) return;
    other.dataset.led = performance.now();
    other.scrollTop += there.getBoundingClientRect().top - other.getBoundingClientRect().top - 8;
  }, { passive: true });
}
