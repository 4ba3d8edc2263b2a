/** A part of the page that takes a while to make comes when it is ready; its link stays where it does not come. */
export function coming(place: HTMLElement): void {
  const told = place.querySelector<HTMLElement>("[aria-live]");
  if (!told || !place.dataset.part) return;
  place.setAttribute("aria-busy", "true");
  void fetch(place.dataset.part)
    .then(async (answer) => {
      if (answer.ok && !answer.redirected) told.innerHTML = await answer.text();
    })
    .catch(() => undefined)
    .finally(() => { place.removeAttribute("aria-busy"); });
}
