import type { Entity, Point } from "./answer";

const SVG = "http://www.w3.org/2000/svg";
type Attributes = Record<string, string | number>;

/** An SVG element with attributes and children. */
export function element(name: string, attributes: Attributes = {}, ...children: (Node | string)[]): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

/** The root of a picture, with a title for those who do not see it; a group, for there are links in it. */
export function picture(width: number, height: number, title: string, ...children: Node[]): SVGElement {
  return element("svg", { viewBox: `0 0 ${width} ${height}`, role: "group" }, element("title", {}, title), ...children);
}

/** The shape, linked to the page of the entity it stands for, with a tooltip. */
export function linked(point: Point | undefined, tip: string, ...shapes: Node[]): Node {
  const title = element("title", {}, tip);
  const entity = point !== null && typeof point === "object" ? (point as Entity) : undefined;
  const path = entity && /\/id\/(.+)$/.exec(entity.iri)?.[1];
  if (!path) return element("g", {}, title, ...shapes);
  const lang = new URLSearchParams(location.search).get("lang");
  return element("a", { href: `/id/${path}${lang ? `?lang=${lang}` : ""}` }, title, ...shapes);
}

/** The text cut to so many characters. */
export const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;

export const format = (value: number): string => value.toLocaleString(document.documentElement.lang);
