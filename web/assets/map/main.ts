// Maps without tiles: boundaries and places are drawn as vectors, arcs by strength, zoom by d3-zoom.
import "./map.css";
import { draw } from "./draw";
import { boundariesOf, isInside, REGION } from "../shared/boundaries";
import type { MapData } from "./data";

document.querySelectorAll<HTMLElement>("[data-map]").forEach((stage) => void start(stage));

async function start(stage: HTMLElement): Promise<void> {
  try {
    const data = await fetchJson<MapData>(stage.dataset["source"] ?? "");
    const view = stage.dataset["view"] ?? fitting(data);
    const boundaries = await boundariesOf(view);
    draw(stage, data, boundaries, view);
    stage.dataset["ready"] = "true";
    stage.dispatchEvent(new CustomEvent("drawn", { bubbles: true }));
  } catch (error) {
    console.warn("map", error);
    stage.remove();
  }
}

async function fetchJson<T>(address: string): Promise<T> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return (await response.json()) as T;
}

/** The region where most arcs stay within it, else the world. */
function fitting({ places, arcs }: MapData): string {
  const inside = arcs.filter(([from, to]) => [places[from], places[to]].every((one) => one && isInside([one[3], one[2]], REGION)));
  return inside.length >= arcs.length * 0.6 ? "region" : "world";
}
