"""What follows from a dataset, made once and kept with it.

A dataset never changes, so whatever is computed from it alone holds as long as it does. An answer is kept in the dataset
itself: it is gone when the dataset is, and one dataset never answers for another.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import update_wrapper
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar

import pandas as pd

from loaders.dataset import Dataset

P = ParamSpec("P")
R = TypeVar("R")
Answers = OrderedDict[Hashable, Any]
_KEPT = "_kept"
_LOCK = Lock()


def handed(answer: R) -> R:
    """An answer as it is given to a caller: a frame as a copy on write, whatever cannot be changed as it is."""
    return answer.copy(deep=False) if isinstance(answer, pd.DataFrame) else answer


def kept(
    most: int, *, hand: Callable[[Any], Any] = handed
) -> Callable[[Callable[Concatenate[Dataset, P], R]], Callable[Concatenate[Dataset, P], R]]:
    """Of a function of a dataset and hashable arguments: each answer is made once and kept with the dataset.

    At most ``most`` answers of the function are kept for each dataset, those asked for last: arguments may come from
    readers. ``hand`` gives each caller what it may change without changing the answer of another one; the function must
    answer with what cannot be changed, or with what ``hand`` knows how to copy.
    """

    def keeping(function: Callable[Concatenate[Dataset, P], R]) -> Callable[Concatenate[Dataset, P], R]:
        def answered(dataset: Dataset, /, *args: P.args, **named: P.kwargs) -> R:
            answers = _answers(dataset, function)
            key = (args, *sorted(named.items())) if named else args
            with _LOCK:
                if key in answers:
                    answers.move_to_end(key)
                    return hand(answers[key])  # type: ignore[no-any-return]
            answer = function(dataset, *args, **named)
            with _LOCK:
                answers[key] = answer
                while len(answers) > most:
                    answers.popitem(last=False)
            return hand(answer)  # type: ignore[no-any-return]

        update_wrapper(answered, function)
        return answered

    return keeping


def give(function: Callable[..., R], dataset: Dataset, answer: R) -> None:
    """Keep an answer of a kept function of nothing but a dataset that was made elsewhere."""
    answers = _answers(dataset, vars(function)["__wrapped__"])
    with _LOCK:
        answers[()] = answer


def _answers(dataset: Dataset, function: Callable[..., Any]) -> Answers:
    """The answers of a function that are kept with a dataset, which nothing but this module looks for there."""
    of_all: dict[Callable[..., Any], Answers] = vars(dataset).setdefault(_KEPT, {})
    return of_all.setdefault(function, OrderedDict())
