"""The pictures of the documentation, taken from the demonstration by a real browser.

    make pictures                     builds the demonstration where it is missing, and takes every picture
    make pictures ARGS="today wall"   only these

Each page at three widths into `docs/pictures/`: a phone (390), a desk (1440) and the wall (3840); of the office's
papers the first page. The demonstration is the same every time, so a picture changes only when its page does.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
WIDTHS = {390: 844, 1440: 900, 3840: 2160}
"""Width → height of the window, in CSS pixels."""

PAGES = {
    "today": ("/today", "office"),
    "household": ("/households/大三角-0018", "office"),
    "wall": ("/wall", "wall"),
    "public": ("/", None),
}
"""Name of the picture → its address, and the printed login that sees it (none: anybody)."""

PAPERS = {
    "bulletin": ("bulletin", "--week", "2"),
    "task-book": ("tasks", "--unit", "unit-18"),
}
"""Name of the picture → the command that writes the paper; its first page is shown."""

PAPER_WIDTH = 620
"""Pixels across a paper's page: to be read in the documentation, not to be printed."""

READY_SECONDS = 60
"""A server that has not answered by then will not."""


def main(names: list[str]) -> int:
    """Take the named pictures, or all; 2 when a name is unknown or the browser is missing."""
    if unknown := [name for name in names if name not in PAGES and name not in PAPERS]:
        return _complain(f"no such page: {', '.join(unknown)}; there are {', '.join((*PAGES, *PAPERS))}")
    browser = shutil.which("chromium")
    if browser is None:
        return _complain("Chromium is missing: apt-get install -y chromium fonts-noto-cjk")
    home = Path(os.environ.get("PLUMBLINE_HOME") or ROOT / "build" / "pictures-home").absolute()
    os.environ["PLUMBLINE_HOME"] = str(home)
    subprocess.run([_command(), "demo", "--no-serve"], check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name in names or list(PAPERS):
        if name in PAPERS:
            _take_paper(name)
    if pages := [name for name in names or list(PAGES) if name in PAGES]:
        with _served() as site:
            _take(site, browser, pages)
    return 0


def _take_paper(name: str) -> None:
    """The first page of a paper, in few colours: a red head, and grey."""
    import pypdfium2

    with tempfile.TemporaryDirectory(prefix="plumbline-paper-") as folder:
        out = Path(folder) / f"{name}.pdf"
        line = [_command(), *PAPERS[name], "--out", str(out)]
        subprocess.run(line, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        page = pypdfium2.PdfDocument(out.read_bytes())[0]
        drawn = page.render(scale=PAPER_WIDTH / page.get_width()).to_pil()
    drawn.quantize(32).save(PICTURES / f"{name}.png", optimize=True)


def _take(site: str, browser: str, names: list[str]) -> None:
    from playwright.sync_api import sync_playwright

    logins = _logins()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        for width, height in WIDTHS.items():
            for name in names:
                address, who = PAGES[name]
                window = chromium.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
                page = window.new_page()
                if who is not None:
                    _sign_in(page, site, *logins[who])
                page.goto(site + address, wait_until="networkidle")
                page.screenshot(path=PICTURES / f"{name}-{width}.png")
                window.close()
        chromium.close()


def _sign_in(page: Any, site: str, person: str, password: str) -> None:
    page.goto(f"{site}/login")
    page.locator("#id_login").fill(person)
    page.locator("#id_password").fill(password)
    page.locator("#id_password").press("Enter")
    page.wait_for_url(lambda address: "/login" not in address)


def _logins() -> dict[str, tuple[str, str]]:
    """The login's label in English → person and password."""
    from plumbline.demo import read_description
    from plumbline.demo.logins import logins

    printed = logins(read_description(ROOT / "examples" / "demonstration" / "campaign.yaml"))
    return {login.label.en: (login.person, login.password) for login in printed}


@contextmanager
def _served() -> Iterator[str]:
    """Address of the demonstration, served until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    line = [_command(), "serve", "--port", str(port)]
    server = subprocess.Popen(line, stderr=subprocess.DEVNULL)  # noqa: S603
    site = f"http://127.0.0.1:{port}"
    try:
        _wait_for(site, server)
        yield site
    finally:
        server.terminate()
        server.wait(timeout=READY_SECONDS)


def _wait_for(site: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(f"{site}/login", timeout=5).close()  # noqa: S310
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the demonstration's server did not answer")


def _command() -> str:
    return str(Path(sys.executable).with_name("plumbline"))


def _complain(message: str) -> int:
    print(message, file=sys.stderr)  # noqa: T201
    return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
