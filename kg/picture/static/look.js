/* How bodies, tasks and lines look: one answer for the canvas, the SVG and the slides. */
"use strict";
const FONT = getComputedStyle(document.body).fontFamily;
const INK = "#1b2430", SOFT = "#5c6878", PALE = "#6d7885", GREY = "#c3cad3", STRONG = "#8492a4", ACCENT = "#0b57ad", DEEP = "#0b3d74", PAPER = "#fff";
const NAME = 14, SQUARE = 7;   // px: size of names, half a body's square
let graph = null, by = {}, near = {}, lit = [];

const measure = document.createElement("canvas").getContext("2d");
function wide(label, size) { measure.font = `600 ${size}px ${FONT}`; return measure.measureText(label).width; }
function fitted(label, size, most) {
  if (!most || wide(label, size) <= most) return label;
  let kept = label;
  while (kept.length > 1 && wide(kept + "…", size) > most) kept = kept.slice(0, -1);
  return kept + "…";
}

function take(given) {   // a picture as the server gives it
  graph = given; by = {}; near = {};
  graph.nodes.forEach((n) => { by[n.id] = n; near[n.id] = new Set(); });
  graph.edges.forEach((e) => { near[e.from].add(e.to); near[e.to].add(e.from); });
  lit = lit.filter((id) => by[id]);
}

/* What is lit is what the title counts: of a pair the shared tasks alone, of a task who is named for it, of a body its tasks and who stands on them. */
function around() {
  const on = new Set(lit), bodies = lit.filter((id) => by[id].kind === "body"), tasks = lit.filter((id) => by[id].kind === "task");
  if (bodies.length === 2) [...near[bodies[0]]].filter((id) => near[bodies[1]].has(id)).forEach((id) => on.add(id));
  else if (tasks.length) near[tasks[0]].forEach((id) => on.add(id));
  else bodies.forEach((b) => near[b].forEach((id) => { on.add(id); if (by[id].kind === "task") near[id].forEach((other) => on.add(other)); }));
  return on;
}
function lights(e, on) {   // a line is lit where both its ends are, and it belongs to what is picked
  if (!on.has(e.from) || !on.has(e.to)) return false;
  const bodies = lit.filter((id) => by[id].kind === "body"), tasks = lit.filter((id) => by[id].kind === "task");
  if (tasks.length) return e.to === tasks[0] || e.from === tasks[0];
  if (bodies.length === 2) return bodies.includes(e.from);
  return e.count === undefined || bodies.includes(e.from) || bodies.includes(e.to);
}
function look(n, on) {
  const some = on.size > 0, shown = !some || on.has(n.id), chosen = lit.includes(n.id);
  if (n.kind === "task") return taskLook(n, some && shown, shown, chosen);
  return { fill: n.color, alpha: shown ? 1 : 0.35, half: chosen ? SQUARE + 3 : SQUARE, ink: n.kind === "head" ? SOFT : shown ? INK : PALE, bold: chosen, size: chosen ? NAME + 2 : NAME, ring: chosen };
}
function taskLook(n, drawnOut, shown, chosen) {
  const size = Math.min(12.5, n.radius * 0.9, (n.radius * 17.5) / wide(n.label, 10));
  return { r: n.radius, fill: drawnOut ? PAPER : "#f4f6f8", line: drawnOut || chosen ? ACCENT : shown ? STRONG : GREY, width: chosen ? 3 : drawnOut ? 1.8 : 1,
    ink: drawnOut ? DEEP : shown ? SOFT : PALE, bold: drawnOut, size };
}
function line(e, on) {
  if (!lit.length) return graph.frame.faint ? { color: "#e6e9ed", width: 1, alpha: 1 } : { color: e.strong ? STRONG : GREY, width: thick(e, 2.4, 1), alpha: 1 };   // where a task stands below its body, the line says nothing new
  if (!lights(e, on)) return { color: "#e6e9ed", width: thick(e, 2, 1), alpha: 1 };
  const direct = lit.includes(e.from) || lit.includes(e.to);
  return { color: by[e.from].color, width: thick(e, 3, 1.3) * (direct ? 1 : 0.8), alpha: direct ? 1 : 0.42 };
}
const thick = (e, strong, thin) => (e.count !== undefined ? Math.min(8, 0.8 + e.count * 0.7) : e.strong ? strong : thin);

/* On a canvas. */
function drawTask(ctx, x, y, l, label) {
  ctx.beginPath(); ctx.arc(x, y, l.r, 0, 2 * Math.PI); ctx.fillStyle = l.fill; ctx.fill(); ctx.lineWidth = l.width; ctx.strokeStyle = l.line; ctx.stroke();
  ctx.font = `${l.bold ? 600 : 400} ${l.size}px ${FONT}`; ctx.fillStyle = l.ink; ctx.textAlign = "center"; ctx.textBaseline = "middle"; ctx.fillText(label, x, y + 0.5);
}
function drawBody(ctx, x, y, l, n) {
  if (n.kind === "head") return;
  ctx.globalAlpha = l.alpha; ctx.fillStyle = l.fill; ctx.beginPath();
  if (n.round) ctx.arc(x, y, l.half, 0, 2 * Math.PI); else ctx.roundRect(x - l.half, y - l.half, 2 * l.half, 2 * l.half, 3);
  if (n.hatched) { ctx.fillStyle = PAPER; ctx.fill(); ctx.lineWidth = 2; ctx.strokeStyle = l.fill; ctx.stroke(); } else ctx.fill();
  if (l.ring) { ctx.lineWidth = 2; ctx.strokeStyle = DEEP; ctx.stroke(); }
  ctx.globalAlpha = 1;
}
function drawName(ctx, x, y, l, n) {
  const right = n.side === "right", at = x + (right ? 1 : -1) * (l.half + 6), label = fitted(n.label, l.size, n.most);
  ctx.font = `${l.bold ? 600 : 400} ${l.size}px ${FONT}`; ctx.textAlign = right ? "left" : "right"; ctx.textBaseline = "middle";
  ctx.lineWidth = 4; ctx.lineJoin = "round"; ctx.strokeStyle = "#ffffffe0"; ctx.strokeText(label, at, y); ctx.fillStyle = l.ink; ctx.fillText(label, at, y);
}
