"""A real round of drand quicknet: its signature gives the numbers that the draw's vectors use."""

import json
import os
from pathlib import Path

from plumbline.sampling import Kind, numbers_of


def test_a_real_round_enters_the_key_as_the_vectors_say():
    file = Path(os.environ["PLUMBLINE_OUTSIDE_DATA"]) / "vectors/drand.json"
    beacon = json.loads(file.read_text("utf-8"))["quicknet"]
    # Vector `drand-quicknet-657413`: key 184225./1135337264586642522./1057756849433145173./
    assert numbers_of(Kind.DRAND, beacon["signature"]) == ((1135337264586642522,), (1057756849433145173,))
