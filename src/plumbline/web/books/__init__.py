"""The day's account (日结账): one page a day, from the seal, as the office prints it; and the list of all days.

Every figure is of a closed day and adds up to its sealed account; a day that is not closed has no page.
Nothing here reads what is true now.

What may enter: views of closed days and values for their templates. No query and no sum of its own; the
reading is `store.reading.days`.
"""
