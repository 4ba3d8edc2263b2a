/** path, name, latitude, longitude, is a home side, events, agreements, is a country */
export type Place = [string, string, number, number, number, number, number, number];
/** from, to, strength, events, agreements, partnership */
export type Arc = [number, number, string, number, number, string | null];

/** name, latitude, longitude of a municipality's or district's centre, path */
export type Area = [string, number, number, string];

export interface MapData {
  places: Place[];
  arcs: Arc[];
  areas: Area[];
}
