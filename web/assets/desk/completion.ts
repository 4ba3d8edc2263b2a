import type { DeskData, Term } from "./data";

interface Editor {
  getTokenAt(position: unknown): { string: string; type: string | null; start: number };
  getDoc(): { getCursor(): { line: number; ch: number } };
}

const SHOWN = 40;

/** Terms of our own vocabulary by name or by label in either language; nothing is asked of other servers. */
export function completeFrom(data: DeskData) {
  const search = (typed: string): Term[] => {
    const wanted = typed.toLocaleLowerCase().replaceAll("ё", "е");
    const words = wanted.replace(/^[a-z]*:/, "");
    const rank = (term: Term): number => {
      const name = term.name.toLocaleLowerCase();
      if (name.startsWith(wanted)) return 0;
      if (name.includes(`:${wanted}`)) return 1;
      const label = term.label.toLocaleLowerCase().replaceAll("ё", "е");
      if (words !== "" && label.startsWith(words)) return 2;
      return (words !== "" && label.includes(words)) || name.includes(wanted) ? 3 : 9;
    };
    return data.terms
      .map((term) => ({ term, rank: rank(term) }))
      .filter(({ rank: found }) => found < 9)
      .sort((one, other) => one.rank - other.rank || one.term.name.localeCompare(other.term.name))
      .slice(0, SHOWN)
      .map(({ term }) => term);
  };
  const byIri = new Map(data.terms.map((term) => [term.iri, term]));
  return {
    name: "pobratim",
    bulk: false,
    autoShow: false,
    isValidCompletionPosition: (editor: unknown): boolean => {
      const { getDoc } = editor as Editor;
      const cursor = getDoc.call(editor).getCursor();
      const token = (editor as Editor).getTokenAt(cursor);
      return !/^[?$"'#]/.test(token.string) && token.type !== "comment" && token.type !== "string";
    },
    get: (_editor: unknown, token?: { autocompletionString?: string; string: string }): string[] =>
      search((token?.autocompletionString ?? token?.string ?? "").trim()).map((term) => term.iri),
    postProcessSuggestion: (_editor: unknown, _token: unknown, iri: string): string => {
      const term = byIri.get(iri);
      return term && term.name.includes(":") && !term.name.startsWith("http") ? term.name : `<${iri}>`;
    },
    postprocessHints: (_editor: unknown, hints: { text: string; displayText?: string }[]) =>
      hints.map((hint) => {
        const term = data.terms.find((one) => one.name === hint.text || `<${one.iri}>` === hint.text);
        return term ? { ...hint, displayText: `${term.name}   ${term.label}` } : hint;
      }),
  } as never;
}
