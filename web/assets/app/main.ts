// What every page needs: sortable tables, suggestions under search boxes, the theme switch.
import "./tokens.css";
import "./base.css";
import "./layout.css";
import "./components.css";
import "./pages.css";
import "./account.css";
import "./print.css";
import { embeddable, ownPage } from "./embed";
import { hinting } from "./hints";
import { keepState } from "./language";
import { lighting } from "./marks";
import { closable } from "./menus";
import { suggest } from "./suggest";
import { sortable } from "./tables";
import { switchTheme } from "./theme";

document.querySelectorAll<HTMLTableElement>("table[data-sortable]").forEach(sortable);
document.querySelectorAll<HTMLFormElement>("form[data-suggest]").forEach(suggest);
hinting(document.querySelectorAll<HTMLAnchorElement>("a.hint"));
document.querySelectorAll<HTMLAnchorElement>(".site-tools a[hreflang]").forEach(keepState);
document.querySelectorAll<HTMLDetailsElement>("details.menu, details.site-menu").forEach(closable);
document.querySelectorAll<HTMLElement>("[data-reads]").forEach(lighting);
document.querySelectorAll<HTMLDetailsElement>("details[data-embed]").forEach(embeddable);
document.querySelectorAll<HTMLAnchorElement>(".embedded a[data-own]").forEach(ownPage);
document.querySelectorAll<HTMLButtonElement>("[data-theme-toggle]").forEach(switchTheme);

// A form with filters sends only what was filled in, so that addresses stay short enough to read.
document.querySelectorAll<HTMLFormElement>("form.filters, form.period, form[data-sparse]").forEach((form) => {
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData.entries()]) if (value === "") formData.delete(name);
  });
});

// "/" goes to search from anywhere that is not a text field.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof Element && event.target.closest("input, select, textarea, [contenteditable]")) return;
  event.preventDefault();
  document.querySelector<HTMLInputElement>("form[data-suggest] input[type=search]")?.focus();
});

document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => print()));
