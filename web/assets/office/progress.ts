const EVERY = 700;

interface State { progress: string; told: string }

/** Tells how far the draft is until it is done, then shows the page anew; a lost connection is tried again. */
export function waiting(place: HTMLElement): void {
  const told = place.querySelector("[data-told]");
  const ask = async (): Promise<void> => {
    try {
      const answer = await fetch(place.dataset.progress ?? "", { headers: { accept: "application/json" } });
      const state = (await answer.json()) as State;
      if (state.progress !== "working") {
        location.reload();
        return;
      }
      if (told && told.textContent !== state.told) told.textContent = state.told;
    } catch {
      // The server may be starting again; the work goes on without it.
    }
    setTimeout(() => void ask(), EVERY);
  };
  setTimeout(() => void ask(), EVERY);
}
