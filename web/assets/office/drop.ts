/** Files dropped anywhere on the page are chosen in the form and sent. */
export function droppable(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>("input[type=file]");
  if (!input) return;
  let inside = 0;
  const mark = (by: number): void => {
    inside = Math.max(0, inside + by);
    form.classList.toggle("over", inside > 0);
  };
  document.addEventListener("dragenter", (event) => { if (hasFiles(event)) mark(1); });
  document.addEventListener("dragleave", (event) => { if (hasFiles(event)) mark(-1); });
  document.addEventListener("dragover", (event) => { if (hasFiles(event)) event.preventDefault(); });
  document.addEventListener("drop", (event) => {
    if (!hasFiles(event) || !event.dataTransfer) return;
    event.preventDefault();
    mark(-inside);
    input.files = event.dataTransfer.files;
    form.requestSubmit();
  });
  input.addEventListener("change", () => { if (input.files?.length) form.requestSubmit(); });
  form.addEventListener("submit", () => {
    form.classList.add("sending");
    form.querySelector("button")?.setAttribute("aria-disabled", "true");
  });
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}
