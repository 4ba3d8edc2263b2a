// Makes web/static/boundaries from world-atlas (Natural Earth): the world coarsely, the home region finely, there with
// the lines between first-level regions of Belarus and Russia (boundaries/regions.json, Natural Earth as well).
// Boundaries are data: files that are there already stay, so other GeoJSON of the same shape can stand in their place.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { geoIdentity, geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";

const here = dirname(fileURLToPath(import.meta.url));
const atlas = join(here, "..", "..", "node_modules", "world-atlas");
const output = join(here, "..", "static", "boundaries");
const REGION = [[18, 49.5], [42, 61]];
const NONE = { type: "MultiLineString", coordinates: [] };

const read = (name) => JSON.parse(readFileSync(join(atlas, name), "utf8"));
const rounded = (digits) => (_, value) => (typeof value === "number" ? Number(value.toFixed(digits)) : value);

/** The lines of an SVG-like path as GeoJSON coordinates. */
function linesOf(path) {
  return (path ?? "").split("M").filter(Boolean).map((line) => line.replace("Z", "").split("L").map((at) => at.split(",").map(Number)));
}

function write(name, land, borders, regions, digits) {
  if (existsSync(join(output, name))) return;
  mkdirSync(output, { recursive: true });
  const text = JSON.stringify({ land, borders, regions }, rounded(digits));
  writeFileSync(join(output, name), `${text}\n`);
}

const world = read("countries-110m.json");
write("world.json", feature(world, world.objects.land), mesh(world, world.objects.countries, (a, b) => a !== b), NONE, 2);

const fine = read("countries-10m.json");
const clip = geoPath(geoIdentity().clipExtent(REGION));
const clipped = {
  type: "MultiPolygon",
  coordinates: linesOf(clip(feature(fine, fine.objects.land))).filter((ring) => ring.length > 3).map((ring) => [[...ring, ring[0]].reverse()]),
};
const borders = { type: "MultiLineString", coordinates: linesOf(clip(mesh(fine, fine.objects.countries, (a, b) => a !== b))) };
const regions = JSON.parse(readFileSync(join(here, "boundaries", "regions.json"), "utf8"));
write("region.json", clipped, borders, regions, 3);
