import { part } from "../shared/dom";
import { sortable } from "../app/tables";
import type { Address } from "./address";

const TABLE_WAITS = 350;

/** The parts of the page that the server makes anew when the picture changes: the picture, what stands under it, the table. */
export class Parts {
  private asking: AbortController | undefined;
  private waiting: number | undefined;

  constructor(
    private readonly root: ParentNode,
    private readonly address: Address,
    private readonly size: () => { w: string; h: string },
  ) {}

  /** Puts the picture of the address into the page; whether nothing newer was asked for meanwhile. */
  async load(): Promise<boolean> {
    const text = await this.fetch("/network/picture");
    if (text === null) return false;
    this.place(text);
    window.clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => void this.loadTable(), TABLE_WAITS);
    return true;
  }

  private async loadTable(): Promise<void> {
    const text = await this.fetch("/network/table");
    if (text === null) return;
    const table = part(document, "[data-holds=table]");
    table.innerHTML = text; // rendered and escaped by our own server
    table.querySelectorAll<HTMLTableElement>("table[data-sortable]").forEach(sortable);
  }

  private async fetch(path: string): Promise<string | null> {
    this.asking?.abort();
    this.asking = new AbortController();
    const query = this.address.asked({ ...this.size(), lang: document.documentElement.lang });
    try {
      const response = await fetch(`${path}?${query}`, { signal: this.asking.signal });
      if (!response.ok) throw new Error(`${response.status} ${path}`);
      return await response.text();
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return null;
      throw error;
    }
  }

  private place(text: string): void {
    const made = document.createElement("template");
    made.innerHTML = text; // rendered and escaped by our own server
    made.content.querySelectorAll<HTMLElement>("[data-part]").forEach((one) => {
      part(this.root, `[data-holds=${one.dataset["part"]}]`).replaceChildren(...one.childNodes);
    });
  }
}
