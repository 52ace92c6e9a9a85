"""Papers of figures on the web: the day's account and the weekly bulletins, as files; the list of the weeks.

A paper is written from sealed days alone; a week that is not sealed to its last day is listed with what is
missing. Figures are never editable here: there is no form.

What may enter: views that hand out papers of figures. Their values and their check are of `store.printing.figures`.
"""
