import { idOf, middleOf, type Mark } from "./marks";

const FAR_ENOUGH = 5;

/** Lets marks be dragged; `dropped` is told where in the drawing each was left. */
export function draggable(holder: HTMLElement, dropped: (id: string, at: [number, number]) => void): void {
  let held: Mark | null = null;
  let from: [number, number] = [0, 0];
  let moved = false;
  const shift = (event: PointerEvent): [number, number] => [event.clientX - from[0], event.clientY - from[1]];

  holder.addEventListener("pointerdown", (event) => {
    const mark = event.target instanceof Element ? event.target.closest<Mark>("a.node") : null;
    if (!mark || event.button !== 0) return;
    held = mark;
    from = [event.clientX, event.clientY];
    moved = false;
  });
  holder.addEventListener("dragstart", (event) => event.preventDefault());
  addEventListener("pointermove", (event) => {
    if (!held) return;
    const [dx, dy] = shift(event);
    moved ||= Math.hypot(dx, dy) > FAR_ENOUGH;
    if (moved) held.setAttribute("transform", `translate(${dx} ${dy})`);
  });
  addEventListener("pointerup", (event) => {
    if (held && moved) {
      const [[x, y], [dx, dy]] = [middleOf(held), shift(event)];
      dropped(idOf(held), [x + dx, y + dy]);
    }
    held = null;
  });
  holder.addEventListener(
    "click",
    (event) => {
      if (!moved) return;
      moved = false;
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );
}
