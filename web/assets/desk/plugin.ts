import { suits, type Answer, type Point, type View } from "../pictures/answer";
import { draw } from "../pictures/draw";
import type { DeskData } from "./data";

interface BindingValue {
  type: string;
  value: string;
  datatype?: string;
}

interface Results {
  getVariables(): string[];
  getBindings(): Record<string, BindingValue>[] | null;
}

const VIEWS: View[] = ["map", "line", "matrix", "network", "timeline", "bars"];
const NUMERIC = /#(integer|decimal|double|float|int|long)$/;

function pointOf(value: BindingValue | undefined): Point {
  if (!value) return null;
  if (value.type === "uri") return { iri: value.value, label: shortened(value.value) };
  return value.datatype && NUMERIC.test(value.datatype) ? Number(value.value) : value.value;
}

function shortened(iri: string): string {
  return decodeURIComponent(iri.split(/[#/]/).filter(Boolean).at(-1) ?? iri);
}

async function labelled(answer: Answer): Promise<Answer> {
  const points = answer.rows.flat().filter((point) => point !== null && typeof point === "object");
  const iris = [...new Set(points.map((point) => point.iri))].slice(0, 1000);
  if (iris.length === 0) return answer;
  const response = await fetch(`/sparql/labels?lang=${document.documentElement.lang}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ iris }),
  });
  if (!response.ok) return answer;
  const labels = (await response.json()) as Record<string, string>;
  for (const point of points) point.label = labels[point.iri] ?? point.label;
  return answer;
}

/** Results as a chart, a network or a map, whichever their columns allow. */
class PicturePlugin {
  priority = 5;
  readonly label: string;

  constructor(
    private readonly names: DeskData["views"],
    private readonly yasr: { results?: Results; resultsEl: HTMLElement },
  ) {
    this.label = names.picture;
  }

  private answer(): Answer | undefined {
    const results = this.yasr.results;
    const bindings = results?.getBindings();
    if (!results || !bindings || bindings.length === 0) return undefined;
    const names = results.getVariables();
    return {
      view: "bars",
      columns: names.map((name) => ({ name, title: name })),
      rows: bindings.slice(0, 2000).map((binding) => names.map((name) => pointOf(binding[name]))),
    };
  }

  canHandleResults(): boolean {
    const answer = this.answer();
    return answer !== undefined && VIEWS.some((view) => suits(answer, view));
  }

  async draw(): Promise<void> {
    const answer = this.answer();
    if (!answer) return;
    const views = VIEWS.filter((view) => suits(answer, view));
    const figure = document.createElement("figure");
    figure.className = "picture";
    const buttons = document.createElement("div");
    buttons.className = "button-row";
    const show = (view: View): void => {
      draw(figure, { ...answer, view });
      buttons.querySelectorAll("button").forEach((button) => {
        button.setAttribute("aria-pressed", String(button.dataset["view"] === view));
      });
    };
    for (const view of views) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button";
      button.dataset["view"] = view;
      button.textContent = this.names[view];
      button.addEventListener("click", () => show(view));
      buttons.append(button);
    }
    this.yasr.resultsEl.replaceChildren(buttons, figure);
    await labelled(answer);
    show(views[0] ?? "bars");
  }

  getIcon(): Element {
    const icon = document.createElement("span");
    icon.textContent = "◔";
    icon.setAttribute("aria-hidden", "true");
    return icon;
  }
}

/** The plugin as the desk takes it: a class that is given the results alone. */
export const picturePlugin = (names: DeskData["views"]) =>
  class extends PicturePlugin {
    constructor(yasr: { results?: Results; resultsEl: HTMLElement }) {
      super(names, yasr);
    }
  };
