/* CodeMirror 6, dressed in the site's own colours. */
import { autocompletion, closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { HighlightStyle, bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { Compartment, EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.controlKeyword, tags.definitionKeyword, tags.moduleKeyword, tags.operatorKeyword], color: "var(--md-code-hl-keyword-color)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--md-code-hl-string-color)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--md-code-hl-number-color)" },
  { tag: tags.comment, color: "var(--md-code-hl-comment-color)" },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.className], color: "var(--md-code-hl-function-color)" },
]);

const look = EditorView.theme({
  "&": { color: "var(--ss-ink)", backgroundColor: "var(--ss-raised)", border: "1px solid var(--ss-rule)", borderRadius: "8px", fontSize: "0.72rem" },
  "&.cm-focused": { outline: "3px solid var(--ss-blue)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "var(--md-code-font), monospace", lineHeight: "1.6", maxHeight: "34rem" },
  ".cm-content": { padding: "0.6rem 0", caretColor: "var(--ss-ink)" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--ss-muted)", border: "0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine, &.cm-focused .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--ss-tint) 55%, transparent)" },
  ".cm-cursor": { borderLeftColor: "var(--ss-ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--ss-blue) 28%, transparent)" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "var(--ss-flash)", color: "inherit" },
  ".cm-trouble": { backgroundColor: "color-mix(in srgb, var(--ss-accent) 18%, transparent)", boxShadow: "inset 3px 0 0 var(--ss-accent)" },
  ".cm-tooltip": { backgroundColor: "var(--ss-raised)", color: "var(--ss-ink)", border: "1px solid var(--ss-rule)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--ss-accent)", color: "var(--ss-on-accent)" },
});

const mark = StateEffect.define();
const trouble = StateField.define({
  create: () => Decoration.none,
  update(marks, change) {
    for (const effect of change.effects) {
      if (effect.is(mark)) return effect.value === null ? Decoration.none : Decoration.set([Decoration.line({ class: "cm-trouble" }).range(effect.value)]);
    }
    return change.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Make an editor; where it goes is up to the caller, once all are made: one made inside a page has all of it laid out at once.
    `first` gives the number of its first line in the file, `changed(text)` hears of every change. */
export function makeEditor({ text, label, first, changed, check }) {
  const numbers = new Compartment();
  const view = new EditorView({
    state: EditorState.create({
      doc: text,
      extensions: [
        numbers.of(numbered(first)),
        history(),
        drawSelection(),
        indentUnit.of("    "),
        EditorState.tabSize.of(4),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        autocompletion({ activateOnTyping: false }),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        trouble,
        python(),
        syntaxHighlighting(colours),
        look,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", autocapitalize: "off", autocorrect: "off" }),
        EditorView.updateListener.of((update) => update.docChanged && changed(update.state.doc.toString())),
        keymap.of([{ key: "Mod-Enter", run: () => (check(), true) }, indentWithTab, ...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap]),
      ],
    }),
  });
  requestAnimationFrame(() => view.requestMeasure());  // its own style sheet may have come after the first look
  return {
    view,
    dom: view.dom,
    text: () => view.state.doc.toString(),
    setText(next) {
      if (next !== view.state.doc.toString()) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
    },
    number: (from) => view.dispatch({ effects: numbers.reconfigure(numbered(from)) }),
    show(line, focus) {
      const { from } = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
      view.dispatch({ effects: [mark.of(from), EditorView.scrollIntoView(from, { y: "center" })], ...(focus ? { selection: { anchor: from } } : {}) });
      if (focus) view.focus();
    },
    clear: () => view.dispatch({ effects: mark.of(null) }),
    destroy: () => view.destroy(),
  };
}

function numbered(first) {
  return lineNumbers({ formatNumber: (number) => String(number + first - 1) });
}
