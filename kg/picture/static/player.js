/* Slides on a stage of 1920 × 1080 that is scaled to the window: shown in the app's frame, or alone from a file with no network.
   ←/→ slides, ↑/↓ sentence after sentence, Esc back to the slide, F full screen, B blank, D dark, S the speaker's window (in a file). */
"use strict";
const $ = (id) => document.getElementById(id), W = 1920, H = 1080, PATIENCE = 5000, SPEAKS = location.hash === "#speaker";
let deck = { slides: [], sentences: {}, bodies: {}, acts: {} }, words = {}, at = 0, open = null, speaker = null, asked = null;
const began = Date.now();
const tell = (type, payload) => { if (parent && parent !== window) parent.postMessage({ kg: 1, type, payload }, "*"); };
const slide = () => deck.slides[at];

/* An element with attributes and children; text is only ever text. */
function h(tag, given = {}, ...children) {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) if (value !== undefined && value !== false) e.setAttribute(name, value === true ? "" : value);
  e.append(...children.flat().filter((c) => c !== null && c !== undefined));
  return e;
}
const picks = (pick, more = {}) => (pick ? { "data-pick": JSON.stringify(pick), tabindex: 0, role: "button", ...more } : more);
function svgOf(source) { const holder = document.createElement("template"); holder.innerHTML = source; return holder.content.firstElementChild; }   // every text in it went through esc
const press = (pick, label) => `data-pick="${esc(JSON.stringify(pick))}" tabindex="0" role="button" aria-label="${esc(label)}"`;

/* What a slide shows. */
const KINDS = {
  words: (s) => h("div", { class: "cover" }, s.lines.map((l) => h("p", {}, l))),
  list: (s) => h("div", { class: s.tall ? "list tall" : "list" }, s.rows.map((r) => h("div", picks(r.pick, { class: r.head ? "head" : "" }), h("b", {}, r.mark), h("span", {}, r.text), h("em", {}, r.right)))),
  timeline: (s) => h("div", { class: "list time" }, s.rows.map((r) => h("div", picks(r.pick), h("b", {}, r.mark), h("i"), h("span", {}, r.text), h("em", {}, r.right)))),
  matrix: (s) => matrix(s), layers: (s) => layers(s), graph: (s) => network(s),
};
const TALLEST = 7;   // signs of a name that stands upright
function matrix(s) {
  const head = h("tr", {}, h("td"), s.columns.map((c) => h("th", picks(c.pick, { scope: "col", class: (c.on ? "on " : "") + (c.hub ? "hub" : "") }), h("span", { title: c.name }, c.name.length > TALLEST ? c.name.slice(0, TALLEST - 1) + "…" : c.name))));
  const cell = (c, i) => h("td", { class: s.columns[i].on ? "on" : "" }, c ? h("i", picks(c.pick, { class: `${c.strong ? "strong " : ""}${s.columns[i].hub ? "hub" : ""}` }), String(c.count)) : null);
  const rows = s.rows.map((r) => h("tr", {}, h("th", { scope: "row" }, r.name), r.cells.map(cell)));
  return h("table", { class: "matrix" }, h("thead", {}, head), h("tbody", {}, rows));
}
/* A body, its tasks, and who stands on them: three columns, lines between. */
const ROW = 72, TASK_X = 470, TASK_END = 1050, PARTNER_X = 1470;
function layers(s) {
  const y = (i, n) => 400 + (i - (n - 1) / 2) * Math.min(ROW, 780 / Math.max(1, n)), out = [`<svg viewBox="0 0 1800 800" width="1800" height="800" font-family="${esc(FONT)}">`];
  const place = Object.fromEntries(s.partners.map((p, i) => [p.key, y(i, s.partners.length)]));
  s.rows.forEach((r, i) => { const ty = y(i, s.rows.length);
    out.push(curve(250, 400, TASK_X - 6, ty, ACCENT, r.strong ? 6 : 2));
    r.partners.forEach((p) => place[p.key] !== undefined && out.push(curve(TASK_END, ty, PARTNER_X - 10, place[p.key], STRONG, p.strong ? 6 : 2))); });
  out.push(`<g ${press(s.middle.pick, s.middle.name)}><rect x="0" y="345" width="250" height="110" rx="8" fill="${ACCENT}"/>${text(125, 392, fitted(s.middle.name, 32, 230), 32, "#fff", 'text-anchor="middle" font-weight="600"')}${text(125, 434, s.middle.said, 24, "#fff", 'text-anchor="middle"')}</g>`);
  s.rows.forEach((r, i) => out.push(layerTask(r, y(i, s.rows.length))));
  s.partners.forEach((p) => out.push(layerPartner(p, place[p.key], s.body === p.key)));
  return svgOf(out.join("") + "</svg>");
}
const curve = (x, y, u, v, colour, width) => `<path d="M${x} ${y}C${(x + u) / 2} ${y} ${(x + u) / 2} ${v} ${u} ${v}" fill="none" stroke="${colour}" stroke-width="${width}"/>`;
function layerTask(r, y) {
  const w = Math.max(58, wide(r.mark, 26) + 20);
  return `<g ${press(r.pick, r.name)}><rect x="${TASK_X}" y="${y - 30}" width="${TASK_END - TASK_X}" height="60" fill="#fff" opacity="0"/><rect x="${TASK_X}" y="${y - 24}" width="${w}" height="48" rx="8" fill="${r.strong ? ACCENT : "#8db9e2"}"/>` +
    text(TASK_X + w / 2, y + 9, r.mark, 26, r.strong ? "#fff" : "#10304f", 'text-anchor="middle" font-weight="600"') + text(TASK_X + w + 16, y + 10, fitted(r.name, 28, TASK_END - TASK_X - w - 26), 28, INK) + "</g>";
}
function layerPartner(p, y, on) {
  const look = p.hatched ? `fill="#fff" stroke="${esc(p.colour)}" stroke-width="4"` : `fill="${esc(p.colour)}"`;
  return `<g ${press(p.pick, p.name)}><rect x="${PARTNER_X}" y="${y - 13}" width="26" height="26" rx="${p.round ? 13 : 5}" ${look}/>` +
    text(PARTNER_X + 40, y + 10, fitted(p.name, 28, 210), 28, on ? ACCENT : INK, `font-weight="${on || p.strong ? 700 : 400}"`) + text(1800, y + 10, p.said, 26, SOFT, 'text-anchor="end"') + "</g>";
}
function network(s) {
  take(s.graph); moved = {}; lit = (s.lit || []).filter((id) => by[id]);
  const drawn = svgOf(`<svg viewBox="-900 -400 1800 800" width="1800" height="800" font-family="${esc(FONT)}">${drawing(1800, 770)}</svg>`);
  drawn.querySelectorAll("[data-node]").forEach((e) => { const pick = s.picks[e.dataset.node]; if (pick) { e.dataset.pick = JSON.stringify(pick); e.setAttribute("tabindex", "0"); e.setAttribute("role", "button"); } });
  return drawn;
}

/* The slide itself, and a sentence above it. */
function draw() {
  const s = slide();
  $("empty").hidden = Boolean(s);
  if (!s) return;
  document.title = s.title;
  $("title").textContent = s.title; $("sub").textContent = s.sub; $("foot").textContent = s.footer; $("page").textContent = `${at + 1} / ${deck.slides.length}`;
  $("body").replaceChildren((KINDS[s.kind] || KINDS.words)(s));
  $("legend").className = s.kind === "matrix" ? "top" : "";
  $("legend").replaceChildren(...(s.legend || []).map((k) => h("span", {}, h("i", { class: k.look || "", style: k.colour && `background:${k.colour}` }), k.label)));
  $("title").className = "";
  if ($("title").offsetHeight > 62) $("title").className = "long";
  show(null);
}
function show(pick) {
  open = pick;
  const panel = $("sentence");
  panel.hidden = !pick;
  $("body").classList.toggle("behind", Boolean(pick));
  panel.replaceChildren(...(pick ? (pick.task ? sentence(pick) : several(pick)) : []));
  if (pick) panel.focus();
}
function sentence({ task, body }) {
  const t = deck.sentences[task];
  const marks = t.pieces.map(([said, kind, of]) => (kind ? h("mark", { class: kind + (of && of === body ? " on" : "") }, said) : said));
  const owners = t.owners.map((o) => h("li", { class: (o.strong ? "strong " : "") + (o.key === body ? "on" : "") }, h("b", {}, o.rank), o.name));
  return [h("p", { class: "where" }, t.where), h("p", { class: "said" + (t.long ? " long" : "") }, marks), h("ol", { class: "owners" }, owners), h("p", { class: "facts" }, t.facts)];
}
function several({ tasks, body, title }) {
  const rows = tasks.map((key) => h("div", picks({ task: key, body }), h("b", {}, deck.sentences[key].mark), h("span", {}, deck.sentences[key].name)));
  return [h("p", { class: "where" }, title || ""), h("div", { class: "list" }, rows)];
}
/* The sentences one after the other: those of what is open, else those of the slide. */
function along(by_) {
  const all = [...new Set([...$("body").querySelectorAll("[data-pick]")].map((e) => e.dataset.pick))].map((p) => JSON.parse(p)).filter((p) => p.task);
  if (!all.length) return;
  const now = all.findIndex((p) => open && p.task === open.task);
  show(all[now < 0 ? (by_ > 0 ? 0 : all.length - 1) : (now + by_ + all.length) % all.length]);
}

function go(to, silent = false) {
  const next = Math.max(0, Math.min(deck.slides.length - 1, to));
  if (next === at && deck.drawn) return;
  at = next; deck.drawn = true; draw();
  if (!silent) { asked = { at, until: Date.now() + PATIENCE }; tell("pick", `slide=${at + 1}`); }
  if (speaker) speaker.postMessage({ kg: 1, type: "at", at }, "*");
}
/* The page says which slide its address names. What it says of an earlier address, while it works on the one asked for, is late: it would
   go one slide back and close the sentence that is open. */
function heard(named) {
  if (asked && named !== asked.at && Date.now() < asked.until) return;
  asked = null;
  go(named, true);
}
function flip(name) { document.body.classList.toggle(name); }
function full() { if (document.fullscreenElement) document.exitFullscreen(); else document.documentElement.requestFullscreen().catch(() => {}); }
function speak() { if (parent === window && !SPEAKS) speaker = window.open(location.href.split("#")[0] + "#speaker", "kg-speaker", "width=900,height=700"); }
const ACTS = { back: () => go(at - 1), next: () => go(at + 1), full, blank: () => flip("blank"), dark: () => flip("dark"), speak };
const KEYS = { ArrowRight: ACTS.next, PageDown: ACTS.next, ArrowLeft: ACTS.back, PageUp: ACTS.back, Home: () => go(0), End: () => go(deck.slides.length - 1),
  ArrowDown: () => along(1), ArrowUp: () => along(-1), f: full, b: ACTS.blank, ".": ACTS.blank, d: ACTS.dark, s: speak, Escape: () => { document.body.classList.remove("blank"); show(null); } };
addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey) return;
  const pressed = e.target.closest?.("[data-pick]");
  if (pressed && (e.key === "Enter" || e.key === " ")) { e.preventDefault(); return show(JSON.parse(pressed.dataset.pick)); }
  const act = KEYS[e.key.length === 1 ? e.key.toLowerCase() : e.key];
  if (act) { e.preventDefault(); SPEAKS ? ask(e.key) : act(); } });
addEventListener("click", (e) => {
  const act = e.target.closest("[data-do]"), pick = e.target.closest("[data-pick]");
  if (act) return SPEAKS ? ask({ next: "ArrowRight", back: "ArrowLeft" }[act.dataset.do]) : ACTS[act.dataset.do]();
  if (pick) show(JSON.parse(pick.dataset.pick)); else if (!e.target.closest("#sentence")) show(null); });

/* The speaker's window of a file: the note, what comes next, the clock; it asks the first window and is told where that is. */
function ask(key) { opener?.postMessage({ kg: 1, type: "key", key }, "*"); }
function speakerDraw() {
  const s = slide(), next = deck.slides[at + 1];
  $("notes").replaceChildren(h("h1", {}, `${at + 1} / ${deck.slides.length}　${s?.title ?? ""}`), h("p", {}, s?.note ?? ""), h("p", { class: "next" }, next ? `→ ${next.title}` : ""));
}
function clock() {
  const now = new Date(), two = (n) => String(n).padStart(2, "0"), gone = Math.floor((Date.now() - began) / 1000);
  $("clock").textContent = `${two(now.getHours())}:${two(now.getMinutes())}`;
  $("gone").textContent = `${two(Math.floor(gone / 60))}:${two(gone % 60)}`;
}
function scale() {
  const s = Math.min(innerWidth / W, innerHeight / H);
  $("stage").style.transform = `translate(${(innerWidth - W * s) / 2}px, ${(innerHeight - H * s) / 2}px) scale(${s})`;
}
function begin(given) {
  deck = given;
  document.documentElement.lang = deck.acts.lang || "zh-CN";
  document.querySelectorAll("[data-do]").forEach((b) => { b.textContent = deck.acts[b.dataset.do] ?? ""; });
  $("empty").textContent = deck.acts.empty || "";
  at = Math.min(at, Math.max(0, deck.slides.length - 1));
  deck.drawn = true;
  SPEAKS ? speakerDraw() : draw();
  requestAnimationFrame(() => tell("drawn", 0));
}
addEventListener("message", (e) => {
  const m = e.data;
  if (m?.kg !== 1) return;
  if (speaker && e.source === speaker && m.type === "key") return KEYS[m.key]?.();
  if (speaker && e.source === speaker && m.type === "hello") return speaker.postMessage({ kg: 1, type: "at", at }, "*");
  if (SPEAKS && e.source === opener && m.type === "at") { at = m.at; return speakerDraw(); }
  if (parent === window || e.source !== parent) return;
  if (m.type === "graph") begin(m.graph);
  if (m.type === "light" && m.ids.length) heard(Number(m.ids[0]) - 1); });
/* A frame begins without a size and is not always told by a resize event when it gets one. */
new ResizeObserver(scale).observe(document.documentElement);
document.body.classList.toggle("speaks", SPEAKS);
document.body.classList.toggle("alone", parent === window);
scale(); clock(); setInterval(clock, 1000);
const inline = JSON.parse($("deck").textContent);
if (inline) begin(inline);
if (SPEAKS) opener?.postMessage({ kg: 1, type: "hello" }, "*");
tell("ready", 0);
