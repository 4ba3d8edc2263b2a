interface Suggestion {
  href: string;
  name: string;
  kind: string;
  lang: string | null;
}

/** Shows the best hits beneath a search box while one types: arrows choose, Enter opens, Escape closes. */
export function suggest(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>("input[type=search]");
  if (!input) return;
  const list = document.createElement("div");
  list.className = "suggestions";
  list.id = `suggestions-${Math.random().toString(36).slice(2, 8)}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.getAttribute("aria-label") ?? "");
  list.hidden = true;
  form.append(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let chosen = -1;
  let asking: AbortController | undefined;

  const close = (): void => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (index: number): void => {
    const options = [...list.querySelectorAll("a")];
    chosen = (index + options.length) % options.length;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === chosen)));
    input.setAttribute("aria-activedescendant", options[chosen]?.id ?? "");
  };
  const show = (found: Suggestion[]): void => {
    list.replaceChildren(...found.map((one, i) => optionOf(one, `${list.id}-${i}`)));
    list.hidden = found.length === 0;
    chosen = -1;
    input.setAttribute("aria-expanded", String(found.length > 0));
  };
  const ask = async (): Promise<void> => {
    asking?.abort();
    const text = input.value.trim();
    if (text.length < 2) return close();
    asking = new AbortController();
    const query = new URLSearchParams({ q: text, lang: document.documentElement.lang });
    try {
      const response = await fetch(`/api/suggest?${query}`, { signal: asking.signal });
      if (response.ok) show(((await response.json()) as { hits: Suggestion[] }).hits);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) close();
    }
  };

  let waiting = 0;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => void ask(), 90);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return close();
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? chosen + 1 : chosen <= 0 ? -1 : chosen - 1);
    }
    if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      list.querySelectorAll("a")[chosen]?.click();
    }
  });
  form.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof Node && form.contains(event.relatedTarget))) close();
  });
}

function optionOf(one: Suggestion, id: string): HTMLAnchorElement {
  const option = document.createElement("a");
  option.id = id;
  option.href = one.href;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  option.tabIndex = -1;
  const name = document.createElement("span");
  name.textContent = one.name;
  if (one.lang) name.lang = one.lang;
  const kind = document.createElement("small");
  kind.textContent = one.kind;
  option.append(name, kind);
  return option;
}
