"""The command structure (指挥体系) and the policies in force, for everybody inside.

The chart is the campaign's own description, as it holds today; the policies are printed from the files
that compute, never from a second text.

What may enter: read-only pages of the office itself. No household, no sum.
"""
