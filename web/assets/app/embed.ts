/** What another site writes to show the picture as it is on screen now. */
export function embeddable(details: HTMLDetailsElement): void {
  details.addEventListener("toggle", () => {
    const field = details.querySelector("textarea");
    if (!field || !details.open) return;
    const address = new URL(location.href);
    address.hash = "";
    address.searchParams.set("embed", "1");
    const title = document.title.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
    const source = address.href.replaceAll("&", "&amp;");
    field.value = `<iframe src="${source}" title="${title}" width="100%" height="640" loading="lazy"></iframe>`;
    field.select();
  });
}

/** From a picture in another site's page to the page it is of, as the picture is now. */
export function ownPage(link: HTMLAnchorElement): void {
  link.addEventListener("click", () => {
    const here = new URL(location.href);
    here.searchParams.delete("embed");
    link.href = here.href;
  });
}
