import Sigma from "sigma";
import type { NodeDisplayData } from "sigma/types";
import type { Settings } from "sigma/settings";
import { part } from "../shared/dom";
import { nodeColour, palette, type Palette } from "./colours";
import { type EdgeData, type Net, type NodeData, shortestPath, type Words } from "./data";
import { Panel } from "./panel";
import { draggable } from "./drag";
import { drawLabel, Labels, LONGEST_LABEL } from "./labels";
import type { State } from "./state";

type Renderer = Sigma<NodeData, EdgeData>;
const ALWAYS_LABELLED = 150;
const NARROW = 700;
const DENSE = 2_000;

/** The moving picture: what is chosen, focused, hidden or on a path decides how each node and edge looks. */
export class Picture {
  readonly renderer: Renderer;
  onState: (state: State) => void = () => undefined;
  private colours: Palette = palette();
  private chosen: string | null = null;
  private hovered: string | null = null;
  private pathFrom: string | null = null;
  private readonly focus: Set<string>;
  private readonly hidden: Set<string>;
  private path: string[];
  private mode: string;
  private readonly bridgeTop: number;
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
    const known = (paths: string[]): string[] => paths.filter((path) => net.hasNode(path));
    this.focus = new Set(known(state.focus));
    this.hidden = new Set(known(state.hidden));
    this.path = known(state.path);
    this.mode = state.color;
    this.bridgeTop = tenth(net);
    this.tip = part(root, ".network-tip");
    this.note = part(root, ".network-note");
    this.panel = new Panel(part(root, ".network-panel"), root.dataset["panel"] ?? "", words, this);
    const canvas = part(root, ".network-canvas");
    this.labels = new Labels(() => ({ width: canvas.clientWidth, height: canvas.clientHeight }));
    this.renderer = new Sigma<NodeData, EdgeData>(net, canvas, this.settings());
    this.listen(canvas);
    offerNames(root, net);
    if (state.node && net.hasNode(state.node)) this.choose(state.node, { move: false });
  }

  get colouring(): string {
    return this.mode;
  }

  colour(mode: string): void {
    this.mode = mode;
    this.changed();
  }

  repaint(): void {
    this.colours = palette();
    this.renderer.setSetting("labelColor", { color: this.colours.ink });
    this.renderer.refresh();
  }

  zoom(how: string): void {
    const camera = this.renderer.getCamera();
    if (how === "in") void camera.animatedZoom({ duration: 200 });
    else if (how === "out") void camera.animatedUnzoom({ duration: 200 });
    else void camera.animatedReset({ duration: 250 });
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
    this.chosen = node;
    this.hidden.delete(node);
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
    this.chosen = null;
    this.pathFrom = null;
    this.path = [];
    this.note.textContent = "";
    this.panel.close();
    this.changed();
  }

  hide(node: string): void {
    this.hidden.add(node);
    this.clear();
  }

  /** Shows only the node and its neighbours. */
  focusOn(node: string): void {
    this.focus.clear();
    this.focus.add(node);
    this.changed();
  }

  /** Adds the node's own neighbours to what is in focus. */
  expand(node: string): void {
    this.focus.add(node);
    this.changed();
  }

  showAll(): void {
    this.focus.clear();
    this.hidden.clear();
    this.path = [];
    this.changed();
  }

  get isPartial(): boolean {
    return this.focus.size > 0 || this.hidden.size > 0 || this.path.length > 0;
  }

  startPath(node: string): void {
    this.pathFrom = node;
    this.note.textContent = this.words.pathHint;
  }

  isPinned(node: string): boolean {
    return localStorage.getItem(`pin:${node}`) !== null;
  }

  /** Keeps the node where it has been dragged to, also on the next visit; or lets it go back. */
  pin(node: string, pinned: boolean): void {
    if (pinned) {
      const { x, y } = this.net.getNodeAttributes(node);
      localStorage.setItem(`pin:${node}`, JSON.stringify([x, y]));
    } else {
      localStorage.removeItem(`pin:${node}`);
    }
  }

  private findPath(to: string): void {
    if (!this.pathFrom) return;
    this.path = shortestPath(this.net, this.pathFrom, to);
    this.note.textContent = this.path.length
      ? this.path.map((node) => this.net.getNodeAttribute(node, "label")).join(" → ")
      : this.words.noPath;
    this.pathFrom = null;
    this.changed();
  }

  private changed(): void {
    this.renderer.refresh({ skipIndexation: true });
    this.onState({
      node: this.chosen,
      focus: [...this.focus],
      hidden: [...this.hidden],
      path: this.path,
      color: this.mode,
    });
  }

  private settings(): Partial<Settings<NodeData, EdgeData>> {
    const longest = Math.max(0, ...this.net.mapNodes((_, node) => node.label.length));
    const isSmall = this.net.order <= ALWAYS_LABELLED && longest < LONGEST_LABEL;
    const isNarrow = innerWidth <= NARROW;
    return {
      labelFont: getComputedStyle(document.body).fontFamily,
      labelSize: isNarrow ? 12 : 13,
      labelColor: { color: this.colours.ink },
      labelRenderedSizeThreshold: isSmall ? 0 : this.net.order <= ALWAYS_LABELLED ? 4 : 7,
      labelDensity: isSmall ? 4 : 0.6,
      labelGridCellSize: isSmall ? 60 : isNarrow ? 110 : 190,
      stagePadding: 40,
      zIndex: true,
      enableEdgeEvents: this.net.size < 3000,
      minEdgeThickness: this.net.size > DENSE ? 0.4 : 1.2,
      minCameraRatio: 0.04,
      maxCameraRatio: 3,
      defaultDrawNodeLabel: (_, node, settings) => this.labels.add(node, settings),
      defaultDrawNodeHover: (context, node, settings) => drawLabel(context, node, settings, this.colours),
      nodeReducer: (node, data) => this.nodeLooks(node, data),
      edgeReducer: (edge, data) => this.edgeLooks(edge, data),
    };
  }

  private listen(canvas: HTMLElement): void {
    const { renderer } = this;
    renderer.on("beforeRender", () => this.labels.clear());
    renderer.on("afterRender", () => this.writeLabels());
    this.renderer.refresh({ schedule: false });
    for (const node of this.net.nodes()) {
      const pinned = localStorage.getItem(`pin:${node}`);
      if (!pinned) continue;
      const [x, y] = JSON.parse(pinned) as [number, number];
      this.net.mergeNodeAttributes(node, { x, y });
    }
    renderer.on("enterNode", ({ node }) => this.hover(node));
    renderer.on("leaveNode", () => this.hover(null));
    renderer.on("clickNode", ({ node }) => (this.pathFrom ? this.findPath(node) : this.choose(node, { move: false })));
    renderer.on("clickEdge", ({ edge }) => this.chooseEdge(edge));
    renderer.on("clickStage", () => this.clear());
    draggable(renderer, (node) => this.pin(node, true));
    canvas.addEventListener("keydown", (event) => this.steer(event));
    canvas.parentElement?.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") this.clear();
    });
  }

  private writeLabels(): void {
    const context = this.renderer.getCanvases()["labels"]?.getContext("2d");
    if (context) this.labels.write(context, this.colours);
  }

  private steer(event: KeyboardEvent): void {
    const camera = this.renderer.getCamera();
    const { x, y, ratio } = camera.getState();
    const step = 0.1 * ratio;
    const moves: Record<string, () => void> = {
      ArrowLeft: () => camera.setState({ x: x - step }),
      ArrowRight: () => camera.setState({ x: x + step }),
      ArrowUp: () => camera.setState({ y: y + step }),
      ArrowDown: () => camera.setState({ y: y - step }),
      "+": () => this.zoom("in"),
      "=": () => this.zoom("in"),
      "-": () => this.zoom("out"),
      "0": () => this.zoom("fit"),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  }

  private hover(node: string | null): void {
    this.hovered = node;
    this.tip.hidden = node === null;
    if (node !== null) {
      const { label, events, agreements } = this.net.getNodeAttributes(node);
      const name = document.createElement("b");
      name.textContent = label;
      this.tip.replaceChildren(name, ` ${this.words.events}: ${events} · ${this.words.agreements}: ${agreements}`);
    }
    this.renderer.refresh({ skipIndexation: true });
  }

  private isShown(node: string): boolean {
    if (this.hidden.has(node)) return false;
    if (this.path.length > 0 || this.focus.size === 0) return true;
    return this.focus.has(node) || this.net.someNeighbor(node, (other) => this.focus.has(other));
  }

  /** Whether something is picked out and the node is no part of it. */
  private isDim(node: string): boolean {
    if (this.path.length > 0) return !this.path.includes(node);
    const centre = this.hovered ?? this.chosen;
    return centre !== null && node !== centre && !this.net.areNeighbors(node, centre);
  }

  private nodeLooks(node: string, data: NodeData): Partial<NodeDisplayData> & { isCentre?: boolean } {
    if (!this.isShown(node)) return { ...data, hidden: true };
    const dim = this.isDim(node);
    const isCentre = node === this.chosen || node === this.hovered || this.path.includes(node);
    return {
      ...data,
      color: dim ? this.colours.line : nodeColour(data, this.mode, this.colours, this.bridgeTop),
      label: dim ? "" : data.label,
      zIndex: dim ? 0 : data.isHome ? 2 : 1,
      isCentre,
      forceLabel: isCentre || (!dim && (this.hovered ?? this.chosen) !== null && this.net.order < 600),
    };
  }

  /** Thousands of edges are drawn faintly, so that where they gather shows; those picked out keep their colour. */
  private edgeColour({ strength }: EdgeData, isPicked: boolean): string {
    const colour = this.colours.strength[strength];
    if (isPicked || this.net.size <= DENSE) return colour;
    const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
    return `rgba(${red}, ${green}, ${blue}, 0.4)`;
  }

  private edgeLooks(edge: string, data: EdgeData): { color: string; size: number; hidden?: boolean; zIndex: number } {
    const [one, other] = this.net.extremities(edge);
    if (!this.isShown(one) || !this.isShown(other)) return { color: "", size: 0, hidden: true, zIndex: 0 };
    const centre = this.hovered ?? this.chosen;
    const onPath = this.path.length === 0 || isStep(this.path, one, other);
    const dim = this.path.length > 0 ? !onPath : centre !== null && one !== centre && other !== centre;
    return { color: dim ? this.colours.line : this.edgeColour(data, centre !== null), size: dim ? 0.8 : data.size, zIndex: dim ? 0 : 1 };
  }
}

function isStep(path: string[], one: string, other: string): boolean {
  const at = path.indexOf(one);
  return at >= 0 && (path[at + 1] === other || path[at - 1] === other);
}

/** The betweenness that a tenth of the nodes reach. */
function tenth(net: Net): number {
  const values = net.mapNodes((_, node) => node.bridge).sort((a, b) => b - a);
  return values[Math.floor(values.length / 10)] ?? 0;
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
