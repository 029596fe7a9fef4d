/* Wakes the exercises of a page when somebody shows interest in one. Until then nothing more is loaded.
   Without it each exercise stands as readable code, with a link to its file. */
(() => {
  "use strict";

  const base = new URL("../play/", document.currentScript.src);
  const SELECTOR = ".ss-exercise, .ss-play";
  let opening = null;

  /* The manifest says what is there; everything it names can be cached for ever. */
  async function fetchManifest() {
    const answer = await fetch(new URL("play.json", base), { cache: "no-cache" });
    if (!answer.ok) throw new Error(`${answer.status} for play.json`);
    return answer.json();
  }

  function open() {
    opening ??= fetchManifest()
      .then(async (manifest) => {
        const { open: course } = await import(new URL(manifest.page.file, base));
        return course(base, manifest);
      })
      .catch((error) => {
        opening = null;
        throw error;
      });
    return opening;
  }

  async function wake(root, python) {
    try {
      const course = await open();
      if (python) course.runner.warm().catch(() => {});
      return await course.enliven(root);
    } catch (error) {
      say(root, root.dataset.trouble ?? "This exercise could not be opened in the page. Download the file below, or load the page again.");
      return null;
    }
  }

  /* The page "Your progress" is read as soon as it is there: from the lessons' own store where one was opened in this tab. */
  async function showProgress(root) {
    try {
      const course = await opening;
      const manifest = course?.manifest ?? (await fetchManifest());
      const { show } = await import(new URL(manifest.progress.file, base));
      await show(root, base, manifest, course?.store);
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

  function idle(act) {
    if (window.requestIdleCallback) requestIdleCallback(act, { timeout: 3000 });
    else setTimeout(act, 300);
  }

  function listen(root) {
    const interest = (event) => {
      wake(root, true);
      if (event.type !== "focusin") return;
      root.removeEventListener("focusin", interest);
    };
    for (const sign of ["pointerenter", "touchstart", "focusin"]) root.addEventListener(sign, interest, { once: true, passive: true });
    if (free()) {
      const seen = new IntersectionObserver((entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        seen.disconnect();
        idle(() => root.isConnected && wake(root, true));
      });
      seen.observe(root);
    }
  }

  function start() {
    if (opening) opening.then((course) => course.leave(), () => {});
    for (const root of document.querySelectorAll(SELECTOR)) {
      if (root.dataset.listening) continue;
      root.dataset.listening = "yes";
      listen(root);
    }
    for (const root of document.querySelectorAll(".ss-progress:not([data-listening])")) {
      root.dataset.listening = "yes";
      showProgress(root);
    }
  }

  if (window.document$) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
