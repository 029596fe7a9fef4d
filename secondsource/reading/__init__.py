"""Plain methods that read any English text: what a pasted article is held against on the page for it.

Each method gives passages, with a kind and a sentence on what was found there.  None of them judges.
They are small on purpose, and no exercise asks for them.
"""
