export type View = "bars" | "line" | "matrix" | "network" | "map" | "timeline";
export type Entity = { iri: string; label: string };
export type Point = Entity | string | number | null;

/** An answer as columns and rows. */
export interface Answer {
  view: View;
  columns: { name: string; title: string }[];
  rows: Point[][];
}

const DATE = /^-?\d{4}-\d{2}-\d{2}/;

export const isEntity = (point: Point | undefined): point is Entity => point !== null && typeof point === "object";
export const textOf = (point: Point | undefined): string =>
  isEntity(point) ? point.label : point === null || point === undefined ? "" : String(point);

/** The positions of the columns whose values are all of a kind, empty ones aside. */
export function columnsOf(answer: Answer, kind: "entity" | "number" | "date" | "text"): number[] {
  const fits = (point: Point): boolean => {
    if (isEntity(point)) return kind === "entity";
    if (typeof point === "number") return kind === "number";
    return kind === "date" ? DATE.test(String(point)) : kind === "text" && !DATE.test(String(point));
  };
  return answer.columns
    .map((_, at) => at)
    .filter((at) => {
      const told = answer.rows.map((row) => row[at] ?? null).filter((point) => point !== null);
      return told.length > 0 && told.every(fits);
    });
}

const byName = (answer: Answer, ...names: string[]): number =>
  answer.columns.findIndex((column) => names.includes(column.name.toLowerCase()));

/** Where latitude and longitude stand, if columns hold them. */
export function coordinateColumns(answer: Answer): [number, number] | undefined {
  const [lat, long] = [byName(answer, "lat", "latitude"), byName(answer, "long", "lon", "lng", "longitude")];
  return lat >= 0 && long >= 0 ? [lat, long] : undefined;
}

/** The column that measures: the one called events or count if there is one, else the first number. */
export function measureOf(answer: Answer): number | undefined {
  const numbers = columnsOf(answer, "number").filter((at) => !["year", "month", "lat", "long"].includes(answer.columns[at]?.name ?? ""));
  const usual = byName(answer, "events", "documents", "entries", "facts", "others", "count", "n");
  return numbers.includes(usual) ? usual : numbers[0];
}

/** Whether the answer's columns allow the picture. */
export function suits(answer: Answer, view: View): boolean {
  const entities = columnsOf(answer, "entity").length;
  const measured = measureOf(answer) !== undefined;
  switch (view) {
    case "bars":
      return measured && answer.columns.length > 1;
    case "line":
      return measured && (byName(answer, "year", "period") >= 0);
    case "matrix":
      return entities >= 2 && measured;
    case "network":
      return entities >= 2;
    case "map":
      return coordinateColumns(answer) !== undefined && entities > 0;
    case "timeline":
      return columnsOf(answer, "date").length > 0 && entities > 0;
  }
}
