/** Shows the label in place of an IRI in results, with a link to our own page of the thing. */
export function showLabels(root: HTMLElement, base: string, lang: string): void {
  const known = new Map<string, string>();
  let waiting = 0;

  const dress = async (): Promise<void> => {
    const links = [...root.querySelectorAll<HTMLAnchorElement>(".yasr_results a.iri:not([data-iri])")];
    for (const link of links) {
      link.dataset["iri"] = link.href;
      link.target = "_self";
      if (link.href.startsWith(base)) link.href = `/id/${link.href.slice(base.length)}${location.search.includes("lang=") ? `?lang=${lang}` : ""}`;
    }
    const unknown = [...new Set(links.map((link) => link.dataset["iri"] ?? ""))].filter((iri) => !known.has(iri));
    if (unknown.length > 0) {
      const response = await fetch(`/sparql/labels?lang=${lang}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ iris: unknown.slice(0, 1000) }),
      });
      if (!response.ok) return;
      const found = (await response.json()) as Record<string, string>;
      for (const [iri, label] of Object.entries(found)) known.set(iri, label);
    }
    for (const link of links) {
      const iri = link.dataset["iri"] ?? "";
      const label = known.get(iri);
      if (!label) continue;
      link.title = iri;
      link.textContent = label;
    }
  };

  new MutationObserver(() => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => void dress(), 80);
  }).observe(root, { childList: true, subtree: true });
}
