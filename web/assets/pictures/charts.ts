import { scaleLinear, scalePoint } from "d3-scale";
import { columnsOf, measureOf, textOf, type Answer, type Point } from "./answer";
import { cut, element, format, linked, picture } from "./svg";

const WIDTH = 960;
const BARS_SHOWN = 30;
const LABEL = 320;
const DOT = 9;
const LEVELS = 22;
const EDGE = 60;
const NARROW = 640;
const SHORTEST_SPAN = 60 * 86_400_000;
const LONGEST_MONTH = 31 * 86_400_000;
const MOST_MONTHS = 8;
const MONTH_STEPS = [1, 2, 3, 6, 12];
const COLOURS = ["var(--formal)", "var(--project)", "var(--memorandum)", "var(--contact)", "var(--accent)", "var(--warn)"];

const keyOf = (point: Point | undefined): string =>
  point !== null && typeof point === "object" ? point.iri : String(point ?? "");

/** Bars of the measure, the longest of them; the label is all that is no number, above its bar on a phone. */
export function barsOf(answer: Answer): SVGElement {
  const measure = measureOf(answer) ?? 0;
  const numbers = new Set(columnsOf(answer, "number"));
  const labels = answer.columns.map((_, at) => at).filter((at) => !numbers.has(at)).slice(0, 2);
  const rows = answer.rows.filter((row) => typeof row[measure] === "number").slice(0, BARS_SHOWN);
  const longest = Math.max(1, ...rows.map((row) => row[measure] as number));
  const isNarrow = window.innerWidth < NARROW;
  const [width, left, step, below] = isNarrow ? [360, 0, 40, 18] : [WIDTH, LABEL, 22, 0];
  const scale = scaleLinear([0, longest], [0, width - left - 70]);
  const drawn = rows.map((row, at) => {
    const label = labels.map((column) => textOf(row[column])).filter(Boolean).join(" · ");
    const value = row[measure] as number;
    const y = at * step;
    const place = isNarrow ? { x: 0, y: y + 14 } : { x: left - 8, y: y + 14, "text-anchor": "end" };
    return linked(
      row[labels[0] ?? 0],
      `${label}: ${format(value)}`,
      element("text", place, cut(label, 46)),
      element("rect", { class: "bar", x: left, y: y + below + 3, height: 14, width: Math.max(1, scale(value)), rx: 2 }),
      element("text", { class: "muted-text", x: left + scale(value) + 6, y: y + below + 14 }, format(value)),
    );
  });
  return picture(width, rows.length * step + 4, answer.columns[measure]?.title ?? "", ...drawn);
}

/** A line through years or periods for each thing measured, the greatest of them. */
export function lineOf(answer: Answer): SVGElement {
  const measure = measureOf(answer) ?? 0;
  const column = (name: string): number => answer.columns.findIndex((one) => one.name === name);
  const month = column("month");
  const time = Math.max(column("year"), column("period"));
  const tick = (row: Point[]): string =>
    textOf(row[time]) + (month >= 0 ? `-${textOf(row[month]).padStart(2, "0")}` : "");
  const series = new Map<string, { name: string; points: Map<string, number>; total: number }>();
  const entity = columnsOf(answer, "entity")[0];
  for (const row of answer.rows) {
    const point = entity === undefined ? undefined : row[entity];
    const one = series.get(keyOf(point)) ?? { name: textOf(point), points: new Map<string, number>(), total: 0 };
    const value = Number(row[measure] ?? 0);
    one.points.set(tick(row), (one.points.get(tick(row)) ?? 0) + value);
    one.total += value;
    series.set(keyOf(point), one);
  }
  const ticks = [...new Set(answer.rows.map(tick))].sort();
  const shown = [...series.values()].sort((a, b) => b.total - a.total).slice(0, COLOURS.length);
  const highest = Math.max(1, ...shown.flatMap((one) => [...one.points.values()]));
  const x = scalePoint(ticks, [50, WIDTH - 190]).padding(0.2);
  const y = scaleLinear([0, highest], [270, 20]).nice();
  const marks: Node[] = y.ticks(4).map((value) =>
    element("g", {},
      element("line", { class: "axis", x1: 46, x2: WIDTH - 190, y1: y(value), y2: y(value), "stroke-opacity": 0.3 }),
      element("text", { class: "muted-text", x: 40, y: y(value) + 4, "text-anchor": "end" }, format(value)),
    ),
  );
  const every = Math.ceil(ticks.length / 14);
  for (const [at, name] of ticks.entries())
    if (at % every === 0) marks.push(element("text", { class: "muted-text", x: x(name) ?? 0, y: 292, "text-anchor": "middle" }, name));
  shown.forEach((one, at) => {
    const colour = COLOURS[at] ?? "var(--bar)";
    const points = ticks.map((name): [number, number] => [x(name) ?? 0, y(one.points.get(name) ?? 0)]);
    marks.push(element("path", { class: "curve", stroke: colour, d: `M${points.join("L")}` }));
    for (const [index, [px, py]] of points.entries())
      marks.push(linked(null, `${one.name} ${ticks[index]}: ${format(one.points.get(ticks[index] ?? "") ?? 0)}`, element("circle", { cx: px, cy: py, r: 3.5, fill: colour })));
    if (one.name) marks.push(element("text", { x: WIDTH - 180, y: 30 + at * 20, fill: colour }, "— ", cut(one.name, 24)));
  });
  return picture(WIDTH, 300, answer.columns[measure]?.title ?? "", ...marks);
}

/** A square for each pair of things, the darker the greater the measure. */
export function matrixOf(answer: Answer): SVGElement {
  const [row = 0, column = 1] = columnsOf(answer, "entity");
  const measure = measureOf(answer) ?? 0;
  const sums = new Map<string, number>();
  const totals = [new Map<string, { point: Point; sum: number }>(), new Map<string, { point: Point; sum: number }>()] as const;
  for (const one of answer.rows) {
    const value = Number(one[measure] ?? 0);
    const pair = `${keyOf(one[row])} ${keyOf(one[column])}`;
    sums.set(pair, (sums.get(pair) ?? 0) + value);
    for (const [at, side] of [row, column].entries()) {
      const total = totals[at]?.get(keyOf(one[side])) ?? { point: one[side] ?? null, sum: 0 };
      total.sum += value;
      totals[at]?.set(keyOf(one[side]), total);
    }
  }
  const order = (side: 0 | 1, most: number): Point[] =>
    [...totals[side].values()].sort((a, b) => b.sum - a.sum).slice(0, most).map((total) => total.point);
  const [rows, columns] = [order(0, 30), order(1, 24)];
  const size = Math.min(34, (WIDTH - 250) / Math.max(1, columns.length));
  const greatest = Math.max(1, ...sums.values());
  const cells: Node[] = [];
  rows.forEach((one, at) => {
    cells.push(element("text", { x: 240, y: 150 + at * 22 + 15, "text-anchor": "end" }, cut(textOf(one), 34)));
    columns.forEach((other, place) => {
      const value = sums.get(`${keyOf(one)} ${keyOf(other)}`);
      if (!value) return;
      const square = element("rect", { class: "cell", x: 250 + place * size, y: 150 + at * 22, width: size - 2, height: 20, "fill-opacity": 0.2 + (0.8 * Math.sqrt(value)) / Math.sqrt(greatest) });
      cells.push(linked(one, `${textOf(one)} – ${textOf(other)}: ${format(value)}`, square));
    });
  });
  columns.forEach((other, place) => {
    const x = 250 + place * size + size / 2;
    cells.push(element("text", { x, y: 142, transform: `rotate(-50 ${x} 142)` }, cut(textOf(other), 22)));
  });
  return picture(WIDTH, 160 + rows.length * 22, answer.columns[measure]?.title ?? "", ...cells);
}

/** A dot for each dated row, one above another where they fall together. */
export function timelineOf(answer: Answer): SVGElement {
  const date = columnsOf(answer, "date")[0] ?? 0;
  const entity = columnsOf(answer, "entity")[0] ?? 0;
  const seen = new Set<string>();
  const dated = answer.rows
    .filter((row) => typeof row[date] === "string" && !seen.has(keyOf(row[entity])) && seen.add(keyOf(row[entity])))
    .map((row) => ({ time: Date.parse(String(row[date])), row }))
    .filter(({ time }) => !Number.isNaN(time))
    .sort((one, other) => one.time - other.time);
  const [first, last] = [dated[0]?.time ?? 0, dated.at(-1)?.time ?? 0];
  const margin = Math.max(0, SHORTEST_SPAN - (last - first)) / 2;
  const x = scaleLinear([first - margin, last + margin], [30, WIDTH - 30]);
  const heights = new Map<number, number>();
  const placed = dated.map(({ time, row }) => {
    const column = Math.round(x(time) / DOT);
    const level = heights.get(column) ?? 0;
    heights.set(column, level + 1);
    return { row, column, level: Math.min(level, LEVELS - 1) };
  });
  const ground = Math.max(3, Math.min(LEVELS, Math.max(0, ...heights.values()))) * DOT + DOT;
  const dots = placed.map(({ row, column, level }) => {
    const dot = element("circle", { class: "dot", cx: column * DOT, cy: ground - DOT - level * DOT, r: 4 });
    return linked(row[entity], `${String(row[date])} ${textOf(row[entity])}`, dot);
  });
  const month = new Intl.DateTimeFormat(document.documentElement.lang, { month: "short" });
  const marks = monthsBetween(first - margin, last + margin).flatMap((day, at) => {
    const [time, year] = [day.getTime(), String(day.getFullYear())];
    const anchor = x(time) < EDGE ? "start" : x(time) > WIDTH - EDGE ? "end" : "middle";
    const name = at === 0 || day.getMonth() === 0 ? `${month.format(day)} ${year}` : month.format(day);
    return [
      element("line", { class: "axis", x1: x(time), x2: x(time), y1: ground, y2: ground + 5 }),
      element("text", { class: "muted-text", x: x(time), y: ground + 20, "text-anchor": anchor }, name),
    ];
  });
  const axis = element("line", { class: "axis", x1: 20, x2: WIDTH - 20, y1: ground, y2: ground });
  return picture(WIDTH, ground + 28, answer.columns[date]?.title ?? "", axis, ...marks, ...dots);
}

/** The first days of months within a stretch of time: of every month, or of so few that their names have room. */
function monthsBetween(first: number, last: number): Date[] {
  const start = new Date(first);
  const span = (last - first) / (LONGEST_MONTH * MOST_MONTHS);
  const step = MONTH_STEPS.find((months) => months >= span) ?? Math.ceil(span / 12) * 12;
  const days: Date[] = [];
  for (let at = Math.ceil((start.getMonth() + 1) / step) * step; ; at += step) {
    const day = new Date(start.getFullYear(), at, 1);
    if (day.getTime() > last) return days;
    days.push(day);
  }
}
