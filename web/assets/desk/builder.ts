/** The builder of queries: a sentence of selects and fields, made from the shapes of the graph. */
import { type Built, type Condition, type Offered, type Step, takenBack, written } from "./built";

interface Data {
  classes: Offered[];
  prefixes: Record<string, string>;
  words: Record<string, string>;
}

interface Editor {
  read(): string;
  run(query: string): void;
}

const DEEPEST = 3;

/** Opens the builder in its place when it is unfolded, with the editor's query in it where that was built here. */
export function offerBuilder(root: HTMLDetailsElement, base: string, editor: Editor): void {
  let builder: Promise<Builder> | null = null;
  const open = async (): Promise<void> => {
    if (!root.open) return;
    builder ??= load().then((data) => new Builder(root.querySelector("div")!, data, base, editor));
    (await builder).takeBack(false);
  };
  root.addEventListener("toggle", () => void open());
  if (root.open) void open(); // unfolded before there was a builder
  else if (editor.read().includes("#builder ")) root.open = true;
}

async function load(): Promise<Data> {
  return (await (await fetch(`/sparql/builder.json?lang=${document.documentElement.lang}`)).json()) as Data;
}

class Builder {
  private built: Built;

  constructor(
    private readonly root: HTMLElement,
    private readonly data: Data,
    private readonly base: string,
    private readonly editor: Editor,
  ) {
    this.built = { find: data.classes.find((one) => one.iri === "pob:Event")?.iri ?? data.classes[0]!.iri, where: [] };
    this.draw();
  }

  /** Takes what the editor's query was built of; says so if asked and it was not built here. */
  takeBack(isAsked: boolean): void {
    const built = takenBack(this.editor.read(), this.data.classes, this.data.prefixes);
    if (built) {
      this.built = built;
      this.draw();
    } else if (isAsked) this.draw(this.word("strange"));
  }

  /** Hands the query to the editor; a name that nothing in the graph has is said instead. */
  private async run(): Promise<void> {
    const unfound = await this.resolve(this.built.where, this.built.find);
    if (unfound.length > 0) this.draw(`${this.word("unfound")} ${unfound.join(", ")}`);
    else this.editor.run(written(this.built, this.data.classes, this.data.prefixes));
  }

  /** Finds the things that names alone were typed of, the likeliest each; the names that find nothing. */
  private async resolve(where: Condition[], of: string): Promise<string[]> {
    const unfound: string[] = [];
    for (const one of where) {
      const step = this.offered(of)?.steps.find((known) => known.path === one.path && known.inverse === Boolean(one.inverse));
      if (one.how === "which") unfound.push(...(await this.resolve(one.where ?? [], one.to ?? step?.to[0] ?? "")));
      if (one.how !== "is" || one.iri) continue;
      const [first] = one.name ? await this.suggested(one.name, this.kindOf(step)) : [];
      if (first) [one.name, one.iri] = first;
      else unfound.push(`«${one.name ?? ""}»`);
    }
    return unfound;
  }

  /** The kind that things at the end of the step are searched as; "" where there are several. */
  private kindOf(step: Step | undefined): string {
    const searched = (step?.to ?? []).map((iri) => this.offered(iri)?.search).filter((kind) => typeof kind === "string");
    return searched.length === 1 ? searched[0]! : "";
  }

  private word(name: string): string {
    return this.data.words[name] ?? name;
  }

  private offered(iri: string | undefined): Offered | undefined {
    return this.data.classes.find((one) => one.iri === iri);
  }

  private draw(note = ""): void {
    const starting = this.data.classes.filter((one) => one.steps.some((step) => step.path === "rdfs:label" && !step.inverse));
    const find = select(this.word("find"), starting.map((one) => [one.iri, one.label]), this.built.find, (iri) => {
      this.built = { find: iri, where: [] };
      this.draw();
    });
    const run = button(this.word("run"), () => void this.run());
    run.classList.add("primary");
    const again = button(this.word("again"), () => this.takeBack(true));
    const said = element("p", { role: "status", className: "note" }, note);
    said.hidden = note === "";
    this.root.replaceChildren(
      element("p", { className: "builder-head" }, element("b", {}, this.word("find")), find),
      this.conditions(this.built.where, this.built.find, 1),
      element("p", { className: "builder-foot" }, run, again),
      said,
    );
  }

  private conditions(where: Condition[], of: string, depth: number): HTMLElement {
    const list = element("ul", { className: "builder-where" });
    where.forEach((one, at) => list.append(this.condition(one, where, at, of, depth)));
    const add = button(this.word("add"), () => {
      const first = this.offered(of)?.steps[0];
      if (first) where.push({ path: first.path, inverse: first.inverse, show: true });
      this.draw();
    });
    list.append(element("li", {}, add));
    return list;
  }

  private condition(one: Condition, where: Condition[], at: number, of: string, depth: number): HTMLElement {
    const steps = this.offered(of)?.steps ?? [];
    const step = steps.find((known) => known.path === one.path && known.inverse === Boolean(one.inverse)) ?? steps[0]!;
    const names = steps.map((known, i): [string, string] => [String(i), known.inverse ? `← ${known.label}` : known.label]);
    const chosen = select(this.word("condition"), names, String(steps.indexOf(step)), (index) => {
      const next = steps[Number(index)]!;
      where[at] = { path: next.path, inverse: next.inverse, show: true };
      this.draw();
    });
    const row = element("li", {}, element("span", { className: "muted" }, this.word("where")), chosen, ...this.value(one, step, depth));
    row.append(...this.presence(one), this.remove(where, at));
    if (one.how === "which") row.append(this.conditions((one.where ??= []), one.to ?? step.to[0]!, depth + 1));
    return row;
  }

  private presence(one: Condition): HTMLElement[] {
    const ways: [string, string][] = [["", this.word("present")], ["without", this.word("without")], ["optional", this.word("optional")]];
    const presence = select(this.word("condition"), ways, one.presence ?? "", (way) => {
      one.presence = way as "" | "without" | "optional";
    });
    presence.className = "presence";
    const show = element("input", { type: "checkbox", checked: Boolean(one.show) });
    show.addEventListener("change", () => (one.show = show.checked));
    return [presence, element("label", { className: "small" }, show, ` ${this.word("show")}`)];
  }

  private remove(where: Condition[], at: number): HTMLElement {
    const remove = button("×", () => {
      where.splice(at, 1);
      this.draw();
    });
    remove.setAttribute("aria-label", this.word("remove"));
    return remove;
  }

  /** The fields for what must stand at the end of the step. */
  private value(one: Condition, step: Step, depth: number): HTMLElement[] {
    switch (step.value) {
      case "concept":
        return [this.concept(one, step)];
      case "thing":
        return this.thing(one, step, depth);
      case "day":
      case "number":
        return (["low", "high"] as const).map((end) => this.bound(one, step, end));
      case "flag": {
        const ways: [string, string][] = [["", this.word("any")], ["true", this.word("yes")], ["false", this.word("no")]];
        return [select(step.label, ways, one.text ?? "", (told) => (one.text = told))];
      }
      default:
        return [field("text", `${step.label}: ${this.word("contains")}`, one.text ?? "", (told) => (one.text = told))];
    }
  }

  private bound(one: Condition, step: Step, end: "low" | "high"): HTMLElement {
    const words = step.value === "day" ? { low: "from", high: "to" } : { low: "least", high: "most" };
    const input = field(step.value === "day" ? "date" : "number", this.word(words[end]), one[end] ?? "", (told) => (one[end] = told));
    return element("label", { className: "small" }, `${this.word(words[end])} `, input);
  }

  private concept(one: Condition, step: Step): HTMLElement {
    const concepts = this.offered(step.to[0])?.concepts ?? [];
    return select(step.label, [["", this.word("any")], ...concepts], one.iri ?? "", (iri) => {
      one.how = iri ? "is" : "any";
      one.iri = iri;
    });
  }

  private thing(one: Condition, step: Step, depth: number): HTMLElement[] {
    const kinds = step.to.map((iri) => this.offered(iri)).filter((kind) => kind !== undefined);
    const isSearched = kinds.some((kind) => kind.search !== null);
    const ways: [string, string][] = [["any", this.word("any")]];
    if (isSearched) ways.push(["is", this.word("is")]);
    if (depth < DEEPEST) ways.push(...kinds.map((kind): [string, string] => [`which ${kind.iri}`, `${this.word("which")} (${kind.label})`]));
    const now = one.how === "which" ? `which ${one.to ?? step.to[0]}` : (one.how ?? "any");
    const how = select(step.label, ways, now, (way) => {
      const [name, to] = way.split(" ");
      one.how = name as "any" | "is" | "which";
      if (to) one.to = to;
      this.draw();
    });
    return one.how === "is" ? [how, this.search(one, this.kindOf(step))] : [how];
  }

  /** A field that completes names from the graph; what is chosen is kept with its address. */
  private search(one: Condition, kind: string): HTMLElement {
    const found = new Map<string, string>();
    const list = element("datalist", { id: `builder-${Math.random().toString(36).slice(2)}` });
    const input = field("text", this.word("name"), one.name ?? "", (typed) => {
      one.name = typed;
      one.iri = found.get(typed) ?? "";
    });
    input.setAttribute("list", list.id);
    input.addEventListener("input", () => {
      if (found.has(input.value) || input.value.length < 2) return;
      void this.suggested(input.value, kind).then((hits) => {
        for (const [name, iri] of hits) found.set(name, iri);
        list.replaceChildren(...hits.map(([name]) => element("option", { value: name })));
        one.iri = found.get(input.value) ?? "";
      });
    });
    return element("span", {}, input, list);
  }

  private async suggested(text: string, kind: string): Promise<[string, string][]> {
    const query = new URLSearchParams({ q: text, lang: document.documentElement.lang, ...(kind ? { kind } : {}) });
    const { hits } = (await (await fetch(`/api/suggest?${query}`)).json()) as { hits: { href: string; name: string }[] };
    return hits.map((hit) => [hit.name, this.base + decodeURIComponent(new URL(hit.href, location.href).pathname.split("/id/")[1] ?? "")]);
  }
}

function select(label: string, options: [string, string][], value: string, chosen: (value: string) => void): HTMLSelectElement {
  const made = element("select", {});
  made.setAttribute("aria-label", label);
  made.append(...options.map(([key, name]) => element("option", { value: key, selected: key === value }, name)));
  made.addEventListener("change", () => chosen(made.value));
  return made;
}

function field(type: string, label: string, value: string, told: (value: string) => void): HTMLInputElement {
  const made = element("input", { type, value, placeholder: type === "text" ? label : "" });
  made.setAttribute("aria-label", label);
  made.addEventListener("input", () => told(made.value));
  made.addEventListener("change", () => told(made.value));
  return made;
}

function button(name: string, pressed: () => void): HTMLButtonElement {
  const made = element("button", { type: "button", className: "button" }, name);
  made.addEventListener("click", pressed);
  return made;
}

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K, properties: Partial<HTMLElementTagNameMap[K]>, ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}
