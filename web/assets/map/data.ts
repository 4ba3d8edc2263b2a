import type { MultiLineString, MultiPolygon } from "geojson";

/** path, name, latitude, longitude, is a home side, events, agreements, is a country */
export type Place = [string, string, number, number, number, number, number, number];
/** from, to, strength, events, agreements, partnership */
export type Arc = [number, number, string, number, number, string | null];

export interface MapData {
  places: Place[];
  arcs: Arc[];
}

export interface Boundaries {
  land: MultiPolygon;
  borders: MultiLineString;
}

/** West, south, east, north of the region map: Belarus and the Smolensk region with their surroundings. */
export const REGION: [number, number, number, number] = [22.8, 51.2, 35.9, 56.5];

export function isInside([, , lat, lon]: Place, [west, south, east, north]: typeof REGION): boolean {
  return lon > west && lon < east && lat > south && lat < north;
}
