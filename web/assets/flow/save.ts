import { element } from "../pictures/svg";
import { savePng, saveSvg } from "../shared/save";

/** What stands above a saved picture, and the colours of paper by name. */
export interface Caption {
  title: string;
  heads: string[];
  lines: string[];
  paint: Record<string, string>;
}

const EDGE = 22;
const LINE = 19;
const LETTER = 6.7;
const COLUMNS = ["ink", "memorandum", "bar"];

/** Wires the buttons that save the picture as it stands on the page. */
export function savable(root: HTMLElement): void {
  const caption = JSON.parse(root.dataset["caption"] ?? "{}") as Caption;
  const written = (): string => {
    const svg = root.querySelector<SVGElement>("svg");
    return svg ? documentOf(svg, caption) : "";
  };
  document.querySelector("[data-save-flow=svg]")?.addEventListener("click", () => saveSvg(written(), `${caption.title}.svg`));
  document.querySelector("[data-save-flow=png]")?.addEventListener("click", () => void savePng(written(), `${caption.title}.png`));
}

/** The drawn picture on white paper, with its title, what its columns are, filters, period and source. */
export function documentOf(drawn: SVGElement, { title, heads, lines, paint }: Caption): string {
  const [, , width = 0, height = 0] = (drawn.getAttribute("viewBox") ?? "").split(" ").map(Number);
  const told = lines.flatMap((line) => broken(line, width - 2 * EDGE));
  const head = 44 + LINE * (told.length + 1);
  const scene = element("g", { transform: `translate(${EDGE} ${head})`, "font-size": drawn.classList.contains("narrow") ? 11.5 : 13 });
  scene.append(...[...drawn.children].map((one) => one.cloneNode(true)));
  painted(scene, paint);
  const size = { width: width + 2 * EDGE, height: height + head + EDGE };
  const text = (words: string, x: number, y: number, more: Record<string, string | number> = {}): SVGElement =>
    element("text", { x, y, fill: paint["muted"] ?? "", ...more }, words);
  const svg = element(
    "svg",
    { viewBox: `0 0 ${size.width} ${size.height}`, ...size, "font-family": "PT Sans, Noto Sans, Segoe UI, sans-serif", "font-size": 13 },
    element("title", {}, title),
    element("desc", {}, lines.join(" · ")),
    element("rect", { ...size, fill: paint["surface"] ?? "" }),
    text(title, EDGE, 32, { "font-size": 21, "font-weight": 600, fill: paint["ink"] ?? "" }),
    ...told.map((line, at) => text(line, EDGE, 54 + LINE * at)),
    ...heads.map((name, at) => text(name, EDGE + (width * at) / 2, head - 6, { "text-anchor": ["start", "middle", "end"][at] ?? "start" })),
    scene,
  );
  return new XMLSerializer().serializeToString(svg);
}

/** Gives every part the colours that the page's style sheet gave it, as they are on paper, and addresses that hold anywhere. */
function painted(scene: SVGElement, paint: Record<string, string>): void {
  scene.querySelectorAll("[tabindex]").forEach((one) => one.removeAttribute("tabindex"));
  scene.querySelectorAll("a").forEach((one) => one.setAttribute("href", new URL(one.getAttribute("href") ?? "", location.href).href));
  scene.querySelectorAll(".stream path").forEach((one) => set(one, { fill: "none", stroke: paint["bar"] ?? "", "stroke-opacity": "0.32" }));
  scene.querySelectorAll(".node text").forEach((one) => {
    set(one, { fill: paint["ink"] ?? "", stroke: paint["surface"] ?? "", "stroke-width": "3.5", "stroke-linejoin": "round", "paint-order": "stroke" });
  });
  COLUMNS.forEach((colour, at) => scene.querySelectorAll(`.column-${at} rect`).forEach((one) => one.setAttribute("fill", paint[colour] ?? "")));
  scene.querySelectorAll(".stream, .node").forEach((one, at) => one.setAttribute("id", `${one.classList[0]}-${at}`));
}

function set(one: Element, attributes: Record<string, string>): void {
  for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, value);
}

/** A line as several, each as long as there is room. */
function broken(line: string, width: number): string[] {
  const rows: string[] = [];
  let row = "";
  for (const word of line.split(" ")) {
    if (row && (row.length + word.length + 1) * LETTER > width) {
      rows.push(row);
      row = "";
    }
    row = row ? `${row} ${word}` : word;
  }
  return [...rows, row];
}
