"""``python -m deploy.load``: nginx with ``nginx.conf`` on this machine, asked by wrk on the same processors.

Prints requests a second, p99 and memory for each kind of file and for a crowd's mixture; then an overload that must lose nothing.
Writes ``deploy/measured.json``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from deploy.assumptions import Crowd
from deploy.nginx import Server, nginx
from deploy.weights import mixture, read
from mkdocs_diagnose.compress import sent

ROOT = Path(__file__).parent.parent
MEASURED = ROOT / "deploy" / "measured.json"
CALM = 2  # connections for the time of one answer, with processors to spare
OPEN = 64  # connections of a plain run
CROWDED = 4000  # connections of the overload: far more than nginx has answers for at once
PROBES = 40  # whole downloads during the overload, compared with the file
TIMEOUT = 60  # seconds after which an answer counts as lost
MIXED = 20_000  # addresses in the crowd's mixture
SCRIPT = """local paths = {{ {paths} }}
local at = math.random(#paths)
function init(args) wrk.headers["Accept-Encoding"] = "br" end
function request() at = at % #paths + 1; return wrk.format("GET", paths[at]) end
"""


@dataclass(frozen=True)
class Result:
    requests: float  # a second
    p99: float  # milliseconds
    bits: float  # a second
    memory: int  # bytes, while busy
    lost: int  # answers that failed, broke off or never came


def load(server: Server, address: str, seconds: int, connections: int = OPEN, script: Path | None = None) -> Result:
    command = ["wrk", f"-t{os.cpu_count()}", f"-c{connections}", f"-d{seconds}s", "--latency", f"--timeout={TIMEOUT}s"]
    command += ["-s", str(script)] if script else ["-H", "Accept-Encoding: br"]
    run = subprocess.Popen([*command, server.address + address], stdout=subprocess.PIPE, text=True)
    time.sleep(seconds * 0.8)
    memory = server.memory()
    said, _ = run.communicate()
    return _read(said, memory)


def _read(said: str, memory: int) -> Result:
    """What wrk prints, as numbers. No line of errors is printed where there are none."""
    rate, p99 = _found(r"Requests/sec:\s+([\d.]+)", said), _in(DURATIONS, _found(r"99%\s+([\d.]+\w+)", said))
    lost = sum(int(n) for line in re.findall(r"(?:Socket errors|Non-2xx).*", said) for n in re.findall(r"\b\d+\b", line))
    bits = _in(SIZES, _found(r"Transfer/sec:\s+([\d.]+\w+)", said)) * 8
    return Result(float(rate), p99, bits, memory, lost)


DURATIONS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}
SIZES = {"B": 1.0, "KB": 2.0**10, "MB": 2.0**20, "GB": 2.0**30}


def _found(pattern: str, said: str) -> str:
    match = re.search(pattern, said)
    assert match, said
    return match.group(1)


def _in(units: dict[str, float], said: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(\w+)", said).groups()  # type: ignore[union-attr]
    return float(number) * units[unit]


def files(site: Path) -> dict[str, str]:
    (runtime,) = (site / "assets" / "runtime").iterdir()
    heavy = f"assets/runtime/{runtime.name}/"
    return {
        "guide page": "guide/check/",
        "cause": "causes/record-hidden/",
        "wasm": f"{heavy}pyodide.asm.wasm",
        "zip": f"{heavy}python_stdlib.zip",
    }


def crowd_script(site: Path, folder: Path) -> Path:
    """For wrk: the addresses that a crowd without a CDN asks for, in a fixed random order."""
    paths = ", ".join(f'"/{address}"' for address in mixture(read(site), Crowd(), MIXED))
    script = folder / "crowd.lua"
    script.write_text(SCRIPT.format(paths=paths), encoding="utf-8")
    return script


def measure(site: Path, server: Server, seconds: int) -> Iterator[tuple[str, float]]:
    for name, address in files(site).items():
        yield f"{name}, bytes", sent(site / address / "index.html" if address.endswith("/") else site / address)
        yield f"{name}, p99 when calm (ms)", load(server, address, 2, CALM).p99
        yield from _figures(name, load(server, address, seconds))
    yield from _figures("crowd", load(server, "", seconds, script=crowd_script(site, server.work)))
    yield from overload(site, server, seconds)


def _figures(name: str, result: Result) -> Iterator[tuple[str, float]]:
    yield f"{name}, requests/s", result.requests
    yield f"{name}, p99 when full (ms)", result.p99
    yield f"{name}, Gbit/s", result.bits / 1e9
    yield f"{name}, memory (MB)", result.memory / 1e6
    yield f"{name}, lost", result.lost


def overload(site: Path, server: Server, seconds: int) -> Iterator[tuple[str, float]]:
    """Thousands of connections at once: all answered, all accepted, and what others download meanwhile is whole."""
    broken: list[str] = []
    probe = threading.Thread(target=_probe, args=(site, server, seconds, broken))
    probe.start()
    yield from _figures("overload", load(server, "guide/check/", seconds, CROWDED))
    probe.join()
    yield "overload, downloads broken", len(broken)
    yield "overload, connections dropped", dropped(server)


def _probe(site: Path, server: Server, seconds: int, broken: list[str]) -> None:
    """Download heavy files again and again while the server is busy; note what is not what lies on the disk."""
    addresses = [files(site)[name] for name in ("wasm", "zip")]
    for number in range(PROBES):
        address = addresses[number % len(addresses)]
        whole = hashlib.sha256((site / address).with_name(Path(address).name + ".br").read_bytes()).digest()
        if _digest(server.address + address) != whole:
            broken.append(address)
        time.sleep(seconds * 0.5 / PROBES)


def _digest(address: str) -> bytes:
    request = urllib.request.Request(address, headers={"Accept-Encoding": "br"})
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            return hashlib.sha256(answer.read()).digest()
    except OSError:
        return b""


def dropped(server: Server) -> int:
    """Connections that nginx took and could not handle, by its own count."""
    with urllib.request.urlopen(server.status) as answer:
        accepted, handled, _ = map(int, answer.read().decode().splitlines()[2].split())
    return accepted - handled


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--seconds", type=int, default=10)
    given = parser.parse_args()
    results: dict[str, float] = {}
    with nginx(given.site.resolve()) as server:
        for name, value in measure(given.site, server, given.seconds):
            results[name] = round(value, 3)
            print(f"{name:34} {value:14,.2f}", flush=True)
    MEASURED.write_text(json.dumps({"date": str(date.today()), "processors": os.cpu_count(), **results}, indent=2) + "\n", encoding="utf-8")
    if lost := {name: value for name, value in results.items() if name.endswith(("lost", "broken", "dropped")) and value}:
        raise SystemExit(f"lost under load: {lost}")


if __name__ == "__main__":
    main()
