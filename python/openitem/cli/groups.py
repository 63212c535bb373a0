"""Options that several commands share: a parameter whose type is a dataclass stands for all its fields."""

from __future__ import annotations

import dataclasses
import functools
import inspect
import typing
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import openitem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")


class Without:
    """Fields of a group that a command does not know: ``Annotated[Group, Without("field")]``."""

    def __init__(self, *names: str) -> None:
        self.names = names


@typing.runtime_checkable
class Advisor(typing.Protocol):
    """A group that may know what to do about an error of its command."""

    def advise(self, error: openitem.Error, given: Mapping[str, Any]) -> None:
        """Says it; ``given`` are all the options of the command."""


def grouped(command: Callable[..., T]) -> Callable[..., T]:
    """The command with an option for each field of its groups; it is called with the groups made of what was given."""
    parameters: list[inspect.Parameter] = []
    groups: dict[str, tuple[type, list[str]]] = {}
    for name, parameter in inspect.signature(command, eval_str=True).parameters.items():
        group, without = _group_of(parameter.annotation)
        if group is None:
            parameters.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY))
            continue
        options = _options(group, without)
        groups[name] = (group, [option.name for option in options])
        parameters += options

    @functools.wraps(command)
    def called(**given: Any) -> T:
        for name, (group, fields) in groups.items():
            given[name] = group(**{field: given.pop(field) for field in fields})
        try:
            return command(**given)
        except openitem.Error as error:
            for group_given in [given[name] for name in groups]:
                if isinstance(group_given, Advisor):
                    group_given.advise(error, given)
            raise

    # Arguments first: the order is that of the help page.
    signature = inspect.Signature(sorted(parameters, key=lambda option: option.default is not option.empty))
    called.__signature__ = signature  # type: ignore[attr-defined]
    called.__annotations__ = {option.name: option.annotation for option in parameters}
    return called


def _group_of(annotation: Any) -> tuple[type | None, tuple[str, ...]]:
    without: tuple[str, ...] = ()
    if typing.get_origin(annotation) is Annotated:
        annotation, *others = typing.get_args(annotation)
        without = tuple(name for other in others if isinstance(other, Without) for name in other.names)
    if isinstance(annotation, type) and dataclasses.is_dataclass(annotation):
        return annotation, without
    return None, ()


def _options(group: Any, without: tuple[str, ...]) -> list[inspect.Parameter]:
    types = typing.get_type_hints(group, include_extras=True)
    fields = {field.name: field for field in dataclasses.fields(group)}
    unknown = set(without) - set(fields)
    if unknown:
        raise TypeError(f"{group.__name__} has no field {', '.join(sorted(unknown))}")
    return [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if field.default is dataclasses.MISSING else field.default,
            annotation=types[name],
        )
        for name, field in fields.items()
        if name not in without
    ]
