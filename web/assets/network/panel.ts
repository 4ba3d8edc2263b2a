import { closeButton, SidePanel } from "../shared/panel";
import type { Net, Words } from "./data";

/** What the panel has the picture do. */
export interface Steered {
  readonly net: Net;
  readonly isPartial: boolean;
  isPinned(node: string): boolean;
  pin(node: string, pinned: boolean): void;
  focusOn(node: string): void;
  expand(node: string): void;
  startPath(node: string): void;
  hide(node: string): void;
  showAll(): void;
  clear(): void;
}

/** The panel of the network: what can be done with the chosen node stands above the server's words. */
export class Panel {
  private readonly panel: SidePanel;

  constructor(
    element: HTMLElement,
    source: string,
    private readonly words: Words,
    private readonly picture: Steered,
  ) {
    this.panel = new SidePanel(element, source);
  }

  async show(path: string): Promise<void> {
    await this.panel.show(path, this.buttons(path));
  }

  close(): void {
    this.panel.close();
  }

  private buttons(path: string): HTMLElement {
    const row = document.createElement("div");
    row.className = "button-row panel-tools";
    const add = (label: string, act: () => void): void => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button";
      button.textContent = label;
      button.addEventListener("click", act);
      row.append(button);
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
    row.append(closeButton(words.close, () => picture.clear()));
    return row;
  }
}
