import type { Place } from "./data";

/** Which places can be named without two names overlapping: home sides first, then the busiest. */
export function visibleLabels(places: Place[], at: [number, number][], size: number, width: number, height: number): Set<number> {
  const order = places.map((_, i) => i).sort((a, b) => rank(places[b]) - rank(places[a]));
  const boxes: [number, number, number, number][] = [];
  const named = new Set<number>();
  for (const i of order) {
    const [x, y] = at[i] ?? [0, 0];
    if (x < -20 || y < -20 || x > width || y > height) continue;
    const box: [number, number, number, number] = [x - 6, y - size * 0.65, x + 12 + (places[i]?.[1].length ?? 0) * size * 0.58, y + size * 0.65];
    if (boxes.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
    boxes.push(box);
    named.add(i);
  }
  return named;
}

function rank(place: Place | undefined): number {
  return place ? place[4] * 1000 + place[5] : 0;
}
