const GAP = 6;

/** What a word means, shown above the page while its mark is pointed at or has the focus; Escape puts it away. */
export function hinting(marks: NodeListOf<HTMLAnchorElement>): void {
  if (marks.length === 0) return;
  const box = document.createElement("div");
  box.className = "hint-box";
  box.hidden = true;
  box.setAttribute("aria-hidden", "true"); // the mark's own name says the same
  document.body.append(box);
  const hide = (): void => { box.hidden = true; };
  const show = (mark: HTMLElement): void => {
    box.textContent = mark.dataset["hint"] ?? "";
    box.hidden = false;
    const at = mark.getBoundingClientRect();
    const left = Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - GAP);
    const below = at.bottom + GAP + box.offsetHeight < window.innerHeight;
    box.style.left = `${Math.max(GAP, left)}px`;
    box.style.top = `${below ? at.bottom + GAP : at.top - GAP - box.offsetHeight}px`;
  };
  for (const mark of marks) {
    mark.addEventListener("pointerenter", () => { show(mark); });
    mark.addEventListener("focus", () => { show(mark); });
    mark.addEventListener("pointerleave", hide);
    mark.addEventListener("blur", hide);
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  document.addEventListener("scroll", hide, { capture: true, passive: true });
}
