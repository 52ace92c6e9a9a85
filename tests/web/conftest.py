"""The site on a home directory of its own, with its messages compiled."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plumbline.web.settings")
os.environ.setdefault("PLUMBLINE_HOME", tempfile.mkdtemp(prefix="plumbline-web-"))
sys.path.insert(0, str(ROOT))

from tools import compile_messages  # noqa: E402

compile_messages.compile_all()

import django  # noqa: E402

django.setup()

from tests.web.office_fixtures import built_office, office, signed_in  # noqa: E402, F401 — fixtures


@pytest.fixture(autouse=True)
def _nothing_remembered(settings):
    """Each test begins with no wrong try, counted in this process alone: the workers share their files."""
    from django.core.cache import cache

    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def english():
    """The page's language is English for one test."""
    from django.utils import translation

    with translation.override("en"):
        yield


@pytest.fixture
def show():
    """Render a piece of template with a context."""
    from django.template import engines

    def render(source: str, **context: object) -> str:
        return engines["django"].from_string(source).render(context)

    return render
