/* The picture lives in a sandboxed frame that cannot touch the page; the two talk by messages. It is drawn once and then only lit.
   What a person moved is kept in this browser, by document and layout. */
const frames = new WeakMap(), KEPT = "kg-arrangement:";
export default function () {
  window.kgPicture ??= picture;
  window.dispatchEvent(new Event("kg-picture"));
}
function picture(component) {
  const { data, parentElement } = component;
  let held = frames.get(parentElement);
  if (!held) { held = begin(parentElement, data); frames.set(parentElement, held); }
  held.component = component;
  held.data = data;
  held.send();
  tall(parentElement.querySelector(".kg-picture"));
  setTimeout(() => { if (!window.kgHeld?.[held.data.rev] || !window.kgHeld[held.data.shell]) held.component.setTriggerValue("missing", held.data.rev); }, 3000);
  return () => { window.removeEventListener("message", held.listen); window.removeEventListener("kg-held", held.send); frames.delete(parentElement); };
}
function begin(parentElement, data) {
  const frame = document.createElement("iframe"), held = { ready: false, sent: null, data };
  frame.setAttribute("sandbox", "allow-scripts allow-downloads");
  frame.setAttribute("allow", "fullscreen");
  frame.setAttribute("title", data.words.title);
  const post = (message) => frame.contentWindow?.postMessage({ kg: 1, ...message }, "*");
  held.send = () => {
    if (!frame.srcdoc && window.kgHeld?.[data.shell]) frame.srcdoc = window.kgHeld[data.shell];
    const graph = window.kgHeld?.[held.data.rev];
    if (!held.ready || !graph) return;
    frame.setAttribute("title", held.data.words.title);
    post({ type: "words", words: held.data.words });
    if (held.sent !== held.data.rev) { held.sent = held.data.rev; delete frame.dataset.drawn; post({ type: "graph", graph, kept: read(held.data.keep) }); }
    post({ type: "light", ids: held.data.lit });
  };
  held.listen = (event) => {
    if (event.source !== frame.contentWindow || event.data?.kg !== 1) return;
    const { type, payload } = event.data;
    if (type === "ready") { held.ready = true; held.send(); }
    if (type === "drawn") { window.kgDrawn = performance.now(); frame.dataset.drawn = "1"; }
    if (type === "arranged") keep(held.data.keep, payload);
    if (type === "pick") held.component.setTriggerValue("pick", payload);
    if (type === "change") held.component.setTriggerValue("change", payload);
  };
  window.addEventListener("message", held.listen);
  window.addEventListener("kg-held", held.send);
  parentElement.querySelector(".kg-picture").appendChild(frame);
  const above = document.querySelector("[data-testid=stMainBlockContainer]");
  if (above) measured.observe(above); /* what stands above it is drawn later, or wraps */
  return held;
}
/* Down to the lower edge of the window, where that leaves a picture that can be read; on a slide its shape decides. */
const SHORTEST = 300, EDGE = 12;
function tall(box) {
  if (box.closest(".st-key-stage")) return;
  const main = box.closest("[data-testid=stMain]"), top = box.getBoundingClientRect().top + (main?.scrollTop ?? 0);
  if (top > 0) box.style.height = `${Math.max(SHORTEST, innerHeight - top - EDGE)}px`;
}
const measured = new ResizeObserver(() => document.querySelectorAll(".kg-picture").forEach(tall));
measured.observe(document.documentElement);
function read(name) {
  try { return JSON.parse(localStorage.getItem(KEPT + name)) || {}; } catch { return {}; }
}
function keep(name, arrangement) {   // a browser that keeps nothing still draws
  try { localStorage.setItem(KEPT + name, JSON.stringify(arrangement)); } catch { /* private window, or full */ }
}
