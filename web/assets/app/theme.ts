/** Switches between light and dark, and remembers the choice. */
export function switchTheme(button: HTMLButtonElement): void {
  const root = document.documentElement;
  const isDark = () =>
    root.dataset["theme"] === "dark" ||
    (root.dataset["theme"] === undefined && matchMedia("(prefers-color-scheme: dark)").matches);
  button.addEventListener("click", () => {
    const next = isDark() ? "light" : "dark";
    root.dataset["theme"] = next;
    localStorage.setItem("theme", next);
    document.dispatchEvent(new CustomEvent("theme"));
  });
}
