import { part } from "../shared/dom";
import { sortable } from "../app/tables";
import type { Address } from "./address";
import { widenLines } from "./marks";

const TABLE_WAITS = 350;
/** So many pictures are kept at hand for a reader who points at groups. */
const PREPARED = 8;

/** The parts of the page that the server makes anew when the picture changes: the picture, what stands under it, the table. */
export class Parts {
  private asking: AbortController | undefined;
  private waiting: number | undefined;
  private isDrawn = false;
  private readonly prepared = new Map<string, Promise<string | null>>();

  constructor(
    private readonly root: ParentNode,
    private readonly address: Address,
    private readonly size: () => { w: string; h: string },
  ) {}

  /** Asks for the picture that a change of the address would show, so that it is at hand when it is made. */
  prepare(change: (query: URLSearchParams) => void): void {
    const query = this.query(change);
    if (this.prepared.has(query)) return;
    if (this.prepared.size >= PREPARED) this.prepared.clear();
    const answer = fetch(`/network/picture?${query}`).then((response) => (response.ok ? response.text() : null));
    this.prepared.set(query, answer.catch(() => null));
  }

  /** Puts the picture of the address into the page; whether nothing newer was asked for meanwhile. */
  async load(): Promise<boolean> {
    const asked = this.query();
    const text = (await this.prepared.get(asked)) ?? (await this.fetch("/network/picture"));
    if (text === null || asked !== this.query()) return false;
    this.place(text);
    window.clearTimeout(this.waiting);
    // the page came with the table of its first picture
    if (this.isDrawn) this.waiting = window.setTimeout(() => void this.loadTable(), TABLE_WAITS);
    this.isDrawn = true;
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
    try {
      const response = await fetch(`${path}?${this.query()}`, { signal: this.asking.signal });
      if (!response.ok) throw new Error(`${response.status} ${path}`);
      return await response.text();
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return null;
      throw error;
    }
  }

  private query(change?: (query: URLSearchParams) => void): string {
    return this.address.asked({ ...this.size(), lang: document.documentElement.lang }, change);
  }

  private place(text: string): void {
    const made = document.createElement("template");
    made.innerHTML = text; // rendered and escaped by our own server
    widenLines(made.content);
    made.content.querySelectorAll<HTMLElement>("[data-part]").forEach((one) => {
      part(this.root, `[data-holds=${one.dataset["part"]}]`).replaceChildren(...one.childNodes);
    });
  }
}
