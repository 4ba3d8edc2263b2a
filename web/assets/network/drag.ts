import type Sigma from "sigma";
import type { EdgeData, NodeData } from "./data";

/** Lets nodes be dragged; `dropped` is told of each that was moved. */
export function draggable(renderer: Sigma<NodeData, EdgeData>, dropped: (node: string) => void): void {
  let held: string | null = null;
  let moved = false;
  renderer.on("downNode", ({ node }) => {
    held = node;
    moved = false;
    if (!renderer.getCustomBBox()) renderer.setCustomBBox(renderer.getBBox());
  });
  renderer.on("moveBody", ({ event }) => {
    if (held === null) return;
    const { x, y } = renderer.viewportToGraph(event);
    renderer.getGraph().mergeNodeAttributes(held, { x, y });
    moved = true;
    event.preventSigmaDefault();
    event.original.preventDefault();
    event.original.stopPropagation();
  });
  const release = (): void => {
    if (held !== null && moved) dropped(held);
    held = null;
  };
  renderer.on("upNode", release);
  renderer.on("upStage", release);
}
