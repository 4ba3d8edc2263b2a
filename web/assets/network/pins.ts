import { forget, recall, remember } from "../shared/memory";
import type { Net } from "./data";

const key = (node: string): string => `pin:${node}`;

/** Where the reader has dragged the node to, on this visit or an earlier one. */
export function pinnedAt(node: string): { x: number; y: number } | null {
  try {
    const kept: unknown = JSON.parse(recall(key(node)) ?? "null");
    if (!Array.isArray(kept)) return null;
    const [x, y] = kept as unknown[];
    return Number.isFinite(x) && Number.isFinite(y) ? { x: x as number, y: y as number } : null;
  } catch {
    return null;
  }
}

/** Keeps the node where it is now, also on the next visit; or lets it go back then. */
export function pin(net: Net, node: string, pinned: boolean): void {
  const { x, y } = net.getNodeAttributes(node);
  if (pinned) remember(key(node), JSON.stringify([x, y]));
  else forget(key(node));
}

/** Puts every pinned node where it was left. */
export function placePinned(net: Net): void {
  for (const node of net.nodes()) {
    const at = pinnedAt(node);
    if (at) net.mergeNodeAttributes(node, at);
  }
}
