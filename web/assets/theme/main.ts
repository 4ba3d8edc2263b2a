// Runs before the first paint: the theme chosen last time, so that the page does not flash.
const chosen = localStorage.getItem("theme");
if (chosen === "dark" || chosen === "light") document.documentElement.dataset["theme"] = chosen;
document.documentElement.classList.add("js");
