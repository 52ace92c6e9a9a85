"""The demonstration as a stranger builds it: by the command, twice, the same to the byte, and every check passes."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.server  # it runs the whole program several times

HOUSEHOLDS = 60


def run(home: Path, *words: str, seed: str = "0") -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-c",
        "from plumbline.cli import main; raise SystemExit(main())",
        *words,
        "--home",
        str(home),
    ]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    environment.pop("PLUMBLINE_HOME", None)
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=600, check=False)


def answer(home: Path, *words: str, seed: str = "0") -> str:
    done = run(home, *words, seed=seed)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def homes(tmp_path_factory) -> tuple[Path, Path]:
    """Two builds, with another order of Python's own hashes each."""
    built = tuple(tmp_path_factory.mktemp("built") / f"home-{seed}" for seed in (1, 2))
    for seed, home in zip("12", built, strict=True):
        answer(home, "demo", "--no-serve", "--households", str(HOUSEHOLDS), seed=seed)
    return built


def files(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_it_prints_where_to_go_and_who_may_log_in(homes):
    again = answer(homes[0], "demo", "--no-serve", "--households", str(HOUSEHOLDS))
    assert "http://127.0.0.1:8000" in again
    assert "wu-guilan" in again


def test_it_adds_up_on_its_last_sealed_day(homes):
    day = json.loads(answer(homes[0], "day", "show", "--json"))
    assert sum(day["stages"].values()) == day["households"] == HOUSEHOLDS
    assert day["balanced"] is True
    # The older projects are in the books and in no total.
    assert not {"laoliangku", "laozhuanchang"} & {project["id"] for project in day["projects"]}
    assert sum(unit["households"] for unit in day["units"]) == HOUSEHOLDS


def test_it_is_the_same_to_the_byte(homes):
    logs, dumps = [], []
    for home in homes:
        answer(home, "log", "export", str(home / "exported"))
        answer(home, "rebuild", "--dump", str(home / "dump"))
        logs.append(files(home / "exported"))
        dumps.append((home / "dump").read_bytes())
    assert logs[0] == logs[1]
    assert logs[0]
    assert dumps[0] == dumps[1]


def test_it_passes_its_own_checks_and_a_changed_byte_is_found(homes):
    home = homes[1]
    answer(home, "rebuild", "--check")
    exported = home / "exported-to-verify"
    answer(home, "log", "export", str(exported))
    key = answer(home, "log", "key", "show").strip()
    verify = [
        sys.executable,
        "-c",
        "from plumbline.cli import main; raise SystemExit(main())",
        "log",
        "verify",
        str(exported),
        "--key",
        key,
    ]
    assert subprocess.run(verify, capture_output=True, check=False, timeout=300).returncode == 0
    tile = next(path for path in sorted(exported.rglob("*")) if path.is_file() and "entries" in str(path))
    data = bytearray(tile.read_bytes())
    data[len(data) // 2] ^= 1
    tile.chmod(0o644)
    tile.write_bytes(data)
    found = subprocess.run(verify, capture_output=True, text=True, check=False, timeout=300)
    assert found.returncode == 1
    assert tile.name in found.stdout + found.stderr


def test_every_paper_of_it_can_be_opened(homes):
    # Some hundred invented scans, each under its own hash.
    papers = list((homes[0] / "documents").iterdir())
    assert len(papers) > 100
    for path in papers:
        assert hashlib.sha256(path.read_bytes()).hexdigest() == path.name


def test_its_files_have_every_paper_to_print_with_the_sums_of_the_books(homes):
    done = subprocess.run(
        [sys.executable, "-m", "tests.demo.print_papers"],
        capture_output=True,
        text=True,
        env={**os.environ, "PLUMBLINE_HOME": str(homes[0])},
        cwd=Path(__file__).parents[2],
        timeout=300,
        check=True,
    )
    found = json.loads(done.stdout)
    # Collective land has no freeze notice and no appraisal report to serve; everything else exists in both regimes.
    both, state = ["collective_land", "state_land"], ["state_land"]
    assert found["ready"] == {
        "agreement": both, "appraisal_notice": state, "archive": both, "compensation_decision": both,
        "decision_announcement": both, "demand_letter": both, "freeze_notice": state, "handover_receipt": both,
        "payment_notice": both, "survey_form": both,
    }  # fmt: skip
    # Of the decision and of the demand the sums stand on the paper as the events have them.
    assert len(found["sums"]) == 4
    for paper in found["sums"]:
        assert paper["booked"] in paper["text"], paper["household"]
        assert "没有人民法院准予执行的裁定" in paper["text"]
