/** The editor speaks English alone: its words in Russian, and its patterns with numbers in them. */
const WORDS: Record<string, string> = {
  Table: "Таблица",
  Response: "Ответ сервера",
  Boolean: "Да или нет",
  Error: "Ошибка",
  Query: "Запрос",
  "Add a new tab": "Новая вкладка",
  "Add tab": "Новая вкладка",
  "Close tab": "Закрыть вкладку",
  "Run query": "Выполнить запрос",
  "Share query": "Поделиться запросом",
  "Download result": "Скачать ответ",
  "Download Results": "Скачать ответ",
  "Download not supported": "Скачать нельзя",
  "Filter query results": "Отобрать строки",
  "Simple view": "Без подробностей",
  Ellipse: "Сокращать длинное",
  Compact: "Компактно",
  "Page size: ": "Строк на странице: ",
  "Show all": "Показать всё",
  All: "Все",
  pagination: "Страницы",
  First: "Первая",
  Previous: "Предыдущая",
  Next: "Следующая",
  Last: "Последняя",
  "No matching records found": "Таких строк нет",
  "No data available in table": "Строк нет",
  "Press CTRL - <spacebar> to autocomplete": "Ctrl + пробел – подсказки",
  "Clear endpoint": "Очистить адрес",
  "Enter fullscreen": "Во весь экран",
  "Exit fullscreen": "Выйти из полного экрана",
  "Toggle fullscreen": "Во весь экран",
  "Format query": "Выровнять запрос",
  "Open settings": "Настройки",
  "Close settings": "Закрыть настройки",
  "Copy link": "Скопировать ссылку",
  "Shorten URL": "Короткая ссылка",
  URL: "Ссылка",
  Shorten: "Короткая ссылка",
  "Copy tab": "Копировать вкладку",
  "Rename tab": "Переименовать вкладку",
  "Delete tab": "Закрыть вкладку",
  "Close other tabs": "Закрыть остальные вкладки",
  "Try query in a new browser window": "Открыть запрос в новом окне",
  "Unable to get response from endpoint. Possible reasons:": "Сервер не ответил. Возможные причины:",
  "Incorrect endpoint URL": "Неверный адрес сервера",
  "Endpoint is down": "Сервер не работает",
  "Endpoint is not accessible from the YASGUI server and website, and the endpoint is not":
    "Сервер не разрешает обращаться к себе отсюда, см. ",
  "CORS-enabled": "CORS",
  "Re-open closed tab": "Вернуть закрытую вкладку",
};

const PATTERNS: [RegExp, string][] = [
  [/^Shows Table view$/, "Показать: Таблица"],
  [/^Shows Response view$/, "Показать: Ответ сервера"],
  [/^Shows (.+) view$/, "Показать: $1"],
  [/^View documentation of .+$/, "Описание вида"],
  [/^(.+): Activate to sort$/, "$1: упорядочить"],
  [/^(.+): Activate to invert sorting$/, "$1: обратный порядок"],
  [/^(.+): Activate to remove sorting$/, "$1: прежний порядок"],
  [/^Query( \d+)?$/, "Запрос$1"],
  [/^Showing ([\d,]+) to ([\d,]+) of ([\d,]+) entries$/, "Строки $1–$2 из $3"],
  [/^\(filtered from ([\d,]+) total entries\)$/, "(всего $1)"],
  [/^([\d,]+) results? in ([\d.]+) seconds?$/, "Строк: $1, секунд: $2"],
  [/^([\d,]+) results?$/, "Строк: $1"],
  [/^Response in ([\d.]+) seconds?$/, "Ответ за $1 с"],
  [/^in ([\d.]+) seconds?$/, "за $1 с"],
];

const SPEAKING = ["aria-label", "title", "placeholder"];
const SILENT = ".CodeMirror-code, .yasr_results td, #desk-note";

/** Gives names to the controls that the editor leaves without. */
export function nameControls(root: HTMLElement, lang: string): void {
  const names: [string, string][] =
    lang === "en"
      ? [[".CodeMirror textarea", "Query"], [".tableSizer", "Rows per page"]]
      : [[".CodeMirror textarea", "Запрос"], [".tableSizer", "Строк на странице"]];
  const name = (): void => {
    for (const [selector, said] of names)
      for (const one of root.querySelectorAll(`${selector}:not([aria-label])`)) one.setAttribute("aria-label", said);
  };
  new MutationObserver(name).observe(root, { childList: true, subtree: true });
  name();
}

/** Puts the editor's own words, now and as they come, into Russian. */
export function speakRussian(root: HTMLElement): void {
  const speak = (): void => {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      const said = translated(text.nodeValue ?? "");
      if (said !== undefined && !text.parentElement?.closest(SILENT)) text.nodeValue = said;
    }
    for (const attribute of SPEAKING)
      for (const one of root.querySelectorAll(`[${attribute}]`)) {
        const said = translated(one.getAttribute(attribute) ?? "");
        if (said !== undefined) one.setAttribute(attribute, said);
      }
  };
  let waiting = 0;
  new MutationObserver(() => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(speak);
  }).observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: SPEAKING });
  speak();
}

function translated(words: string): string | undefined {
  const bare = words.trim();
  const known = WORDS[words] ?? WORDS[bare];
  if (known !== undefined) return known;
  const pattern = PATTERNS.find(([english]) => english.test(bare));
  return pattern && bare.replace(...pattern) !== bare ? bare.replace(...pattern) : undefined;
}
