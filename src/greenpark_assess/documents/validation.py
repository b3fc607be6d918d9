"""From plain data to a checked model: pydantic's findings become problems with places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from greenpark_assess.documents.document import Document, Path
from greenpark_assess.documents.syntax import slip_of_colon
from greenpark_assess.problems import Problem, did_you_mean

if TYPE_CHECKING:  # 100 ms, and already there for whoever has a model to validate with
    from pydantic import BaseModel

    from greenpark_assess.documents.models import Target

    Located: TypeAlias = tuple[Any, Target]

    M = TypeVar("M", bound=BaseModel)

MAX_PROBLEMS = 100
_MAX_SHOWN = 60
"""Characters of a found value that a message quotes."""

# pydantic's error type -> our code.
CODES = {
    "missing": "value.missing",
    "extra_forbidden": "value.unknown_key",
    "literal_error": "value.not_one_of",
    "enum": "value.not_one_of",
    "union_tag_invalid": "value.not_one_of",
    "union_tag_not_found": "value.no_kind",
    "string_type": "value.not_text",
    "string_sub_type": "value.not_text",
    "string_pattern_mismatch": "value.pattern",
    "string_too_short": "value.text_too_short",
    "string_too_long": "value.text_too_long",
    "float_type": "value.not_number",
    "float_parsing": "value.not_number",
    "finite_number": "value.not_finite",
    "int_type": "value.not_whole",
    "int_parsing": "value.not_whole",
    "int_from_float": "value.not_whole",
    "int_parsing_size": "value.not_whole",
    "bool_type": "value.not_true_false",
    "bool_parsing": "value.not_true_false",
    "dict_type": "value.not_mapping",
    "mapping_type": "value.not_mapping",
    "model_type": "value.not_mapping",
    "model_attributes_type": "value.not_mapping",
    "dataclass_type": "value.not_mapping",
    "list_type": "value.not_list",
    "tuple_type": "value.not_list",
    "set_type": "value.not_list",
    "frozen_set_type": "value.not_list",
    "too_short": "value.too_few",
    "too_long": "value.too_many",
    "greater_than": "value.not_above",
    "greater_than_equal": "value.below",
    "less_than": "value.not_under",
    "less_than_equal": "value.above",
    "multiple_of": "value.not_multiple",
    "date_type": "value.not_date",
    "date_parsing": "value.not_date",
    "date_from_datetime_parsing": "value.not_date",
    "value_error": "value.refused",
    "assertion_error": "value.refused",
}
OTHER = "value.other"

# pydantic's names of the bounds that a message may quote -> ours.
_BOUNDS = {
    "gt": "limit",
    "ge": "limit",
    "lt": "limit",
    "le": "limit",
    "multiple_of": "limit",
    "min_length": "limit",
    "max_length": "limit",
    "actual_length": "count",
    "pattern": "pattern",
}


def validate(
    model: type[M], document: Document, *, at: Path = ()
) -> tuple[M | None, tuple[Problem, ...]]:
    """Check the data of a document against a pydantic model.

    Args:
        model: The model that the data should fit.
        document: The document; if it is not ``complete``, nothing is checked, as the data would
            be blamed for what the YAML problems hide.
        at: The part of the document to check.

    Returns:
        The record, or ``None`` if there are problems; and the problems, in the order of the file.
        The document's own problems are not among them. A validator in a model may raise
        ``PydanticCustomError`` with a dotted type: that is then the problem's code, and the
        error's context its details.
    """
    if not document.complete:
        return None, ()
    from pydantic import ValidationError  # noqa: PLC0415 - as above

    try:
        return model.model_validate(_value(document.data, at)), ()
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
    return None, tuple(_problems(found, model, document, at))


def _value(data: Any, path: Path) -> Any:  # noqa: ANN401
    """Return what stands at ``path``, or ``None`` where nothing does."""
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _problems(
    errors: Iterable[Any], model: type[BaseModel], document: Document, at: Path
) -> list[Problem]:
    from greenpark_assess.documents.models import follow  # noqa: PLC0415 - needs pydantic

    data = _value(document.data, at)
    located = [(error, follow(error["loc"], model, data, at)) for error in errors]
    located = list(_without_consequences(list(_one_branch_each(located, document))))
    problems = [_problem(error, target, document) for error, target in located[:MAX_PROBLEMS]]
    known = {_spot(problem) for problem in document.problems}
    problems = sorted((one for one in problems if _spot(one) not in known), key=_spot)
    if problems and len(located) > MAX_PROBLEMS:
        more = {"count": len(located) - MAX_PROBLEMS}
        problems.append(Problem("value.and_more", problems[-1].place, more, "note"))
    return problems


def _spot(problem: Problem) -> tuple[int, int]:
    return (problem.place.line, problem.place.column) if problem.place else (0, 0)


def _one_branch_each(located: list[Located], document: Document) -> Iterator[Located]:
    """Keep, where a value fits no type of a union, the errors of the type that came closest.

    That is the one with an error deepest inside; else a list of words if a text was found.
    """
    best: dict[Path, tuple[tuple[int, bool], str]] = {}
    for error, target in located:
        if target.branch:
            length, name = target.branch
            is_text = isinstance(_value(document.data, target.path), str)
            rank = len(error["loc"]), is_text == (error["type"] == "literal_error")
            union = target.path[:length]
            if union not in best or rank > best[union][0]:
                best[union] = rank, name
    for error, target in located:
        if not target.branch or best[target.path[: target.branch[0]]][1] == target.branch[1]:
            yield error, target


def _without_consequences(located: list[Located]) -> Iterator[Located]:
    """Drop what only follows from another error.

    That is "too few entries" where entries are wrong themselves, and a missing key where an
    unknown key is a misspelling of it.
    """
    wrong = {target.path[:length] for _, target in located for length in range(len(target.path))}
    misspelt = {
        (target.path[:-1], did_you_mean(str(target.path[-1]), target.keys()))
        for error, target in located[:MAX_PROBLEMS]
        if error["type"] == "extra_forbidden"
    }
    for error, target in located:
        is_count = error["type"] == "too_short" and target.path in wrong
        is_twin = error["type"] == "missing" and (target.path, error["loc"][-1]) in misspelt
        if not is_count and not is_twin:
            yield error, target


def _problem(error: Any, target: Target, document: Document) -> Problem:  # noqa: ANN401
    """Turn one pydantic error into a problem."""
    if error["type"] == "missing":
        return _missing(error["loc"][-1], target, document)
    if error["type"] == "extra_forbidden":
        return _unknown_key(target, document)
    if not target.on_key and _value(document.data, target.path) is None:
        return _empty(target.path, document)
    return _misfit(error, target, document)


def _missing(key: str | int, target: Target, document: Document) -> Problem:
    place = document.place(target.path, key=True)
    if isinstance(key, int):
        return Problem("value.no_entry", place, {"number": key + 1})
    return Problem("value.missing", place, {"key": key})


def _empty(path: Path, document: Document) -> Problem:
    place = document.place(path, key=True)
    if path and isinstance(path[-1], int):
        return Problem("value.no_entry", place, {"number": path[-1] + 1})
    return Problem("value.empty", place, {"key": path[-1] if path else ""})


def _unknown_key(target: Target, document: Document) -> Problem:
    key = str(target.path[-1])
    details = {"key": key, **_suggestion(key, target.keys())}
    return Problem("value.unknown_key", document.place(target.path, key=True), details)


def _misfit(error: Any, target: Target, document: Document) -> Problem:  # noqa: ANN401
    """Turn the error about a value (or a key) that stands there and does not fit."""
    kind, context = error["type"], error.get("ctx", {})
    path, on_key = _with_discriminator(target.path, context, document), target.on_key
    value, place = _value(document.data, path), document.place(path, key=on_key)
    found = str(path[-1]) if on_key else _shown(value, document, path)
    bounds = {_BOUNDS[name]: bound for name, bound in context.items() if name in _BOUNDS}
    details: dict[str, object] = {"found": found, **bounds}
    if "." in kind:  # a validator of our own
        return Problem(kind, place, details | context)
    code = CODES.get(kind, OTHER)
    if code == "value.not_mapping" and (slip := slip_of_colon(document, place.line)):
        return slip
    if code == "value.not_text" and isinstance(value, int | float):
        code = "value.quote"
    if code == "value.not_one_of":
        details |= _suggestion(found, target.words())
    if code == "value.no_kind" and str(context["discriminator"]).endswith("()"):  # by its keys
        key = next(iter(value), "") if isinstance(value, dict) else ""
        details |= _suggestion(key, target.words())
    if code == "value.pattern":
        details |= _mended(found, context["pattern"])
    if code in {"value.refused", OTHER}:
        details["reason"] = str(context.get("error", error["msg"]))
    return Problem(code, place, details)


def _with_discriminator(path: Path, context: Mapping[str, Any], document: Document) -> Path:
    """Return the way to the value that selects the kind, where it is one of the keys."""
    name = str(context.get("discriminator", "")).strip("'")
    holder = _value(document.data, path)
    return (*path, name) if name and isinstance(holder, dict) and name in holder else path


def _suggestion(found: str, allowed: list[str]) -> dict[str, object]:
    meant = did_you_mean(found, allowed)
    return {"allowed": allowed} | ({"meant": meant} if meant else {})


def _mended(found: str, pattern: str) -> dict[str, object]:
    """Suggest small letters and underscores where that is all that an id lacks."""
    for joint in "_-":
        mended = re.sub(r"[^a-z0-9_.-]+|[-_]+", joint, found.strip().lower()).strip(joint)
        if mended != found and re.search(pattern, mended):
            return {"meant": mended}
    return {}


def _shown(value: Any, document: Document, path: Path) -> str:  # noqa: ANN401
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list):
        return "[…]"
    written = document.written(path)
    return written if len(written) <= _MAX_SHOWN else f"{written[:_MAX_SHOWN]}…"
