// Maps without tiles: boundaries and places are drawn as vectors, arcs by strength, zoom by d3-zoom.
import "./map.css";
import { draw } from "./draw";
import { boundariesOf } from "../shared/boundaries";
import type { MapData } from "./data";

document.querySelectorAll<HTMLElement>("[data-map]").forEach((stage) => void start(stage));

async function start(stage: HTMLElement): Promise<void> {
  const still = stage.querySelector(".map-still");
  try {
    const data = await fetchJson<MapData>(stage.dataset["source"] ?? "");
    const view = stage.dataset["view"] ?? "region";
    const boundaries = await boundariesOf(view);
    draw(stage, data, boundaries, view);
    still?.remove();
    stage.dataset["ready"] = "true";
    stage.dispatchEvent(new CustomEvent("drawn", { bubbles: true }));
  } catch (error) {
    console.warn("map", error); // the map that the server drew stays
  }
}

async function fetchJson<T>(address: string): Promise<T> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return (await response.json()) as T;
}
