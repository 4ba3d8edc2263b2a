import { closeButton, SidePanel } from "../shared/panel";
import type { Words } from "./words";

/** What the panel has the picture do. */
export interface Steered {
  readonly isPartial: boolean;
  isShown(id: string): boolean;
  isOpen(id: string): boolean;
  isGroup(id: string): boolean;
  isPinned(id: string): boolean;
  unpin(id: string): void;
  pinHere(id: string): void;
  open(id: string): void;
  fold(id: string): void;
  focusOn(id: string): void;
  expand(id: string): void;
  startPath(id: string): void;
  hide(id: string): void;
  showAll(): void;
  clear(): void;
}

/** The panel of the network: what can be done with the chosen mark stands above the server's words. */
export class Panel {
  private readonly panel: SidePanel;

  constructor(
    private readonly element: HTMLElement,
    private readonly words: Words,
    private readonly picture: Steered,
  ) {
    this.panel = new SidePanel(element, "/panel");
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  /** Shows what a mark stands for; `more` narrows it. */
  async show(id: string, path: string, more: Record<string, string> = {}): Promise<boolean> {
    return this.panel.show(path, this.buttons(id), more);
  }

  focus(): void {
    this.element.querySelector<HTMLElement>("button, a")?.focus();
  }

  close(): void {
    this.panel.close();
  }

  private buttons(id: string): HTMLElement {
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
    if (picture.isOpen(id)) add(words.closeGroup, () => picture.fold(id));
    if (picture.isGroup(id)) add(words.openGroup, () => picture.open(id));
    if (picture.isShown(id)) {
      add(words.focus, () => picture.focusOn(id));
      add(words.expand, () => picture.expand(id));
      add(words.path, () => picture.startPath(id));
      if (picture.isPinned(id)) add(words.unpin, () => picture.unpin(id));
      else add(words.pin, () => picture.pinHere(id));
      add(words.hide, () => picture.hide(id));
    }
    if (picture.isPartial) add(words.all, () => picture.showAll());
    row.append(closeButton(words.close, () => picture.clear()));
    return row;
  }
}
