import { remember } from "../shared/memory";

/** Switches between light and dark, and remembers the choice. */
export function switchTheme(button: HTMLButtonElement): void {
  const root = document.documentElement;
  button.addEventListener("click", () => {
    const next = root.dataset["theme"] === "dark" ? "light" : "dark";
    root.dataset["theme"] = next;
    remember("theme", next);
    document.dispatchEvent(new CustomEvent("theme"));
  });
}
