/* A piece of the page drawn by the server: a click on anything with data-pick is told back; what is picked is marked without drawing again. */
const drawn = new WeakMap();
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".kg");
  if (drawn.get(root) !== data.html) { root.innerHTML = data.html; drawn.set(root, data.html); root.className = "kg " + data.look; }
  const light = (picks) => root.querySelectorAll("[data-pick], [data-on]").forEach((e) => e.classList.toggle("on", picks.includes(e.dataset.pick || e.dataset.on)));
  light(data.on || []);
  const pick = (event) => {
    const e = event.target.closest("[data-pick]");
    if (!e || !root.contains(e)) return;
    event.preventDefault();
    const whole = e.dataset.pick, row = new URLSearchParams(whole).get("task");
    light(row ? [whole, "task=" + row] : [whole]);
    setTriggerValue("pick", whole);
  };
  root.onclick = pick;
  root.onkeydown = (event) => { if ((event.key === "Enter" || event.key === " ") && event.target.dataset.pick) pick(event); };
}
