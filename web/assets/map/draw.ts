import { geoMercator, geoNaturalEarth1, geoPath, type GeoProjection } from "d3-geo";
import { select, type Selection } from "d3-selection";
import { zoom, type ZoomBehavior, zoomIdentity, type ZoomTransform, zoomTransform } from "d3-zoom";
import { rove } from "../shared/keys";
import { type Boundaries, isInside, REGION } from "../shared/boundaries";
import type { Arc, Area, MapData, Place } from "./data";
import { surroundings } from "./areas";
import { visibleLabels, type Box, type Room } from "./labels";

/** The corners of the world map, without the ice in the south. */
const INHABITED = { type: "MultiPoint" as const, coordinates: [[-165, 0], [175, 0], [0, 80], [0, -54]] };

const ANCHORS = { right: "start", left: "end", above: "middle", below: "middle" };
const CLOSER = 2.2;
/** The region map opens no closer than so, and leaves so much room for names around its places. */
const CLOSEST_START = 2.2;
const NAME_ROOM = 70;
/** An arc grows to its full width with so many events, even where no partnership has as many. */
const WIDE_AT = 8;

type Root = Selection<SVGSVGElement, unknown, null, undefined>;
type Layer = Selection<SVGGElement, unknown, null, undefined>;

/** Draws the map into the stage: land, borders, arcs, places with names; it pans and zooms. */
export function draw(stage: HTMLElement, data: MapData, boundaries: Boundaries, view: string): void {
  const { width, height } = stage.getBoundingClientRect();
  const projection = projectionOf(view, width, height);
  const shown = view === "region" ? within(data) : data;
  const path = geoPath(projection);

  const svg = select(stage).append("svg").attr("viewBox", `0 0 ${width} ${height}`).attr("role", "group");
  svg.attr("aria-label", stage.dataset["label"] ?? stage.getAttribute("aria-label") ?? "");
  const layer = svg.append("g");
  layer.append("path").attr("class", "map-land").attr("d", path(boundaries.land));
  layer.append("path").attr("class", "map-regions").attr("d", path(boundaries.regions));
  layer.append("path").attr("class", "map-borders").attr("d", path(boundaries.borders));
  if (view === "region") drawAreas(layer, data.areas, projection, width, height);

  const at = shown.places.map((place): [number, number] => projection([place[3], place[2]]) ?? [0, 0]);
  drawArcs(layer, shown, at, stage);
  const places = drawPlaces(layer, shown, at, stage);
  rove(places.node() ?? stage, "a");
  const buttons = addButtons(stage, (how) => {
    if (how === "fit") svg.call(zooming.transform, start);
    else svg.call(zooming.scaleBy, how === "in" ? 1.6 : 1 / 1.6);
  });
  const taken = boxOf(buttons);
  let picked: string | null = null;
  const fit = (transform: ZoomTransform): void => resize(layer, places, at, shown.places, transform, { width, height, taken, chosen: picked });
  fit(zoomIdentity);

  const zooming = zoom<SVGSVGElement, unknown>()
    .scaleExtent([1, 14])
    .translateExtent([[-width / 2, -height / 2], [1.5 * width, 1.5 * height]])
    .on("zoom", ({ transform }: { transform: ZoomTransform }) => {
      layer.attr("transform", transform.toString());
      fit(transform);
    });
  svg.call(zooming);
  const start = view === "region" ? around(at, width, height) : zoomIdentity;
  svg.call(zooming.transform, start);
  stage.addEventListener("chosen", (event) => {
    const { path: chosen, aside, beneath } = (event as CustomEvent<{ path: string; aside: number; beneath: number }>).detail;
    picked = chosen;
    places.selectAll<SVGAElement, Place>("a").classed("chosen", (place) => place[0] === chosen);
    comeTo(svg, zooming, at[shown.places.findIndex((place) => place[0] === chosen)], width - aside, height - beneath);
  });
  noteBeyond(stage, data.arcs.length - shown.arcs.length);
}

/** The view that has all places in it, as close as they allow. */
function around(at: [number, number][], width: number, height: number): ZoomTransform {
  if (at.length === 0) return zoomIdentity;
  const ends = (axis: 0 | 1): [number, number] => [Math.min(...at.map((one) => one[axis])), Math.max(...at.map((one) => one[axis]))];
  const [[left, right], [top, bottom]] = [ends(0), ends(1)];
  const fits = (length: number, room: number): number => Math.max(room - NAME_ROOM, room / 2) / Math.max(length, 1);
  const k = Math.min(CLOSEST_START, Math.max(1, Math.min(fits(right - left, width), fits(bottom - top, height))));
  return zoomIdentity.translate(width / 2 - (k * (left + right)) / 2, height / 2 - (k * (top + bottom)) / 2).scale(k);
}

/** What was chosen comes to the middle of what the panel leaves free. */
function comeTo(svg: Root, zooming: ZoomBehavior<SVGSVGElement, unknown>, point: [number, number] | undefined, freeWidth: number, freeHeight: number): void {
  if (!point) return;
  const node = svg.node();
  const k = Math.max(CLOSER, node ? zoomTransform(node).k : 1);
  svg.call(zooming.transform, zoomIdentity.translate(freeWidth / 2 - k * point[0], freeHeight / 2 - k * point[1]).scale(k));
}

/** The surroundings of the centres of municipalities and districts, named when pointed at. */
function drawAreas(layer: Layer, areas: Area[], projection: GeoProjection, width: number, height: number): void {
  const met = new Set<string>();
  const apart = areas.filter(([, lat, lon]) => !met.has(`${lat} ${lon}`) && met.add(`${lat} ${lon}`));
  const paths = surroundings(apart, projection, width, height);
  const drawn = layer.append("g").attr("class", "map-areas").selectAll("path").data(apart).join("path");
  drawn.attr("d", (_, i) => paths[i] ?? "").append("title").text(([name]) => name);
}

function projectionOf(view: string, width: number, height: number): GeoProjection {
  const [west, south, east, north] = REGION;
  const frame = { type: "MultiPoint" as const, coordinates: [[west, south], [east, north], [west, north], [east, south]] };
  return view === "region"
    ? geoMercator().fitExtent([[8, 8], [width - 8, height - 8]], frame)
    : geoNaturalEarth1().fitExtent([[8, 8], [width - 8, height - 8]], INHABITED);
}

function within({ places, arcs }: MapData): MapData {
  const kept = places.map((place) => isInside([place[3], place[2]], REGION) && place[7] === 0);
  const renumbered = new Map<number, number>();
  const left = places.filter((_, i) => kept[i] && renumbered.set(i, renumbered.size));
  const links = arcs
    .filter(([from, to]) => renumbered.has(from) && renumbered.has(to))
    .map(([from, to, ...rest]): Arc => [renumbered.get(from) ?? 0, renumbered.get(to) ?? 0, ...rest]);
  return { places: left, arcs: links, areas: [] };
}

function drawArcs(layer: Layer, { arcs, places }: MapData, at: [number, number][], stage: HTMLElement): void {
  const most = Math.max(WIDE_AT, ...arcs.map((arc) => arc[3]));
  const weakestFirst = [...arcs].sort((a, b) => a[3] - b[3]);
  const links = layer.selectAll("a.arc").data(weakestFirst).join("a").attr("class", "arc").attr("tabindex", -1);
  links.filter((arc) => arc[5] !== null).attr("href", (arc) => address(arc[5] ?? "", stage));
  links.append("title").text(([from, to, , events, agreements]) =>
    `${places[from]?.[1]} – ${places[to]?.[1]}\n${counts(stage, events, agreements)}`,
  );
  links
    .append("path")
    .attr("class", ([, , strength]) => `map-arc strength-${strength}`)
    .attr("stroke-width", (arc) => 1.2 + 4.3 * Math.sqrt(Math.max(0, arc[3] - 1) / most))
    .attr("d", ([from, to]) => curve(at[from] ?? [0, 0], at[to] ?? [0, 0]));
}

/** A gentle curve that always bends the same way, so that arcs of one pair of regions do not cross. */
function curve([x1, y1]: [number, number], [x2, y2]: [number, number]): string {
  const [dx, dy] = [x2 - x1, y2 - y1];
  return `M${x1},${y1}Q${(x1 + x2) / 2 - dy * 0.16},${(y1 + y2) / 2 + dx * 0.16} ${x2},${y2}`;
}

function drawPlaces(layer: Layer, { places, arcs }: MapData, at: [number, number][], stage: HTMLElement): Layer {
  const most = Math.max(1, ...places.map((place) => place[5]));
  const marks = layer.append("g");
  const nodes = marks
    .selectAll("a")
    .data(places)
    .join("a")
    .attr("class", (place) => `map-place${place[4] ? " home" : ""}${place[5] + place[6] === 0 ? " silent" : ""}`)
    .attr("href", (place) => address(place[0], stage));
  nodes.append("title").text((place) => `${place[1]}\n${counts(stage, place[5], place[6])}`);
  nodes.append("circle").attr("cx", (_, i) => at[i]?.[0] ?? 0).attr("cy", (_, i) => at[i]?.[1] ?? 0)
    .attr("data-size", (place) => 3 + 6 * Math.sqrt(place[5] / most));
  nodes.append("text").text((place) => place[1]);
  nodes.on("mouseenter focus", (_, place) => pickOut(layer, places.indexOf(place), arcs));
  nodes.on("mouseleave blur", () => layer.selectAll(".dim").classed("dim", false));
  return marks;
}

/** Dims all but a place's own arcs and their other ends. */
function pickOut(layer: Layer, index: number, arcs: Arc[]): void {
  const beside = new Set([index]);
  arcs.forEach(([from, to]) => {
    if (from === index) beside.add(to);
    if (to === index) beside.add(from);
  });
  layer.selectAll<SVGPathElement, Arc>(".map-arc").classed("dim", ([from, to]) => from !== index && to !== index);
  layer.selectAll<SVGAElement, Place>(".map-place").classed("dim", (_, i) => !beside.has(i));
}

/** Keeps marks and names the same size on screen at every zoom, and names only what has room. */
function resize(
  layer: Layer, marks: Layer, at: [number, number][], places: Place[], { k, x, y }: ZoomTransform, room: Room,
): void {
  const size = 13;
  marks.selectAll<SVGCircleElement, unknown>("circle").attr("r", function () {
    return Number(this.getAttribute("data-size")) / k;
  });
  const onScreen = at.map(([px, py]): [number, number] => [px * k + x, py * k + y]);
  const radii = marks.selectAll<SVGCircleElement, unknown>("circle").nodes().map((one) => Number(one.getAttribute("data-size")));
  const named = visibleLabels(places, onScreen, radii, size, room);
  marks
    .selectAll<SVGTextElement, Place>("text")
    .attr("font-size", size / k)
    .attr("stroke-width", 3.5 / k)
    .style("stroke-width", `${3.5 / k}px`)
    .attr("text-anchor", (_, i) => ANCHORS[named.get(i) ?? "right"])
    .attr("x", (_, i) => (at[i]?.[0] ?? 0) + { right: 9, left: -9, above: 0, below: 0 }[named.get(i) ?? "right"] / k)
    .attr("y", (_, i) => (at[i]?.[1] ?? 0) + size * { right: 0.33, left: 0.33, above: -0.97, below: 1.63 }[named.get(i) ?? "right"] / k)
    .style("display", (_, i) => (named.has(i) ? null : "none"));
  layer.attr("data-zoom", k);
}

function counts(stage: HTMLElement, events: number, agreements: number): string {
  const { events: eventWord = "", agreements: agreementWord = "" } = stage.dataset;
  return `${eventWord}: ${events} · ${agreementWord}: ${agreements}`;
}

function address(path: string, stage: HTMLElement): string {
  const lang = stage.dataset["lang"];
  return `/id/${encodeURI(path)}${lang ? `?lang=${lang}` : ""}`;
}

function addButtons(stage: HTMLElement, act: (how: string) => void): HTMLElement {
  const box = document.createElement("div");
  box.className = "map-buttons";
  for (const [how, sign] of [["in", "+"], ["out", "−"], ["fit", "⤢"]] as const) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "icon-button";
    button.textContent = sign;
    button.setAttribute("aria-label", stage.dataset[how] ?? how);
    button.addEventListener("click", () => act(how));
    box.append(button);
  }
  stage.append(box);
  return box;
}

function boxOf({ offsetLeft, offsetTop, offsetWidth, offsetHeight }: HTMLElement): Box {
  return [offsetLeft, offsetTop, offsetLeft + offsetWidth, offsetTop + offsetHeight];
}

function noteBeyond(stage: HTMLElement, count: number): void {
  const words = stage.dataset["beyond"];
  if (count <= 0 || !words) return;
  const link = document.createElement("a");
  link.className = "map-beyond";
  const query = new URLSearchParams(location.search);
  query.set("view", "world");
  link.href = `${location.pathname}?${query}`;
  link.textContent = `${words}: ${count}`;
  stage.append(link);
}
