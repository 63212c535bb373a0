"""Contenders that answer one question: checked against each other first, then timed in turns."""

import gc
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Contender:
    """One way to answer a question.

    `ask` is what is timed. `answer` brings what it returned into the common form, a matrix of int64 minor units:
    customers ascending x cells; None where the time comes from a program of its own. `runs` is how often it is asked at
    most: one that takes half a minute is not asked as often as one that takes a tenth of a second.
    """

    name: str
    ask: Callable[[], Any]
    answer: Callable[[Any], np.ndarray]
    runs: int = sys.maxsize


@dataclass(frozen=True)
class Question:
    """What is asked, of how many rows, of whom; the first contender is ours."""

    title: str
    rows: int
    contenders: list[Contender]


def check_equal(question: Question) -> np.ndarray:
    """Every answer is the first one's, to the cent; raises SystemExit that names the one that differs."""
    reference: np.ndarray | None = None
    for contender in question.contenders:
        matrix = contender.answer(contender.ask())
        if reference is None:
            reference = matrix
        elif matrix.shape != reference.shape or not np.array_equal(matrix, reference):
            raise SystemExit(
                f"{question.title}: {contender.name} does not answer as {question.contenders[0].name}"
            )
    assert reference is not None
    return reference


def median_seconds(
    question: Question, rounds: int, clock: Callable[[], float] = time.perf_counter
) -> dict[str, float]:
    """Medians over `rounds` rounds; in a round each contender runs once, so that a slow spell hits all of them."""
    seconds: dict[str, list[float]] = {contender.name: [] for contender in question.contenders}
    gc.disable()
    try:
        for round_ in range(rounds):
            for contender in question.contenders:
                if round_ >= contender.runs:
                    continue
                begin = clock()
                result = contender.ask()
                seconds[contender.name].append(clock() - begin)
                del result
    finally:
        gc.enable()
    return {name: statistics.median(times) for name, times in seconds.items()}


def show(question: Question, medians: dict[str, float], measured_elsewhere: dict[str, float]) -> None:
    """A line a contender: median, rows a second, and how many times as long as ours it took."""
    ours = medians[question.contenders[0].name]
    print(f"\n{question.title}\n")
    print(f"| {'contender':<44} | {'ms':>8} | {'M rows/s':>8} | {'x ours':>6} |")
    print(f"|{'-' * 46}|{'-' * 9}:|{'-' * 9}:|{'-' * 7}:|")
    for name, seconds in (measured_elsewhere | medians).items():
        rate = question.rows / seconds / 1e6
        print(f"| {name:<44} | {seconds * 1e3:8.1f} | {rate:8.1f} | {seconds / ours:6.2f} |")
