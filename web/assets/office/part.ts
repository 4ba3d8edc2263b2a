/** Who goes on by keys at once is not waited for: the part is dear to make. */
const PAUSE = 700;

/** A part of the page that takes a while to make comes when it is ready; its link stays where it does not come. */
export function coming(place: HTMLElement): void {
  const told = place.querySelector<HTMLElement>("[aria-live]");
  if (!told || !place.dataset.part) return;
  place.setAttribute("aria-busy", "true");
  const part = place.dataset.part;
  void new Promise((resolve) => { setTimeout(resolve, PAUSE); })
    .then(() => fetch(part))
    .then(async (answer) => {
      if (answer.ok && !answer.redirected) told.innerHTML = await answer.text();
    })
    .catch(() => undefined)
    .finally(() => { place.removeAttribute("aria-busy"); });
}
