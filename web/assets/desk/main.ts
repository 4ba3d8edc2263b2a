import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";
import "./desk.css";
import { completeFrom } from "./completion";
import { showLabels } from "./labels";
import { PicturePlugin } from "./plugin";
import { shareByAddress, shortLink } from "./share";
import { writePlainly } from "./table";
import { nameControls, speakRussian } from "./words";

export interface Term {
  iri: string;
  name: string;
  label: string;
  definition: string;
  kind: "class" | "property" | "concept";
}

export interface DeskData {
  base: string;
  prefixes: Record<string, string>;
  terms: Term[];
  examples: Record<string, string>;
}

const lang = document.documentElement.lang;

/** The query with a declaration for each prefix that it uses without one, so that it runs in any client. */
function declared(query: string, prefixes: Record<string, string>): string {
  const bare = query.replace(/<[^>\s]*>|"(?:[^"\\]|\\.)*"|#[^\n]*/g, " ");
  const missing = Object.keys(prefixes).filter(
    (prefix) =>
      new RegExp(`(^|[^\\w:])${prefix}:\\w`).test(bare) && !new RegExp(`PREFIX\\s+${prefix}:`, "i").test(query),
  );
  return missing.map((prefix) => `PREFIX ${prefix}: <${prefixes[prefix]}>\n`).join("") + query;
}

async function open(root: HTMLElement): Promise<void> {
  const data = (await (await fetch(`/sparql/desk.json?lang=${lang}`)).json()) as DeskData;
  const { Yasqe, Yasr } = Yasgui;
  Yasqe.registerAutocompleter(completeFrom(data), true);
  // settings are merged into the defaults place by place, which would leave those that ask other servers
  Yasqe.defaults.autocompleters = ["variables", "pobratim"];
  writePlainly(Yasr.plugins["table"] as unknown as { prototype: unknown });
  Yasr.registerPlugin("picture", PicturePlugin as unknown as Parameters<typeof Yasr.registerPlugin>[1], true);
  const given = root.dataset["query"] ?? "";
  const desk = new Yasgui(root, {
    persistenceId: "pobratim-desk",
    copyEndpointOnNewTab: false,
    populateFromUrl: false,
    requestConfig: {
      endpoint: `${location.origin}/sparql`,
      method: "POST",
      headers: () => ({ "accept-language": lang }),
    },
    endpointCatalogueOptions: { getData: () => [], keys: [], renderItem: () => undefined },
    yasqe: {
      autocompleters: ["variables", "pobratim"],
      prefixCcApi: null,
      createShortLink: (_yasqe: unknown, longLink: string) =>
        shortLink(new URL(longLink).searchParams.get("query") ?? ""),
    },
    yasr: {
      prefixes: data.prefixes,
      maxPersistentResponseSize: 0,
      pluginOrder: ["table", "picture", "boolean", "response"],
    } as never,
  });

  const tab = desk.getTab();
  if (tab) shareByAddress(tab as never);

  const put = (query: string): void => {
    const yasqe = desk.getTab()?.getYasqe();
    yasqe?.setValue(declared(query, data.prefixes));
    yasqe?.collapsePrefixes(true);
  };
  const starter = data.examples["partners"] ?? "SELECT * WHERE { ?s ?p ?o } LIMIT 10";
  const current = desk.getTab()?.getYasqe().getValue() ?? "";
  if (given) put(given);
  else if (current === "" || current === Yasqe.defaults.value) put(starter);

  document.querySelector<HTMLSelectElement>("#desk-example")?.addEventListener("change", (event) => {
    const query = data.examples[(event.target as HTMLSelectElement).value];
    if (query) put(query);
  });
  showLabels(root, data.base, lang);
  nameControls(root, lang);
  if (lang === "ru") speakRussian(root);
  if (given) void desk.getTab()?.query().catch(() => undefined);
}

const root = document.querySelector<HTMLElement>("#desk");
if (root) void open(root);
