// Things of a picture open beside it, as on the network page; with a modifier, or without scripts, on their own page.
import { part } from "../shared/dom";
import { closeButton, SidePanel } from "../shared/panel";

const root = document.querySelector<HTMLElement>("[data-beside]");
if (root) start(root);
showNewest();

/** A timeline that is wider than the screen opens at its newest end. */
function showNewest(): void {
  const wrap = document.querySelector<HTMLElement>(".timeline-wrap");
  if (wrap) wrap.scrollLeft = wrap.scrollWidth;
}

/** Tells the picture what was chosen and how much of it the panel covers, so that it comes into view. */
function tellPicture(root: HTMLElement, panel: HTMLElement, path: string): void {
  const isBeside = panel.offsetHeight > panel.offsetWidth;
  const detail = { path, aside: isBeside ? panel.offsetWidth : 0, beneath: isBeside ? 0 : panel.offsetHeight };
  const tell = (): void => void root.querySelector("[data-map]")?.dispatchEvent(new CustomEvent("chosen", { detail }));
  if (root.querySelector("[data-map]:not([data-ready])")) root.addEventListener("drawn", tell, { once: true });
  else tell();
}

function start(root: HTMLElement): void {
  const element = part(root, ".network-panel");
  const panel = new SidePanel(element, root.dataset["beside"] ?? "");
  let opener: Element | null = null;

  const remember = (path: string | null): void => {
    const query = new URLSearchParams(location.search);
    if (path === null) query.delete("node");
    else query.set("node", path);
    const text = query.toString().replaceAll("%2F", "/");
    history.replaceState(null, "", `${location.pathname}${text ? `?${text}` : ""}`);
  };
  const close = (): void => {
    panel.close();
    remember(null);
    if (opener instanceof SVGElement || opener instanceof HTMLElement) opener.focus();
    opener = null;
  };
  const open = async (path: string): Promise<boolean> => {
    const tools = document.createElement("div");
    tools.className = "button-row panel-tools";
    tools.append(closeButton(root.dataset["close"] ?? "", close));
    const isShown = await panel.show(path, tools);
    if (isShown) {
      remember(path);
      tellPicture(root, element, path);
    }
    return isShown;
  };

  root.addEventListener("click", (event) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest("svg a[href^='/id/']") : null;
    const path = link && decodeURI(new URL(link.getAttribute("href") ?? "", location.href).pathname).replace(/^\/id\//, "");
    if (!link || !path) return;
    event.preventDefault();
    opener = link;
    // A press of a key asks for the panel's words; a click leaves the eye where it is.
    void open(path).then((isShown) => {
      if (isShown && event.detail === 0) element.querySelector("button")?.focus();
    });
  });
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !element.hidden) close();
  });
  const asked = new URLSearchParams(location.search).get("node");
  if (asked) void open(asked);
}
