"""Take the pictures of the documents: four pages at the widths of a phone, a desk and a wall.

Usage: python tools/pictures.py [--households 1200] [--only wall]

Builds the demonstration in a directory of its own, serves it, and photographs it as a reader would see it:
signed in by the printed logins, in Chinese, in the day's own look.
"""

from __future__ import annotations

import argparse
import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
PLUMBLINE = Path(sys.executable).with_name("plumbline")
SIZES = {390: (844, 3), 1440: (900, 2), 3840: (2160, 1)}
"""Width → height, and how many dots of the picture stand for one of the page."""

OFFICE, TOURED = "wu-guilan", "大三角-0018"
PAGES = {
    "public": ("/", False),
    "today": ("/today", True),
    "household": (f"/households/{TOURED}", True),
    "wall": ("/wall", True),
}
WAIT_SECONDS = 120


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--households", type=int, default=1200)
    parser.add_argument("--only", choices=sorted(PAGES))
    parser.add_argument("--home", type=Path, help="a demonstration already built; none is built then")
    args = parser.parse_args()
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        home = args.home or Path(folder) / "home"
        build = ["demo", "--no-serve", "--households", str(args.households)]
        subprocess.run([PLUMBLINE, "--home", home, *build], check=True)  # noqa: S603 — our own command
        port = _free_port()
        served = subprocess.Popen([PLUMBLINE, "--home", home, "serve", "--port", str(port)])  # noqa: S603
        try:
            base = f"http://127.0.0.1:{port}"
            _wait_for(f"{base}/login")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=shutil.which("chromium"),
                    args=["--no-sandbox", "--enable-unsafe-swiftshader"],
                )
                for width in SIZES:
                    _take(browser, base, _password(home), width, args.only)
                browser.close()
        finally:
            served.terminate()
            served.wait()
    return 0


def _take(browser: Browser, base: str, password: str, width: int, only: str | None) -> None:
    height, dots = SIZES[width]
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=dots, locale="zh-CN"
    )
    page = context.new_page()
    signed_in = False
    for name, (path, needs_login) in PAGES.items():
        if only not in (None, name):
            continue
        if needs_login and not signed_in:
            _sign_in(page, base, password)
            signed_in = True
        page.goto(base + path, wait_until="load")
        page.wait_for_timeout(2_500 if name == "wall" else 500)
        target = PICTURES / f"{name}-{width}.png"
        page.screenshot(path=target)
        sys.stdout.write(f"{target.relative_to(ROOT)}\n")
    context.close()


def _sign_in(page: Page, base: str, password: str) -> None:
    page.goto(f"{base}/login")
    page.locator("input[name=login], input[name=username]").first.fill(OFFICE)
    page.locator("input[type=password]").first.fill(password)
    page.locator("form button[type=submit]").last.click()
    page.wait_for_url(lambda url: "/login" not in url)


def _password(home: Path) -> str:
    rows = json.loads((home / "demonstration-logins.json").read_text("utf-8"))
    return str(next(row["password"] for row in rows if row["person"] == OFFICE))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 — our own server
        except OSError:
            time.sleep(0.3)
        else:
            return
    raise SystemExit(f"{url} did not answer in {WAIT_SECONDS} s")


if __name__ == "__main__":
    raise SystemExit(main())
