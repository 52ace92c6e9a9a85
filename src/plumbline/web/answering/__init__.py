"""Who answers for what, as pages: a unit, the life of a commitment, duties shared out by block, the terms of a post.

Every page shows what the ledger says and hands commands to the one door; a split is shown before it is confirmed.
Whoever lawfully waits stands beside a unit's figure and is held against nobody.

What may enter: views of units, posts, duties and commitments, their forms and values. No rule and no sum.
"""
