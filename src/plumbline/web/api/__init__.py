"""The API: the same commands, the same rules, the same refusals as a person at a desk.

Every command that a person may give has exactly one endpoint, made from the command's own description;
whoever calls it acts in a post and goes through the one door, `store.writing.submit`. What is read is what
the post may see. Nothing is computed here and nothing is decided here.

What may enter: routes, authentication, and the shapes of answers.
"""
