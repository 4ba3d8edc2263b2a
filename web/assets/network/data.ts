import Graph from "graphology";

export interface Words {
  events: string;
  agreements: string;
  path: string;
  pathHint: string;
  noPath: string;
  hide: string;
  focus: string;
  pin: string;
  unpin: string;
  expand: string;
  close: string;
  all: string;
  broken: string;
  copied: string;
  open: string;
}

export interface NodeData {
  label: string;
  kind: string;
  isHome: boolean;
  x: number;
  y: number;
  size: number;
  events: number;
  agreements: number;
  community: number;
  bridge: number;
}

export interface EdgeData {
  strength: string;
  size: number;
  events: number;
  agreements: number;
  partnership: string | null;
}

/** A line grows to its full width with so many events, even where no partnership has as many. */
const WIDE_AT = 8;

export type Net = Graph<NodeData, EdgeData>;

type NodeRow = [string, string, string, number, number, number, number, number, number | null, number];
type LinkRow = [number, number, string, number, number, string | null];

/** The network that the server answers with, sized by its busiest node and edge. */
export async function load(source: string): Promise<Net> {
  const response = await fetch(source);
  if (!response.ok) throw new Error(`${response.status} ${source}`);
  const { nodes, links } = (await response.json()) as { nodes: NodeRow[]; links: LinkRow[] };
  const net: Net = new Graph({ type: "undirected", multi: true });
  const busiest = Math.max(1, ...nodes.map((node) => node[6]));
  const crowd = nodes.length > 600 ? 0.55 : nodes.length > 200 || innerWidth < 700 ? 0.7 : 1;
  for (const [path, label, kind, isHome, x, y, events, agreements, community, bridge] of nodes) {
    const size = crowd * (4 + 12 * Math.sqrt(events / busiest));
    net.addNode(path, { label, kind, isHome: isHome === 1, x, y, size, events, agreements, community: community ?? -1, bridge });
  }
  const thickest = Math.max(WIDE_AT, ...links.map((link) => link[3]));
  for (const [source, target, strength, events, agreements, partnership] of links) {
    const [one, other] = [nodes[source]?.[0], nodes[target]?.[0]];
    if (one === undefined || other === undefined) continue;
    const size = links.length > 2_000 ? 0.5 : crowd * (1.7 + 5 * Math.sqrt(Math.max(0, events - 1) / thickest));
    net.addUndirectedEdge(one, other, { strength, size, events, agreements, partnership });
  }
  return net;
}

/** The nodes and edges of a shortest path, or nothing. */
export function shortestPath(net: Net, from: string, to: string): string[] {
  const before = new Map<string, string>([[from, from]]);
  const queue = [from];
  for (let node = queue.shift(); node !== undefined && !before.has(to); node = queue.shift()) {
    for (const next of net.neighbors(node)) {
      if (before.has(next)) continue;
      before.set(next, node);
      queue.push(next);
    }
  }
  if (!before.has(to)) return [];
  const path = [to];
  for (let node = to; node !== from; ) {
    node = before.get(node) ?? from;
    path.unshift(node);
  }
  return path;
}
