"""How many names in the pictures of a page lie over each other or are cut, as the browser measures them."""

from playwright.sync_api import Page

NAMES = """() => {
  const slackOf = box => Math.min(3, box.height / 5);
  const seen = one => one.checkVisibility({ opacityProperty: true, visibilityProperty: true });"""

OVERLAPS = (
    NAMES
    + """
  const names = [...document.querySelectorAll('main svg text, .matrix thead th span')];
  const boxes = names.filter(seen)
    .map(one => {
      const box = one.getBoundingClientRect(), slack = slackOf(box);
      return {
        words: one.textContent.trim(), picture: one.closest('svg') ?? one.closest('table'),
        left: box.left + 0.5, right: box.right - 0.5, top: box.top + slack, bottom: box.bottom - slack,
      };
    }).filter(one => one.words !== '' && one.right > one.left && one.bottom > one.top);
  const share = (a, b) => a.picture === b.picture
    && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const found = boxes.flatMap((a, i) =>
    boxes.slice(i + 1).filter(b => share(a, b)).map(b => `${a.words} / ${b.words}`));
  return [boxes.length, found];
}"""
)

CUT = (
    NAMES
    + """
  return [...document.querySelectorAll('main svg text')].filter(seen).filter(one => {
    const box = one.getBoundingClientRect(), slack = slackOf(box);
    const edge = one.closest('svg').getBoundingClientRect();
    return box.width > 0 && (box.left < edge.left - 1 || box.right > edge.right + 1
      || box.top + slack < edge.top || box.bottom - slack > edge.bottom);
  }).map(one => one.textContent.trim());
}"""
)


def overlaps(page: Page) -> tuple[int, list[str]]:
    """How many texts the pictures have, and the pairs of them that share room."""
    count, found = page.evaluate(OVERLAPS)
    return count, found


def cut(page: Page) -> list[str]:
    """The texts of pictures that reach over the edge of theirs."""
    found: list[str] = page.evaluate(CUT)
    return found
