import { rove } from "./keys";

/** What the address says of a picture and not of its filters. */
const PICTURE = ["node", "focus", "hide", "via", "color", "level", "view", "open", "close", "pin", "at", "versus"];

/** The server's words about a chosen thing, beside a picture, under the filters of the picture. */
export class SidePanel {
  private asking: AbortController | undefined;

  constructor(
    private readonly element: HTMLElement,
    private readonly source: string,
  ) {
    rove(element, "a, button, summary");
  }

  /** Shows the thing beneath its tools; whether it is shown now and nothing else was asked for meanwhile. `more` narrows it. */
  async show(path: string, tools: HTMLElement, more: Record<string, string> = {}): Promise<boolean> {
    this.asking?.abort();
    this.asking = new AbortController();
    const query = new URLSearchParams(location.search);
    for (const name of PICTURE) query.delete(name);
    for (const [name, value] of Object.entries(more)) query.set(name, value);
    query.set("thing", path);
    query.set("lang", document.documentElement.lang);
    try {
      const response = await fetch(`${this.source}?${query}`, { signal: this.asking.signal });
      if (!response.ok) {
        this.close();
        return false;
      }
      const words = document.createElement("div");
      words.innerHTML = await response.text(); // rendered and escaped by our own server
      this.element.replaceChildren(tools, words);
      this.element.hidden = false;
      return true;
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
      return false;
    }
  }

  close(): void {
    this.asking?.abort();
    this.element.hidden = true;
  }
}

/** The button that closes a panel. */
export function closeButton(label: string, act: () => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "icon-button panel-close";
  button.textContent = "×";
  button.setAttribute("aria-label", label);
  button.title = label;
  button.addEventListener("click", act);
  return button;
}
