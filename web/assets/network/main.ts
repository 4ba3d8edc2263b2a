// The network page: a picture that one can search, focus, pin, colour and save. State stays in the address.
import "./network.css";
import { part } from "../shared/dom";
import { Picture } from "./picture";
import { savePng } from "./save";
import { readState, writeState } from "./state";
import { load, type Words } from "./data";

const root = document.querySelector<HTMLElement>("[data-network]");
if (root) void start(root);

async function start(root: HTMLElement): Promise<void> {
  const words = JSON.parse(root.dataset["words"] ?? "{}") as Words;
  const note = part(root, ".network-note");
  try {
    const data = await load(root.dataset["source"] ?? "");
    const picture = new Picture(root, data, words, readState());
    picture.onState = writeState;
    wire(root, picture, words);
    root.dataset["ready"] = "true";
  } catch (error) {
    console.warn("network", error);
    showDrawing(root);
    note.textContent = words.broken;
    root.dataset["ready"] = "drawing";
  }
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

/** Where the picture cannot move (no WebGL), the server's drawing of it stands in. */
function showDrawing(root: HTMLElement): void {
  const image = document.createElement("img");
  image.src = `/network.svg${location.search}`;
  image.alt = part(root, ".network-canvas").getAttribute("aria-label") ?? "";
  part(root, ".network-canvas").replaceChildren(image);
}

function wire(root: HTMLElement, picture: Picture, words: Words): void {
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
  root.querySelector("[data-copy]")?.addEventListener("click", () => {
    void copyAddress(part(root, ".network-note"), words);
  });
  root.querySelector("[data-save=png]")?.addEventListener("click", () => void savePng(picture.renderer));
  root.querySelectorAll<HTMLAnchorElement>("[data-file]").forEach((link) => {
    // what is saved is what the address says by now
    link.addEventListener("click", () => (link.search = location.search));
  });
  const find = part(root, "#network-find") as HTMLInputElement;
  find.addEventListener("change", () => {
    if (picture.chooseByName(find.value)) find.value = "";
  });
  document.addEventListener("theme", () => picture.repaint());
}
