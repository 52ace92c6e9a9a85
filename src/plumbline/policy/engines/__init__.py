"""Engines of the policy language: one typed intermediate form, several ways to compute it.

`reference` is exact and explains every line; whatever else computes must give the same fen.
"""

from plumbline.policy.engines.reference import Program, meaning_of, program_of
from plumbline.policy.engines.refusing import RefusedAt
from plumbline.policy.engines.running import Amount, Run

__all__ = ["Amount", "Program", "RefusedAt", "Run", "meaning_of", "program_of"]
