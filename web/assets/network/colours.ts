import { communities, strengths } from "../../palette.json";
import type { NodeData } from "./data";

export interface Palette {
  paper: string;
  ink: string;
  muted: string;
  line: string;
  home: string;
  partner: string;
  bridge: string;
  strength: Record<string, string>;
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
    bridge: colour("project"),
    strength: Object.fromEntries(strengths.map((one) => [one, colour(one)])),
  };
}

/** A node's colour under a way of colouring: by side, by community, or by how much it connects others. */
export function nodeColour(node: NodeData, mode: string, colours: Palette, bridgeTop: number): string {
  if (mode === "community") return communities[Math.max(0, node.community) % communities.length] ?? colours.partner;
  if (mode === "bridge") return node.bridge >= bridgeTop && node.bridge > 0 ? colours.bridge : colours.line;
  return node.isHome ? colours.home : colours.partner;
}
