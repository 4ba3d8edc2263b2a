import type { NodeData, Strength } from "./data";

/** Okabe and Ito's palette, distinct under every colour blindness. */
const COMMUNITIES = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#b5a900", "#7f7f7f"];

export interface Palette {
  paper: string;
  ink: string;
  muted: string;
  line: string;
  home: string;
  partner: string;
  strength: Record<Strength, string>;
}

/** The page's own colours, as the style sheet has them now. */
export function palette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    paper: colour("surface"),
    ink: colour("ink"),
    muted: colour("muted"),
    line: colour("bar-soft"),
    home: colour("ink"),
    partner: colour("bar"),
    strength: {
      formal: colour("formal"),
      memorandum: colour("memorandum"),
      project: colour("project"),
      contact: colour("contact"),
    },
  };
}

/** A node's colour under a way of colouring: by side, by community, or by how much it connects others. */
export function nodeColour(node: NodeData, mode: string, colours: Palette, bridgeTop: number): string {
  if (mode === "community") return COMMUNITIES[Math.max(0, node.community) % COMMUNITIES.length] ?? colours.partner;
  if (mode === "bridge") return node.bridge >= bridgeTop && node.bridge > 0 ? colours.strength.project : colours.line;
  return node.isHome ? colours.home : colours.partner;
}
