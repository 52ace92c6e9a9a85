"""Papers of figures and of tasks on the web, as files: accounts, bulletins, task books; the list of the weeks.

A paper is written from sealed days alone; a week that is not sealed to its last day is listed with what is
missing. Figures are never editable here: there is no form.

What may enter: views that hand out papers of figures. Their values and their check are of `store.printing.figures`.
"""
