/** Makes a server-rendered table sort by any column, from mouse and keyboard, filter by words, and unfold. */
export function sortable(table: HTMLTableElement): void {
  const body = table.tBodies[0];
  if (!body) return;
  table.querySelectorAll<HTMLTableCellElement>("thead th").forEach((head, column) => {
    if (head.querySelector(".visually-hidden, a:not(.hint)")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...[...head.childNodes].filter((one) => !(one instanceof Element && one.matches(".hint"))));
    head.prepend(button);
    button.addEventListener("click", () => sortBy(table, body, head, column));
  });
  const wrap = table.closest<HTMLElement>(".table-wrap");
  const [filter, more] = [wrap?.previousElementSibling, wrap?.nextElementSibling];
  if (more instanceof HTMLButtonElement && more.dataset["unfold"] !== undefined) unfoldable(table, more);
  if (filter instanceof HTMLInputElement) filterable(table, body, filter);
}

function sortBy(table: HTMLTableElement, body: HTMLTableSectionElement, head: HTMLElement, column: number): void {
  const isNumber = head.classList.contains("number");
  const wasDescending = head.getAttribute("aria-sort") === "descending";
  const wasAscending = head.getAttribute("aria-sort") === "ascending";
  const direction = wasDescending || (!wasAscending && !isNumber) ? 1 : -1;
  table.querySelectorAll("thead th").forEach((other) => other.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const value = (row: HTMLTableRowElement): string => {
    const cell = row.cells[column];
    return cell?.dataset["value"] ?? cell?.textContent?.trim() ?? "";
  };
  const rows = [...body.rows].sort((a, b) => {
    const [one, other] = [value(a), value(b)];
    if (one === "" || other === "") return one === other ? 0 : one === "" ? 1 : -1;
    return direction * collator.compare(one, other);
  });
  body.append(...rows);
}

/** A long table shows its first rows until it is asked for all; the style sheet hides the rest, print shows them. */
function unfoldable(table: HTMLTableElement, more: HTMLButtonElement): void {
  more.addEventListener("click", () => {
    table.classList.remove("folded");
    table.closest<HTMLElement>(".table-wrap")?.focus();
    more.remove();
  });
}

/** Keeps the rows that have all the words typed, folded ones too. */
function filterable(table: HTMLTableElement, body: HTMLTableSectionElement, input: HTMLInputElement): void {
  const none = document.createElement("p");
  none.className = "empty";
  none.setAttribute("role", "status");
  (table.closest(".table-wrap") ?? table).after(none);
  input.addEventListener("input", () => {
    const words = input.value.toLocaleLowerCase().split(/\s+/);
    let shown = 0;
    for (const row of body.rows) {
      const text = row.textContent?.toLocaleLowerCase() ?? "";
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) shown += 1;
    }
    table.classList.toggle("filtered", input.value !== "");
    none.textContent = shown === 0 ? (input.dataset["none"] ?? "") : "";
  });
}
