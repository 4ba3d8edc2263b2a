import { suits, type Answer, type View } from "./answer";
import { barsOf, lineOf, matrixOf, timelineOf } from "./charts";
import { mapOf } from "./map";
import { networkOf } from "./network";

const PAINTERS: Record<View, (answer: Answer, room: number) => SVGElement | Promise<SVGElement>> = {
  bars: barsOf,
  line: lineOf,
  matrix: matrixOf,
  network: networkOf,
  map: mapOf,
  timeline: timelineOf,
};

/** Draws the answer into the figure as wide as it is; removes the figure where the columns allow no such picture. */
export function draw(figure: HTMLElement, answer: Answer): void {
  if (!suits(answer, answer.view)) {
    figure.replaceChildren();
    figure.hidden = true;
    return;
  }
  figure.hidden = false;
  void Promise.resolve(PAINTERS[answer.view](answer, figure.clientWidth)).then((svg) => figure.replaceChildren(svg));
}
