/* A piece of the page drawn by the server: a click on anything with data-pick is told back; what is picked is marked without drawing again. */
const drawn = new WeakMap();
const LANGUAGES = { zh: "zh-CN", en: "en" };
const CHUNK = 40; /* rows of a matrix drawn together; those outside the window wait */
export default function ({ data }) {
  window.kgRules = data; /* how a click changes the address */
  window.kgBoard ??= board;
  window.dispatchEvent(new Event("kg-board"));
}
function board(component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".kg");
  if (data.on) { window.kgOn = window.kgSaid = data.on; document.querySelectorAll(".kg.board").forEach(light); return; }
  if (drawn.get(root) !== data.html) draw(root, data);
  light(root);
  const pick = (event) => {
    const e = event.target.closest("[data-pick]");
    if (!e || !root.contains(e) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const whole = e.dataset.pick, said = new URLSearchParams(whole), row = said.get("task");
    if (said.has("page")) return leave(said, window.kgRules);
    window.kgOn = row ? [whole, "task=" + row] : [whole];
    document.querySelectorAll(".kg.board").forEach(light);
    setTriggerValue("pick", whole);
  };
  root.onclick = pick;
  root.onkeydown = (event) => {
    if ((event.key === "Enter" || event.key === " ") && event.target.dataset.pick !== undefined) pick(event);
    else if (event.key.startsWith("Arrow")) move(root, event);
  };
}
function light(root) {
  const on = new Set(window.kgOn || []);
  root.querySelectorAll("[data-pick], [data-on]").forEach((e) => e.classList.toggle("on", on.has(e.dataset.pick || e.dataset.on)));
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
  root.className = "kg board " + data.look;
  drawn.set(root, data.html);
  if (data.matrix) (narrow.matches ? list : matrix)(root, data.matrix);
  const lang = root.querySelector("[data-lang]");
  if (lang) document.documentElement.lang = LANGUAGES[lang.dataset.lang];
  const skip = root.querySelector("[data-skip]");
  if (skip) skip.onclick = (event) => { event.preventDefault(); first()?.focus(); };
  if (held !== undefined) (find(root, held) || root.querySelector("[data-close]"))?.focus();
  hint(root);
  rove(root);
  clock();
}
const find = (root, pick) => [...root.querySelectorAll("[data-pick]")].find((e) => e.dataset.pick === pick);
const first = () => document.querySelector("[data-testid=stMain] [data-pick][tabindex='0'], [data-testid=stMain] button, [data-testid=stMain] input");
/* On a narrow screen a matrix is a list: the task, and who is named, in printed order. */
const narrow = window.matchMedia("(max-width: 640px)");
function list(root, { rows, columns }) {
  const ul = element("div", "tasks-list");
  ul.dataset.rove = "";
  for (const row of rows) {
    const li = button(ul.appendChild(element("div")), row.pick), names = [...row.cells].sort((a, b) => (parseInt(a[1]) || 999) - (parseInt(b[1]) || 999));
    li.appendChild(element("span", "mark", row.mark));
    const words = li.appendChild(element("span", "name", row.name));
    words.appendChild(element("span", "who", names.map((cell) => columns[cell[0]].label).join("、")));
  }
  root.querySelector(".scroll").replaceWith(ul);
  rove(root);
}
/* The body of a matrix: rows by the chunk, drawn when they come into the window; every word is set as text. */
function matrix(root, { rows, columns, looks, titles }) {
  const table = root.querySelector("table.matrix"), foot = table.querySelector("tfoot"), box = table.closest(".scroll");
  const seen = new IntersectionObserver((entries) => entries.filter((e) => e.isIntersecting).forEach((e) => fill(e.target)), { root: box, rootMargin: "600px" });
  const height = parseFloat(getComputedStyle(table).getPropertyValue("--row"));
  const fill = (body) => {
    if (body.dataset.full) return;
    body.dataset.full = "1";
    seen.unobserve(body);
    const from = +body.dataset.from, part = rows.slice(from, from + CHUNK);
    body.replaceChildren(...part.map((row, i) => line(row, i, part, columns, looks, titles)));
    rove(root);
    light(root);
  };
  for (let from = 0; from < rows.length; from += CHUNK) {
    const body = document.createElement("tbody");
    body.dataset.from = from;
    body.dataset.rove = "";
    table.insertBefore(body, foot);
    if (from < 2 * CHUNK) { fill(body); continue; }
    window.addEventListener("beforeprint", () => fill(body), { once: true });
    body.appendChild(element("tr", "wait")).style.height = `${Math.min(CHUNK, rows.length - from) * height}px`;
    seen.observe(body);
  }
}
const element = (name, look, text) => { const e = document.createElement(name); if (look) e.className = look; if (text !== undefined) e.textContent = text; return e; };
const button = (e, pick, title) => { e.setAttribute("role", "button"); e.tabIndex = -1; e.dataset.pick = pick; if (title) e.title = title; return e; };
function line(row, i, part, columns, looks, titles) {
  const tr = element("tr"), { heading, above, mark, name, pick, cells } = row;
  tr.dataset.on = pick;
  if (i === 0 || part[i - 1].above !== above) {
    let span = 1;
    while (i + span < part.length && part[i + span].above === above) span += 1;
    const td = tr.appendChild(element("td", "s")), words = td.appendChild(element("span", "", heading));
    td.rowSpan = span;
    td.title = above;
    words.style.webkitLineClamp = Math.min(span + (span > 1 ? 1 : 0), 4);
    tr.className = "first";
  }
  tr.appendChild(element("td", "n", mark));
  button(tr.appendChild(element("td", "t", name)), pick, name);
  const at = new Map(cells.map((cell) => [cell[0], cell]));
  columns.forEach((column, k) => {
    const td = tr.appendChild(element("td", column.gap ? "c gap" : "c")), cell = at.get(k);
    if (cell) button(td.appendChild(element("i", looks[cell[2]], cell[1])), `${pick}&${column.pick}`, `${column.title}：${titles[cell[3]]}`);
  });
  return tr;
}
/* A table or list of many is one stop of the Tab key; the arrows move inside it. */
function rove(root) {
  for (const group of root.querySelectorAll("[data-rove]")) {
    const inside = [...group.querySelectorAll("[data-pick]")];
    if (inside.some((e) => e.tabIndex === 0 && e === document.activeElement)) continue;
    inside.forEach((e, i) => { e.tabIndex = i ? -1 : 0; });
  }
}
function move(root, event) {
  const group = event.target.closest("[data-rove]"), from = event.target.getBoundingClientRect();
  if (!group || event.target.dataset.pick === undefined) return;
  const across = event.key === "ArrowLeft" || event.key === "ArrowRight", sign = event.key === "ArrowLeft" || event.key === "ArrowUp" ? -1 : 1;
  const within = group.tagName === "TBODY" ? group.parentElement : group;
  let best, least = Infinity;
  for (const e of within.querySelectorAll("[data-pick]")) {
    const to = e.getBoundingClientRect();
    const along = sign * (across ? to.x + to.width / 2 - from.x - from.width / 2 : to.y + to.height / 2 - from.y - from.height / 2);
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
    const edge = box.getBoundingClientRect().right, outside = [...box.querySelectorAll("thead th.d")].filter((e) => e.getBoundingClientRect().right > edge + 2).length;
    says.hidden = !outside;
    says.textContent = box.dataset.more.replace("{n}", outside);
  };
  box.addEventListener("scroll", count);
  new ResizeObserver(count).observe(box);
}
/* The presenter's clock: the time of day, and how long this window has shown the page with it. */
function clock() {
  const now = new Date(), two = (n) => String(n).padStart(2, "0"), here = document.querySelector("[data-clock]");
  if (!here) { window.kgBegan = undefined; return; }
  window.kgBegan ??= now;
  const gone = Math.floor((now - window.kgBegan) / 1000);
  here.textContent = `${two(now.getHours())}:${two(now.getMinutes())}`;
  document.querySelector("[data-gone]").textContent = `${two(Math.floor(gone / 60))}:${two(gone % 60)}`;
}
if (!window.kgKeys) {
  window.kgKeys = true;
  setInterval(clock, 1000);
  window.addEventListener("popstate", () => { /* what a click lit ahead of the server is no longer picked */
    window.kgOn = window.kgSaid;
    document.querySelectorAll(".kg.board").forEach(light);
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, [contenteditable], [role=combobox]");
    if (event.key === "Escape" && !typing) document.querySelector("[data-close]")?.click();
    if (event.key === "/" && !typing) {
      const search = document.querySelector("[data-testid=stMain] input[type=text]");
      if (search) { event.preventDefault(); search.focus(); }
    }
  });
}
