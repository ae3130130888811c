"""The build: knowledge becomes pages, Pyodide becomes files of our own site. Only ``plugin`` imports MkDocs."""
