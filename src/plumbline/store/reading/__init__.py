"""Questions that pages ask of the read models: plain functions that answer with values, never with rows.

Each file serves one kind of page and asks a number of queries that does not grow with the campaign.
Figures that bind anybody come from closed days; what is true only now says so. Nothing here writes,
decides or formats.

What may enter: queries of the read models and the values they answer with.
"""
