/** path, name, latitude, longitude, is a home side, events, agreements, is a country */
export type Place = [string, string, number, number, number, number, number, number];
/** from, to, strength, events, agreements, partnership */
export type Arc = [number, number, string, number, number, string | null];

export interface MapData {
  places: Place[];
  arcs: Arc[];
}
