/** A short link to the query, kept by the server under a name made from its text. */
export async function shortLink(query: string): Promise<string> {
  const response = await fetch("/s", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  if (!response.ok) throw new Error(await response.text());
  return ((await response.json()) as { link: string }).link;
}

interface Tab {
  getYasqe(): { getValue(): string };
  getShareableLink(): string;
}

/** Has every tab of the editor give links that the desk opens; its own say the query where no server sees it. */
export function shareByAddress(tab: Tab): void {
  const tabs = Object.getPrototypeOf(tab) as Tab;
  tabs.getShareableLink = function (this: Tab) {
    return `${location.origin}/sparql?query=${encodeURIComponent(this.getYasqe().getValue())}`;
  };
}
