/** Makes a server-rendered table sort by any column, from mouse and keyboard, and filter by words if it is long. */
export function sortable(table: HTMLTableElement): void {
  const body = table.tBodies[0];
  if (!body) return;
  table.querySelectorAll<HTMLTableCellElement>("thead th").forEach((head, column) => {
    if (head.querySelector(".visually-hidden, a")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sortBy(table, body, head, column));
  });
  if (body.rows.length > 12 && table.dataset["filter"]) addFilter(table, body, table.dataset["filter"]);
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

function addFilter(table: HTMLTableElement, body: HTMLTableSectionElement, label: string): void {
  const input = document.createElement("input");
  input.type = "search";
  input.placeholder = label;
  input.setAttribute("aria-label", label);
  input.className = "table-filter";
  (table.parentElement ?? table).before(input);
  input.addEventListener("input", () => {
    const words = input.value.toLocaleLowerCase().split(/\s+/);
    for (const row of body.rows) {
      const text = row.textContent?.toLocaleLowerCase() ?? "";
      row.hidden = !words.every((word) => text.includes(word));
    }
  });
}
