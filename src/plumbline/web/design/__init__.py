"""The living page of the design system: every part in every look, with the line that includes it."""
