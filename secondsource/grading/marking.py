"""Marks answers in one trusted pytest session: the checks run here, the answers somewhere else.

Collecting the checks costs more than running them, so a session takes many jobs, one after the other.
"""

from __future__ import annotations

import contextlib
import gc
import io
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from secondsource import catalogue
from secondsource.catalogue import Exercise
from secondsource.grading import plugin, run
from secondsource.grading.isolated import Clock, IsolatedFile
from secondsource.grading.limits import within
from secondsource.grading.prefetch import Prefetch
from secondsource.grading.results import CheckResult, ExerciseResult, State
from secondsource.grading.run import options_for, own_settings, run_pytest
from secondsource.grading.sandbox import Level, Warm
from secondsource.grading.wire import Question
from secondsource.models import Record

LEFT_OUT = [*run.LEFT_OUT, "capture", "debugging", "skipping", "terminal", "warnings"]
"""Parts of pytest that cost time and say nothing here: answers run and print elsewhere."""


OURS = "The check itself failed, on our solution as well. This is our fault, not yours."
CHECK_SECONDS = 20.0
"""Seconds of processor time one check may use itself, without what the answer uses; most take a millisecond."""


class Job(Record):
    """Some exercises of one student, to be marked."""

    student: str
    """The student's id."""
    answers: str
    """Folder of their answers, `<lesson>/<exercise>.py`."""
    exercises: list[str]
    """Ids of the exercises to mark."""
    seed: str
    """What fresh texts are made from: the same for one student every time."""


class Marked(Record):
    """What marking a job found."""

    student: str
    level: Level
    """What kept the answers apart from the checks."""
    exercises: list[ExerciseResult]
    seconds: dict[str, float]
    """What the answers of each exercise took."""


class MarkingFailed(RuntimeError):
    """The checks themselves cannot be run; the message is what pytest said."""


def mark_all(
    jobs: Iterable[Job],
    level: Level,
    on_marked: Callable[[Marked], None],
    exercises: Iterable[str] = (),
) -> None:
    """Mark jobs as they come and hand on each result.  Checks of these exercises are read; of all, without.

    Raises NoIsolation where the level cannot be given, MarkingFailed where the checks cannot be read.
    """
    with Warm(level) as warm:
        mark_with(warm, jobs, on_marked, exercises)


def mark_with(
    warm: Warm, jobs: Iterable[Job], on_marked: Callable[[Marked], None], exercises: Iterable[str] = ()
) -> None:
    """Do what `mark_all` does with a warm parent that is there already, or on its way.

    Raises MarkingFailed where pytest ran no check, and whatever stopped the marking.
    """
    said = io.StringIO()
    with own_settings() as settings:
        session = _Session(jobs, warm, on_marked)
        with contextlib.redirect_stderr(said):
            files = _check_files(set(exercises))
            run_pytest([*_options(files), "-c", settings], files, session)
    if session.trouble:
        raise session.trouble
    if not session.ran:
        raise MarkingFailed(said.getvalue().strip()[-2000:] or "pytest found no checks and said nothing")


def _options(files: list[Path]) -> list[str]:
    without = [word for name in LEFT_OUT for word in ("-p", f"no:{name}")]
    return [
        *options_for(files), "--disable-plugin-autoload", "--continue-on-collection-errors", "-p", "secondsource.grading.plugin",
        *without,
    ]  # fmt: skip


def _check_files(wanted: set[str]) -> list[Path]:
    chosen = [one for one in catalogue.exercises() if not wanted or one.id in wanted]
    return [file for one in chosen for file in (one.visible, one.held_out) if file.is_file()]


@dataclass(eq=False)
class _Session:
    """The plugin that makes pytest's one loop over checks a loop over jobs."""

    jobs: Iterable[Job]
    warm: Warm
    on_marked: Callable[[Marked], None]
    ran: bool = False
    trouble: BaseException | None = None
    _files: dict[Path, IsolatedFile] = field(default_factory=dict)
    _clock: Clock = field(default_factory=Clock)
    _seconds: dict[str, float] = field(default_factory=dict)
    _unreadable: dict[Exercise, str] = field(default_factory=dict)
    _prefetch: Prefetch = field(default_factory=Prefetch)
    _coming: list[Question] = field(default_factory=list)
    """What the check that is about to run will ask."""
    _ahead: list[Question] = field(default_factory=list)
    """What it and the checks of its exercise after it will ask, up to one that asks every student something else."""

    def pytest_configure(self, config: pytest.Config) -> None:
        """Have answers reached in the sandbox."""
        config.stash[plugin.REACH] = self._begin

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Have no traceback drawn: results say what went wrong."""
        plugin.spare_tracebacks(items)

    def pytest_exception_interact(
        self, node: pytest.Item | pytest.Collector, report: pytest.CollectReport | pytest.TestReport
    ) -> None:
        """Remember files of checks that cannot be read."""
        if isinstance(report, pytest.CollectReport):
            self._unreadable[catalogue.exercise_of(node.path)] = str(report.longrepr)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self) -> Generator[None]:
        """Let no check work for ever at what an answer gave."""
        with within(CHECK_SECONDS):
            return (yield)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the checks once a job."""
        if not session.items:
            return False
        items = _by_exercise(session.items)
        self.ran = True
        gc.freeze()  # what was collected stays to the end: nobody need look through it for what can go
        try:
            self.warm.ready()
            for job in self.jobs:
                self.on_marked(self._mark(job, items, session.config))
        except Exception as trouble:  # pytest would print it and go on
            self.trouble = trouble
        finally:
            gc.unfreeze()
        return True

    def _mark(self, job: Job, items: dict[str, list[pytest.Item]], config: pytest.Config) -> Marked:
        config.option.answers, config.option.seed = job.answers, job.seed
        try:
            found = [self._marked(name, job, items.get(name, []), config) for name in job.exercises]
            return Marked(student=job.student, level=self.warm.level, exercises=found, seconds=self._seconds)
        finally:
            self._close()
            self._clock, self._seconds = Clock(), {}

    def _marked(self, name: str, job: Job, items: list[pytest.Item], config: pytest.Config) -> ExerciseResult:
        """Run the checks of one exercise, then end its process: no two of one student hold memory at once."""
        exercise = Exercise(*name.split("/"))
        file = self._run(exercise, job, items, config)
        if file.lost:  # not this answer's doing, as a rule
            self._close()
            file = self._run(exercise, job, items, config)
        self._seconds[name] = round(file.seconds, 3)
        self._close()
        return self._result(exercise, file, items)

    def _run(
        self, exercise: Exercise, job: Job, items: list[pytest.Item], config: pytest.Config
    ) -> IsolatedFile:
        """Run checks; return the file they asked.  Raises NoIsolation where no answer can be run any more."""
        self._ahead = self._prefetch.ahead(items)
        for item, following in zip(items, [*items[1:], None], strict=False):
            result = self._checked(item, following, config)
            if result.remark and self._fails_on_solution(exercise, item, following, config):
                result = result.model_copy(update={"state": State.GRADER_FAULT, "message": OURS})
            item.stash[plugin.RESULT] = result
        return self._reach(plugin.answer_path(exercise, job.answers))

    def _checked(
        self, item: pytest.Item, following: pytest.Item | None, config: pytest.Config
    ) -> CheckResult:
        self._coming = self._prefetch.questions(item)
        item.stash[plugin.RESULT] = _unmarked(item)
        config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if self.warm.trouble:
            raise self.warm.trouble
        return item.stash[plugin.RESULT]

    def _begin(self, path: Path) -> IsolatedFile:
        file = self._reach(path)
        file.begin(self._coming, self._ahead)
        return file

    def _fails_on_solution(
        self, exercise: Exercise, item: pytest.Item, following: pytest.Item | None, config: pytest.Config
    ) -> bool:
        """Whether a check that failed on what an answer gave back fails on the solution, too: then it is ours to mend."""
        if not exercise.solution.is_file():
            return False
        answers = config.option.answers
        self._files[exercise.solution] = IsolatedFile(exercise.solution, self.warm)
        config.option.answers = str(exercise.solution)
        try:
            return self._checked(item, following, config).state is not State.PASSED
        finally:
            config.option.answers = answers
            self._files.pop(exercise.solution).close()

    def _reach(self, path: Path) -> IsolatedFile:
        if path not in self._files:
            self._files[path] = IsolatedFile(path, self.warm, self._clock)
        return self._files[path]

    def _close(self) -> None:
        for file in self._files.values():
            file.close()
        self._files.clear()

    def _result(self, exercise: Exercise, file: IsolatedFile, items: list[pytest.Item]) -> ExerciseResult:
        checks = [item.stash[plugin.RESULT] for item in items]
        if exercise in self._unreadable or not checks:
            checks.append(no_checks(exercise, self._unreadable.get(exercise, "none was found")))
        return ExerciseResult(
            lesson=exercise.lesson,
            exercise=exercise.name,
            title=exercise.title,
            file=f"{exercise.lesson}/{file.path.name}",
            notes=file.notes,
            checks=checks,
        )


def _by_exercise(items: list[pytest.Item]) -> dict[str, list[pytest.Item]]:
    found: dict[str, list[pytest.Item]] = {}
    for item in items:
        if "answer" in getattr(item, "fixturenames", ()):
            found.setdefault(catalogue.exercise_of(item.path).id, []).append(item)
    return found


def _unmarked(item: pytest.Item) -> CheckResult:
    """Return what stands for a check until it has run: should it never, that is our fault."""
    return grader_fault(item.name, "The check could not be run to its end.")


def no_checks(exercise: Exercise, why: str) -> CheckResult:
    """Return the result of an exercise whose checks, or some of them, are not there."""
    return grader_fault("collection", f"Checks of {exercise.id} could not be read ({why[-500:]}).")


def grader_fault(check: str, says: str) -> CheckResult:
    """Return a result that says the grader failed: it stands in every report until it is mended."""
    return CheckResult(
        check=check,
        title="This check can be run",
        state=State.GRADER_FAULT,
        points=0,
        out_of=1,
        message=f"{says} This is our fault, not yours.",
    )
