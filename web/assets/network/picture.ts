import Sigma from "sigma";
import type { Settings } from "sigma/settings";
import { part } from "../shared/dom";
import { palette } from "./colours";
import { type EdgeData, type Net, type NodeData, shortestPath, type Words } from "./data";
import { Panel } from "./panel";
import { draggable } from "./drag";
import { drawLabel, Labels } from "./labels";
import { DENSE, Looks } from "./looks";
import { pin, pinnedAt, placePinned } from "./pins";
import { steer, zoom } from "./steering";
import type { State } from "./state";

type Renderer = Sigma<NodeData, EdgeData>;
/** Of so many nodes every name is tried, and those are written that cover no other. */
const ALWAYS_LABELLED = 400;
const NARROW = 700;

/** The moving picture, and what the reader may do with it. */
export class Picture {
  readonly renderer: Renderer;
  onState: (state: State) => void = () => undefined;
  private pathFrom: string | null = null;
  private readonly looks: Looks;
  private readonly panel: Panel;
  private readonly tip: HTMLElement;
  private readonly note: HTMLElement;
  private readonly labels: Labels;

  constructor(
    root: HTMLElement,
    readonly net: Net,
    private readonly words: Words,
    state: State,
  ) {
    this.looks = new Looks(net, state);
    this.tip = part(root, ".network-tip");
    this.note = part(root, ".network-note");
    this.panel = new Panel(part(root, ".network-panel"), root.dataset["panel"] ?? "", words, this);
    const canvas = part(root, ".network-canvas");
    this.labels = new Labels(() => ({ width: canvas.clientWidth, height: canvas.clientHeight }));
    this.renderer = new Sigma<NodeData, EdgeData>(net, canvas, this.settings());
    this.listen(canvas);
    offerNames(root, net);
    if (this.looks.focus.size > 0) this.frame();
    if (state.node && net.hasNode(state.node)) this.choose(state.node, { move: false });
  }

  get colouring(): string {
    return this.looks.mode;
  }

  colour(mode: string): void {
    this.looks.mode = mode;
    this.changed();
  }

  repaint(): void {
    this.looks.colours = palette();
    this.renderer.setSetting("labelColor", { color: this.looks.colours.ink });
    this.renderer.refresh();
  }

  zoom(how: string): void {
    zoom(this.renderer.getCamera(), how);
  }

  /** Chooses a node by its whole name or, failing that, by the beginning of one. */
  chooseByName(text: string): boolean {
    const wanted = text.trim().toLocaleLowerCase();
    if (wanted === "") return false;
    const named = (test: (label: string) => boolean): string | undefined =>
      this.net.findNode((_, node) => test(node.label.toLocaleLowerCase()));
    const found = named((label) => label === wanted) ?? named((label) => label.startsWith(wanted));
    if (found === undefined) return false;
    if (this.pathFrom) this.findPath(found);
    else this.choose(found, { move: true });
    return true;
  }

  choose(node: string, { move }: { move: boolean }): void {
    this.looks.chosen = node;
    this.looks.hidden.delete(node);
    void this.panel.show(node);
    if (move) {
      const at = this.renderer.getNodeDisplayData(node);
      if (at) void this.renderer.getCamera().animate({ x: at.x, y: at.y, ratio: 0.45 }, { duration: 300 });
    }
    this.changed();
  }

  chooseEdge(edge: string): void {
    const partnership = this.net.getEdgeAttribute(edge, "partnership");
    if (partnership) void this.panel.show(partnership);
  }

  clear(): void {
    this.looks.chosen = null;
    this.pathFrom = null;
    this.looks.path = [];
    this.note.textContent = "";
    this.panel.close();
    this.changed();
  }

  hide(node: string): void {
    this.looks.hidden.add(node);
    this.clear();
  }

  /** Shows only the node and its neighbours. */
  focusOn(node: string): void {
    this.looks.focus.clear();
    this.looks.focus.add(node);
    this.frame();
  }

  /** Adds the node's own neighbours to what is in focus. */
  expand(node: string): void {
    this.looks.focus.add(node);
    this.frame();
  }

  showAll(): void {
    this.looks.showAll();
    this.frame();
  }

  get isPartial(): boolean {
    return this.looks.isPartial;
  }

  startPath(node: string): void {
    this.pathFrom = node;
    this.note.textContent = this.words.pathHint;
  }

  isPinned(node: string): boolean {
    return pinnedAt(node) !== null;
  }

  /** Keeps the node where it has been dragged to, also on the next visit; or lets it go back. */
  pin(node: string, pinned: boolean): void {
    pin(this.net, node, pinned);
  }

  private findPath(to: string): void {
    if (!this.pathFrom) return;
    const path = shortestPath(this.net, this.pathFrom, to);
    this.looks.path = path;
    this.note.textContent = path.length
      ? path.map((node) => this.net.getNodeAttribute(node, "label")).join(" → ")
      : this.words.noPath;
    this.pathFrom = null;
    this.changed();
  }

  /** Has what is in focus fill the picture, or all of the network where nothing is. */
  private frame(): void {
    const shown = this.net.filterNodes((node) => this.looks.isShown(node)).map((node) => this.net.getNodeAttributes(node));
    const extent = (values: number[]): [number, number] => [Math.min(...values), Math.max(...values)];
    const isWhole = this.looks.focus.size === 0 || shown.length < 2;
    this.renderer.setCustomBBox(isWhole ? null : { x: extent(shown.map(({ x }) => x)), y: extent(shown.map(({ y }) => y)) });
    this.renderer.refresh();
    this.renderer.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1 });
    this.changed();
  }

  private changed(): void {
    this.renderer.refresh({ skipIndexation: true });
    this.onState(this.looks.state);
  }

  private settings(): Partial<Settings<NodeData, EdgeData>> {
    const isSmall = this.net.order <= ALWAYS_LABELLED;
    const isNarrow = innerWidth <= NARROW;
    return {
      labelFont: getComputedStyle(document.body).fontFamily,
      labelSize: isNarrow ? 12 : 13,
      labelColor: { color: this.looks.colours.ink },
      labelRenderedSizeThreshold: isSmall ? 0 : 7,
      labelDensity: isSmall ? 8 : 0.6,
      labelGridCellSize: isSmall ? 60 : isNarrow ? 110 : 190,
      stagePadding: 40,
      zIndex: true,
      enableEdgeEvents: this.net.size < 3000,
      minEdgeThickness: this.net.size > DENSE ? 0.4 : 1.2,
      minCameraRatio: 0.04,
      maxCameraRatio: 3,
      defaultDrawNodeLabel: (_, node, settings) => this.labels.add(node, settings),
      defaultDrawNodeHover: (context, node, settings) => drawLabel(context, node, settings, this.looks.colours),
      nodeReducer: (node, data) => this.looks.node(node, data),
      edgeReducer: (edge, data) => this.looks.edge(edge, data),
    };
  }

  private listen(canvas: HTMLElement): void {
    const { renderer } = this;
    renderer.on("beforeRender", () => this.labels.clear());
    renderer.on("afterRender", () => this.writeLabels());
    this.renderer.refresh({ schedule: false });
    placePinned(this.net);
    renderer.on("enterNode", ({ node }) => this.hover(node));
    renderer.on("leaveNode", () => this.hover(null));
    renderer.on("clickNode", ({ node }) => (this.pathFrom ? this.findPath(node) : this.choose(node, { move: false })));
    renderer.on("clickEdge", ({ edge }) => this.chooseEdge(edge));
    renderer.on("clickStage", () => this.clear());
    draggable(renderer, (node) => this.pin(node, true));
    canvas.addEventListener("keydown", (event) => steer(renderer.getCamera(), event));
    canvas.parentElement?.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") this.clear();
    });
  }

  private writeLabels(): void {
    const context = this.renderer.getCanvases()["labels"]?.getContext("2d");
    if (context) this.labels.write(context, this.looks.colours);
  }

  private hover(node: string | null): void {
    this.looks.hovered = node;
    this.tip.hidden = node === null;
    if (node !== null) {
      const { label, events, agreements } = this.net.getNodeAttributes(node);
      const name = document.createElement("b");
      name.textContent = label;
      this.tip.replaceChildren(name, ` ${this.words.events}: ${events} · ${this.words.agreements}: ${agreements}`);
    }
    this.renderer.refresh({ skipIndexation: true });
  }
}

function offerNames(root: HTMLElement, net: Net): void {
  const names = net.mapNodes((_, node) => node.label).sort((a, b) => a.localeCompare(b));
  const options = [...new Set(names)].slice(0, 3000).map((name) => {
    const option = document.createElement("option");
    option.value = name;
    return option;
  });
  part(root, "#network-names").replaceChildren(...options);
}
