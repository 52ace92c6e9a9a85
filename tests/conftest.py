"""One budget for every property: the same examples on a laptop and in CI, so that a red test is red everywhere."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# Derandomized: a property is a check of the house, not a search. `make soak` searches, with a budget of its own.
# No deadline: two cores that are shared make any time per example a coin toss.
settings.register_profile(
    "ci",
    derandomize=True,
    max_examples=60,
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci")
