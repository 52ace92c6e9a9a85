"""The workbench: what must I do today, what is late, what waits for my signature; and each household's file.

A page reads read models through `store.reading` and shows them with the parts of the design system. A
form becomes one command for the one door, `store.writing.submit`; its refusal comes back beside what was
typed, with article, remedy and earliest day. Every figure is a link to the list that adds up to it.

What never happens: a sum computed here, a step offered that the law does not open, a file shown to a post
that does not answer for it; each look at a file is recorded. What may enter: pages for office, units and
supervisors, their forms, and the words for the values of the law's tables.
"""
