/* Names for two parts of the theme that screen readers would otherwise meet without one. */
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

  function start() {
    nameSearch();
    nameCodeBars();
    new MutationObserver(nameCodeBars).observe(document.body, { childList: true, subtree: true });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
