"""Engines of the policy language: one typed intermediate form, several ways to compute it.

`reference` is exact and explains every line; whatever else computes must give the same fen.
"""

from plumbline.policy.engines.reference import Amount, Program, RefusedAt, Run, program_of

__all__ = ["Amount", "Program", "RefusedAt", "Run", "program_of"]
