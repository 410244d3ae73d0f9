"""The servers that are measured: started on free ports, weighed, stopped."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import urlencode

from webapp.config import ROOT

from .floor.serving import DATABASE

PATIENCE = 120
TICKS = os.sysconf("SC_CLK_TCK")
SECRET = "a secret of the bench, which guards nothing"


@dataclass(frozen=True)
class Served:
    """A server with all its processes."""

    name: str
    port: int
    process: int

    def memory(self) -> int:
        """Resident bytes of the process and all below it."""
        return sum(_resident(process) for process in _tree(self.process))

    def worked(self) -> float:
        """Seconds of processor that they have taken together."""
        return sum(_worked(process) for process in _tree(self.process))


@contextmanager
def concord(url: str, workers: int, instance: Path) -> Iterator[Served]:
    port = free_port()
    settings = {
        "CONCORD_DATABASE_URL": url,
        "CONCORD_PORT": str(port),
        "CONCORD_WORKERS": str(workers),
        "CONCORD_INSTANCE": str(instance),
        "CONCORD_SECRET_KEY": SECRET,
    }
    with _running("concord", port, ["-m", "webapp.cli", "run"], settings) as served:
        yield served


@contextmanager
def floor(kind: str, url: str, workers: int) -> Iterator[Served]:
    port = free_port()
    with _running(kind, port, ["-m", "bench.floor", kind, str(port), str(workers)], {DATABASE: url}) as served:
        yield served


def sign_in(port: int, email: str, password: str) -> str:
    """The cookie of somebody who is signed in and has seen a page, so that it holds the token for forms as well."""
    page = http.client.HTTPConnection("127.0.0.1", port)
    page.request("GET", "/sign-in")
    answer = page.getresponse()
    cookie = _cookie(answer)
    token = re.search(r'name="csrf_token" value="([^"]+)"', answer.read().decode())
    assert token, "the page for signing in has no token"
    form = urlencode({"csrf_token": token[1], "email": email, "password": password})
    page.request("POST", "/sign-in", form, {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"})
    answer = page.getresponse()
    assert answer.status == 303, f"signing in was answered with {answer.status}"
    answer.read()
    page.request("GET", "/", headers={"Cookie": _cookie(answer)})
    cookie = _cookie(page.getresponse())
    page.close()
    return cookie


def _cookie(answer: http.client.HTTPResponse) -> str:
    return (answer.getheader("Set-Cookie") or "").partition(";")[0]


@contextmanager
def _running(name: str, port: int, command: list[str], settings: dict[str, str]) -> Iterator[Served]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("CONCORD_")} | settings
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            _wait(port, process, log)
            yield Served(name, port, process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)


def _wait(port: int, process: subprocess.Popen[bytes], log: IO[bytes]) -> None:
    """Until the server listens; one that ends instead says why."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            log.seek(0)
            raise RuntimeError(f"the server ended: {log.read().decode()[-2000:]}")
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"no server on port {port} after {PATIENCE} s")


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _tree(root: int) -> list[int]:
    """A process and its descendants."""
    parents = {int(path.parent.name): _parent(path) for path in Path("/proc").glob("[0-9]*/stat")}
    found = [root]
    for process in found:
        found += [child for child, parent in parents.items() if parent == process]
    return found


def _parent(path: Path) -> int:
    """A process may end while one looks, and then has none."""
    try:
        return int(path.read_text().rpartition(")")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0


def _worked(process: int) -> float:
    user, system = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / TICKS


def _resident(process: int) -> int:
    status = Path(f"/proc/{process}/status").read_text()
    resident = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(resident[1]) * 1024 if resident else 0
