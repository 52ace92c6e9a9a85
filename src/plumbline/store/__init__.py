"""The one door: commands go in, events are written, sealed and read back.

`submit` takes a command inside the writer's transaction, reads the state, lets `campaign.decide` decide,
and writes leaf, openings, idempotency row and read models together under one sequence. The handlers are
the only writers of read models; `rebuild` replays the leaves and their openings into an empty database
and must give the same tables, row for row. A refusal is kept as an attempt, never as an event.

What may enter: Django models, the writer, the seal, replay, the keystore and the clock. No page, no rule
of law and no rule of a policy.
"""
