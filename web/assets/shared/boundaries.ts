import type { MultiLineString, MultiPolygon } from "geojson";

/** Land, lines between countries and lines between their regions, as `web/static/boundaries` has them. */
export interface Boundaries {
  land: MultiPolygon;
  borders: MultiLineString;
  regions: MultiLineString;
}

/** West, south, east, north. */
export type Frame = [number, number, number, number];

/** The region map: Belarus and the Smolensk region with their surroundings. */
export const REGION: Frame = [22.8, 51.2, 35.9, 56.5];

export function isInside([lon, lat]: [number, number], [west, south, east, north]: Frame): boolean {
  return lon > west && lon < east && lat > south && lat < north;
}

/** The boundaries of the region or of the world: data that the page fetches, no part of its scripts. */
export async function boundariesOf(view: string): Promise<Boundaries> {
  const address = `/static/boundaries/${view}.json`;
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  // Boundaries put there by hand may tell of countries alone.
  const found = (await response.json()) as Omit<Boundaries, "regions"> & Partial<Boundaries>;
  return { regions: { type: "MultiLineString", coordinates: [] }, ...found };
}
