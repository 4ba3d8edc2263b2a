import type { View } from "../pictures/answer";

export interface Term {
  iri: string;
  name: string;
  label: string;
  definition: string;
  kind: "class" | "property" | "concept";
}

/** What the server tells the desk; `words` and `patterns` put the editor's English into the page's language. */
export interface DeskData {
  base: string;
  prefixes: Record<string, string>;
  terms: Term[];
  examples: Record<string, string>;
  words: Record<string, string>;
  patterns: [string, string][];
  names: { query: string; page_size: string };
  part: { more: string; part: string };
  views: Record<View | "picture", string>;
}
