/* What the theme leaves out for keyboards and screen readers. */
(() => {
  "use strict";

  function nameSearch() {
    const search = document.querySelector(".md-search[role=dialog]:not([aria-label])");
    if (search) search.setAttribute("aria-label", "Search");
  }

  /* Buttons for copying code are added while one scrolls: each in a landmark, all with one name. */
  function nameCodeBars() {
    document.querySelectorAll("nav.md-code__nav").forEach((bar, index) => {
      const name = `Code block ${index + 1}`;
      if (bar.getAttribute("aria-label") !== name) bar.setAttribute("aria-label", name);
    });
  }

  /* A table that is wider than the screen scrolls in a frame of the theme's: let the keyboard reach it.  Told of
     sizes after the page is laid out, nobody has to lay it out for this. */
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const frame = target.closest(".md-typeset__scrollwrap");
      if (frame?.scrollWidth > frame?.clientWidth) frame.tabIndex = 0;
    }
  });

  function reachTables() {
    for (const frame of document.querySelectorAll(".md-typeset__scrollwrap:not([data-watched])")) {
      frame.dataset.watched = "yes";
      for (const part of [frame, ...frame.children]) sizes.observe(part);
    }
  }

  function mend() {
    nameCodeBars();
    reachTables();
  }

  function start() {
    nameSearch();
    mend();
    new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
