import type { NodeDisplayData } from "sigma/types";
import { nodeColour, palette, type Palette } from "./colours";
import type { EdgeData, Net, NodeData } from "./data";
import type { State } from "./state";

/** Above so many edges each is drawn faintly. */
export const DENSE = 2_000;
const ALL_NAMED = 600;

/** What is chosen, focused, hidden or on a path, and how each node and edge looks because of it. */
export class Looks {
  colours: Palette = palette();
  chosen: string | null = null;
  hovered: string | null = null;
  path: string[];
  mode: string;
  readonly focus: Set<string>;
  readonly hidden: Set<string>;
  private readonly bridgeTop: number;

  constructor(
    private readonly net: Net,
    state: State,
  ) {
    const known = (paths: string[]): string[] => paths.filter((path) => net.hasNode(path));
    this.focus = new Set(known(state.focus));
    this.hidden = new Set(known(state.hidden));
    this.path = known(state.path);
    this.mode = state.color;
    this.bridgeTop = tenth(net);
  }

  /** As the address tells it. */
  get state(): State {
    return {
      node: this.chosen,
      focus: [...this.focus],
      hidden: [...this.hidden],
      path: this.path,
      color: this.mode,
    };
  }

  get isPartial(): boolean {
    return this.focus.size > 0 || this.hidden.size > 0 || this.path.length > 0;
  }

  showAll(): void {
    this.focus.clear();
    this.hidden.clear();
    this.path = [];
  }

  node(node: string, data: NodeData): Partial<NodeDisplayData> & { isCentre?: boolean } {
    if (!this.isShown(node)) return { ...data, hidden: true };
    const dim = this.isDim(node);
    const isCentre = node === this.chosen || node === this.hovered || this.path.includes(node);
    return {
      ...data,
      color: dim ? this.colours.line : nodeColour(data, this.mode, this.colours, this.bridgeTop),
      label: dim ? "" : data.label,
      zIndex: dim ? 0 : data.isHome ? 2 : 1,
      isCentre,
      forceLabel: isCentre || (!dim && this.centre !== null && this.net.order < ALL_NAMED),
    };
  }

  edge(edge: string, data: EdgeData): { color: string; size: number; hidden?: boolean; zIndex: number } {
    const [one, other] = this.net.extremities(edge);
    if (!this.isShown(one) || !this.isShown(other)) return { color: "", size: 0, hidden: true, zIndex: 0 };
    const dim = this.path.length > 0 ? !isStep(this.path, one, other) : this.isElsewhere(one, other);
    if (dim) return { color: this.colours.line, size: 0.8, zIndex: 0 };
    return { color: this.edgeColour(data), size: data.size, zIndex: 1 };
  }

  private get centre(): string | null {
    return this.hovered ?? this.chosen;
  }

  isShown(node: string): boolean {
    if (this.hidden.has(node)) return false;
    if (this.path.length > 0 || this.focus.size === 0) return true;
    return this.focus.has(node) || this.net.someNeighbor(node, (other) => this.focus.has(other));
  }

  /** Whether something is picked out and the node is no part of it. */
  private isDim(node: string): boolean {
    if (this.path.length > 0) return !this.path.includes(node);
    return this.centre !== null && node !== this.centre && !this.net.areNeighbors(node, this.centre);
  }

  /** Whether something is picked out and the edge does not touch it. */
  private isElsewhere(one: string, other: string): boolean {
    return this.centre !== null && one !== this.centre && other !== this.centre;
  }

  /** Thousands of edges are drawn faintly, so that where they gather shows; those picked out keep their colour. */
  private edgeColour({ strength }: EdgeData): string {
    const colour = this.colours.strength[strength] ?? this.colours.muted;
    if (this.centre !== null || this.net.size <= DENSE) return colour;
    const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
    return `rgba(${red}, ${green}, ${blue}, 0.4)`;
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
