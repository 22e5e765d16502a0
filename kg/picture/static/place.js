/* Where things stand on the screen: the positions of the server, stretched to the window, and what a person moved. */
"use strict";
const EDGE = 22, TIGHTEST = 0.75, WIDEST = 1.45;   // px kept free at the border; tasks keep apart down to this, what is smaller is zoomed out
let moved = {}, looked = null, stretch = { fx: 1, fy: 1, zoom: 1 };

/* The factors for a window: an ellipse gives its names the width they need, other layouts are scaled as a whole. */
function measured(w, h, size = NAME) {
  return graph.frame.fit === "ring" ? ring(w, h, size) : whole(w, h);
}
function ring(w, h, size) {
  const bodies = graph.nodes.filter((n) => n.kind === "body");
  const across = (s) => Math.min(w / 2 / graph.frame.x, ...bodies.map((n) => (w / 2 - EDGE - wide(n.label, size) * s) / Math.max(1, Math.abs(n.x))));
  const down = (h / 2 - EDGE - 8) / graph.frame.y, s = Math.min(across(1), down);
  const zoom = s < TIGHTEST ? Math.max(0.15, s / TIGHTEST) : Math.min(WIDEST, Math.max(1, s * 0.9));
  return { fx: Math.max(across(zoom), 0.1) / zoom, fy: down / zoom, zoom };
}
function whole(w, h) {
  const across = (w / 2 - EDGE) / graph.frame.x, down = (h / 2 - EDGE) / graph.frame.y, zoom = Math.max(0.1, Math.min(across, down, WIDEST));
  return { fx: across / zoom, fy: Math.min(down / zoom, 1.6), zoom };
}
const model = (n) => moved[n.id] || [n.x, n.y];
function spot(n, s = stretch) { const [x, y] = model(n); return { x: x * s.fx, y: y * s.fy - 6 }; }
function unstretched(p) { return [p.x / stretch.fx, (p.y + 6) / stretch.fy]; }
