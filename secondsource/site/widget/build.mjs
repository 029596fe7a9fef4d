/* Bundles one entry for the page: node build.mjs ENTRY OUT.  No address, no map, the licences kept apart. */
import { build } from "esbuild";

const [entry, outfile] = process.argv.slice(2);
await build({
  entryPoints: [entry],
  outfile,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  external: ["node:*"],  // what Pyodide asks for outside browsers
  legalComments: "none",
  logLevel: "warning",
});
