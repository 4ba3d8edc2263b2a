const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

/** Arrows up and down move the focus among what matches within the element; Home and End go to its ends. */
export function rove(within: Element, selector: string): void {
  within.addEventListener("keydown", (event) => {
    if (!(event instanceof KeyboardEvent) || event.ctrlKey || event.metaKey || event.altKey) return;
    const stops = [...within.querySelectorAll<HTMLElement | SVGElement>(selector)].filter((one) => one.checkVisibility());
    const at = stops.findIndex((one) => one === document.activeElement);
    if (at < 0) return;
    const step = STEPS[event.key];
    const to = event.key === "Home" ? 0 : event.key === "End" ? stops.length - 1 : step === undefined ? -1 : at + step;
    if (!stops[to]) return;
    event.preventDefault();
    stops[to].focus();
  });
}
