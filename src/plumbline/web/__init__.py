"""The site: workbench, wall chart, portal and their design system, as one Django project.

A page shows read models and hands commands to the store; it never decides. Sums, stages, gates and
permissions come from the rooms below as values, and pages write them out through one filter each
(`|yuan`, `|fen`, `|m2`, `|day`). Every page is a template on a layout on `base.html`; what repeats is
a part (`templates/parts/_*.html`) whose content is a frozen dataclass of `web.parts`; `/design` shows
each part in light, dark, print and wall size.

What never happens here: an amount or a stage computed in a view or in the browser, a script or a
style inside a page (the content security policy forbids both), a request to another server, a colour
that is named outside `tokens.css`. What may enter: views, templates, forms, parts, and the words of
the interface in both languages.
"""
