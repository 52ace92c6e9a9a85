"""How each command is decided: one file for each kind of work, all of them pure."""
