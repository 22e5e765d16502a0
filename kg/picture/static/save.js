/* The picture as SVG with its title, what it leaves out, its legend and where it is from; PNG is that SVG drawn large.
   The page is 16:9 or A4, type is at least 24 px of 1080 on either. */
"use strict";
const PAGES = { wide: { w: 1920, h: 1080, unit: ["1920", "1080"], pixels: 3840 }, print: { w: 1920, h: 1357, unit: ["297mm", "210mm"], pixels: 3508 } };
const TYPE = 24, SIDE = 60;   // px of a page 1920 wide
const esc = (s) => String(s).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
const text = (x, y, s, size, fill, more = "") => `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${size.toFixed(1)}" fill="${fill}" ${more}>${esc(s)}</text>`;
function wrap(s, size, width) { const out = [""]; for (const c of String(s || "")) { if (wide(out.at(-1) + c, size) > width) out.push(""); out[out.length - 1] += c; } return out.filter(Boolean); }

/* A task is a circle, or where its number is long a flat one, no larger than its neighbours leave. */
function svgTask(n, p, l, k, most) {
  const size = Math.max(TYPE * 0.92, l.size * k), r = Math.max(size * 0.66, Math.min(l.r * k, most)), half = Math.max(r, wide(n.label, size) / 2 + 6);
  return `<g data-node="${esc(n.id)}"><rect x="${(p.x - half).toFixed(1)}" y="${(p.y - r).toFixed(1)}" width="${(2 * half).toFixed(1)}" height="${(2 * r).toFixed(1)}" rx="${r.toFixed(1)}" fill="${l.fill}" stroke="${l.line}" stroke-width="${l.width * 1.4}"/>` +
    text(p.x, p.y + size * 0.36, n.label, size, l.ink, `text-anchor="middle" font-weight="${l.bold ? 600 : 400}"`) + "</g>";
}
function nearest(points) {   // half the least distance of two points
  let least = Infinity;
  points.forEach((p, i) => { for (let j = 0; j < i; j++) least = Math.min(least, Math.hypot(p.x - points[j].x, p.y - points[j].y)); });
  return least / 2 - 1;
}
function svgBody(n, p, l, k) {
  const right = n.side === "right", half = l.half * k, size = l.size * k;
  const fill = n.hatched ? `fill="#fff" stroke="${esc(l.fill)}" stroke-width="3"` : `fill="${esc(l.fill)}"`;
  const box = n.kind === "head" ? "" : `<rect x="${(p.x - half).toFixed(1)}" y="${(p.y - half).toFixed(1)}" width="${2 * half}" height="${2 * half}" rx="${n.round ? half : 4}" ${fill} opacity="${l.alpha}"/>`;
  return `<g data-node="${esc(n.id)}">` + box + text(p.x + (right ? 1 : -1) * (half + 8), p.y + size * 0.36, fitted(n.label, size, n.most && n.most * k), size, l.ink, `text-anchor="${right ? "start" : "end"}" font-weight="${l.bold ? 600 : 400}"`) + "</g>";
}
function svgKey(left, y) {
  let x = left;
  return graph.legend.filter((e) => !e.off).map((e) => { const at = x; x += 70 + wide(e.label, TYPE);
    return (e.line ? `<line x1="${at}" x2="${at + 34}" y1="${y - 9}" y2="${y - 9}" stroke="${STRONG}" stroke-width="${e.line === "strong" ? 5 : 2}"/>`
      : `<rect x="${at}" y="${y - 19}" width="20" height="20" rx="${e.round ? 10 : 4}" fill="${e.hatched ? "#fff" : esc(e.colour)}" stroke="${esc(e.colour)}" stroke-width="2"/>`) + text(at + (e.line ? 44 : 30), y, e.label, TYPE, SOFT); }).join("");
}
/* The drawing alone, in a box of w × h around (0, 0): nodes named in type of 24 px, or smaller type where they are too many to fit, never less than a reader can see. */
function drawing(w, h) {
  const k = TYPE / NAME, fit = graph.frame.fit === "ring" ? ring(w, h, TYPE) : whole(w, h);
  const s = { fx: fit.fx * fit.zoom, fy: fit.fy * fit.zoom }, on = around(), P = {}, out = [];
  graph.nodes.forEach((n) => { const [x, y] = model(n); P[n.id] = { x: x * s.fx, y: y * s.fy }; });
  graph.edges.forEach((e) => { const a = P[e.from], b = P[e.to], l = line(e, on);
    out.push(`<line x1="${a.x.toFixed(1)}" y1="${a.y.toFixed(1)}" x2="${b.x.toFixed(1)}" y2="${b.y.toFixed(1)}" stroke="${esc(l.color)}" stroke-width="${(l.width * 1.6).toFixed(1)}" opacity="${l.alpha ?? 1}"/>`); });
  const most = nearest(graph.nodes.filter((n) => n.kind === "task").map((n) => P[n.id]));
  graph.nodes.forEach((n) => out.push(n.kind === "task" ? svgTask(n, P[n.id], look(n, on), k, most) : svgBody(n, P[n.id], look(n, on), k)));
  return out.join("\n");
}
/* How many times larger than 1920 a page must be so that names of 24 px do not cover each other. */
function crowding() {
  const names = graph.nodes.filter((n) => n.kind !== "task").length, tasks = graph.nodes.length - names;
  return Math.max(1, graph.frame.fit === "ring" ? Math.max(names / 44, Math.sqrt(tasks / 60)) : (graph.frame.y * 2 * TYPE) / NAME / 780);
}
function svg(kind = "wide") {
  const page = PAGES[kind], c = crowding(), W = page.w * c, H = page.h * c;
  const title = wrap(words.title, 44, W - 2 * SIDE), note = wrap(words.note, TYPE, W - 2 * SIDE), foot = wrap(words.footer, TYPE, W - 2 * SIDE);
  const top = 50 + title.length * 56 + note.length * 36, bottom = 40 + foot.length * 34 + 50, h = H - top - bottom;
  const out = [`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${W.toFixed(0)} ${H.toFixed(0)}" width="${page.unit[0]}" height="${page.unit[1]}" font-family="${esc(FONT)}">`, `<rect width="${W}" height="${H}" fill="#fff"/>`];
  title.forEach((s, i) => out.push(text(SIDE, 84 + i * 56, s, 44, INK, 'font-weight="600"')));
  note.forEach((s, i) => out.push(text(SIDE, 72 + title.length * 56 + i * 36, s, TYPE, SOFT)));
  out.push(`<g transform="translate(${W / 2} ${(top + h / 2).toFixed(1)})">${drawing(W - 2 * SIDE + 2 * EDGE, h)}</g>`, svgKey(SIDE, H - bottom + 36));
  foot.forEach((s, i) => out.push(text(SIDE, H - 30 - (foot.length - 1 - i) * 34, s, TYPE, SOFT)));
  return { source: out.join("\n") + "</svg>", width: page.pixels, height: Math.round((page.pixels * page.h) / page.w) };
}
function save(kind, blob) { const a = document.createElement("a"); a.href = URL.createObjectURL(blob); a.download = (words.file || "network") + "." + kind; document.body.append(a); a.click(); a.remove(); tell("saved", kind); }
function png(kind) {
  const s = svg(kind), image = new Image();
  image.onload = () => { const c = document.createElement("canvas"); c.width = s.width; c.height = s.height; c.getContext("2d").drawImage(image, 0, 0, c.width, c.height); c.toBlob((b) => save("png", b), "image/png"); };
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(s.source);
}
