/* Wakes the exercises of a page when somebody shows interest in one. Until then nothing more is loaded.
   Without it each exercise stands as readable code, with a link to its file. */
(() => {
  "use strict";

  if (window.secondSource) return;  // a lesson asks for this twice: beside its first exercise, and at its end as every page does
  window.secondSource = { begin };

  const base = new URL("../play/", document.currentScript.src);
  const SELECTOR = ".ss-exercise, .ss-play";
  let course = null;
  let begun = null;

  /* Do something once, at the first call; again only where it failed. */
  function once(act) {
    let coming = null;
    return () => {
      coming ??= act().catch((error) => {
        coming = null;
        throw error;
      });
      return coming;
    };
  }

  /* The manifest says what is there; everything it names can be cached for ever. */
  const known = once(async () => {
    const answer = await fetch(new URL("play.json", base), { cache: "no-cache" });
    if (!answer.ok) throw new Error(`${answer.status} for play.json`);
    return answer.json();
  });

  async function bring(name) {
    return import(new URL((await known())[name].file, base));
  }

  /* Start a worker with Python in it.  What it says is kept until somebody listens. */
  function begin(manifest) {
    const worker = new Worker(new URL(manifest.worker.file, base), { type: "module" });
    const said = [];
    worker.onmessage = ({ data }) => said.push(data);
    worker.onerror = ({ message }) => said.push({ kind: "failed", message });
    worker.postMessage({ kind: "start", base: String(base), manifest });
    return { worker, said };
  }

  const open = once(async () => {
    const manifest = await known();
    begun ??= begin(manifest);  // Python takes longest, so it does not wait for the editors
    const { open: make } = await bring("page");
    course = make(base, manifest, begun);
  });

  const parsed = new Promise((go) => {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", go);
    else go();
  });

  async function wake(root) {
    try {
      await Promise.all([open(), parsed]);
      course.runner.warm().catch(() => {});
      return await course.enliven(root);
    } catch (error) {
      say(root, root.dataset.trouble ?? "This exercise could not be opened in the page. Download the file below, or load the page again.");
      return null;
    }
  }

  /* The page "Your progress" is read as soon as it is there: from the lessons' own store where one was opened in this tab. */
  async function showProgress(root) {
    try {
      const { show } = await bring("progress");
      await show(root, base, await known(), course?.store);
    } catch {
      say(root, "What you have done could not be read. Load the page again; the links to the exercises work all the same.");
    }
  }

  function say(root, words) {
    const line = root.querySelector(".ss-trouble") ?? document.createElement("p");
    line.className = "ss-trouble";
    line.setAttribute("role", "status");
    line.textContent = words;
    root.append(line);
  }

  /* A line that counts every byte, or one we know nothing about, waits for a deliberate sign. */
  function free() {
    const line = navigator.connection;
    return Boolean(line) && !line.saveData && line.type !== "cellular" && line.effectiveType === "4g";
  }

  /* Unasked, nothing begins before the page itself has all it needs. */
  async function idle(act) {
    if (document.readyState !== "complete") await new Promise((go) => addEventListener("load", go, { once: true }));
    if (window.requestIdleCallback) requestIdleCallback(act, { timeout: 3000 });
    else setTimeout(act, 300);
  }

  /* Heard for the whole page, so for exercises too that are still arriving. */
  const heard = new WeakSet();
  async function hear({ target }) {
    const root = target.closest?.(SELECTOR);
    if (!root || heard.has(root)) return;
    heard.add(root);
    if (!(await wake(root))) heard.delete(root);
  }
  for (const sign of ["pointerenter", "touchstart", "focusin"]) document.addEventListener(sign, hear, { capture: true, passive: true });

  function watch(root) {
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      idle(() => root.isConnected && wake(root));
    });
    seen.observe(root);
  }

  function start() {
    course?.leave();
    for (const root of free() ? document.querySelectorAll(SELECTOR) : []) {
      if (root.dataset.watched) continue;
      root.dataset.watched = "yes";
      watch(root);
    }
    for (const root of document.querySelectorAll(".ss-progress:not([data-listening])")) {
      root.dataset.listening = "yes";
      showProgress(root);
    }
  }

  /* This script does not wait for the theme, so that no early sign of interest is lost; the theme tells of every page. */
  function follow() {
    if (window.document$) window.document$.subscribe(start);
    else start();
  }

  start();
  if (window.document$) follow();
  else document.addEventListener("DOMContentLoaded", follow);
})();
