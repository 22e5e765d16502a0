/* A piece of the page drawn by the server: a click on anything with data-pick is told back; what is picked is marked without drawing again. */
const drawn = new WeakMap();
const LANGUAGES = { zh: "zh-CN", en: "en" };
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".kg");
  if (drawn.get(root) !== data.html) draw(root, data);
  const light = (picks) => root.querySelectorAll("[data-pick], [data-on]").forEach((e) => e.classList.toggle("on", picks.includes(e.dataset.pick || e.dataset.on)));
  light(data.on || []);
  const pick = (event) => {
    const e = event.target.closest("[data-pick]");
    if (!e || !root.contains(e) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const whole = e.dataset.pick, said = new URLSearchParams(whole), row = said.get("task");
    if (said.has("page")) return leave(said, data);
    light(row ? [whole, "task=" + row] : [whole]);
    setTriggerValue("pick", whole);
  };
  root.onclick = pick;
  root.onkeydown = (event) => {
    if ((event.key === "Enter" || event.key === " ") && event.target.dataset.pick !== undefined) pick(event);
    else if (event.key.startsWith("Arrow")) move(root, event);
  };
}
/* Another page, in one step of the history: the address keeps what is picked and filtered, not what belonged to the page left (kg.ui.address.step). */
function leave(said, { picked, own, front }) {
  const kept = new URLSearchParams(location.search), page = said.get("page");
  said.delete("page");
  const moved = said.has("document") && said.get("document") !== kept.get("document");
  for (const name of [...kept.keys()]) {
    const gone = own.includes(name) || name.startsWith("p-") || (picked.includes(name) && (moved || picked.some((p) => said.has(p))));
    if (gone) kept.delete(name);
  }
  for (const [name, value] of said) value ? kept.set(name, value) : kept.delete(name);
  history.pushState({}, "", `/${page === front ? "" : page}${kept.size ? "?" + kept : ""}`);
  window.dispatchEvent(new PopStateEvent("popstate"));
}
function draw(root, data) {
  const held = root.contains(document.activeElement) ? document.activeElement.dataset.pick : undefined;
  root.innerHTML = data.html;
  root.className = "kg " + data.look;
  drawn.set(root, data.html);
  const lang = root.querySelector("[data-lang]");
  if (lang) document.documentElement.lang = LANGUAGES[lang.dataset.lang];
  const skip = root.querySelector("[data-skip]");
  if (skip) skip.onclick = (event) => { event.preventDefault(); first()?.focus(); };
  if (held !== undefined) (find(root, held) || root.querySelector("[data-close]"))?.focus();
  hint(root);
  rove(root);
}
const find = (root, pick) => [...root.querySelectorAll("[data-pick]")].find((e) => e.dataset.pick === pick);
const first = () => document.querySelector("[data-testid=stMain] [data-pick][tabindex='0'], [data-testid=stMain] button, [data-testid=stMain] input");
/* A table or list of many is one stop of the Tab key; the arrows move inside it. */
function rove(root) {
  for (const group of root.querySelectorAll("[data-rove]")) {
    group.querySelectorAll("[data-pick]").forEach((e, i) => { e.tabIndex = i ? -1 : 0; });
  }
}
function move(root, event) {
  const group = event.target.closest("[data-rove]"), from = event.target.getBoundingClientRect();
  if (!group || event.target.dataset.pick === undefined) return;
  const across = event.key === "ArrowLeft" || event.key === "ArrowRight", sign = event.key === "ArrowLeft" || event.key === "ArrowUp" ? -1 : 1;
  let best, least = Infinity;
  for (const e of group.querySelectorAll("[data-pick]")) {
    const to = e.getBoundingClientRect(), along = sign * (across ? to.x + to.width / 2 - from.x - from.width / 2 : to.y + to.height / 2 - from.y - from.height / 2);
    const aside = Math.abs(across ? to.y + to.height / 2 - from.y - from.height / 2 : to.x + to.width / 2 - from.x - from.width / 2);
    if (e === event.target || along < 2) continue;
    const far = along + 4 * aside;
    if (far < least) { least = far; best = e; }
  }
  event.preventDefault();
  if (!best) return;
  event.target.tabIndex = -1;
  best.tabIndex = 0;
  best.focus();
}
/* How many columns of a table lie outside at the right. */
function hint(root) {
  const box = root.querySelector(".scroll[data-more]"), says = root.querySelector(".more");
  if (!box || !says) return;
  const count = () => {
    const edge = box.getBoundingClientRect().right - 4, outside = [...box.querySelectorAll("thead th.d")].filter((e) => e.getBoundingClientRect().right > edge + 4).length;
    says.hidden = !outside;
    says.textContent = box.dataset.more.replace("{n}", outside);
  };
  box.onscroll = count;
  new ResizeObserver(count).observe(box);
}
if (!window.kgKeys) {
  window.kgKeys = true;
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, [contenteditable], [role=combobox]");
    if (event.key === "Escape" && !typing) document.querySelector("[data-close]")?.click();
    if (event.key === "/" && !typing) { const search = document.querySelector("[data-testid=stMain] input[type=text]"); if (search) { event.preventDefault(); search.focus(); } }
  });
}
