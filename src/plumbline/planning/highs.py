"""The solver HiGHS, without a word on stdout; or none where the extra `plan` is not installed."""

from __future__ import annotations

from typing import Any

highspy: Any
np: Any
try:
    import highspy
    import numpy as np
except ImportError:
    highspy = np = None


def is_available() -> bool:
    """Whether the solver is installed."""
    return highspy is not None


def quiet_solver() -> Any:
    """A solver that prints nothing: stdout belongs to the command's answer."""

    class Quiet(highspy.Highs):  # type: ignore[misc]
        # The solver prints its banner while it enables callbacks, before any option could be set on it.
        def enableCallbacks(self) -> None:  # noqa: N802 (the solver's own name)
            self.setOptionValue("output_flag", False)
            super().enableCallbacks()

    return Quiet()


def run(solver: Any) -> Any:
    """Run the solver and return its model status.

    A process has one pool of threads for all its solvers, and a solver that asks for another number of them
    refuses to run; so each run begins with a new pool.

    errors  RuntimeError when the solver refuses the model: a worse plan must not pass for the best one
    """
    solver.resetGlobalScheduler(True)
    if solver.run() == highspy.HighsStatus.kError:
        raise RuntimeError("HiGHS refuses the model")
    return solver.getModelStatus()
