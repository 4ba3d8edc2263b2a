const SPEAKING = ["aria-label", "title", "placeholder"];
/** What the editor leaves out for those who do not see it: of which elements, which attribute, what it says. */
const LACKING: [string, string, string][] = [
  [".tabsList .addTab", "role", "tab"],
  [".tabsList .addTab", "aria-selected", "false"],
  [".CodeMirror-scroll[tabindex='-1']", "tabindex", "0"],
  [".yasr_results th:empty", "aria-label", "№"],
];
const SILENT = ".CodeMirror-code, .yasr_results td";

/** Gives names to the controls that the editor leaves without, and roles to what lacks them. */
export function nameControls(root: HTMLElement, names: { query: string; page_size: string }): void {
  const named: [string, string][] = [[".CodeMirror textarea", names.query], [".tableSizer", names.page_size]];
  const name = (): void => {
    for (const [selector, attribute, said] of LACKING)
      for (const one of root.querySelectorAll(`${selector}:not([${attribute}="${said}"])`)) one.setAttribute(attribute, said);
    for (const [selector, said] of named)
      for (const one of root.querySelectorAll(`${selector}:not([aria-label])`)) one.setAttribute("aria-label", said);
  };
  new MutationObserver(name).observe(root, { childList: true, subtree: true });
  name();
}

/** Puts the editor's own words, now and as they come, into the page's language; it speaks English alone. */
export function translate(root: HTMLElement, words: Record<string, string>, patterns: [string, string][]): void {
  if (Object.keys(words).length === 0) return;
  const matching = patterns.map(([english, said]): [RegExp, string] => [new RegExp(english), said]);
  const translated = (text: string): string | undefined => words[text] ?? words[text.trim()] ?? filled(text.trim(), matching);
  const speak = (): void => {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      const said = translated(text.nodeValue ?? "");
      if (said !== undefined && !text.parentElement?.closest(SILENT)) text.nodeValue = said;
    }
    for (const attribute of SPEAKING)
      for (const one of root.querySelectorAll(`[${attribute}]`)) {
        const said = translated(one.getAttribute(attribute) ?? "");
        if (said !== undefined) one.setAttribute(attribute, said);
      }
  };
  let waiting = 0;
  new MutationObserver(() => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(speak);
  }).observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: SPEAKING });
  speak();
}

function filled(text: string, patterns: [RegExp, string][]): string | undefined {
  const found = patterns.find(([english]) => english.test(text));
  return found && text.replace(...found) !== text ? text.replace(...found) : undefined;
}
