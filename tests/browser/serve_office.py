"""Serve the small office on a free port, with a map and a plan: `python -m tests.browser.serve_office HOME`.

A process of its own with a home of its own; its address is the first line that it prints.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from wsgiref.simple_server import make_server


def main(home: Path) -> None:
    """Build, draw, plan, serve until the process is ended."""
    from tests.web.build_small_office import main as build

    build(home)
    from tests.browser.conftest import Silent, Threads
    from tests.web.wall_fixtures import draw_map, keep_plan
    from tools import compile_messages

    compile_messages.compile_all()
    draw_map()
    keep_plan()
    from plumbline.web.wsgi import application

    server = make_server("127.0.0.1", 0, application, server_class=Threads, handler_class=Silent)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    os.environ.pop("PLUMBLINE_HOME", None)
    main(Path(sys.argv[1]))
