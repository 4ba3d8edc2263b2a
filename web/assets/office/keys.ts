/** A key presses the button, follows the link or opens the form that names it in `data-key`. */
export function pressable(places: NodeListOf<HTMLElement>): void {
  if (places.length === 0) return;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target instanceof Element && event.target.closest("input, select, textarea, [contenteditable]")) return;
    for (const place of places) {
      if (!(place.dataset.key ?? "").split(" ").includes(event.key.toLowerCase())) continue;
      event.preventDefault();
      const button = place instanceof HTMLFormElement ? place.querySelector("button") : place;
      button?.click();
      return;
    }
  });
}
