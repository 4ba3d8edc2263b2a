// The network page: a picture that one can open, search, focus, pin, colour and save. All its state is in the address.
import "./network.css";
import { part } from "../shared/dom";
import { Address } from "./address";
import { Parts } from "./parts";
import { Picture } from "./picture";
import { savePicture } from "./save";
import type { Words } from "./words";

const RESIZED = 120;

const root = document.querySelector<HTMLElement>("[data-network]");
if (root) void start(root);

async function start(root: HTMLElement): Promise<void> {
  const words = JSON.parse(root.dataset["words"] ?? "{}") as Words;
  const note = part(root, ".network-note");
  const canvas = part(root, ".network-canvas");
  const size = (): { w: string; h: string } => ({ w: String(canvas.clientWidth), h: String(canvas.clientHeight) });
  const address = new Address();
  const picture = new Picture(root, address, new Parts(document, address, size), words);
  const asked = (): string => address.asked({ ...size(), lang: document.documentElement.lang });
  wire(root, picture, words, asked);
  try {
    await picture.showChosen();
    await picture.draw();
    root.dataset["ready"] = "true";
    picture.prepareLikelyWhenIdle();
    redrawWhenResized(canvas, picture);
  } catch (error) {
    console.warn("network", error);
    note.textContent = words.broken;
    root.dataset["ready"] = "drawing";
  }
}

function redrawWhenResized(canvas: HTMLElement, picture: Picture): void {
  let waiting: number | undefined;
  let [width, height] = [canvas.clientWidth, canvas.clientHeight];
  new ResizeObserver(() => {
    if (canvas.clientWidth === width && canvas.clientHeight === height) return;
    [width, height] = [canvas.clientWidth, canvas.clientHeight];
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => void picture.draw(), RESIZED);
  }).observe(canvas);
}

/** Copies the address, or shows it where the browser lets nothing be copied. */
async function copyAddress(note: HTMLElement, words: Words): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    note.textContent = words.copied;
  } catch {
    note.textContent = location.href;
  }
}

function wire(root: HTMLElement, picture: Picture, words: Words, asked: () => string): void {
  root.querySelectorAll<HTMLButtonElement>("[data-zoom]").forEach((button) => {
    button.addEventListener("click", () => picture.zoom(button.dataset["zoom"] ?? "fit"));
  });
  const colours = root.querySelectorAll<HTMLButtonElement>("[data-colour]");
  const press = (mode: string): void =>
    colours.forEach((one) => one.setAttribute("aria-pressed", String(one.dataset["colour"] === mode)));
  press(picture.colouring);
  colours.forEach((button) => {
    button.addEventListener("click", () => {
      const mode = button.dataset["colour"] ?? "side";
      press(mode);
      picture.colour(mode);
    });
  });
  root.querySelector("[data-copy]")?.addEventListener("click", () => void copyAddress(part(root, ".network-note"), words));
  root.querySelector("[data-save=png]")?.addEventListener("click", () => void savePicture(asked()));
  root.querySelectorAll<HTMLAnchorElement>("[data-file]").forEach((link) => {
    // what is saved is what the address says by now, as large as it is here
    link.addEventListener("click", () => (link.search = asked()));
  });
  offerNames(root, picture, asked);
}

/** All that may be looked for by name, what is folded too; asked for once somebody looks. */
function offerNames(root: HTMLElement, picture: Picture, asked: () => string): void {
  const find = part(root, "#network-find") as HTMLInputElement;
  let names: Promise<[string, string][]> | undefined;
  const known = (): Promise<[string, string][]> => (names ??= namesOf(asked()));
  find.addEventListener("focus", () => void known().then((found) => list(part(root, "#network-names"), found)));
  find.addEventListener("change", () => {
    const wanted = find.value.trim().toLocaleLowerCase();
    void known().then((all) => {
      const named = (test: (name: string) => boolean): [string, string] | undefined => all.find(([, name]) => test(name.toLocaleLowerCase()));
      const found = wanted === "" ? undefined : (named((name) => name === wanted) ?? named((name) => name.startsWith(wanted)));
      if (!found) return;
      find.value = "";
      picture.choose(found[0]);
    });
  });
}

async function namesOf(query: string): Promise<[string, string][]> {
  const response = await fetch(`/api/network/names?${query}`);
  return response.ok ? ((await response.json()) as [string, string][]) : [];
}

function list(options: HTMLElement, names: [string, string][]): void {
  const made = names.map(([, name]) => {
    const option = document.createElement("option");
    option.value = name;
    return option;
  });
  options.replaceChildren(...made);
}
