interface Editor {
  on(event: "queryResponse", listener: (editor: Editor, answer: Answer) => void): unknown;
  query(config?: { args: { name: string; value: string }[] }): Promise<unknown>;
}

interface Desk {
  on(event: "query", listener: (desk: unknown, tab: { getYasqe(): Editor }) => void): unknown;
}

type Answer = Error | { headers: Headers };

interface Words {
  more: string;
  part: string;
}

/** Says in its place that an answer is longer than the limit, or cut at it, and offers its first rows. */
export function offerParts(desk: Desk, place: HTMLElement, words: Words): void {
  const watched = new WeakSet<Editor>();

  const say = (...parts: (string | Node)[]): void => {
    const note = document.createElement("p");
    note.className = "note";
    note.setAttribute("role", "status");
    note.append(...parts.flatMap((part, at) => (at > 0 ? [" ", part] : [part])));
    place.replaceChildren(note);
  };

  const offer = (editor: Editor, detail: string): void => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = words.more;
    button.addEventListener("click", () => {
      void editor.query({ args: [{ name: "partial", value: "1" }] }).catch(() => undefined);
    });
    say(detail, button);
  };

  const tell = (editor: Editor, answer: Answer): void => {
    if (answer instanceof Error) {
      const detail = beyondRows(answer.message);
      if (detail !== undefined) offer(editor, detail);
    } else if (answer.headers.get("x-truncated") === "true") {
      const rows = Number(answer.headers.get("x-rows")).toLocaleString(document.documentElement.lang);
      say(words.part.replace("{rows}", rows));
    }
  };

  desk.on("query", (_desk, tab) => {
    const editor = tab.getYasqe();
    place.replaceChildren();
    if (watched.has(editor)) return;
    watched.add(editor);
    editor.on("queryResponse", (_editor, answer) => tell(editor, answer));
  });
}

/** Has the results say what went wrong in the words of the problem, where the editor shows its JSON. */
export function tellPlainly(root: HTMLElement): void {
  new MutationObserver(() => {
    for (const box of root.querySelectorAll<HTMLElement>(".errorResult pre")) {
      const detail = problemIn(box.textContent ?? "")?.detail;
      if (detail !== undefined) box.textContent = detail;
    }
  }).observe(root, { childList: true, subtree: true });
}

/** What a problem says that is about the row limit; undefined where it is another, or none. */
function beyondRows(told: string): string | undefined {
  const problem = problemIn(told);
  return problem?.limit === "rows" ? problem.detail : undefined;
}

function problemIn(told: string): { limit?: string; detail: string } | undefined {
  if (!told.trimStart().startsWith("{")) return undefined;
  try {
    return JSON.parse(told) as { limit?: string; detail: string };
  } catch {
    return undefined;
  }
}
