import type Sigma from "sigma";
import type { EdgeData, NodeData } from "./data";
import { palette } from "./colours";

const SCALE = 2;

/** Saves what the picture shows now as a PNG of twice the screen's resolution. */
export function savePng(renderer: Sigma<NodeData, EdgeData>): void {
  const { width, height } = renderer.getDimensions();
  const canvas = document.createElement("canvas");
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const context = canvas.getContext("2d");
  if (!context) return;
  context.scale(SCALE, SCALE);
  context.fillStyle = palette().paper;
  context.fillRect(0, 0, width, height);
  for (const layer of ["edges", "nodes", "labels"]) drawLayer(renderer, layer, context, width, height);
  canvas.toBlob((blob) => {
    if (!blob) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = "pobratim-network.png";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }, "image/png");
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
