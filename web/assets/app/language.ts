/** The other language of what is on screen now: a picture may have changed the address since the page was made. */
export function keepState(link: HTMLAnchorElement): void {
  link.addEventListener("click", () => {
    const lang = new URL(link.href).searchParams.get("lang");
    const here = new URL(location.href);
    if (lang === null) here.searchParams.delete("lang");
    else here.searchParams.set("lang", lang);
    link.href = here.href;
  });
}
