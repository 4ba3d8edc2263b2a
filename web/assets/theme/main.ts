// Runs before the first paint, so that the page does not flash: the theme chosen last time, else the system's.
import { recall } from "../shared/memory";

const root = document.documentElement;
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

function apply(): void {
  const chosen = recall("theme");
  const isKnown = chosen === "dark" || chosen === "light";
  root.dataset["theme"] = isKnown ? chosen : systemIsDark.matches ? "dark" : "light";
}

apply();
root.classList.add("js");
systemIsDark.addEventListener("change", () => {
  apply();
  document.dispatchEvent(new CustomEvent("theme"));
});
