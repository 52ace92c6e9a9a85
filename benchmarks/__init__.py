"""The figures of the README: each measured beside a peer or a bound in the same run, on the same machine.

    python -m benchmarks                   # measure and print
    python -m benchmarks --only ledger     # one part
    python -m benchmarks --write           # measure, print, and write the table into both READMEs

Seconds of two machines cannot be compared, ratios can; so every figure has something beside it. No test
depends on a timing. What may enter: a part that measures what a reader of the README would ask, with its peer.
"""
