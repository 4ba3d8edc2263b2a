/** A fact that is pointed at or chosen lights the words it was read from, and dims the others. */
export function lighting(fact: HTMLElement): void {
  const numbers = (fact.dataset["reads"] ?? "").split(" ");
  const cells = document.querySelector<HTMLElement>(".row-cells");
  if (!cells) return;
  const light = (on: boolean): void => {
    cells.classList.toggle("lighting", on);
    for (const mark of cells.querySelectorAll<HTMLElement>("[data-said]")) {
      const said = (mark.dataset["said"] ?? "").split(" ");
      mark.classList.toggle("lit", on && numbers.some((one) => said.includes(one)));
    }
  };
  fact.addEventListener("mouseenter", () => light(true));
  fact.addEventListener("mouseleave", () => light(false));
  fact.addEventListener("focusin", () => light(true));
  fact.addEventListener("focusout", () => light(false));
}
