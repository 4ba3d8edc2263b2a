import "./questions.css";
import type { Answer } from "../pictures/answer";
import { draw } from "../pictures/draw";

interface Completion {
  value: string;
  label: string;
}

/** Names complete while one types, in any form of the word. */
function completing(input: HTMLInputElement): void {
  const list = document.getElementById(input.getAttribute("list") ?? "");
  const address = input.dataset["complete"];
  if (!list || !address) return;
  let asking: AbortController | undefined;
  let waiting = 0;
  const ask = async (): Promise<void> => {
    asking?.abort();
    asking = new AbortController();
    const typed = encodeURIComponent(input.value.trim());
    const response = await fetch(`${address}&lang=${document.documentElement.lang}&q=${typed}`, {
      signal: asking.signal,
    }).catch(() => undefined);
    if (!response?.ok) return;
    const found = (await response.json()) as Completion[];
    list.replaceChildren(
      ...found.map(({ label }) => {
        const option = document.createElement("option");
        option.value = label;
        return option;
      }),
    );
  };
  input.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => void ask(), 120);
  });
}

document.querySelectorAll<HTMLInputElement>("input[data-complete]").forEach(completing);
document.querySelectorAll<HTMLElement>("[data-picture]").forEach((figure) => {
  draw(figure, JSON.parse(figure.dataset["picture"] ?? "null") as Answer);
});
