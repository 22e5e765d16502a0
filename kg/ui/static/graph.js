/* The picture lives in a sandboxed frame that cannot touch the page; the two talk by messages. It is drawn once and then only lit. */
const frames = new WeakMap();
export default function (component) {
  const { data, parentElement } = component;
  let held = frames.get(parentElement);
  if (!held) { held = begin(parentElement, data); frames.set(parentElement, held); }
  held.component = component;
  if (held.rev !== data.rev) { held.rev = data.rev; held.graph = data.graph; held.post({ type: "graph", graph: data.graph }); }
  held.words = data.words; held.ids = data.lit;
  held.post({ type: "words", words: data.words });
  held.post({ type: "light", ids: data.lit });
  return () => { window.removeEventListener("message", held.listen); frames.delete(parentElement); };
}
function begin(parentElement, data) {
  const frame = document.createElement("iframe"), held = { rev: data.rev, graph: data.graph, ready: false };
  frame.setAttribute("sandbox", "allow-scripts allow-downloads");
  frame.setAttribute("title", data.alt);
  held.post = (message) => { if (held.ready) frame.contentWindow.postMessage({ kg: 1, ...message }, "*"); };
  held.listen = (event) => {
    if (event.source !== frame.contentWindow || event.data?.kg !== 1) return;
    const { type, payload } = event.data;
    if (type === "ready") {
      held.ready = true;
      held.post({ type: "graph", graph: held.graph }); held.post({ type: "words", words: held.words }); held.post({ type: "light", ids: held.ids });
    }
    if (type === "drawn") { window.kgDrawn = performance.now(); frame.dataset.drawn = "1"; }
    if (type === "pick") held.component.setTriggerValue("pick", payload);
  };
  window.addEventListener("message", held.listen);
  parentElement.querySelector(".kg-picture").appendChild(frame);
  const start = () => { frame.srcdoc = window.kgShell; };
  if (window.kgShell) start(); else window.addEventListener("kg-shell", start, { once: true });
  return held;
}
