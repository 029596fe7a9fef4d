/* Reads JSON on its input, a list of notebooks; writes the file each stands for, null for what is none. */
import { readFileSync } from "node:fs";

const { percentText } = await import(process.argv[2]);
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf-8")).map(percentText)));
