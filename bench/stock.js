// The peer: stock Pyodide of the same version, our package as a plain wheel, the same first answer.

const [runtime, wheel] = [new URL("./", import.meta.url).href, new URL("./package.whl", import.meta.url).href];

self.addEventListener("message", async ({ data }) => {
  const { loadPyodide } = await import(`${runtime}pyodide.mjs`);
  const [pyodide, archive] = await Promise.all([
    loadPyodide({ indexURL: runtime }),
    fetch(wheel).then((response) => response.arrayBuffer()),
  ]);
  pyodide.unpackArchive(archive, "wheel");
  self.postMessage(pyodide.pyimport("diagnose.browser").respond(data));
});
