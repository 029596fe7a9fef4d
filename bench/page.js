/* Runs inside the pages that bench/page.py measures.  All times are the page's own, in ms since navigation. */
window.bench = (() => {
  /* What a student does comes before all else that waits in a page, and so do we. */
  const pause = (delay = 4) => scheduler.postTask(() => {}, { priority: "user-blocking", delay });

  async function until(look, patience = 120000) {
    const begun = performance.now();
    for (;;) {
      const found = look();
      if (found) return found;
      if (performance.now() - begun > patience) throw new Error(`waited in vain for ${look}`);
      await pause();
    }
  }

  const longest = [];
  new PerformanceObserver((list) => longest.push(...list.getEntries())).observe({ type: "longtask", buffered: true });

  /* --- ours ------------------------------------------------------------------------------ */

  const root = (name) => document.querySelector(`[data-exercise="${name}"]`);
  const button = (at, words) => [...at.querySelectorAll("button")].find((one) => one.textContent === words && !one.closest("[hidden]"));

  /** Come to an exercise as a pointer does that moves about on it; wait until it can be checked. */
  async function come(name) {
    const at = await until(() => root(name));
    at.scrollIntoView();
    await until(() => button(at, "Check") || void at.dispatchEvent(new PointerEvent("pointerenter")));
    return at;
  }

  /** Press Check; return when the result stands there, what it took, and the longest task meanwhile. */
  async function check(at) {
    const box = at.querySelector(".ss-results-box");
    const before = box.firstElementChild;
    const pressed = performance.now();
    button(at, "Check").click();
    await until(() => box.firstElementChild && box.firstElementChild !== before);
    const shown = performance.now();
    await pause(60);  // the observer tells a moment later
    const tasks = longest.filter((task) => task.startTime + task.duration > pressed && task.startTime < shown);
    const points = box.querySelector(".ss-results__sum").textContent;
    return { at: shown, took: shown - pressed, task: Math.max(0, ...tasks.map((task) => task.duration)), points };
  }

  /** Stop a check that runs; return what it took until a typed letter stands in the editor. */
  async function stop(at) {
    button(at, "Check").click();
    await pause(5000);
    const begun = performance.now();
    button(at, "Stop").click();
    const line = at.querySelector(".cm-content");
    line.focus();
    document.execCommand("insertText", false, "#");
    await until(() => line.textContent.includes("#") && !button(at, "Check").disabled);
    await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
    return performance.now() - begun;
  }

  /* --- pyodide-mkdocs-theme ---------------------------------------------------------------- */

  const terminal = () => document.querySelector(".terminal")?.textContent ?? "";

  async function themeCheck() {
    const pressed = performance.now();
    document.querySelector("button[btn_kind=check]").click();
    await until(() => !terminal().includes("Bravo"));
    await until(() => terminal().includes("Bravo"));
    return { at: performance.now(), took: performance.now() - pressed };
  }

  /** Press Check the moment its Python is ready: before that a press does nothing. */
  async function themeFirst() {
    await until(() => window.themeReady);
    return themeCheck();
  }

  /* --- JupyterLite --------------------------------------------------------------------------- */

  const answered = () => [...document.querySelectorAll(".jp-OutputArea-output")].some((one) => one.textContent.includes("42"));
  const liteFirst = () => until(answered).then(() => ({ at: performance.now() }));

  return { until, come, check, stop, themeCheck, themeFirst, liteFirst };
})();

const log = console.log;
console.log = (...words) => {
  if (String(words[0]).includes("Pyodide kernel ready")) window.themeReady = true;
  log(...words);
};
