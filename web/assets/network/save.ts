import type Sigma from "sigma";
import { communities } from "../../palette.json";
import type { EdgeData, NodeData } from "./data";
import { palette, type Palette } from "./colours";

const SCALE = 2;
const MARGIN = 16;
const TITLE = 20;
const LINE = 18;

/** What the server says beside the picture: a title, lines under it, what its colours mean. */
interface Caption {
  title: string;
  lines: string[];
  legend: { shape: "dot" | "line"; name: string; label: string }[];
}

/** Saves what the picture shows now, with its caption, as a PNG of twice the screen's resolution. */
export async function savePng(renderer: Sigma<NodeData, EdgeData>): Promise<void> {
  const response = await fetch(`/api/network/caption${location.search}`);
  if (!response.ok) throw new Error(`${response.status} caption`);
  const caption = (await response.json()) as Caption;
  const { width, height } = renderer.getDimensions();
  const head = MARGIN + TITLE + LINE * caption.lines.length + MARGIN;
  const canvas = document.createElement("canvas");
  canvas.width = width * SCALE;
  canvas.height = (head + height + 2 * LINE) * SCALE;
  const context = canvas.getContext("2d");
  if (!context) return;
  const colours = palette();
  context.scale(SCALE, SCALE);
  context.fillStyle = colours.paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  writeCaption(context, caption, colours);
  context.translate(0, head);
  for (const layer of ["edges", "nodes", "labels"]) drawLayer(renderer, layer, context, width, height);
  context.translate(0, height + LINE);
  writeLegend(context, caption, colours);
  canvas.toBlob(download, "image/png");
}

function writeCaption(context: CanvasRenderingContext2D, { title, lines }: Caption, colours: Palette): void {
  const font = getComputedStyle(document.body).fontFamily;
  context.fillStyle = colours.ink;
  context.font = `600 ${TITLE}px ${font}`;
  context.fillText(title, MARGIN, MARGIN + TITLE * 0.8);
  context.fillStyle = colours.muted;
  context.font = `13px ${font}`;
  lines.forEach((line, at) => context.fillText(line, MARGIN, MARGIN + TITLE + LINE * (at + 1)));
}

function writeLegend(context: CanvasRenderingContext2D, { legend }: Caption, colours: Palette): void {
  const style = getComputedStyle(document.documentElement);
  let x = MARGIN;
  for (const { shape, name, label } of legend) {
    context.fillStyle = name === "community" ? (communities[0] ?? colours.ink) : style.getPropertyValue(`--${name}`).trim();
    context.beginPath();
    if (shape === "dot") context.arc(x + 6, 0, 6, 0, 2 * Math.PI);
    else context.rect(x, -2, 18, 4);
    context.fill();
    context.fillStyle = colours.ink;
    context.fillText(label, x + 24, 5);
    x += 24 + context.measureText(label).width + 2 * MARGIN;
  }
}

function download(blob: Blob | null): void {
  if (!blob) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = "pobratim-network.png";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function drawLayer(
  renderer: Sigma<NodeData, EdgeData>,
  layer: string,
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
): void {
  // A WebGL layer keeps its pixels only until the next frame, so it is drawn again right before it is read.
  renderer.refresh({ skipIndexation: true, schedule: false });
  const source = renderer.getCanvases()[layer];
  if (source) context.drawImage(source, 0, 0, width, height);
}
