import { select } from "d3-selection";
import { zoom, type D3ZoomEvent, zoomIdentity, type ZoomBehavior } from "d3-zoom";

const FARTHEST = 40;
const STILL = 160;

/** How the drawing in the page was put on the screen: where a point of the layout is. */
interface Placed {
  zoom: number;
  scale: [number, number];
  offset: [number, number];
}

function placed(holder: Element): Placed {
  const drawing = holder.querySelector(".drawing");
  const pair = (name: string): [number, number] => {
    const [x = 1, y = 1] = (drawing?.getAttribute(name) ?? "").split(",").map(Number);
    return [x, y];
  };
  return { zoom: Number(drawing?.getAttribute("data-zoom") ?? 1), scale: pair("data-scale"), offset: pair("data-offset") };
}

/** A point of the drawing in the units of the layout, as addresses have it. */
export function spotOf(holder: Element, [x, y]: [number, number]): [number, number] {
  const { scale, offset } = placed(holder);
  return [(x - offset[0]) / scale[0], (y - offset[1]) / scale[1]];
}

/** Panning and zooming: the drawing follows the hand at once, then the server draws it anew for what is in view. */
export class Moving {
  private readonly behaviour: ZoomBehavior<HTMLElement, unknown>;
  private waiting: number | undefined;
  private isReset = false;

  constructor(
    private readonly holder: HTMLElement,
    private readonly moved: (at: string | null) => void,
  ) {
    this.behaviour = zoom<HTMLElement, unknown>()
      .filter((event: Event) => !isOnMark(event) && !(event instanceof MouseEvent && event.button > 0))
      .on("zoom", (event: D3ZoomEvent<HTMLElement, unknown>) => this.follow(event.transform.toString()))
      .on("end", () => this.settle());
    select(holder).call(this.behaviour).on("dblclick.zoom", null);
  }

  /** The drawing was made anew: the hand starts from there. */
  reset(): void {
    const { zoom: factor } = placed(this.holder);
    this.isReset = true;
    this.behaviour.scaleExtent([0.5 / factor, FARTHEST / factor]);
    select(this.holder).call(this.behaviour.transform, zoomIdentity);
    this.isReset = false;
  }

  zoom(how: string): void {
    if (how === "fit") this.moved(null);
    else select(this.holder).call(this.behaviour.scaleBy, how === "in" ? 1.5 : 1 / 1.5);
  }

  pan(dx: number, dy: number): void {
    select(this.holder).call(this.behaviour.translateBy, dx, dy);
  }

  private follow(transform: string): void {
    window.clearTimeout(this.waiting);
    if (!this.isReset) this.holder.querySelector(".scene")?.setAttribute("transform", transform.replace(/ ?scale\(1\)/, ""));
  }

  private settle(): void {
    if (this.isReset) return;
    window.clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => this.tell(), STILL);
  }

  private tell(): void {
    const node = this.holder as HTMLElement & { __zoom?: { k: number; invert(point: [number, number]): [number, number] } };
    const transform = node.__zoom;
    if (!transform) return;
    const { zoom: factor } = placed(this.holder);
    const middle = transform.invert([this.holder.clientWidth / 2, this.holder.clientHeight / 2]);
    const spot = spotOf(this.holder, middle).map((one) => one.toFixed(3));
    this.moved([(factor * transform.k).toFixed(2), ...spot].join(","));
  }
}

function isOnMark(event: Event): boolean {
  return event.type !== "wheel" && event.target instanceof Element && event.target.closest(".node, .name, .hull-name") !== null;
}
