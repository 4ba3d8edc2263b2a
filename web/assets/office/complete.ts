interface Hit { name: string }

/** An input that completes names: what the search suggests, of one kind, as its list. */
export function completing(input: HTMLInputElement): void {
  const list = document.createElement("datalist");
  list.id = `${input.id}-list`;
  input.after(list);
  input.setAttribute("list", list.id);
  let asking: AbortController | undefined;
  input.addEventListener("input", () => {
    const text = input.value.trim();
    asking?.abort();
    if (text.length < 2) return;
    asking = new AbortController();
    const query = new URLSearchParams({ q: text, kind: input.dataset.complete ?? "", lang: input.lang || "ru" });
    void fetch(`/api/suggest?${query}`, { signal: asking.signal })
      .then(async (answer) => (await answer.json()) as { hits: Hit[] })
      .then(({ hits }) => {
        list.replaceChildren(...hits.map((hit) => new Option(hit.name, hit.name)));
      })
      .catch(() => undefined);
  });
}
