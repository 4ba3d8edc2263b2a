import type { Place } from "./data";

export type Box = [number, number, number, number];

/** The size of the picture, the part of it that names leave to its buttons, and the place that is named before all others. */
export interface Room {
  width: number;
  height: number;
  taken: Box;
  chosen: string | null;
}

export type Side = "right" | "left" | "above" | "below";

/** So many of the busiest places are named even where their names lie over marks, over as few as can be. */
const ALWAYS = 6;

/** Places that can be named without a name over another, home sides first, then the busiest; and on which side. */
export function visibleLabels(
  places: Place[], at: [number, number][], radii: number[], size: number, { width, height, taken, chosen }: Room,
): Map<number, Side> {
  const first = (i: number): number => (places[i]?.[0] === chosen ? Infinity : rank(places[i]));
  const order = places.map((_, i) => i).sort((a, b) => first(b) - first(a));
  const busiest = new Set([...order].sort((a, b) => (places[b]?.[5] ?? 0) - (places[a]?.[5] ?? 0)).slice(0, ALWAYS));
  places.forEach((place, i) => place[0] === chosen && busiest.add(i));
  const named: Box[] = [taken];
  const marks = at.map(([x, y], i): Box => around(x, y, radii[i] ?? 0));
  const found = new Map<number, Side>();
  const isFree = (box: Box): boolean => box[0] >= 0 && box[2] <= width && box[1] >= 0 && box[3] <= height && !named.some((other) => overlap(box, other));
  const covered = (box: Box, own: number): number => marks.filter((mark, j) => j !== own && overlap(box, mark)).length;
  for (const i of order) {
    const [x, y] = at[i] ?? [0, 0];
    if (x < -20 || y < -20 || x > width || y > height) continue;
    const tries = sides(x, y, (places[i]?.[1].length ?? 0) * size * (places[i]?.[4] || places[i]?.[0] === chosen ? 0.72 : 0.64), size).filter(([, box]) => isFree(box));
    const told = tries.map(([side, box]) => ({ side, box, covers: covered(box, i) })).sort((a, b) => a.covers - b.covers);
    const best = told[0];
    if (!best || (best.covers > 0 && !busiest.has(i))) continue;
    named.push(best.box);
    found.set(i, best.side);
  }
  return found;
}

/** Where a name of that length may stand beside a mark. */
function sides(x: number, y: number, length: number, size: number): [Side, Box][] {
  const [top, bottom] = [y - size * 0.65, y + size * 0.65];
  const [left, right, apart] = [x - length / 2, x + length / 2, size * 1.3];
  return [
    ["right", [x + 6, top, x + 12 + length, bottom]],
    ["left", [x - 12 - length, top, x - 6, bottom]],
    ["above", [left, top - apart, right, bottom - apart]],
    ["below", [left, top + apart, right, bottom + apart]],
  ];
}

function around(x: number, y: number, radius: number): Box {
  return [x - radius, y - radius, x + radius, y + radius];
}

function overlap(one: Box, other: Box): boolean {
  return one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];
}

function rank(place: Place | undefined): number {
  return place ? place[4] * 1000 + place[5] : 0;
}
