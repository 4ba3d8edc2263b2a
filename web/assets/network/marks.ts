/** The marks of the picture as the server drew them. */

export type Mark = SVGAElement;

const STEEP = 2.5;

export function marksOf(root: ParentNode): Mark[] {
  return [...root.querySelectorAll<Mark>("a.node")];
}

export function markOf(root: ParentNode, id: string): Mark | null {
  return root.querySelector<Mark>(`a.node[data-id="${CSS.escape(id)}"]`);
}

export function idOf(mark: Element): string {
  return mark.getAttribute("data-id") ?? "";
}

export function isGroup(mark: Element): boolean {
  return mark.hasAttribute("aria-expanded");
}

/** Lines are thin: each gets a wider one on it that nobody sees, for pointers. */
export function widenLines(root: ParentNode): void {
  root.querySelectorAll<SVGPathElement>(".line > title + path").forEach((line) => {
    const reach = line.cloneNode() as SVGPathElement;
    reach.setAttribute("class", "reach");
    line.before(reach);
  });
}

export function middleOf(mark: Element): [number, number] {
  const circle = mark.querySelector("circle:not(.reach)");
  return [Number(circle?.getAttribute("cx")), Number(circle?.getAttribute("cy"))];
}

/** The nearest mark in the direction of an arrow: what lies aside counts as farther off. */
export function nextMark(from: Mark, marks: Mark[], [dx, dy]: [number, number]): Mark | null {
  const [x, y] = middleOf(from);
  let best: Mark | null = null;
  let least = Infinity;
  for (const mark of marks) {
    const [mx, my] = middleOf(mark);
    const along = (mx - x) * dx + (my - y) * dy;
    const aside = Math.abs((mx - x) * dy) + Math.abs((my - y) * dx);
    const far = along + STEEP * aside;
    if (mark !== from && along > 1 && far < least) [best, least] = [mark, far];
  }
  return best;
}

/** Dims all but a mark, its lines and their other ends; nothing where there is none. */
export function pickOut(root: ParentNode, id: string | null): void {
  const drawing = root.querySelector(".drawing");
  drawing?.classList.toggle("picked", id !== null);
  if (!drawing || id === null) return;
  const near = new Set([id]);
  drawing.querySelectorAll(".line").forEach((line) => {
    const ends = [line.getAttribute("data-source") ?? "", line.getAttribute("data-target") ?? ""];
    const isOn = ends.includes(id);
    line.classList.toggle("on", isOn);
    if (isOn) ends.forEach((end) => near.add(end));
  });
  drawing.querySelectorAll(".node, .name").forEach((one) => one.classList.toggle("on", near.has(idOf(one))));
}
