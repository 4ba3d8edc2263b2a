/** Words that are selected in a row's cells become the words of what was missed. */
export function markedInto(input: HTMLInputElement): void {
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    const text = selection?.toString().replace(/\s+/g, " ").trim() ?? "";
    if (!text || !(selection?.anchorNode?.parentElement?.closest(".row-cells dd"))) return;
    input.value = text;
  });
}
