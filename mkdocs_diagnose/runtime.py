"""Pyodide and our package → the files the site serves: verified, trimmed to what the tool loads, compiled. No MkDocs here.

Nothing is typed by hand: a real run of the tool in Pyodide under Node tells which modules of the standard library
it loads, with stand-ins for what nobody needs. Those, our package and the knowledge become one zip of bytecode, which
Pyodide takes for its library.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from . import bundle
from .kept import kept
from .stand_ins import STAND_INS

HERE = Path(__file__).parent
PYODIDE = Path("node_modules/pyodide")
LIBRARY, WASM, LOADER = "python_stdlib.zip", "pyodide.asm.wasm", "pyodide.asm.js"
NOT_IN_A_BROWSER = {"__main__", "check", "content_error", "hearing", "jsonl", "load", "releases", "shape", "source", "sourcing"}
LIKE_EVERY_BUILD = (1980, 1, 1, 0, 0, 0)  # a fixed time of day keeps two builds byte-identical
SMALL = {"PYTHONNODEBUGRANGES": "1"}  # no columns in the bytecode
BARE = "2"  # how PYTHONOPTIMIZE leaves out docstrings
PY_COMPILE = "from pyodide_build.cli.py_compile import main; main()"  # ``pyodide py-compile``, without the second it looks for plugins
DOCUMENTED = "1"  # and how it keeps them: for a dataclass without one Python would work its signature out at the start


class RuntimeFailed(Exception):
    """A file of Pyodide is missing or not the one that was recorded, or the tool did not run in it."""


@dataclass(frozen=True)
class Runtime:
    """File name → content, for one folder of the site; ``digest`` names that folder."""

    files: Mapping[str, bytes]

    @property
    def streamed(self) -> int:
        """Bytes of the files that are fetched as streams, not as scripts."""
        return sum(len(data) for name, data in self.files.items() if not name.endswith("js"))

    @property
    def digest(self) -> str:
        content = (hashlib.sha256(data).digest() for _, data in sorted(self.files.items()))
        return hashlib.sha256(b"".join(content)).hexdigest()[:16]


def make_runtime(root: Path, knowledge: Path, school: Path) -> Runtime:
    """``root`` holds ``diagnose/``, npm's packages and ``.cache/``, where what is slow to make is kept."""
    stock = _verified(root / PYODIDE)
    app = _sources(root / "diagnose") | {"diagnose/compiled.py": bundle.module(knowledge, school).encode()}
    library = _library(root, stock[LIBRARY], app)
    modules = _compiled(root, library, BARE) | _compiled(root, app, DOCUMENTED)
    stock |= {WASM: _slimmed(root, stock[WASM])}
    stock = {name: _minified(root, data) if name.endswith("js") else data for name, data in stock.items()}
    lock = json.dumps({"info": json.loads((root / PYODIDE / "pyodide-lock.json").read_bytes())["info"], "packages": {}})
    files = {**stock, LIBRARY: _zip(modules), "pyodide-lock.json": lock.encode()}
    return Runtime({**files, "digests.json": _digests(files)})


def _digests(files: Mapping[str, bytes]) -> bytes:
    """What the worker compares with what came: name → SHA-256 in base64, of the files that it can see arrive."""
    return json.dumps({n: b64encode(hashlib.sha256(data).digest()).decode() for n, data in files.items() if not n.endswith("js")}).encode()


def _verified(folder: Path) -> dict[str, bytes]:
    recorded = tomllib.loads((HERE / "runtime.toml").read_text(encoding="utf-8"))["sha256"]
    files = {}
    for name, digest in recorded.items():
        if not (folder / name).is_file():
            raise RuntimeFailed(f"缺少 {PYODIDE / name}。应当：先运行 npm ci。")
        files[name] = (folder / name).read_bytes()
        if hashlib.sha256(files[name]).hexdigest() != digest:
            raise RuntimeFailed(f"{PYODIDE / name} 与记录的摘要不符。应当：删掉 node_modules，重新运行 npm ci。")
    return files


def _slimmed(root: Path, wasm: bytes) -> bytes:
    """Without the functions that only compiled extension packages call, of which this tool has none: 7 % of the bytes."""
    script, loader = HERE / "slim.mjs", root / PYODIDE / LOADER
    command = ["node", str(script), str(loader)]
    made_from = [wasm, loader.read_bytes(), script.read_bytes()]
    return kept(_cache(root), "slimmed", made_from, lambda: subprocess.run(command, input=wasm, check=True, capture_output=True).stdout)


def _minified(root: Path, script: bytes) -> bytes:
    """Pyodide's loader comes with its line breaks and long names: a tenth of it can go."""
    command = [str(root / "node_modules" / ".bin" / "esbuild"), "--minify", "--loader=js", "--charset=utf8"]
    return kept(_cache(root), "minified", [script], lambda: subprocess.run(command, input=script, check=True, capture_output=True).stdout)


def _sources(package: Path) -> dict[str, bytes]:
    files = sorted(f for f in package.glob("*.py") if f.stem not in NOT_IN_A_BROWSER)
    return {f"{package.name}/{f.name}": f.read_bytes() for f in files} | {"diagnose/__init__.py": b""}  # its names are for programs


def _library(root: Path, stock: bytes, app: Mapping[str, bytes]) -> dict[str, bytes]:
    """The sources of the standard library's modules that a run of the tool loads: our code decides, not the words it knows."""
    code = [content for name, content in app.items() if not name.endswith("compiled.py")]
    stand_ins = {name: text.encode() for name, text in STAND_INS.items()}
    made_from = [stock, *stand_ins.values(), *code, *(file.read_bytes() for file in _TRACING)]
    names = json.loads(kept(_cache(root), "trace", made_from, lambda: _trace(root, _zip(_unzipped(stock) | stand_ins), _zip(app))))
    return _unzipped(stock, [name for name in names if name not in stand_ins]) | stand_ins


_TRACING = (HERE / "trace.mjs", HERE / "exercise.py")


def _trace(root: Path, library: bytes, app: bytes) -> bytes:
    script, exercise = _TRACING
    with tempfile.TemporaryDirectory() as work:
        archives = [Path(work) / "library.zip", Path(work) / "app.zip"]
        for archive, content in zip(archives, (library, app), strict=True):
            archive.write_bytes(content)
        command = ["node", str(script), str((root / PYODIDE).resolve()), *map(str, archives), str(exercise)]
        run = subprocess.run(command, capture_output=True, check=False)
    if run.returncode:
        raise RuntimeFailed(f"工具在 Pyodide 里没有跑通：{run.stderr.decode(errors='replace')[-600:]}")
    return run.stdout


def _compiled(root: Path, sources: Mapping[str, bytes], level: str) -> dict[str, bytes]:
    """``x.py`` → ``x.pyc``, by pyodide-build, for the Python that Pyodide runs."""
    archive = kept(_cache(root), "compiled", [_zip(sources), level.encode()], lambda: _compile(sources, level))
    return _unzipped(archive)


def _compile(sources: Mapping[str, bytes], level: str) -> bytes:
    with tempfile.TemporaryDirectory() as work:
        archive = Path(work) / "sources.zip"
        archive.write_bytes(_zip(sources))
        command = [sys.executable, "-c", PY_COMPILE, "--silent", "--compression-level", "0", str(archive)]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, **SMALL, "PYTHONOPTIMIZE": level})
        return archive.read_bytes()


def _unzipped(archive: bytes, names: Iterable[str] | None = None) -> dict[str, bytes]:
    """The files of that name, or all."""
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        return {name: files.read(name) for name in (files.namelist() if names is None else names)}


def _zip(files: Mapping[str, bytes]) -> bytes:
    """Stored, so that brotli sees the content."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, LIKE_EVERY_BUILD), content)
    return out.getvalue()


def _cache(root: Path) -> Path:
    folder = root / ".cache" / "runtime"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
