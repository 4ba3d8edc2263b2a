import { columnsOf, measureOf, textOf, type Answer, type Entity } from "./answer";
import { cut, element, linked, picture } from "./svg";

/** How wide the picture is, where both sides stand in it, and how many letters their names have at most. */
interface Shape {
  width: number;
  left: number;
  right: number;
  letters: number;
}

const WIDE: Shape = { width: 960, left: 300, right: 660, letters: 42 };
const NARROW: Shape = { width: 390, left: 140, right: 250, letters: 16 };
const NARROW_UP_TO = 600;
const NODES_A_SIDE = 40;

interface Node_ {
  entity: Entity;
  weight: number;
  y: number;
}

/** The two first columns of things, facing each other; a line is as thick as the measure between them. */
export function networkOf(answer: Answer, room: number = WIDE.width): SVGElement {
  const shape = room < NARROW_UP_TO ? NARROW : WIDE;
  const [left = 0, right = 1] = columnsOf(answer, "entity");
  const measure = measureOf(answer);
  const edges = new Map<string, { one: Entity; other: Entity; weight: number }>();
  for (const row of answer.rows) {
    const [one, other] = [row[left] as Entity | null, row[right] as Entity | null];
    if (!one || !other) continue;
    const key = `${one.iri} ${other.iri}`;
    const edge = edges.get(key) ?? { one, other, weight: 0 };
    edge.weight += measure === undefined ? 1 : Number(row[measure] ?? 0) || 1;
    edges.set(key, edge);
  }
  const side = (end: "one" | "other"): Map<string, Node_> => {
    const nodes = new Map<string, Node_>();
    for (const edge of edges.values()) {
      const node = nodes.get(edge[end].iri) ?? { entity: edge[end], weight: 0, y: 0 };
      node.weight += edge.weight;
      nodes.set(edge[end].iri, node);
    }
    const kept = [...nodes.values()].sort((a, b) => b.weight - a.weight).slice(0, NODES_A_SIDE);
    return new Map(kept.map((node) => [node.entity.iri, node]));
  };
  const [homes, others] = [side("one"), side("other")];
  const height = Math.max(homes.size, others.size) * 20 + 20;
  for (const nodes of [homes, others]) {
    const step = height / (nodes.size + 1);
    [...nodes.values()].forEach((node, at) => (node.y = step * (at + 1)));
  }
  const heaviest = Math.max(1, ...[...edges.values()].map((edge) => edge.weight));
  const lines = [...edges.values()].flatMap((edge) => {
    const [from, to] = [homes.get(edge.one.iri), others.get(edge.other.iri)];
    if (!from || !to) return [];
    const middle = (shape.left + shape.right) / 2;
    const path = `M${shape.left},${from.y}C${middle},${from.y} ${middle},${to.y} ${shape.right},${to.y}`;
    const line = element("path", { class: "edge", d: path, "stroke-width": 0.8 + (5 * edge.weight) / heaviest });
    return [linked(null, `${edge.one.label} – ${edge.other.label}`, line)];
  });
  const dots = [...homes.values()].map((node) => dot(node, "end", "dot home", shape));
  dots.push(...[...others.values()].map((node) => dot(node, "start", "dot", shape)));
  return picture(shape.width, height, answer.columns.map((column) => column.title).slice(0, 2).join(" – "), ...lines, ...dots);
}

function dot(node: Node_, anchor: "start" | "end", kind: string, shape: Shape): Node {
  const [x, offset] = anchor === "end" ? [shape.left, -10] : [shape.right, 10];
  return linked(
    node.entity,
    textOf(node.entity),
    element("circle", { class: kind, cx: x, cy: node.y, r: 5 }),
    element("text", { x: x + offset, y: node.y + 4, "text-anchor": anchor }, cut(node.entity.label, shape.letters)),
  );
}
