"""Projects: the board of each one's procedure, its parameters, money and blocks, and the forms that record its steps.

The board shows what the law's tables say of the project today; it is live and says so. A form hands a
command to the one door and shows what comes back; it keeps what was typed when it is refused. What a post
may not do it is not offered, and the door refuses it all the same.

What may enter: views of projects, their forms, values for their templates. No rule of law and no sum.
"""
