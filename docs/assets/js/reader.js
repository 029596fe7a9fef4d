/* The reader of the five pages: switches, one or two pages, notes. Without it the pages stand as plain text. */
(() => {
  "use strict";

  const NAMES = {
    attribution: "attributions",
    hedge: "hedges",
    claim: "claims",
    contradiction: "passages of contradictions and look-alikes",
  };

  function start() {
    const reader = document.querySelector(".ss-reader:not([data-ready])");
    if (!reader) return;
    reader.dataset.ready = "yes";

    const pages = [...reader.querySelectorAll(".ss-page")];
    const selects = [...reader.querySelectorAll("select[data-pane]")];
    const switches = [...reader.querySelectorAll("input[data-kind]")];
    const confirmBox = reader.querySelector(".ss-confirm");
    const status = reader.querySelector(".ss-status");
    const note = reader.querySelector(".ss-note");
    const noteBody = reader.querySelector(".ss-note__body");
    const shownKinds = new Set();
    let confirmed = false;
    let current = null;
    let returning = false;

    /* --- which pages stand there ----------------------------------------------------------- */

    function arrange() {
      const two = reader.dataset.mode === "two";
      const [left, right] = selects.map((select) => select.value);
      for (const page of pages) {
        page.hidden = !(page.id === left || (two && page.id === right));
        page.style.order = page.id === left ? 0 : 1;
      }
      describe();
    }

    function changePane(changed) {
      const other = selects.find((select) => select !== changed);
      if (other.value === changed.value) other.value = changed.dataset.before;
      remember();
      closeNote();
      arrange();
    }

    function remember() {
      for (const select of selects) select.dataset.before = select.value;
    }

    function show(slug) {
      const page = pages.find((one) => one.id === slug);
      if (!page || !page.hidden) return;
      selects[0].value = slug;
      changePane(selects[0]);
    }

    /* What the address names; a browser, too, takes a name that is no proper code as it stands. */
    function named() {
      const name = location.hash.slice(1);
      try {
        return decodeURIComponent(name);
      } catch {
        return name;
      }
    }

    function followAddress() {
      const target = document.getElementById(named());
      const page = target && target.closest(".ss-page");
      if (!page || !reader.contains(page)) return;
      show(page.id);
      const fold = target.closest("details");
      if (fold) fold.open = true;
      target.scrollIntoView({ block: "start" });
    }

    /* --- switches -------------------------------------------------------------------------- */

    function setKind(input) {
      const kind = input.dataset.kind;
      if (kind === "contradiction" && input.checked && !confirmed) {
        input.checked = false;
        confirmBox.hidden = false;
        confirmBox.querySelector("[data-confirm=yes]").focus();
        return;
      }
      if (input.checked) shownKinds.add(kind);
      else shownKinds.delete(kind);
      reader.classList.toggle(`show-${kind}`, input.checked);
      reader.classList.toggle("has-marks", shownKinds.size > 0);
      enliven();
      describe();
    }

    function answer(yes) {
      confirmBox.hidden = true;
      const input = switches.find((one) => one.dataset.kind === "contradiction");
      confirmed = yes;
      input.checked = yes;
      setKind(input);
      input.focus();
    }

    /* A marked passage is a stop for the keyboard where it starts, and can be tapped anywhere. */
    function enliven() {
      for (const segment of reader.querySelectorAll(".ss-seg")) {
        const live = segment.dataset.kinds.split(" ").some((kind) => shownKinds.has(kind));
        const starts = segment.dataset.starts.trim().split(" ").some((kind) => shownKinds.has(kind));
        segment.classList.toggle("is-live", live);
        if (starts) {
          segment.setAttribute("role", "button");
          segment.tabIndex = 0;
        } else {
          segment.removeAttribute("role");
          segment.removeAttribute("tabindex");
        }
      }
      if (current && !current.classList.contains("is-live")) closeNote();
    }

    function describe() {
      const here = pages.filter((page) => !page.hidden);
      const parts = [...shownKinds].map((kind) => {
        const stops = here.flatMap((page) => [...page.querySelectorAll(".ss-seg")]);
        const count = stops.reduce(
          (sum, one) => sum + one.dataset.starts.trim().split(" ").filter((start) => start === kind).length, 0);
        return `${count} ${NAMES[kind]}`;
      });
      status.textContent = parts.length ? `Marked here: ${parts.join(", ")}. Choose a mark to read its note.` : "";
    }

    /* --- notes ----------------------------------------------------------------------------- */

    function notesOf(segment) {
      const slug = segment.closest(".ss-page").id;
      return [...new Set(tokensOf(segment))]
        .map((token) => document.getElementById(`note-${slug}-${token}`))
        .filter((template) => template && shownKinds.has(template.dataset.kind));
    }

    function openNote(segment, moveFocus) {
      const templates = notesOf(segment);
      if (!templates.length) return;
      highlight(segment, templates.map((one) => one.dataset.token));
      fill(templates);
      note.hidden = false;
      reader.classList.add("has-note");
      if (moveFocus) note.focus({ preventScroll: true });
      keepInSight(segment);
    }

    /* Jumping between two passages of one note keeps it where it was scrolled to. */
    function fill(templates) {
      const names = templates.map((one) => one.id).join(" ");
      if (noteBody.dataset.names === names && !note.hidden) return;
      noteBody.dataset.names = names;
      noteBody.replaceChildren(...templates.map((one) => one.content.cloneNode(true)));
      note.scrollTop = 0;
    }

    function tokensOf(segment) {
      return segment.dataset.notes.trim().split(" ").map((token) => token.split(".")[0]);
    }

    /* Light up the whole passage, not only the piece that was tapped; of two passages, both. */
    function highlight(segment, tokens = tokensOf(segment)) {
      dim();
      current = segment;
      segment.classList.add("is-open");
      for (const one of segment.closest(".ss-page").querySelectorAll(".ss-seg.is-live")) {
        one.classList.toggle("is-open", one === segment || tokensOf(one).some((token) => tokens.includes(token)));
      }
    }

    function dim() {
      for (const one of reader.querySelectorAll(".is-open")) one.classList.remove("is-open");
    }

    /* On a phone the note covers the lower half: the marked words go to the upper one. */
    function keepInSight(segment) {
      const box = segment.getBoundingClientRect();
      const floor = getComputedStyle(note).position === "fixed" ? note.getBoundingClientRect().top : innerHeight;
      const ceiling = header();
      if (box.top < ceiling || box.bottom > floor) window.scrollBy({ top: box.top - ceiling - 24 });
    }

    function header() {
      const bar = reader.querySelector(".ss-controls");
      const sticky = getComputedStyle(bar).position === "sticky";
      return sticky ? bar.getBoundingClientRect().bottom : 64;
    }

    function closeNote() {
      if (note.hidden) return;
      const back = note.contains(document.activeElement) ? current : null;
      note.hidden = true;
      reader.classList.remove("has-note");
      dim();
      current = null;
      if (back) comeBack(back);
    }

    /* Focus that comes back to a mark must not open its note again. */
    function comeBack(mark) {
      returning = true;
      mark.focus({ preventScroll: true });
      returning = false;
    }

    function step(by) {
      const stops = pages.filter((page) => !page.hidden)
        .flatMap((page) => [...page.querySelectorAll(".ss-seg[role=button]")]);
      const place = stops.indexOf(stopOf(current, stops));
      const next = stops[place + by];
      if (next) openNote(next, false);
    }

    function stopOf(segment, stops) {
      const before = stops.filter((stop) => stop === segment
        || stop.compareDocumentPosition(segment) & Node.DOCUMENT_POSITION_FOLLOWING);
      return before[before.length - 1];
    }

    function goTo(token) {
      const page = current.closest(".ss-page");
      const place = [...page.querySelectorAll(".ss-seg")]
        .find((one) => one.dataset.notes.trim().split(" ").includes(token));
      if (!place) return;
      const live = place.classList.contains("is-live");
      if (live) openNote(place, true);
      else highlight(place);
      keepInSight(place);
    }

    /* --- what the reader hears and feels ----------------------------------------------------- */

    reader.addEventListener("change", (event) => {
      if (event.target.name === "ss-mode") {
        reader.dataset.mode = event.target.value;
        closeNote();
        arrange();
      } else if (event.target.dataset.pane) changePane(event.target);
      else if (event.target.dataset.kind) setKind(event.target);
    });

    reader.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) return press(button);
      const segment = event.target.closest(".ss-seg.is-live");
      if (segment) openNote(segment, false);
    });

    function press(button) {
      if (button.dataset.confirm) answer(button.dataset.confirm === "yes");
      else if (button.dataset.step) step(Number(button.dataset.step));
      else if (button.dataset.goto) goTo(button.dataset.goto);
      else if ("close" in button.dataset) closeNote();
    }

    reader.addEventListener("focusin", (event) => {
      if (!returning && event.target.matches(".ss-seg[role=button]:focus-visible")) openNote(event.target, false);
    });

    reader.addEventListener("keydown", (event) => {
      const onMark = event.target.matches(".ss-seg[role=button]");
      if (onMark && (event.key === "Enter" || event.key === " ")) {
        event.preventDefault();
        openNote(event.target, true);
      }
    });

    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") closeNote();
    });

    reader.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
    reader.querySelector("form").reset();
    window.addEventListener("hashchange", followAddress);
    remember();
    arrange();
    followAddress();
  }

  /* With Material's instant loading a page change comes through document$; without it, once. */
  if (typeof document$ !== "undefined") document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
