"""Supervision on the site: the desk with its proposals and clocks, a matter with its whole life, the addressee's answer.

Nothing here decides or computes: a form becomes one command, the door judges it. What is shown of a breach are
the facts that its rule found, with the records that they come from; no page lists or rates a resident.
"""
