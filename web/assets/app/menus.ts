import { rove } from "../shared/keys";

/** A menu that opens from its summary: arrows move within it, Escape and a click elsewhere close it. */
export function closable(menu: HTMLDetailsElement): void {
  const close = (): void => {
    menu.open = false;
  };
  rove(menu, "summary, a, button");
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.stopPropagation();
    close();
    menu.querySelector("summary")?.focus();
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Node && !menu.contains(event.target)) close();
  });
}
