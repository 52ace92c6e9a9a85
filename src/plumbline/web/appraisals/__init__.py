"""The appraisal on the site: scores of a sealed day with their arithmetic, contests, and the answer to one.

Everything is read from sealed records and computed by the published formula; a page holds no figure of its
own. Supervision and headquarters read all, a unit reads its own. Nothing here is about a resident.
"""
