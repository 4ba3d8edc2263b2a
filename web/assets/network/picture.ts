import { part } from "../shared/dom";
import type { Address } from "./address";
import { draggable } from "./drag";
import { idOf, isGroup, markOf, marksOf, middleOf, nextMark, pickOut, type Mark } from "./marks";
import { Moving, spotOf } from "./moving";
import { Panel, type Steered } from "./panel";
import type { Parts } from "./parts";
import type { Words } from "./words";

const ARROWS: Record<string, [number, number]> = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const PAN = 90;
const HOME = "home";
/** So many groups are made ready to be opened while the reader looks. */
const LIKELY = 2;
const IDLE_WITHIN = 600;

/** The picture, and what the reader may do with it: each doing changes the address, and the server draws what it says. */
export class Picture implements Steered {
  private pathFrom: string | null = null;
  private wanted: string | null = null;
  private readonly panel: Panel;
  private readonly note: HTMLElement;
  private readonly holder: HTMLElement;
  private readonly moving: Moving;

  constructor(
    private readonly root: HTMLElement,
    private readonly address: Address,
    private readonly parts: Parts,
    private readonly words: Words,
  ) {
    this.holder = part(root, ".network-canvas");
    this.note = part(root, ".network-note");
    this.panel = new Panel(part(root, ".network-panel"), words, this);
    this.moving = new Moving(this.holder, (at) => this.change(() => this.address.set("at", at)));
    this.listen();
    draggable(this.holder, (id, at) => this.pin(id, at));
  }

  /** Draws what the address says; the mark that was in focus keeps it, or the one that took its place. */
  async draw(): Promise<void> {
    const focused = document.activeElement?.closest(".node");
    const kept = this.wanted ?? (focused ? idOf(focused) : null);
    if (!(await this.parts.load())) return;
    this.wanted = null;
    this.moving.reset();
    const mark = kept === null ? null : (markOf(this.holder, kept) ?? this.within(kept));
    this.rove(mark ?? this.chosenMark ?? marksOf(this.holder)[0] ?? null);
    if (kept !== null && mark) mark.focus();
    pickOut(this.holder, this.picked);
    this.root.dispatchEvent(new CustomEvent("drawn"));
  }

  /** The fullest groups are those that readers open: what opening them shows is at hand before they do. */
  prepareLikelyWhenIdle(): void {
    whenIdle(() => this.prepareLikely());
  }

  private prepareLikely(): void {
    const size = (mark: Mark): number => Number(mark.querySelector(".ring")?.getAttribute("r"));
    const groups = marksOf(this.holder).filter(isGroup);
    groups.sort((one, other) => size(other) - size(one));
    groups.slice(0, LIKELY).forEach((mark) => this.parts.prepare(this.address.opening(idOf(mark))));
  }

  /** Shows in the panel what the address has chosen. */
  async showChosen(): Promise<void> {
    const id = this.address.get("node");
    const path = id === null ? "" : this.pathOf(id);
    if (id !== null && path) await this.panel.show(id, path);
  }

  zoom(how: string): void {
    this.moving.zoom(how);
  }

  get colouring(): string {
    return this.address.get("color") ?? "side";
  }

  colour(mode: string): void {
    this.change(() => this.address.set("color", mode === "side" ? null : mode));
  }

  // ── what the panel asks ──

  get isPartial(): boolean {
    return ["focus", "hide", "via"].some((name) => this.address.get(name) !== null);
  }

  isShown(id: string): boolean {
    return markOf(this.holder, id) !== null;
  }

  isGroup(id: string): boolean {
    const mark = markOf(this.holder, id);
    return mark !== null && isGroup(mark);
  }

  isOpen(id: string): boolean {
    return this.holder.querySelector(`.hull[data-id="${CSS.escape(id)}"]`) !== null;
  }

  isPinned(id: string): boolean {
    return markOf(this.holder, id)?.hasAttribute("data-pinned") === true;
  }

  unpin(id: string): void {
    this.change(() => this.address.setAll("pin", this.address.all("pin").filter((one) => !one.startsWith(`${id},`))));
  }

  pinHere(id: string): void {
    const mark = markOf(this.holder, id);
    if (mark) this.pin(id, middleOf(mark));
  }

  open(id: string): void {
    this.say(this.words.opened, id);
    this.wanted = id;
    this.change(() => this.address.open(id));
  }

  fold(id: string): void {
    this.say(this.words.closed, id);
    this.wanted = id;
    this.change(() => {
      this.address.toggle("open", id, false);
      this.address.toggle("close", id, true);
    });
  }

  focusOn(id: string): void {
    this.change(() => {
      this.address.setAll("focus", [id]);
      this.address.set("at", null);
    });
  }

  expand(id: string): void {
    this.change(() => this.address.toggle("focus", id, true));
  }

  startPath(id: string): void {
    this.pathFrom = id;
    this.note.textContent = this.words.pathHint;
  }

  hide(id: string): void {
    this.address.toggle("hide", id, true);
    this.clear();
  }

  showAll(): void {
    this.change(() => ["focus", "hide", "via", "at"].forEach((name) => this.address.set(name, null)));
  }

  clear(): void {
    const chosen = this.address.get("node");
    this.pathFrom = null;
    this.note.textContent = "";
    this.panel.close();
    this.wanted = chosen;
    this.change(() => ["node", "via"].forEach((name) => this.address.set(name, null)));
  }

  /** Chooses by identifier: also what is folded, which the server then opens. */
  choose(id: string, { focus }: { focus: boolean } = { focus: false }): void {
    if (this.pathFrom !== null) {
      void this.findPath(id);
      return;
    }
    this.address.toggle("hide", id, false);
    this.change(() => this.address.set("node", id));
    void this.showChosen().then(() => focus && this.panel.focus());
  }

  // ── its own ──

  private change(act: () => void): void {
    act();
    void this.draw();
  }

  private get chosenMark(): Mark | null {
    const id = this.address.get("node");
    return id === null ? null : markOf(this.holder, id);
  }

  private get picked(): string | null {
    return this.address.get("via") === null ? (this.chosenMark ? this.address.get("node") : null) : null;
  }

  private pathOf(id: string): string {
    return markOf(this.holder, id)?.getAttribute("data-path") || (id.includes("/") ? id.replace(/^[a-z]+:(?=place\/)/, "") : "");
  }

  private pin(id: string, at: [number, number]): void {
    const spot = spotOf(this.holder, at).map((one) => one.toFixed(3));
    const others = this.address.all("pin").filter((one) => !one.startsWith(`${id},`));
    this.change(() => this.address.setAll("pin", [...others, [id, ...spot].join(",")]));
  }

  private async findPath(to: string): Promise<void> {
    const from = this.pathFrom ?? to;
    this.pathFrom = null;
    const query = this.address.asked({ from, to, lang: document.documentElement.lang });
    const response = await fetch(`/api/network/path?${query}`);
    const path = response.ok ? ((await response.json()) as [string, string][]) : [];
    this.note.textContent = path.length ? path.map(([, name]) => name).join(" → ") : this.words.noPath;
    this.change(() => this.address.setAll("via", path.map(([id]) => id)));
  }

  private say(words: string, id: string): void {
    const name = markOf(this.holder, id)?.getAttribute("data-name") ?? this.holder.querySelector(`.hull[data-id="${CSS.escape(id)}"] title`)?.textContent;
    this.root.addEventListener(
      "drawn",
      () => (this.note.textContent = `${words.replace("{name}", name ?? id)}. ${this.root.querySelector("[data-count]")?.textContent ?? ""}`),
      { once: true },
    );
  }

  /** What stands where a group was opened: the first mark of it. */
  private within(group: string): Mark | null {
    return this.holder.querySelector<Mark>(`a.node[data-outer="${CSS.escape(group)}"]`);
  }

  /** One mark at a time is a stop of the Tab key. */
  private rove(mark: Mark | null): void {
    marksOf(this.holder).forEach((one) => one.setAttribute("tabindex", one === mark ? "0" : "-1"));
  }

  private listen(): void {
    const { holder } = this;
    holder.addEventListener("click", (event) => this.clicked(event));
    holder.addEventListener("keydown", (event) => this.pressed(event));
    this.root.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.panel.isOpen) this.clear();
    });
    for (const name of ["pointerover", "focusin"]) {
      holder.addEventListener(name, (event) => {
        const mark = event.target instanceof Element ? event.target.closest(".node, .name") : null;
        if (!mark) return;
        pickOut(holder, idOf(mark));
        if (this.isGroup(idOf(mark))) this.parts.prepare(this.address.opening(idOf(mark)));
      });
    }
    for (const name of ["pointerout", "focusout"]) holder.addEventListener(name, () => pickOut(holder, this.picked));
  }

  private clicked(event: MouseEvent): void {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const target = event.target instanceof Element ? event.target : null;
    const mark = target?.closest(".node, .name");
    const hull = target?.closest(".hull-name");
    const line = target?.closest(".line");
    if (!mark && !hull && !line) return;
    event.preventDefault();
    if (mark) this.activate(markOf(this.holder, idOf(mark)), { focus: false });
    else if (hull && target?.closest("text")) this.chooseGroup(idOf(hull));
    else if (hull) this.fold(idOf(hull));
    else if (line) this.chooseLine(line);
  }

  /** A group opens; anything else is chosen. */
  private activate(mark: Mark | null, { focus }: { focus: boolean }): void {
    if (!mark) return;
    // what shows the answer is asked for first: focus makes the browser style the whole picture anew
    if (isGroup(mark) && this.pathFrom === null) this.open(idOf(mark));
    else this.choose(idOf(mark), { focus });
    this.rove(mark);
    mark.focus({ preventScroll: true });
  }

  private chooseGroup(id: string): void {
    const path = this.pathOf(id);
    if (path) void this.panel.show(id, path);
    else this.fold(id);
  }

  private chooseLine(line: Element): void {
    const partnership = line.getAttribute("data-partnership");
    const [source, target] = [line.getAttribute("data-source") ?? "", line.getAttribute("data-target") ?? ""];
    if (partnership) void this.panel.show("", partnership);
    else if (this.pathOf(target) && this.pathOf(source)) void this.panel.show(target, this.pathOf(target), { home: this.pathOf(source) });
    else this.choose(this.pathOf(target) ? target : source);
  }

  private pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const mark = event.target instanceof Element ? event.target.closest<Mark>(".node") : null;
    const arrow = ARROWS[event.key];
    if (arrow && event.shiftKey) this.moving.pan(-arrow[0] * PAN, -arrow[1] * PAN);
    else if (arrow && mark) this.go(nextMark(mark, marksOf(this.holder), arrow));
    else if (event.key === "Home") this.go(marksOf(this.holder)[0] ?? null);
    else if (event.key === "End") this.go(marksOf(this.holder).at(-1) ?? null);
    else if (event.key === "+" || event.key === "=") this.zoom("in");
    else if (event.key === "-") this.zoom("out");
    else if (event.key === "0") this.zoom("fit");
    else if (event.key === "Enter" && mark) this.activate(mark, { focus: true });
    else if (event.key === " " && mark) this.choose(idOf(mark), { focus: true });
    else if (event.key === "Escape" && mark && !this.panel.isOpen) this.foldAround(mark);
    else return;
    event.preventDefault();
  }

  private go(mark: Mark | null): void {
    if (!mark) return;
    this.rove(mark);
    mark.focus();
    this.note.textContent = mark.getAttribute("aria-label") ?? "";
  }

  private foldAround(mark: Mark): void {
    const outer = mark.getAttribute("data-outer");
    if (outer && outer !== HOME && this.isOpen(outer)) this.fold(outer);
  }
}

function whenIdle(act: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(act, { timeout: IDLE_WITHIN });
  else setTimeout(act, IDLE_WITHIN);
}
