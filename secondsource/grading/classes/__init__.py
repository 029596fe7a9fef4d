"""Who is in a class and what each of them handed in, whatever platform it came from.

Three things say whose a file is: the name a platform gave it, the class list, and the instructor's own
mapping.  They meet in one place, `identity`.  Nothing in here judges an answer, and nothing that a
student named or packed decides where anything is written.
"""

from secondsource.grading.classes.answer_files import meant
from secondsource.grading.classes.intake import Intake, Submission, take_in, take_in_class
from secondsource.grading.classes.people import IntakeError, Standing, Student
from secondsource.grading.classes.rosters import read_roster

__all__ = [
    "Intake",
    "IntakeError",
    "Standing",
    "Student",
    "Submission",
    "meant",
    "read_roster",
    "take_in",
    "take_in_class",
]
