/* The picture in its frame: drawn once, then only lit; a click, a move and a filter are told to the page around it. */
"use strict";
const started = performance.now(), $ = (id) => document.getElementById(id), UNDOS = 100;
let net = null, nodes = null, edges = null, words = {}, before = [];
const tell = (type, payload) => { if (parent && parent !== window) parent.postMessage({ kg: 1, type, payload }, "*"); };

function renderer({ ctx, id, x, y }) {
  const n = by[id], l = look(n, painted), half = n.kind === "task" ? l.r : l.half;
  return { drawNode() { n.kind === "task" ? drawTask(ctx, x, y, l, n.label) : drawBody(ctx, x, y, l, n); if (moved[id]) pin(ctx, x, y, half); },
    drawExternalLabel() { if (n.kind !== "task") drawName(ctx, x, y, l, n); }, nodeDimensions: { width: 2 * half, height: 2 * half } };
}
function pin(ctx, x, y, half) { ctx.beginPath(); ctx.arc(x + half * 0.8, y - half * 0.8, 3, 0, 2 * Math.PI); ctx.fillStyle = INK; ctx.fill(); }
let painted = new Set();
function drawnLine(e, i) {
  const l = line(e, painted);
  return { id: i, width: l.width, color: { color: l.color, hover: l.color, highlight: l.color, opacity: l.alpha } };
}
function paint() {
  painted = around();
  edges.update(graph.edges.map(drawnLine));
  net.redraw();
}

/* Places: computed before, stretched to the window; a window that changes its size keeps what was moved and how far one had zoomed. */
let size = "";
function measureWindow() {
  size = `${$("net").clientWidth} ${$("net").clientHeight}`;
  stretch = measured(Math.max(1, $("net").clientWidth), Math.max(1, $("net").clientHeight));
}
function place() {
  measureWindow();
  nodes.update(graph.nodes.map((n) => ({ id: n.id, ...spot(n) })));
  camera();
}
function resized() { if (net && $("net").clientWidth && size !== `${$("net").clientWidth} ${$("net").clientHeight}`) place(); }
function camera() {
  net.moveTo(looked ? { position: { x: looked.x * stretch.fx, y: looked.y * stretch.fy }, scale: looked.k * stretch.zoom, animation: false }
    : { position: { x: 0, y: 0 }, scale: stretch.zoom, animation: false });
}
function remember() { before.push(JSON.stringify({ moved, looked })); if (before.length > UNDOS) before.shift(); }
function arranged() { $("undo").disabled = !before.length; tell("arranged", { moved, looked }); }
function undo() { const last = before.pop(); if (!last) return; ({ moved, looked } = JSON.parse(last)); place(); net.redraw(); arranged(); }
function restore() { if (!Object.keys(moved).length && !looked) return place(); remember(); moved = {}; looked = null; place(); arranged(); }
function dropped(ids) {
  if (!ids.length) return view();
  remember();
  moved = { ...moved };
  const at = net.getPositions(ids);
  ids.forEach((id) => { moved[id] = unstretched(at[id]); });
  arranged();
}
function view() {
  const p = net.getViewPosition(), now = { x: p.x / stretch.fx, y: p.y / stretch.fy, k: net.getScale() / stretch.zoom };
  remember(); looked = now; arranged();
}
function unpin(id) { if (!moved[id]) return; remember(); moved = { ...moved }; delete moved[id]; place(); arranged(); }

function show(given, kept) {
  take(given);
  const acts = graph.acts || {};
  words = { ...words, ...acts };
  document.documentElement.lang = acts.lang || "zh-CN";
  document.querySelectorAll("#do [data-do]").forEach((b) => { b.textContent = acts[b.dataset.do] ?? b.dataset.do; });
  ({ moved, looked } = { moved: {}, looked: null, ...kept });
  before = [];
  legend(); measureWindow();
  painted = around();
  nodes = new vis.DataSet(graph.nodes.map((n) => ({ id: n.id, label: n.label, title: n.title, shape: "custom", ctxRenderer: renderer, ...spot(n) })));   // a title is text to the library
  edges = new vis.DataSet(graph.edges.map((e, i) => ({ from: e.from, to: e.to, title: e.title, ...drawnLine(e, i) })));
  if (net) { net.setData({ nodes, edges }); net.setOptions(graph.options); } else begin();
  camera(); $("undo").disabled = true;
  net.once("afterDrawing", () => tell("drawn", performance.now() - started));
}
let zooming = null;
function begin() {
  net = new vis.Network($("net"), { nodes, edges }, graph.options);
  net.on("click", (p) => { const e = p.nodes.length ? null : graph.edges[p.edges[0] ?? -1];
    if (p.nodes[0] === undefined && !e) return choose([], "");
    e ? choose([e.from, e.to], e.pick) : by[p.nodes[0]].kind !== "head" && choose([p.nodes[0]], p.nodes[0]); });
  net.on("doubleClick", (p) => p.nodes.length && unpin(p.nodes[0]));
  net.on("dragEnd", (p) => dropped(p.nodes));
  net.on("zoom", () => { clearTimeout(zooming); zooming = setTimeout(view, 300); });
  const canvas = $("net").querySelector("canvas"), over = (c) => { canvas.style.cursor = c; };
  net.on("hoverNode", () => over("pointer")); net.on("blurNode", () => over("default")); net.on("hoverEdge", () => over("pointer")); net.on("blurEdge", () => over("default"));
  new ResizeObserver(resized).observe($("net"));
}
function choose(ids, pick) { lit = ids; paint(); net.unselectAll(); tell("pick", pick); }

function legend() {   // an entry that can be filtered is a button
  $("key").replaceChildren(...graph.legend.map((k) => {
    const s = document.createElement(k.pick === undefined ? "span" : "button"), i = document.createElement("i");
    if (k.line) i.className = "line" + (k.line === "strong" ? " strong" : ""); else { i.className = k.round ? "round" : ""; i.style.background = k.hatched ? PAPER : k.colour; if (k.hatched) i.style.boxShadow = `inset 0 0 0 2px ${k.colour}`; }
    s.append(i, k.label);
    if (k.pick !== undefined) { s.setAttribute("aria-pressed", String(!k.off)); s.className = k.off ? "off" : ""; s.onclick = () => tell("pick", k.pick); }
    return s; }));
  $("net").style.bottom = $("key").offsetHeight + ($("key").offsetHeight ? 10 : 0) + "px";   // the picture keeps clear of its legend
}
function say(given) {
  words = { ...graph?.acts, ...given };
  document.title = words.title || "";
  $("net").setAttribute("aria-label", words.title || "");
}
const ACTS = { fit: restore, undo, full: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen().catch(() => {})),
  png: () => png("wide"), pngprint: () => png("print"), svg: () => vector("wide"), svgprint: () => vector("print") };
const vector = (kind) => save("svg", new Blob([svg(kind).source], { type: "image/svg+xml" }));
$("do").addEventListener("click", (e) => ACTS[e.target.dataset.do]?.());
addEventListener("keydown", (e) => {
  if (e.key === "Escape" && net && !document.fullscreenElement) choose([], "");
  if ((e.ctrlKey || e.metaKey) && e.key === "z") undo(); });
addEventListener("message", (e) => { if (e.source !== parent || e.data?.kg !== 1) return; const m = e.data;
  if (m.type === "graph") show(m.graph, m.kept); if (m.type === "words") say(m.words);
  if (m.type === "light" && graph && String(m.ids) !== String(lit)) { lit = m.ids.filter((id) => by[id]); paint(); } });
tell("ready", 0);
