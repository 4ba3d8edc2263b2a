import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";
import "./desk.css";
import { offerBuilder } from "./builder";
import { completeFrom } from "./completion";
import type { DeskData } from "./data";
import { showLabels } from "./labels";
import { offerParts, tellPlainly } from "./part";
import { picturePlugin } from "./plugin";
import { shareByAddress, shortLink } from "./share";
import { writePlainly } from "./table";
import { nameControls, translate } from "./words";

const lang = document.documentElement.lang;

async function open(root: HTMLElement): Promise<void> {
  const data = (await (await fetch(`/sparql/desk.json?lang=${lang}`)).json()) as DeskData;
  const { Yasqe, Yasr } = Yasgui;
  Yasqe.registerAutocompleter(completeFrom(data), true);
  // settings are merged into the defaults place by place, which would leave those that ask other servers
  Yasqe.defaults.autocompleters = ["variables", "pobratim"];
  writePlainly(Yasr.plugins["table"] as unknown as { prototype: unknown });
  Yasr.registerPlugin("picture", picturePlugin(data.views) as unknown as Parameters<typeof Yasr.registerPlugin>[1], true);
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

  offerParts(desk as never, document.querySelector("#desk-part")!, data.part);
  const tab = desk.getTab();
  if (tab) shareByAddress(tab as never);

  const put = (query: string): void => {
    const yasqe = desk.getTab()?.getYasqe();
    yasqe?.setValue(query);
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
  const builder = document.querySelector<HTMLDetailsElement>("#builder");
  if (builder) {
    offerBuilder(builder, data.base, {
      read: () => desk.getTab()?.getYasqe().getValue() ?? "",
      run: (query) => {
        put(query);
        void desk.getTab()?.query().catch(() => undefined);
      },
    });
  }
  showLabels(root, data.base, lang);
  tellPlainly(root);
  nameControls(root, data.names);
  translate(root, data.words, data.patterns);
  if (given) void desk.getTab()?.query().catch(() => undefined);
}

const root = document.querySelector<HTMLElement>("#desk");
if (root) void open(root);
