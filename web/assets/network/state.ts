export interface State {
  node: string | null;
  focus: string[];
  hidden: string[];
  path: string[];
  color: string;
}

/** What the address says of the picture. */
export function readState(): State {
  const query = new URLSearchParams(location.search);
  return {
    node: query.get("node"),
    focus: query.getAll("focus"),
    hidden: query.getAll("hide"),
    path: query.getAll("via"),
    color: query.get("color") ?? "side",
  };
}

/** Puts the picture's state into the address, so that a link shows the same; filters stay as they are. */
export function writeState(state: State): void {
  const query = new URLSearchParams(location.search);
  for (const name of ["node", "focus", "hide", "via", "color"]) query.delete(name);
  if (state.node) query.set("node", state.node);
  state.focus.forEach((one) => query.append("focus", one));
  state.hidden.forEach((one) => query.append("hide", one));
  state.path.forEach((one) => query.append("via", one));
  if (state.color !== "side") query.set("color", state.color);
  const text = query.toString().replaceAll("%2F", "/");
  history.replaceState(null, "", `${location.pathname}${text ? `?${text}` : ""}`);
}
