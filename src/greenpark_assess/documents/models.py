"""Following a pydantic error through the annotations of a model and the data side by side.

A location such as ``("scale", "points", "points", "40")`` mixes keys with the tags of unions, and
a tag may look like a key. Only the annotations can tell which is which.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, RootModel, Tag
from pydantic.fields import FieldInfo

from greenpark_assess.documents.document import Path

_KEY_MARK = "[key]"  # pydantic's last part where the key itself is wrong

Form: TypeAlias = tuple[str, Any]
"""One of the types that a value may have, with its tag in a union (or ``""``)."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a pydantic location stands for.

    Attributes:
        path: The way through the data.
        forms: The types that are allowed at the end of ``path``; none behind an unknown key.
        around: The types of the collection that holds the end of ``path``.
        on_key: Whether the key is meant, and not its value.
        branch: The place in ``path`` where a union without tags began, and which of its types
            the error is about; ``None`` where there was no such union.
    """

    path: Path
    forms: tuple[Form, ...]
    around: tuple[Form, ...] = ()
    on_key: bool = False
    branch: tuple[int, str] | None = None

    def words(self) -> list[str]:
        """Return the words that may stand here: literal values, or the tags of a union."""
        literal = [word for _, form in self.forms for word in _literals(form)]
        return [str(word) for word in literal] or [tag for tag, _ in self.forms if tag]

    def keys(self) -> list[str]:
        """Return the keys that may stand here, as they are written in files."""
        models = [form for _, form in self.around if _is_model(form)]
        return [field.alias or name for model in models for name, field in _fields(model).items()]


def follow(location: Path, model: type[BaseModel], data: Any, at: Path = ()) -> Target:  # noqa: ANN401
    """Return what ``location``, reported for ``model`` validating ``data``, stands for.

    Args:
        location: The ``loc`` of a pydantic error.
        model: The model that found it.
        data: The plain data that was validated.
        at: Where ``data`` stands in its document; put before the path.
    """
    path, forms = at, tuple(_forms(model))
    around: tuple[Form, ...] = ()
    branch: tuple[int, str] | None = None
    for part in location:
        if part == _KEY_MARK:
            return Target(path, (), around, on_key=True, branch=branch)
        tagged = [form for tag, form in forms if tag and tag == part]
        if tagged:
            forms = tuple(_forms(tagged[0]))
        elif _has(data, part):
            data, path = data[part], (*path, part)
            around, forms = forms, tuple(_inside(forms, part))
        elif branch is None and isinstance(part, str):
            branch = (len(path), part)
    return Target(path, forms, around, branch=branch)


def _has(data: Any, part: str | int) -> bool:  # noqa: ANN401
    if isinstance(data, list):
        return isinstance(part, int) and 0 <= part < len(data)
    return isinstance(data, dict) and part in data


def _forms(annotation: Any, tag: str = "") -> Iterator[Form]:  # noqa: ANN401
    """Yield the types that an annotation allows, out of all unions and wrappers."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *extras = get_args(annotation)
        tag = next((extra.tag for extra in extras if isinstance(extra, Tag)), tag)
        by = next((extra.discriminator for extra in extras if hasattr(extra, "discriminator")), "")
        for own_tag, form in _forms(inner, tag):
            yield own_tag or _literal_tag(form, by), form
    elif origin is Union or origin is types.UnionType:
        for choice in get_args(annotation):
            yield from _forms(choice, tag)
    elif isinstance(annotation, type) and issubclass(annotation, RootModel):
        yield from _forms(_hints(annotation)["root"], tag)
    else:
        yield tag, annotation


def _literal_tag(form: Any, discriminator: Any) -> str:  # noqa: ANN401
    """Return the word that selects ``form`` where the discriminator is one of its fields."""
    if not (isinstance(discriminator, str) and _is_model(form)):
        return ""
    words = _literals(_hints(form).get(discriminator))
    return str(words[0]) if words else ""


def _inside(forms: tuple[Form, ...], part: str | int) -> Iterator[Form]:
    """Yield the types of the entry ``part`` of a value that has one of ``forms``."""
    for _, form in forms:
        arguments = get_args(form)
        if _is_model(form):
            names = [name for name, field in _fields(form).items() if part in {name, field.alias}]
            for name in names:
                yield from _forms(_field_hint(form, name))
        elif _is_mapping(get_origin(form)):
            yield from _forms(arguments[1])
        elif isinstance(part, int) and arguments:
            repeated = len(arguments) == 1 or arguments[-1] is Ellipsis
            yield from _forms(arguments[0 if repeated else min(part, len(arguments) - 1)])


def _is_mapping(origin: Any) -> bool:  # noqa: ANN401
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _literals(form: Any) -> tuple[Any, ...]:  # noqa: ANN401
    return get_args(form) if get_origin(form) is Literal else ()


def _is_model(form: Any) -> bool:  # noqa: ANN401
    return isinstance(form, type) and issubclass(form, BaseModel)


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return model.model_fields


def _field_hint(model: type[BaseModel], name: str) -> Any:  # noqa: ANN401
    discriminator = _fields(model)[name].discriminator
    hint = _hints(model)[name]
    return Annotated[hint, FieldInfo(discriminator=discriminator)] if discriminator else hint


@cache
def _hints(model: type[BaseModel]) -> dict[str, Any]:
    """Return a model's annotations; names that it uses before they are defined are resolved."""
    return get_type_hints(model, include_extras=True)
