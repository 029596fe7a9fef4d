"""Who is in a class and what each of them handed in, whatever platform it came from.

Three things say whose a file is: the name a platform gave it, the class list, and the instructor's own
mapping.  They meet in one place, `identity`.  Nothing in here judges an answer, and nothing that a
student named or packed decides where anything is written.
"""
