// Run the whole tool in Pyodide under Node → the standard library's files it has loaded, as JSON on standard output.
// Arguments: the folder of stock Pyodide, a zip to take for its library, a zip of our package, a Python file that exercises it.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

// An error is Python's own text: Node would print all of Pyodide's source with it.
process.on("uncaughtException", (error) => {
  console.error(error.message);
  process.exit(1);
});

const [runtime, library, archive, exercise] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${runtime}/pyodide.mjs`).href);
const pyodide = await loadPyodide({ indexURL: `${runtime}/`, stdLibURL: library, stdout: () => {} });
pyodide.FS.writeFile("/app.zip", readFileSync(archive));
pyodide.runPython("import sys; sys.path.insert(0, '/app.zip')");
process.stdout.write(pyodide.runPython(readFileSync(exercise, "utf8")));
