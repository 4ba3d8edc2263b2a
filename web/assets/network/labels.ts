import type { NodeDisplayData, PartialButFor } from "sigma/types";
import type { Settings } from "sigma/settings";
import type { Palette } from "./colours";
import type { EdgeData, NodeData } from "./data";

const LONGEST_LABEL = 36;
const GAP = 4;

export type Shown = PartialButFor<NodeDisplayData, "x" | "y" | "size" | "label" | "color">;
type Look = Settings<NodeData, EdgeData>;
type Box = [number, number, number, number];

/**
 * The names of one frame. The renderer hands them over one by one; they are written at its end, the most important
 * first, each beside its node where it covers no other name, or not at all.
 */
export class Labels {
  private waiting: { node: Shown; look: Look }[] = [];

  constructor(private readonly room: () => { width: number; height: number }) {}

  clear(): void {
    this.waiting = [];
  }

  add(node: Shown, look: Look): void {
    if (node.label) this.waiting.push({ node, look });
  }

  write(context: CanvasRenderingContext2D, colours: Palette): void {
    const written: Box[] = [];
    const circles: Box[] = this.waiting.map(({ node }) => [node.x - node.size, node.y - node.size, node.x + node.size, node.y + node.size]);
    const order = this.waiting.map((_, i) => i).sort((a, b) => rank(this.waiting[b]?.node) - rank(this.waiting[a]?.node));
    for (const i of order) {
      const one = this.waiting[i];
      if (!one) continue;
      const length = prepare(context, one.node, one.look, colours);
      const spots = spotsAround(one.node, length, one.look.labelSize);
      const isFree = (box: Box): boolean => this.fits(box) && !written.some((other) => overlap(box, other));
      const isClear = (box: Box): boolean => isFree(box) && !circles.some((other, owner) => owner !== i && overlap(box, other));
      // a home side is named even where its name covers a point
      const found = spots.find(isClear) ?? (isHome(one.node) ? spots.find(isFree) : undefined) ?? (isCentre(one.node) ? spots[0] : undefined);
      if (!found) continue;
      written.push(found);
      stroke(context, textOf(one.node), found[0], found[3] - one.look.labelSize * 0.25);
    }
  }

  private fits([left, top, right, bottom]: Box): boolean {
    const { width, height } = this.room();
    return left >= 0 && top >= 0 && right <= width && bottom <= height;
  }
}

/** The name at its usual place, right of the node: for the node that is pointed at. */
export function drawLabel(context: CanvasRenderingContext2D, node: Shown, look: Look, colours: Palette): void {
  if (!node.label) return;
  const length = prepare(context, node, look, colours);
  const [box] = spotsAround(node, length, look.labelSize);
  if (box) stroke(context, textOf(node), box[0], box[3] - look.labelSize * 0.25);
}

/** Sets the pen and answers how long the name is. A halo of the paper's colour makes it read over edges. */
function prepare(context: CanvasRenderingContext2D, node: Shown, look: Look, colours: Palette): number {
  const bold = (node as unknown as NodeData).isHome ? "600 " : "";
  context.font = `${bold}${look.labelSize}px ${look.labelFont}`;
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = colours.paper;
  context.fillStyle = colours.ink;
  return context.measureText(textOf(node)).width;
}

function stroke(context: CanvasRenderingContext2D, text: string, x: number, y: number): void {
  context.strokeText(text, x, y);
  context.fillText(text, x, y);
}

function spotsAround({ x, y, size }: Shown, length: number, line: number): Box[] {
  const [half, beside] = [line * 0.6, size + GAP];
  return [
    [x + beside, y - half, x + beside + length, y + half],
    [x - beside - length, y - half, x - beside, y + half],
    [x - length / 2, y + beside, x + length / 2, y + beside + 2 * half],
    [x - length / 2, y - beside - 2 * half, x + length / 2, y - beside],
  ];
}

function textOf({ label }: Shown): string {
  const text = label ?? "";
  return text.length > LONGEST_LABEL ? `${text.slice(0, LONGEST_LABEL - 2).trimEnd()}…` : text;
}

/** Whether it is what the reader points at or has chosen: its name is written whatever it covers. */
function isCentre(node: Shown): boolean {
  return (node as { isCentre?: boolean }).isCentre === true;
}

function isHome(node: Shown): boolean {
  return (node as unknown as NodeData).isHome;
}

function isWanted(node: Shown): boolean {
  return node.forceLabel === true;
}

function rank(node: Shown | undefined): number {
  if (!node) return 0;
  const { isHome, events } = node as unknown as NodeData;
  return (isCentre(node) ? 1e10 : 0) + (isWanted(node) ? 1e9 : 0) + (isHome ? 1e6 : 0) + events;
}

function overlap(one: Box, other: Box): boolean {
  return one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];
}
