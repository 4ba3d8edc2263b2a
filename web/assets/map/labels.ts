import type { Place } from "./data";

type Box = [number, number, number, number];
export type Side = "right" | "left";

/** Places that can be named without two names overlapping, home sides first, then the busiest; and on which side. */
export function visibleLabels(places: Place[], at: [number, number][], size: number, width: number, height: number): Map<number, Side> {
  const order = places.map((_, i) => i).sort((a, b) => rank(places[b]) - rank(places[a]));
  const boxes: Box[] = [];
  const named = new Map<number, Side>();
  for (const i of order) {
    const [x, y] = at[i] ?? [0, 0];
    if (x < -20 || y < -20 || x > width || y > height) continue;
    const length = 12 + (places[i]?.[1].length ?? 0) * size * (places[i]?.[4] ? 0.72 : 0.64);
    const [top, bottom] = [y - size * 0.65, y + size * 0.65];
    const tries: [Side, Box][] = [["right", [x - 6, top, x + length, bottom]], ["left", [x - length, top, x + 6, bottom]]];
    const found = tries.find(([, box]) => box[0] >= 0 && box[2] <= width && !boxes.some((other) => overlap(box, other)));
    if (!found) continue;
    boxes.push(found[1]);
    named.set(i, found[0]);
  }
  return named;
}

function overlap(one: Box, other: Box): boolean {
  return one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];
}

function rank(place: Place | undefined): number {
  return place ? place[4] * 1000 + place[5] : 0;
}
