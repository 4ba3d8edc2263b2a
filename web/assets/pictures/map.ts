import { geoConicConformal, geoPath } from "d3-geo";
import { boundariesOf, isInside, REGION } from "../shared/boundaries";
import { columnsOf, coordinateColumns, isEntity, measureOf, type Answer, type Entity } from "./answer";
import { element, format, linked, picture } from "./svg";

const WIDTH = 960;
const HEIGHT = 560;

interface Dot {
  entity: Entity;
  at: [number, number];
  weight: number;
}

/** Places as dots on a map without names; the greater the measure the larger the dot. */
export async function mapOf(answer: Answer): Promise<SVGElement> {
  const dots = [...dotsOf(answer).values()].sort((one, other) => other.weight - one.weight);
  const projection = geoConicConformal().parallels([45, 60]).rotate([-40, 0]);
  projection.fitExtent(
    [[40, 40], [WIDTH - 40, HEIGHT - 40]],
    { type: "MultiPoint", coordinates: padded(dots.map((dot) => dot.at)) },
  );
  projection.clipExtent([[0, 0], [WIDTH, HEIGHT]]);
  const { land, borders, regions } = await boundariesOf(dots.every(({ at }) => isInside(at, REGION)) ? "region" : "world");
  const path = geoPath(projection);
  const ground = element("path", { class: "land", d: path(land) ?? "" });
  const inner = element("path", { class: "border inner", d: path(regions) ?? "" });
  const lines = element("path", { class: "border", d: path(borders) ?? "" });
  const greatest = Math.max(1, ...dots.map((dot) => dot.weight));
  const drawn = dots.flatMap(({ entity, at, weight }) => {
    const place = projection(at);
    if (!place) return [];
    const radius = 3 + 15 * Math.sqrt(weight / greatest);
    const circle = element("circle", { class: "dot", cx: place[0], cy: place[1], r: radius, "fill-opacity": 0.7 });
    return [linked(entity, `${entity.label}: ${format(weight)}`, circle)];
  });
  return picture(WIDTH, HEIGHT, answer.columns.map((column) => column.title).join(", "), ground, inner, lines, ...drawn);
}

function dotsOf(answer: Answer): Map<string, Dot> {
  const dots = new Map<string, Dot>();
  const columns = coordinateColumns(answer);
  const place = columnsOf(answer, "entity")[0];
  if (!columns || place === undefined) return dots;
  const measure = measureOf(answer);
  for (const row of answer.rows) {
    const entity = row[place];
    const [lat, long] = columns.map((at) => row[at] ?? null);
    if (!isEntity(entity) || lat === null || long === null) continue;
    const at: [number, number] = [Number(long), Number(lat)];
    if (at.some(Number.isNaN)) continue;
    const dot = dots.get(entity.iri) ?? { entity, at, weight: 0 };
    dot.weight += measure === undefined ? 1 : Number(row[measure] ?? 0) || 1;
    dots.set(entity.iri, dot);
  }
  return dots;
}

/** The points and a degree around each, so that a single town is not all there is. */
function padded(points: [number, number][]): [number, number][] {
  const kept = points.length > 0 ? points : [[32, 55] as [number, number]];
  return kept.flatMap(([x, y]): [number, number][] => [[x - 2, y - 1.5], [x + 2, y + 1.5]]);
}
