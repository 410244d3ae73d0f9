"""Settings: the environment, then files in `instance/`, then defaults. The README has the same table; a test compares."""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

ROOT = Path(__file__).resolve().parent.parent
SHORTEST_SECRET = 32
DIALECTS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgresql+psycopg": "postgresql+psycopg"}


class WrongSetting(Exception):
    """A setting that cannot be used: its name and the reason."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")


@dataclass(frozen=True)
class Setting:
    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting("CONCORD_DATABASE_URL", "SQLite in `instance/concord.db`", "where the data is: `sqlite:///…` or `postgresql://…`"),
    Setting("CONCORD_SECRET_KEY", "made once in `instance/secret_key`", "signs the sessions; at least 32 characters, the same on every machine"),
    Setting("CONCORD_HOST", "127.0.0.1", "the address to listen on"),
    Setting("CONCORD_PORT", "8000", "the port to listen on"),
    Setting("CONCORD_TLS_CERT", "none", "certificate file (PEM), for serving https without a proxy"),
    Setting("CONCORD_TLS_KEY", "none", "its private key file (PEM, PKCS#8)"),
    Setting("CONCORD_TRUSTED_HOSTS", "any", "host names to answer to, separated by commas"),
    Setting("CONCORD_PROXIES", "0", "how many reverse proxies stand in front and set X-Forwarded-*"),
    Setting("CONCORD_WORKERS", "2", "processes that serve"),
    Setting("CONCORD_INSTANCE", "`instance/`", "the folder for the database and the secret key"),
)  # fmt: skip


@dataclass(frozen=True)
class Config:
    database_url: str
    secret_key: str = field(repr=False)
    host: str = "127.0.0.1"
    port: int = 8000
    tls_cert: str = ""
    tls_key: str = ""
    trusted_hosts: tuple[str, ...] = ()
    proxies: int = 0
    workers: int = 2
    instance: Path = ROOT / "instance"

    @property
    def files(self) -> Path:
        """Where attachments lie that are not kept in the database."""
        return self.instance / "files"

    @property
    def address(self) -> str:
        scheme = "https" if self.tls_cert else "http"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{scheme}://{host}:{self.port}"

    @property
    def is_safe_only(self) -> bool:
        """Whether cookies may travel over https alone."""
        return bool(self.tls_cert) or self.proxies > 0


def read_config(environ: dict[str, str] | None = None) -> Config:
    """All settings, or the first one that cannot be used."""
    given = dict(os.environ if environ is None else environ)
    known = {setting.name for setting in SETTINGS}
    for name in given:
        if name.startswith("CONCORD_") and name not in known:
            raise WrongSetting(name, "there is no such setting; the README lists them all")
    instance = Path(given.get("CONCORD_INSTANCE") or ROOT / "instance")
    _make_folder(instance)
    cert, key = _file(given, "CONCORD_TLS_CERT"), _file(given, "CONCORD_TLS_KEY")
    if bool(cert) != bool(key):
        raise WrongSetting(
            "CONCORD_TLS_KEY" if cert else "CONCORD_TLS_CERT", "certificate and key go together; set both or none"
        )
    return Config(
        database_url=read_url(given.get("CONCORD_DATABASE_URL") or f"sqlite:///{instance / 'concord.db'}"),
        secret_key=_secret_key(given.get("CONCORD_SECRET_KEY", ""), instance),
        host=given.get("CONCORD_HOST") or "127.0.0.1",
        port=_whole(given, "CONCORD_PORT", 8000, 1, 65535),
        tls_cert=cert,
        tls_key=key,
        trusted_hosts=tuple(host.strip() for host in given.get("CONCORD_TRUSTED_HOSTS", "").split(",") if host.strip()),
        proxies=_whole(given, "CONCORD_PROXIES", 0, 0, 9),
        workers=_whole(given, "CONCORD_WORKERS", 2, 1, 64),
        instance=instance,
    )


def read_url(text: str, name: str = "CONCORD_DATABASE_URL") -> str:
    """A database address with the driver that Concord uses."""
    try:
        url = make_url(text)
    except ArgumentError:
        raise WrongSetting(
            name, "is no database address; write sqlite:///file or postgresql://user@host/database"
        ) from None
    driver = DIALECTS.get(url.drivername)
    if driver is None:
        raise WrongSetting(name, f"{url.drivername} is not supported; take sqlite or postgresql")
    if driver == "sqlite" and not url.database:
        raise WrongSetting(
            name, "a database in memory forgets everything; name a file, as in sqlite:////var/lib/concord/concord.db"
        )
    return url.set(drivername=driver).render_as_string(hide_password=False)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongSetting("CONCORD_INSTANCE", f"{folder} cannot be made: {error.strerror}") from None


def _secret_key(given: str, instance: Path) -> str:
    if given:
        if len(given) < SHORTEST_SECRET:
            raise WrongSetting(
                "CONCORD_SECRET_KEY", f"has {len(given)} characters; take at least {SHORTEST_SECRET} random ones"
            )
        return given
    file = instance / "secret_key"
    try:
        if not file.exists():
            _make_secret(file)
    except OSError as error:
        raise WrongSetting("CONCORD_SECRET_KEY", f"is not set and {file} cannot be written: {error.strerror}") from None
    key = file.read_text().strip()
    if len(key) < SHORTEST_SECRET:
        raise WrongSetting(
            "CONCORD_SECRET_KEY", f"{file} holds no usable key; delete it and a new one is made (people sign in again)"
        )
    return key


def _make_secret(file: Path) -> None:
    """Appears whole, and only once: whoever starts at the same moment reads the key that came first."""
    handle, new = tempfile.mkstemp(dir=file.parent)
    with open(handle, "w") as written:
        written.write(secrets.token_urlsafe(48))
    with suppress(FileExistsError):
        os.link(new, file)
    os.unlink(new)


def _whole(given: dict[str, str], name: str, default: int, lowest: int, highest: int) -> int:
    text = given.get(name, "").strip()
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and lowest <= int(text[:9]) <= highest):
        raise WrongSetting(name, f"{text!r} is not a whole number from {lowest} to {highest}")
    return int(text)


def _file(given: dict[str, str], name: str) -> str:
    path = given.get(name, "").strip()
    if path and not (Path(path).is_file() and os.access(path, os.R_OK)):
        raise WrongSetting(name, f"{path} is not a file that can be read")
    return path
