"""Long runs on installations of their own."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plumbline.web.settings")
os.environ.setdefault("PLUMBLINE_HOME", tempfile.mkdtemp(prefix="plumbline-soak-"))

import django

django.setup()
