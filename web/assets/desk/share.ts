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
