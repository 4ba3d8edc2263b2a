// Builds every web/assets/<name>/main.ts into web/static/dist/<name>-<hash>.js (and .css), and writes
// manifest.json, which maps <name>.js and <name>.css to the hashed files. `--watch` rebuilds on change.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { context } from "esbuild";

const assets = dirname(fileURLToPath(import.meta.url));
const output = join(assets, "..", "static", "dist");
const palette = join(assets, "..", "palette.json");

const entryPoints = readdirSync(assets, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(assets, entry.name, "main.ts")))
  .map((entry) => ({ in: join(assets, entry.name, "main.ts"), out: entry.name }));

/** Hashed file of each entry point and of the style sheet it imports. */
function manifest(outputs) {
  const files = {};
  for (const [path, { entryPoint, cssBundle }] of Object.entries(outputs)) {
    if (!entryPoint) continue;
    const name = basename(dirname(entryPoint));
    files[`${name}.js`] = basename(path);
    if (cssBundle) files[`${name}.css`] = basename(cssBundle);
  }
  return files;
}

/** The style sheet of the palette: a custom property a colour and theme, a class a strength; paper is always light. */
function paletteSheet() {
  const { strengths, light, dark } = JSON.parse(readFileSync(palette, "utf8"));
  const properties = (theme) => Object.entries(theme).map(([name, colour]) => `--${name}: ${colour};`).join(" ");
  const classes = strengths.map((one) => `.strength-${one} { --strength: var(--${one}); }`).join("\n");
  return `:root { color-scheme: light; ${properties(light)} }
@media screen { :root[data-theme="dark"] { color-scheme: dark; ${properties(dark)} } }
${classes}`;
}

const readPalette = {
  name: "palette",
  setup(build) {
    build.onResolve({ filter: /^palette\.css$/ }, () => ({ path: palette, namespace: "palette", watchFiles: [palette] }));
    build.onLoad({ filter: /.*/, namespace: "palette" }, () => ({ contents: paletteSheet(), loader: "css" }));
  },
};

const writeManifest = {
  name: "manifest",
  setup(build) {
    build.onStart(() => rmSync(output, { recursive: true, force: true }));
    build.onEnd(({ metafile, errors }) => {
      if (errors.length > 0) return;
      writeFileSync(join(output, "manifest.json"), JSON.stringify(manifest(metafile.outputs), null, 2));
    });
  },
};

const builder = await context({
  entryPoints,
  outdir: output,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  sourcemap: true,
  metafile: true,
  legalComments: "linked",
  logLevel: "info",
  loader: { ".svg": "file", ".woff": "file", ".woff2": "file", ".ttf": "file" },
  plugins: [readPalette, writeManifest],
});

if (process.argv.includes("--watch")) {
  await builder.watch();
} else {
  try {
    await builder.rebuild();
  } catch {
    process.exitCode = 1;
  }
  await builder.dispose();
}
