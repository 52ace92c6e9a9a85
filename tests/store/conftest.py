"""The store on both databases: a campaign that everybody may sign in, copied for every test."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plumbline.web.settings")
os.environ.setdefault("PLUMBLINE_HOME", tempfile.mkdtemp(prefix="plumbline-store-"))

import django

django.setup()

from tests.store.fixtures import campaign, databases, empty, installation, postgresql, signing, unchecked  # noqa: E402, F401 — fixtures
