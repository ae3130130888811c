# ruff: noqa
# Runs in Pyodide under Node, by trace.mjs: everything the tool does in a browser once, so that what it loads is known.

import json
import sys
import traceback

from diagnose.browser import respond

ask = lambda **request: json.loads(respond(json.dumps({"root": "/", **request})))

paths = [[]]
for path in paths:
    html = ask(responses=path, taken_on="2026-03-01", staff=True)["html"]
    if len(paths) < 60:
        paths += [path + [part.split('"')[0]] for part in html.split('data-option="')[1:]][:3]
ask(number="11010519491231002X", name="张")
for text in ("照片没有，拍了两个半月了", "不是没有照片，是照片不对", "2026年3月拍的，学信网查不到", "hello", "", "x" * 3000):
    ask(text=text, struck=["photo-missing"])
try:
    respond("no JSON")
except ValueError as error:
    "".join(traceback.format_exception(error))

library = "/lib/python313.zip/"
modules = [module for module in sys.modules.values() if getattr(module.__spec__, "origin", "") != "frozen"]  # those lie in Python itself
loaded = {getattr(module, "__file__", None) or "" for module in modules}
json.dumps(sorted(file.removeprefix(library) for file in loaded if file.startswith(library)))
