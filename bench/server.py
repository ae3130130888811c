"""A static server that sends the brotli file beside a file, as a well-kept host does, and can be as slow as a network."""

from __future__ import annotations

import http.server
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

CHUNK = 8192  # bytes that are sent in one go


@dataclass(frozen=True)
class Network:
    """All connections share ``bits`` a second; each answer comes ``delay`` seconds later. No bits: as fast as it can."""

    bits: float = 0.0
    delay: float = 0.0
    turn: threading.Lock = field(default_factory=threading.Lock)

    def carry(self, size: int) -> None:
        if self.bits:
            with self.turn:
                time.sleep(size * 8 / self.bits)


class Precompressed(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    network = Network()
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript",
        ".js": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        time.sleep(self.network.delay)
        if not file.is_file():
            return self.send_error(404)
        small = file.with_name(file.name + ".br")
        sent = small if small.is_file() and "br" in self.headers.get("Accept-Encoding", "") else file
        data = sent.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(data)))
        if sent is small:
            self.send_header("Content-Encoding", "br")
        self.end_headers()
        for start in range(0, len(data), CHUNK):
            self.network.carry(CHUNK)
            self.wfile.write(data[start : start + CHUNK])


class Patient(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A visitor who leaves before the end is nothing to report."""


@contextmanager
def serve(folder: Path, network: Network = Network()) -> Iterator[str]:  # a value, never changed
    handler = type("Handler", (Precompressed,), {"network": network})
    make = lambda *args: handler(*args, directory=str(folder))  # noqa: E731
    with Patient(("127.0.0.1", 0), make) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
