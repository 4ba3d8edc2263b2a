import { rove } from "../shared/keys";
import type { Words } from "./data";
import type { Picture } from "./picture";

/** What stands beside the picture: the server's words about the chosen thing, and what can be done with it. */
export class Panel {
  private asking: AbortController | undefined;

  constructor(
    private readonly element: HTMLElement,
    private readonly source: string,
    private readonly words: Words,
    private readonly picture: Picture,
  ) {
    rove(element, "a, button, summary");
  }

  async show(path: string): Promise<void> {
    this.asking?.abort();
    this.asking = new AbortController();
    const query = new URLSearchParams(location.search);
    for (const name of ["node", "focus", "hide", "via", "color", "level"]) query.delete(name);
    query.set("thing", path);
    query.set("lang", document.documentElement.lang);
    try {
      const response = await fetch(`${this.source}?${query}`, { signal: this.asking.signal });
      if (!response.ok) return this.close();
      const words = document.createElement("div");
      words.innerHTML = await response.text(); // rendered and escaped by our own server
      this.element.replaceChildren(this.buttons(path), words);
      this.element.hidden = false;
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
    }
  }

  close(): void {
    this.asking?.abort();
    this.element.hidden = true;
  }

  private buttons(path: string): HTMLElement {
    const row = document.createElement("div");
    row.className = "button-row panel-tools";
    const add = (label: string, act: () => void): HTMLButtonElement => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button";
      button.textContent = label;
      button.addEventListener("click", act);
      row.append(button);
      return button;
    };
    const { picture, words } = this;
    if (picture.net.hasNode(path)) {
      add(words.focus, () => picture.focusOn(path));
      add(words.expand, () => picture.expand(path));
      add(words.path, () => picture.startPath(path));
      const isPinned = picture.isPinned(path);
      add(isPinned ? words.unpin : words.pin, () => {
        picture.pin(path, !isPinned);
        void this.show(path);
      });
      add(words.hide, () => picture.hide(path));
    }
    if (picture.isPartial) add(words.all, () => picture.showAll());
    const close = add("×", () => picture.clear());
    close.className = "icon-button panel-close";
    close.setAttribute("aria-label", words.close);
    close.title = words.close;
    return row;
  }
}
