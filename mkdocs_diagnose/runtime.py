"""Pyodide and our package → files the site serves itself. No MkDocs here."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

PYODIDE = Path("node_modules/pyodide")
FILES = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
LIKE_EVERY_BUILD = (1980, 1, 1, 0, 0, 0)  # a fixed time of day keeps two builds byte-identical


class RuntimeFileMissing(Exception):
    """A file of Pyodide is not where npm puts it."""


def write_runtime(root: Path, target: Path, school: Path) -> None:
    """Copy Pyodide from ``root``'s npm packages into ``target``, and zip ``root/diagnose`` with a school's profile."""
    target.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        file = root / PYODIDE / name
        if not file.is_file():
            raise RuntimeFileMissing(f"缺少 {PYODIDE / name}。应当：先运行 npm ci。")
        shutil.copyfile(file, target / name)
    zip_package(root / "diagnose", target / "diagnose.zip", school)


def zip_package(package: Path, archive: Path, school: Path) -> None:
    """Zip the package's sources and knowledge in a fixed order, then let pyodide-build compile the sources."""
    files = sorted(f for f in package.rglob("*") if f.suffix in (".py", ".toml") and f.parent.name != "scenarios")
    with zipfile.ZipFile(archive, "w") as out:
        for file in files:
            entry = zipfile.ZipInfo(file.relative_to(package.parent).as_posix(), LIKE_EVERY_BUILD)
            out.writestr(entry, (school if file.name == "school.toml" else file).read_bytes())
    compile_ = [str(Path(sys.executable).parent / "pyodide"), "py-compile", "--compression-level", "6", str(archive)]
    subprocess.run(compile_, check=True, capture_output=True)
