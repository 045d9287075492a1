"""The Chromium that browser tests drive: named, installed on the machine, or installed now.

Run as a program it makes sure that there is one, and says what to do if it cannot.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "chrome")
VARIABLE: Final = "KB_TEST_CHROMIUM"


def found() -> str | None:
    """Return the path of a Chromium: the one that KB_TEST_CHROMIUM names, or the machine's."""
    named = os.environ.get(VARIABLE)
    if named:
        return named if Path(named).exists() else None
    on_machine = next((path for name in NAMES if (path := shutil.which(name))), None)
    return on_machine or _of_playwright()


def _of_playwright() -> str | None:
    """Return Playwright's own Chromium, if it was installed."""
    home = Path.home() / ".cache" / "ms-playwright"
    found_there = sorted(home.glob("chromium-*/chrome-linux*/chrome"))
    return str(found_there[-1]) if found_there else None


def install() -> bool:
    """Install a Chromium: with the machine's packages if that is allowed, else Playwright's own."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        packages = ["apt-get", "install", "-y", "-qq", "chromium", "fonts-dejavu-core"]
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        if subprocess.run(packages, check=False, env=environment).returncode == 0:
            return True
    own = [sys.executable, "-m", "playwright", "install", "chromium"]
    return subprocess.run(own, check=False).returncode == 0


def main() -> None:
    """Make sure that there is a Chromium, or say how to get one."""
    if found() is None and not (install() and found()):
        sys.exit(
            "The browser tests need Chromium. Install it (on Debian: apt-get install chromium), "
            f"or name one with {VARIABLE}=/path/to/chromium."
        )


if __name__ == "__main__":
    main()
