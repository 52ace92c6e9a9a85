"""Serve the small office, its clock at nine on day 17: `python -m tests.browser.serve_workbench HOME`.

A process of its own with a home of its own; its address is the first line that it prints.
"""

from __future__ import annotations

import sys
from pathlib import Path
from wsgiref.simple_server import make_server


def main(home: Path) -> None:
    """Build, set the clock, serve until the process is ended."""
    from tests.web.build_small_office import main as build

    build(home)
    from tests.browser.conftest import Silent, Threads
    from tests.web.small_office import NOW
    from tools import compile_messages

    from plumbline.store.clock import SetClock
    from plumbline.store.writing import services
    from plumbline.web.wsgi import application

    compile_messages.compile_all()
    services().clock = SetClock(NOW)
    server = make_server("127.0.0.1", 0, application, server_class=Threads, handler_class=Silent)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
