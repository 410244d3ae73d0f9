"""Everything that must hold: `make test`. Each step says what it does; the first one that fails ends it with 1."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

BROWSER = "chromium-headless-shell"
PACKAGES = (BROWSER, "libatomic1")
LIBRARY = "libatomic.so.1"
STEPS = (
    ("The code is in its one form", ("ruff", "check", ".")),
    ("… and formatted", ("ruff", "format", "--check", ".")),
    ("The types of the domain hold", ("mypy",)),
    ("The tests hold, on SQLite and PostgreSQL", ("pytest", "--ignore=tests/e2e", "-n", "2", "--dist", "loadscope")),
    ("The browser tests hold", ("pytest", "tests/e2e")),
)


def main() -> int:
    os.chdir(Path(__file__).resolve().parent.parent)
    if not _browser_is_there():
        return 1
    for caption, command in STEPS:
        started = time.monotonic()
        print(f"\n— {caption} —", flush=True)
        done = subprocess.run([sys.executable, "-m", *command], check=False)
        if done.returncode:
            print(f"\nThis does not hold: {caption}.", flush=True)
            return 1
        print(f"({time.monotonic() - started:.0f} s)", flush=True)
    print("\nEverything holds.")
    return 0


def _browser_is_there() -> bool:
    """Present, or installed now; without the right to install there is a message, never a silent skip."""
    if _installed():
        return True
    print(f"Installing {' and '.join(PACKAGES)} for the browser tests …", flush=True)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], install):
        prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
        try:
            subprocess.run(prefix + command, check=True, env=environment, stdout=subprocess.DEVNULL)
        except (OSError, subprocess.CalledProcessError):
            break
    if _installed():
        return True
    print(
        f"The browser tests need {' and '.join(PACKAGES)}, and they could not be installed.\n"
        f"Ask an administrator for: apt-get install {' '.join(PACKAGES)}",
        file=sys.stderr,
    )
    return False


def _installed() -> bool:
    known = subprocess.run(["ldconfig", "-p"], capture_output=True, text=True, check=False, env=_with_sbin()).stdout
    return shutil.which(BROWSER) is not None and LIBRARY in known


def _with_sbin() -> dict[str, str]:
    return {**os.environ, "PATH": f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"}


if __name__ == "__main__":
    sys.exit(main())
