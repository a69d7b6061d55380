"""Wire model of a problem, version 1, made from the dataclasses of :mod:`solver.problem`: their fields are its keys.

A field's annotation says what stands in the document: ``Minute`` a time ``HH:MM``, ``date`` a date, a tuple a list, another dataclass
an object. A default makes a key that may be missing. What is read are the dataclasses themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import Field as Key
from pydantic import GetCoreSchemaHandler, create_model
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_after_validator_function

from api.schemas.base import Clock, Int, IsoDate, Text, Wire
from solver.calendar.official import holidays_of
from solver.problem.calendar import Term
from solver.problem.problem import Problem
from solver.problem.pupils import Pupil, clubs_wanted
from solver.units import Fen, Minute, Percent, Weekday

_SIMPLE: Mapping[object, object] = {
    str: Text, int: Int, Weekday: Int, Percent: Int, Fen: Int, bool: bool, Minute: Clock, date: IsoDate, type(None): None,
}  # fmt: skip
"""Annotation of a field -> what stands in a document."""
_MAY_BE_NULL = {(Pupil, "clubs"), (Term, "holidays")}
"""Fields that a school may leave out or give as null, and that are then assumed (:data:`_BUILDERS`)."""
_NOT_SUBMITTED = {(Problem, "replan"), (Problem, "earlier"), (Term, "period")}
"""Fields that no document has."""


def pupil_of(given: dict[str, Any]) -> Pupil:
    """A pupil from the fields that a document or a row of the workbook gives; clubs None = the family left their number empty."""
    clubs, assumed = clubs_wanted(given["choices"], given["clubs"])
    return Pupil(**(given | {"clubs": clubs, "clubs_assumed": assumed or given.get("clubs_assumed", False)}))


def term_of(given: dict[str, Any]) -> Term:
    """A term from its fields; holidays None = the official days off, which are then noted as assumed."""
    holidays, assumed = holidays_of(given["first"], given["last"], given["holidays"])
    return Term(**(given | {"holidays": holidays, "assumed": assumed or given["assumed"]}))


Builder = Callable[[dict[str, Any]], object]
"""Fields by name -> a dataclass."""
_BUILDERS: Mapping[type, Builder] = {Pupil: pupil_of, Term: term_of}
"""Dataclasses of which something is assumed where nothing is said."""


@cache
def entry_of(row_type: type) -> type[Wire]:
    """The wire model of a dataclass, ``PupilDoc`` of ``Pupil``."""
    hints = get_type_hints(row_type, include_extras=True)
    keys: dict[str, Any] = {}
    for described in fields(row_type):
        if (row_type, described.name) in _NOT_SUBMITTED:
            continue
        if (row_type, described.name) in _MAY_BE_NULL:
            keys[described.name] = (_on_wire(hints[described.name] | None), None)
        else:
            keys[described.name] = (_on_wire(hints[described.name]), _default(described))
    return create_model(f"{row_type.__name__}Doc", __base__=Wire, __module__=__name__, **keys)


def _on_wire(annotation: Any) -> Any:
    """The type in a document where a field has this annotation."""
    if annotation in _SIMPLE:
        return _SIMPLE[annotation]
    if is_dataclass(annotation):
        return Annotated[annotation, Submitted()]
    if get_origin(annotation) is tuple:
        return list[_on_wire(get_args(annotation)[0])]  # type: ignore[misc] # an annotation that is made while running
    if get_origin(annotation) in (Union, UnionType):
        first, second = get_args(annotation)
        return _on_wire(first) | _on_wire(second)
    raise TypeError(annotation)


def _default(described: Field[Any]) -> Any:
    if described.default is MISSING:
        return ...
    if isinstance(described.default, tuple):
        return Key(default_factory=lambda: list(described.default))
    return described.default


class Submitted:
    """Marks a dataclass that a document holds as an object: read by :func:`entry_of`, then built; tuples keep the document's order."""

    def __get_pydantic_core_schema__(self, row_type: type, handler: GetCoreSchemaHandler) -> CoreSchema:
        build: Builder = _BUILDERS.get(row_type) or (lambda given: row_type(**given))
        lists = [each.name for each in fields(row_type) if str(each.type).startswith("tuple")]

        def built(entry: Wire) -> object:
            given = dict(vars(entry))
            for key in lists:
                if given[key] is not None:
                    given[key] = tuple(given[key])
            return build(given)

        return no_info_after_validator_function(built, handler.generate_schema(entry_of(row_type)))
