"""Plumbline (准绳): lawful, exact and open running of a land-clearance campaign.

A person's command is checked against the law and the published policy, becomes an event in a
ledger that is sealed every day, and everything anybody sees is computed from that ledger.
Each sub-package is one room; its first lines say what it is for and what may enter it.
"""

__version__ = "0.1.0"
