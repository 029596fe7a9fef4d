/* Wakes the exercises of a page when somebody shows interest in one. Until then nothing more is loaded.
   Without it each exercise stands as readable code, with a link to its file. */
(() => {
  "use strict";

  if (window.secondSource) return;  // a lesson asks for this twice: beside its first exercise, and at its end as every page does
  window.secondSource = { lost, missing, trouble };

  const base = new URL("../play/", document.currentScript.src);
  const SELECTOR = ".ss-exercise, .ss-play";
  let course = null;
  let begun = null;

  /* --- what may be wrong ------------------------------------------------------------------------ */

  const FROM_DISK = "This page was opened as a file, and browsers run the exercises only on pages that a server sends. In the folder of the course run “make serve”, and open the address it prints.";
  const FRAMED = "This page stands in a frame that is cut off from its own site, so the exercises cannot run in it. Open it in a tab of its own: ";
  const FRAMED_MEND = " Whoever set up the frame can mend this: a “sandbox” of a frame has to allow at least allow-scripts and allow-same-origin.";
  const HERE = location.protocol === "file:" ? [FROM_DISK] : window.origin === "null" ? [FRAMED, ownTab(), FRAMED_MEND] : null;

  function ownTab() {
    const link = document.createElement("a");
    Object.assign(link, { href: location.href, target: "_blank", rel: "noopener", textContent: location.href });
    return link;
  }

  /* An error in whole sentences, which the page shows as they are. */
  function trouble(words) {
    return Object.assign(new Error(words), { name: "Trouble" });
  }

  /** What to say where the connection is gone. */
  function lost() {
    return trouble("The connection was lost before everything had come. Try once more when you are online.");
  }

  /** What to say where one of the site's files did not come: its name, and what the server answered. */
  function missing(file, status) {
    if (status !== 404 && status !== 410) return trouble(`The server answered ${status} for ${file}. Try once more in a minute.`);
    if (file === "play.json") return trouble("This site was published without its Python. Whoever published it can mend that: run “make site”, and publish the folder site/ that it writes.");
    return trouble(`This site is not complete: ${file} is missing on the server. Whoever published it can mend that: run “make site”, and publish all of the folder site/ that it writes.`);
  }

  /* Why a script of the site did not come or may not run; a browser's own words do not tell. */
  async function unloaded(url) {
    const answer = await fetch(url, { cache: "no-store" }).catch(() => null);
    if (!answer) return lost();
    const [file, type] = [url.pathname.split("/").at(-1), answer.headers.get("Content-Type") ?? "of no type"];
    if (!answer.ok) return missing(file, answer.status);
    if (!/(java|ecma)script/i.test(type)) return trouble(`The server sends ${file} as “${type}”, and browsers run scripts only as “text/javascript”. Whoever runs the server can mend that: it is the standard type for .js files.`);
    return trouble(`${file} came, and this browser could not run it. A browser of the last two years can.`);
  }

  /* --- loading ---------------------------------------------------------------------------------- */

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
    const answer = await fetch(new URL("play.json", base), { cache: "no-cache" }).catch(() => Promise.reject(lost()));
    if (!answer.ok) throw missing("play.json", answer.status);
    return answer.json().catch(() => Promise.reject(missing("play.json", 404)));  // a page of the server's own in its place
  });

  /* A browser does not ask twice for a script that once did not come, under one address. */
  let times = 0;
  async function script(file) {
    const url = new URL(times ? `${file}?${times}` : file, base);
    return import(url).catch(async () => {
      times += 1;
      throw await unloaded(url);
    });
  }

  async function bring(name) {
    return script((await known())[name].file);
  }

  const starter = once(() => script("../js/python.js"));

  const open = once(async () => {
    const [manifest, { Enclosed }] = await Promise.all([known(), starter()]);
    const begin = () => new Enclosed(base, manifest);
    begun ??= begin();  // Python takes longest, so it does not wait for the editors
    const { open: make } = await bring("page");
    course = make(base, manifest, begin, begun);
  });

  const parsed = new Promise((go) => {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", go);
    else go();
  });

  const OTHERWISE = "The exercises could not be opened in this page.";

  async function wake(root) {
    if (HERE) return null;
    try {
      await Promise.all([open(), parsed]);
      course.runner.warm().catch(() => {});
      const live = await course.enliven(root);
      root.querySelector(".ss-trouble")?.remove();
      return live;
    } catch (error) {
      say(root, [error.name === "Trouble" ? error.message : OTHERWISE, " ", root.dataset.trouble ?? "You can download the file, and work it in an editor of your own."], () => wake(root));
      return null;
    }
  }

  /* The page "Your progress" is read as soon as it is there: from the lessons' own store where one was opened in this tab. */
  async function showProgress(root) {
    try {
      const { show } = await bring("progress");
      await show(root, base, await known(), course?.store);
      root.querySelector(".ss-trouble")?.remove();
    } catch (error) {
      const words = error.name === "Trouble" ? error.message : "What you have done could not be read.";
      say(root, [words, " The links to the exercises work all the same."], () => showProgress(root));
    }
  }

  /* Say something in a line of its own; with a way to try again, where there is one. */
  function say(root, words, again = null) {
    const line = document.createElement("p");
    line.className = "ss-trouble";
    line.setAttribute("role", "status");
    line.append(...words);
    if (again) line.append(document.createElement("br"), tryAgain(again));
    root.querySelector(".ss-trouble")?.remove();
    root.append(line);
  }

  function tryAgain(again) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "ss-button", textContent: "Try once more" });
    button.addEventListener("click", () => {
      button.disabled = true;
      again();
    });
    return button;
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
    if (HERE) return;
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

  if (HERE) parsed.then(() => document.querySelectorAll(`${SELECTOR}, .ss-progress`).forEach((root) => say(root, HERE.map((part) => part.cloneNode?.(true) ?? part))));

  start();
  if (window.document$) follow();
  else document.addEventListener("DOMContentLoaded", follow);
})();
