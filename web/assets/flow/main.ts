// The flow of events: home sides, sectors, countries, and streams as wide as they have events.
import { sankey, sankeyJustify, sankeyLinkHorizontal, type SankeyGraph, type SankeyLink, type SankeyNode } from "d3-sankey";
import { element } from "../pictures/svg";
import { rove } from "../shared/keys";
import { savable } from "./save";
import "./flow.css";

interface NodeData {
  name: string;
  column: number;
  events: number;
  words: string;
  href: string | null;
}

interface LinkData {
  source: number;
  target: number;
  value: number;
  words: string;
  href: string | null;
}

type Node_ = SankeyNode<NodeData, LinkData>;
type Link_ = SankeyLink<NodeData, LinkData>;

const NARROW = 600;
const BAR = 12;
const PADDING = 17;
/** The size of letters in a wide picture and in a narrow one, and the height of a line. */
const LETTERS = { wide: 13, narrow: 11.5 };
const LINE = 15;
const GAP = 6;
/** The part of the room between the last two columns that a name of the last one takes at most. */
const SHARE = 0.55;

const root = document.querySelector<HTMLElement>("[data-flow]");
if (root) {
  draw(root);
  savable(root);
  let width = root.clientWidth;
  new ResizeObserver(() => {
    if (root.clientWidth === width) return;
    width = root.clientWidth;
    draw(root);
  }).observe(root);
}

function draw(root: HTMLElement): void {
  const data = JSON.parse(root.dataset["flow"] ?? "{}") as { nodes: NodeData[]; links: LinkData[] };
  const width = root.clientWidth;
  const height = Number(root.dataset["height"]);
  const { nodes, links } = laidOut(data, width, height);
  const streams = links.map((link) => stream(link));
  const kind = width < NARROW ? "narrow" : "wide";
  const names = namesOf(nodes, width, measure(root, LETTERS[kind]));
  const bars = nodes.map((node, at) => bar(node, names[at] ?? ""));
  const svg = element("svg", { class: kind, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": root.dataset["label"] ?? "" }, ...streams, ...bars);
  bars.forEach((one, at) => {
    for (const name of ["pointerenter", "focusin"]) one.addEventListener(name, () => pickOut(svg, streams, links, nodes[at]));
    for (const name of ["pointerleave", "focusout"]) one.addEventListener(name, () => svg.classList.remove("picked"));
  });
  rove(svg, "a.node");
  root.replaceChildren(svg);
  root.dataset["ready"] = "true";
}

function laidOut(data: { nodes: NodeData[]; links: LinkData[] }, width: number, height: number): SankeyGraph<NodeData, LinkData> {
  const layout = sankey<NodeData, LinkData>()
    .nodeWidth(BAR)
    .nodePadding(PADDING)
    .nodeAlign((node, columns) => (node.column >= 0 ? node.column : sankeyJustify(node, columns)))
    .nodeSort((a, b) => b.events - a.events || a.name.localeCompare(b.name))
    .extent([[1, 8], [width - 1, height - 10]]);
  return layout({ nodes: data.nodes.map((one) => ({ ...one })), links: data.links.map((one) => ({ ...one })) });
}

function stream(link: Link_): SVGElement {
  const d = sankeyLinkHorizontal<NodeData, LinkData>()(link) ?? "";
  const path = element("path", { d, "stroke-width": Math.max(1, link.width ?? 1) });
  const kind = link.href ? "a" : "g";
  const made = element(kind, { class: "stream", tabindex: -1 }, element("title", {}, link.words), path);
  if (link.href) made.setAttribute("href", link.href);
  return made;
}

type Measure = (name: string) => number;

/** How wide a name is in letters of that size. */
function measure(root: HTMLElement, size: number): Measure {
  const pen = document.createElement("canvas").getContext("2d");
  if (pen) pen.font = `${size}px ${getComputedStyle(root).fontFamily}`;
  return (name) => pen?.measureText(name).width ?? name.length * size * 0.6;
}

/** What is written at each bar: those of the last column first, those of the middle in the room they leave. */
function namesOf(nodes: Node_[], width: number, wide: Measure): string[] {
  const room = width / 2 - 1.5 * BAR - 2 * GAP;
  const middle = ({ y0 = 0, y1 = 0 }: Node_): number => (y0 + y1) / 2;
  const last = nodes.filter((node) => node.column === 2).map((node) => ({ at: middle(node), width: wide(cut(node.name, room * SHARE, wide)) }));
  return nodes.map((node) => {
    if (node.column === 2) return cut(node.name, room * SHARE, wide);
    const beside = node.column === 1 ? last.filter((one) => Math.abs(one.at - middle(node)) < LINE).map((one) => one.width + GAP) : [];
    return cut(node.name, room - Math.max(0, ...beside), wide);
  });
}

/** As much of the name as there is room for. */
function cut(name: string, room: number, wide: Measure): string {
  if (wide(name) <= room) return name;
  let kept = name.slice(0, -1);
  while (kept.length > 1 && wide(`${kept.trimEnd()}…`) > room) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}

function bar(node: Node_, name: string): SVGElement {
  const { x0 = 0, x1 = 0, y0 = 0, y1 = 0 } = node;
  const isLast = node.column === 2;
  const text = element("text", { x: isLast ? x0 - GAP : x1 + GAP, y: (y0 + y1) / 2 + 4.5, "text-anchor": isLast ? "end" : "start" }, name);
  const box = element("rect", { x: x0, y: y0, width: x1 - x0, height: Math.max(1.5, y1 - y0), rx: 1.5 });
  const made = element(node.href ? "a" : "g", { class: `node column-${node.column}` }, element("title", {}, node.words), box, text);
  if (node.href) made.setAttribute("href", node.href);
  else {
    made.setAttribute("role", "img");
    made.setAttribute("aria-label", node.words);
  }
  return made;
}

function pickOut(svg: SVGElement, streams: SVGElement[], links: Link_[], node: Node_ | undefined): void {
  svg.classList.add("picked");
  links.forEach((link, at) => streams[at]?.classList.toggle("on", link.source === node || link.target === node));
}
