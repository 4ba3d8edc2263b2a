// Asks a running server as Comunica does: by itself, together with a file, by SERVICE, following an IRI. A second
// address is of one with a small row limit, whose cut answers must not be taken for whole.
//
//     npm ci --prefix tests/clients        (some 110 MB: `make test` does it, nothing else needs it)
//     node tests/clients/comunica.mjs http://127.0.0.1:8000 [http://127.0.0.1:8001]
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { QueryEngine } from "@comunica/query-sparql-file";

const address = process.argv[2] ?? "http://127.0.0.1:8000";
const file = join(mkdtempSync(join(tmpdir(), "comunica-")), "own.ttl");
writeFileSync(file, "<https://w3id.org/pobratim/id/place/by> <http://example.org/budget> 100 .");
const prefixes =
  "PREFIX pob: <https://w3id.org/pobratim/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> " +
  "PREFIX ex: <http://example.org/> ";
const endpoint = { type: "sparql", value: `${address}/sparql` };
const engine = new QueryEngine();
const rows = async (query, sources) => (await (await engine.queryBindings(prefixes + query, { sources })).toArray()).length;
const tries = {
  select: () => rows("SELECT * { ?e a pob:Event } LIMIT 5", [endpoint]),
  ask: () => engine.queryBoolean(`${prefixes} ASK { ?e a pob:Event }`, { sources: [endpoint] }),
  construct: async () =>
    (await (await engine.queryQuads(`${prefixes} CONSTRUCT WHERE { ?e a pob:Event }`, { sources: [endpoint] })).toArray()).length,
  "found to be an endpoint": () => rows("SELECT * { ?c a pob:Country } LIMIT 3", [`${address}/sparql`]),
  "together with a file": () => rows("SELECT * { ?c ex:budget ?b ; rdfs:label ?n }", [file, endpoint]),
  "a document": () => rows("SELECT * { ?c a pob:Country ; rdfs:label ?n }", [`${address}/data/place/by.ttl`]),
  service: () => rows(`SELECT * { ?c ex:budget ?b . SERVICE <${address}/sparql> { ?c rdfs:label ?n } }`, [file]),
};
const strict = process.argv[3];
if (strict) {
  const cut = { type: "sparql", value: `${strict}/sparql` };
  tries["a cut answer is an error"] = () => rows("SELECT * { ?s ?p ?o }", [cut]).then(() => false, () => true);
  tries["what is within the limit is not"] = () => rows("SELECT * { ?s ?p ?o } LIMIT 2", [cut]);
}
for (const [name, attempt] of Object.entries(tries)) {
  const found = await attempt().catch((error) => error);
  const failed = found instanceof Error || !found;
  console.log(failed ? "failed" : "passed", name, found instanceof Error ? found.message.slice(0, 200) : found);
  process.exitCode ||= failed ? 1 : 0;
}
