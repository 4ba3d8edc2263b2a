import { Delaunay } from "d3-delaunay";
import type { GeoProjection } from "d3-geo";
import type { Area } from "./data";

type Point = [number, number];

/** So far from its centre an area reaches at most, in degrees of latitude: some thirty kilometres. */
const REACH = 0.28;
const CORNERS = 32;

/** For each centre what lies nearer to it than to any other, and no farther than REACH: no boundaries, only surroundings. */
export function surroundings(areas: Area[], projection: GeoProjection, width: number, height: number): string[] {
  const points = areas.map(([, lat, lon]): Point => (projection([lon, lat]) as Point | null) ?? [-1, -1]);
  if (points.length === 0) return [];
  const cells = Delaunay.from(points).voronoi([-width, -height, 2 * width, 2 * height]);
  return areas.map(([, lat, lon], i) => {
    const centre = points[i] ?? [0, 0];
    const rim = projection([lon, lat + REACH]) as Point | null;
    const radius = rim ? Math.hypot(rim[0] - centre[0], rim[1] - centre[1]) : 0;
    const cell = (cells.cellPolygon(i) as Point[] | null) ?? [];
    return asPath(clipped(circle(centre, radius), cell.slice(0, -1)));
  });
}

function circle([x, y]: Point, radius: number): Point[] {
  return Array.from({ length: CORNERS }, (_, i): Point => {
    const angle = (2 * Math.PI * i) / CORNERS;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
}

/** The part of a polygon within a convex one: cut along each side of it in turn. */
function clipped(polygon: Point[], convex: Point[]): Point[] {
  const middle = convex.reduce(([x, y], [px, py]): Point => [x + px / convex.length, y + py / convex.length], [0, 0] as Point);
  return convex.reduce((left, from, i) => {
    const to = convex[(i + 1) % convex.length] ?? from;
    const side = ([x, y]: Point): number => (to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0]);
    const inward = Math.sign(side(middle)) || 1;
    return left.flatMap((point, at): Point[] => {
      const next = left[(at + 1) % left.length] ?? point;
      const [here, there] = [side(point) * inward, side(next) * inward];
      const share = here / (here - there);
      const cut: Point = [point[0] + share * (next[0] - point[0]), point[1] + share * (next[1] - point[1])];
      if (here >= 0) return there >= 0 ? [point] : [point, cut];
      return there >= 0 ? [cut] : [];
    });
  }, polygon);
}

function asPath(points: Point[]): string {
  return points.length > 2 ? `M${points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}Z` : "";
}
