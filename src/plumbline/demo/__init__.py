"""The demonstration's invented world, from one seed, the same to the byte every time.

A campaign whose description says `demonstration: true` gets 1,200 invented households: plots and
footprints on an invented ground, people, buildings, fields, and for each household a plan of
behaviour (what it would choose, when it would sign). Nothing here is an event: the plan becomes
commands of the ordinary kind at simulated times, and what they record is decided by law and policy.

What may enter: invention by a seeded stream (`Chance`), fixed days of the demonstration's calendar.
Never a clock, never the system's randomness, never a file of anybody's real data, never an amount
that a policy computes.
"""
