"""``nginx.conf`` as a running nginx on a free port of this machine, without root and without touching its own configuration."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
PATIENCE = 10  # seconds until nginx must listen
NEEDED = ("nginx", "libnginx-mod-http-brotli-static", "wrk")  # packages of Debian and Ubuntu; wrk for the load only
MAIN = """
{user}
load_module {modules}/ngx_http_brotli_static_module.so;
daemon off;
pid {work}/nginx.pid;
error_log {work}/error.log warn;
worker_processes auto;
worker_rlimit_nofile 16384;
events {{ worker_connections 8192; }}
http {{
    access_log off;
    {temporary}
    include guide.conf;
    server {{ listen 127.0.0.1:{status}; location / {{ stub_status; }} }}
}}
"""


@dataclass(frozen=True)
class Server:
    address: str  # of the site, with a slash at its end
    status: str  # where nginx counts its connections
    work: Path
    process: subprocess.Popen[bytes]

    def memory(self) -> int:
        """Bytes of all its processes; what they share is counted once."""
        main = self.process.pid
        children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        return _proportional(main) + sum(_proportional(int(pid)) for pid in children)


def _proportional(pid: int) -> int:
    (kilobytes,) = re.findall(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)
    return int(kilobytes) * 1024


@contextmanager
def nginx(folder: Path, base: str = "/", *, certificate: tuple[Path, Path] | None = None) -> Iterator[Server]:
    """Serve a built site at a base address; a certificate and its key turn TLS on."""
    with tempfile.TemporaryDirectory() as work:
        port, status = free_port(), free_port()
        prepare(Path(work), status, configured(folder, port, base, certificate))
        process = subprocess.Popen(["nginx", "-p", work, "-c", f"{work}/nginx.conf"])
        try:
            _wait(process, port, Path(work))
            scheme = "https" if certificate else "http"
            yield Server(f"{scheme}://127.0.0.1:{port}{base}", f"http://127.0.0.1:{status}/", Path(work), process)
        finally:
            process.terminate()
            process.wait()


def configured(folder: Path, port: int, base: str, certificate: tuple[Path, Path] | None) -> str:
    """``nginx.conf`` with the changes that it asks for, and no others."""
    text = (HERE / "nginx.conf").read_text(encoding="utf-8")
    changes = {"listen 80;": f"listen 127.0.0.1:{port};", "/srv/guide/current/": f"{folder}/"}
    if base != "/":
        changes |= {"location / {": f"location {base} {{", "404 /404.html": f"404 {base}404.html", "# SUB-PATH: ": ""}
        changes |= {"/help": base.rstrip("/")}
    if certificate:
        changes |= {"listen 80;": "", "# TLS: ": "", "listen 443": f"listen 127.0.0.1:{port}"}
        changes |= {"/etc/ssl/certs/guide.pem": str(certificate[0]), "/etc/ssl/private/guide.key": str(certificate[1])}
    for mark, value in changes.items():
        assert mark in text, mark
        text = text.replace(mark, value)
    return text


def prepare(work: Path, status: int, guide: str) -> None:
    temporary = "".join(f"{kind}_temp_path {work}/{kind}; " for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root;" if os.geteuid() == 0 else ""  # the folders of a test are readable by their owner only
    main = MAIN.format(user=user, modules=_modules(), work=work, temporary=temporary, status=status)
    (work / "nginx.conf").write_text(main, encoding="utf-8")
    (work / "guide.conf").write_text(guide, encoding="utf-8")
    shutil.copy("/etc/nginx/mime.types", work)


def _modules() -> str:
    told = subprocess.run(["nginx", "-V"], capture_output=True, text=True, check=True).stderr
    (folder,) = re.findall(r"--modules-path=(\S+)", told)
    return str(folder)


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(process: subprocess.Popen[bytes], port: int, work: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        log = work / "error.log"
        assert process.poll() is None and time.monotonic() < deadline, log.read_text() if log.exists() else "nginx did not start"
        time.sleep(0.05)
