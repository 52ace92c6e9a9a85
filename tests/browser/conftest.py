"""A real browser on the real site: Debian's Chromium, and the site on a free port of this machine."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

ROOT = Path(__file__).resolve().parents[2]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plumbline.web.settings")
os.environ.setdefault("PLUMBLINE_HOME", tempfile.mkdtemp(prefix="plumbline-browser-"))
# Playwright's own loop runs in this thread; the site answers in others and never in it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
sys.path.insert(0, str(ROOT))

LAUNCH = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Threads(ThreadingMixIn, WSGIServer):
    """Answers many requests at a time, as browsers ask."""

    daemon_threads = True


class Silent(WSGIRequestHandler):
    """Writes no log line for each request."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """Address of the site."""
    from tools import compile_messages

    compile_messages.compile_all()
    from plumbline.web.wsgi import application

    server = make_server("127.0.0.1", 0, application, server_class=Threads, handler_class=Silent)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """The browser, started once."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium")
    assert path, "browser tests drive Chromium; install it by: apt-get install -y chromium fonts-noto-cjk"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=LAUNCH)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, site):
    """Open an address at a width; whatever the page complains about fails the test at its end."""
    complaints: list[str] = []
    contexts = []

    def open_at(path: str, *, width: int = 1440, height: int = 1000, **options: object):
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console", lambda message: complaints.append(message.text) if message.type == "error" else None
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(site + path)
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert complaints == []
