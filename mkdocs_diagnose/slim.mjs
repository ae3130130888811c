// Pyodide's WebAssembly → the same, smaller: without what only compiled extension packages could call.
//   node slim.mjs <pyodide.asm.js> < pyodide.asm.wasm > smaller.wasm
//
// Pyodide exports all of CPython's C interface for such packages; this tool has none. An export that the loader's
// script never names goes, and with it whatever only it reached. Nothing is changed in what stays.

import { readFileSync, writeFileSync } from "node:fs";
import binaryen from "binaryen";

// What Pyodide's own build uses; naming them keeps binaryen from writing anything newer.
const FEATURES = ["MutableGlobals", "NontrappingFPToInt", "BulkMemory", "BulkMemoryOpt", "SignExt", "ExceptionHandling", "ReferenceTypes"];

const named = new Set(readFileSync(process.argv[2], "utf8").match(/[\w$]+/g));
const wasm = readFileSync(0);
const module = binaryen.readBinary(wasm);
for (const { name, kind } of WebAssembly.Module.exports(new WebAssembly.Module(wasm))) {
  if ((kind === "function" || kind === "global") && !named.has(name) && !named.has(`_${name}`)) module.removeExport(name);
}
module.setFeatures(FEATURES.reduce((all, name) => all | binaryen.Features[name], 0));
module.runPasses(["remove-unused-module-elements"]);
writeFileSync(1, module.emitBinary());
