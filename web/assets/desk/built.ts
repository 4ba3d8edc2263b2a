/** A query as it is built of steps from class to class, and the SPARQL that it stands for. */

export interface Step {
  path: string;
  inverse: boolean;
  label: string;
  to: string[];
  value: "thing" | "concept" | "day" | "number" | "text" | "flag";
}

export interface Offered {
  iri: string;
  label: string;
  search: string | null;
  concepts: [string, string][];
  steps: Step[];
}

/** One condition: a step, what must stand at its end, and the conditions on that in turn. */
export interface Condition {
  path: string;
  inverse?: boolean;
  how?: "any" | "is" | "which";
  iri?: string;
  name?: string;
  low?: string;
  high?: string;
  text?: string;
  to?: string;
  show?: boolean;
  presence?: "" | "without" | "optional";
  where?: Condition[];
}

export interface Built {
  find: string;
  where: Condition[];
}

const MARK = "#builder ";
const ROWS = 1000;
const LITERAL_TYPES: Record<string, string> = { day: "xsd:date", number: "xsd:decimal" };

/** Writes the query, with what it is built of in its first line, so that it can be taken back. */
export function written(built: Built, classes: readonly Offered[], prefixes: Record<string, string>): string {
  const writer = new Writer(classes);
  const root = writer.variable(built.find);
  const lines = [`  ${root} a ${built.find} .`, ...writer.conditions(root, built.find, built.where, "  ")];
  const body = [`SELECT DISTINCT ${[root, ...writer.shown].join(" ")} WHERE {`, ...lines, "}", `LIMIT ${ROWS}`].join("\n");
  const declared = Object.entries(prefixes).filter(([prefix]) => body.includes(`${prefix}:`));
  return [MARK + JSON.stringify(built), ...declared.map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}>`), "", body].join("\n");
}

/** What a query was built of; null where it was written or changed by hand. */
export function takenBack(query: string, classes: readonly Offered[], prefixes: Record<string, string>): Built | null {
  const line = query.split("\n").find((one) => one.startsWith(MARK));
  if (!line) return null;
  try {
    const built = JSON.parse(line.slice(MARK.length)) as Built;
    return squeezed(written(built, classes, prefixes)) === squeezed(query) ? built : null;
  } catch {
    return null;
  }
}

/** The query without prefixes and spaces: the editor folds the one and lays out the other. */
function squeezed(query: string): string {
  return query.replace(/^\s*PREFIX .*$/gim, "").replace(/\s+/g, " ").trim();
}

class Writer {
  readonly shown: string[] = [];
  private readonly used = new Map<string, number>();

  constructor(private readonly classes: readonly Offered[]) {}

  /** A variable named after the class or property, told apart from those that have the name already. */
  variable(name: string): string {
    const local = name.split(":").pop() ?? "thing";
    const plain = local.charAt(0).toLowerCase() + local.slice(1);
    const times = (this.used.get(plain) ?? 0) + 1;
    this.used.set(plain, times);
    return `?${plain}${times > 1 ? times : ""}`;
  }

  conditions(subject: string, of: string, where: readonly Condition[], indent: string): string[] {
    return where.flatMap((one) => this.condition(subject, of, one, indent));
  }

  private condition(subject: string, of: string, one: Condition, indent: string): string[] {
    const step = this.classes
      .find((offered) => offered.iri === of)
      ?.steps.find((known) => known.path === one.path && known.inverse === Boolean(one.inverse));
    if (!step) return [];
    const wraps = { any: "", without: "FILTER NOT EXISTS", optional: "OPTIONAL" }[one.presence || "any"];
    const inner = wraps ? `${indent}  ` : indent;
    const lines = this.met(subject, step, one, inner);
    return wraps ? [`${indent}${wraps} {`, ...lines, `${indent}}`] : lines;
  }

  private met(subject: string, step: Step, one: Condition, indent: string): string[] {
    const isFixed = one.how === "is" && one.iri;
    const end = isFixed ? `<${one.iri}>` : this.variable(step.inverse ? (step.to[0] ?? step.path) : step.path);
    if (!isFixed && one.show && one.presence !== "without") this.shown.push(end);
    const triple = step.inverse ? `${end} ${step.path} ${subject} .` : `${subject} ${step.path} ${end} .`;
    const lines = [`${indent}${triple}`, ...filters(step, one, end).map((filter) => `${indent}FILTER(${filter})`)];
    const to = one.to ?? step.to[0];
    if (one.how !== "which" || !to) return lines;
    const typed = step.to.length > 1 || step.inverse ? [`${indent}${end} a ${to} .`] : [];
    return [...lines, ...typed, ...this.conditions(end, to, one.where ?? [], indent)];
  }
}

function filters(step: Step, one: Condition, end: string): string[] {
  const type = LITERAL_TYPES[step.value];
  if (type) {
    const value = (told: string): string => (step.value === "day" ? `"${told}"^^${type}` : told);
    return [one.low && `${end} >= ${value(one.low)}`, one.high && `${end} <= ${value(one.high)}`].filter(isTold);
  }
  if (step.value === "text" && one.text) return [`CONTAINS(LCASE(STR(${end})), LCASE(${JSON.stringify(one.text)}))`];
  if (step.value === "flag" && one.text) return [`${end} = ${one.text}`];
  return [];
}

function isTold(told: string | undefined): told is string {
  return Boolean(told);
}
