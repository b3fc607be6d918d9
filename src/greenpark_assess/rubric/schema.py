"""JSON Schemas (2020-12) with which an editor completes and explains the YAML files."""

from __future__ import annotations

from typing import Any

from greenpark_assess.rubric.model import Question, Rubric, RubricFile, Text

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ANSWERS_FORMAT = "greenpark-answers/1"

Schema = dict[str, Any]


def rubric_schema() -> Schema:
    """Return the schema of a rubric file, made from the models themselves."""
    schema = RubricFile.model_json_schema(by_alias=True)
    return {"$schema": DIALECT, **_tidied(schema)}


def answers_schema(rubric: Rubric, language: str) -> Schema:
    """Return the schema of an answers file of one rubric.

    It knows every question of ``rubric`` with its text, help, unit and options in ``language``.
    It is there to complete and explain, so it accepts whatever ``greenpark check`` may accept:
    options and yes/no also by any label or free spelling, numbers also as text with a unit.
    """
    questions = {name: _answer(question, language) for name, question in rubric.questions.items()}
    text = {"anyOf": [{"type": "string"}, _mapping_of({"type": "string"})]}
    park = {
        "id": {"type": "string", "minLength": 1},
        "name": text,
        "country": {"type": "string"},
        "about": text,
    }
    properties = {
        "format": {"const": ANSWERS_FORMAT},
        "rubric": {"type": "string", "examples": [rubric.name]},
        "park": {"type": "object", "properties": park, "required": ["id"]},
        "period": {"type": ["string", "integer"]},
        "illustrative": {"type": "boolean"},
        "basis": {"const": "public record"},
        "answers": {
            "type": ["object", "null"],
            "properties": questions,
            "additionalProperties": False,
        },
        "retired": {"type": ["object", "null"]},
    }
    return {
        "$schema": DIALECT,
        "title": rubric.header.title.within(language),
        "type": "object",
        "properties": properties,
        "required": ["rubric", "park", "answers"],
    }


# --- the rubric's own schema ----------------------------------------------------------


def _tidied(part: Any) -> Any:  # noqa: ANN401 - JSON is made of anything
    """Drop the titles that only repeat a key, and forbid keys that no pattern allows."""
    if isinstance(part, list):
        return [_tidied(item) for item in part]
    if not isinstance(part, dict):
        return part
    tidy = {
        key: (
            {name: _tidied(item) for name, item in value.items()}
            if key in _NAMED
            else _tidied(value)
        )
        for key, value in part.items()
        if not (key == "title" and isinstance(value, str))
    }
    if "patternProperties" in tidy:
        tidy["additionalProperties"] = False
    if isinstance(words := tidy.get("description"), str):
        tidy["description"] = " ".join(words.replace("``", "'").split())
    return tidy


# Below these keywords the keys are names of the rubric language, not keywords of the schema.
_NAMED = frozenset({"$defs", "properties", "patternProperties"})


# --- answers --------------------------------------------------------------------------


def _answer(question: Question, language: str) -> Schema:
    """Return the schema of one answer: the short form, the long form, or nothing yet."""
    value = _value(question, language)
    properties: Schema = {
        "value": {"anyOf": [*value, {"type": "null"}]},
        "na": {"type": ["string", "boolean", "null"]},
        "evidence": {"type": ["string", "array", "null"], "items": {"type": "string"}},
        "note": {"type": ["string", "null"]},
        "quality": {"enum": ["measured", "calculated", "estimated", None]},
        "target": {"anyOf": [*value, {"type": "null"}]},
    }
    if question.evidence:
        properties["evidence"]["description"] = question.evidence.within(language)
    long = {"type": "object", "properties": properties, "additionalProperties": False}
    return {
        "title": question.text.within(language),
        "description": _explanation(question, language),
        "anyOf": [*value, long, {"type": "null"}],
    }


def _explanation(question: Question, language: str) -> str:
    """Return what an editor shows beside a question: text, unit, options or levels, help."""
    lines = [question.text.within(language) + (f" [{question.unit}]" if question.unit else "")]
    if question.options:
        lines += [f"- {key}: {text.within(language)}" for key, text in question.options.items()]
    if question.levels:
        lines += [f"- {key}: {text.within(language)}" for key, text in enumerate(question.levels)]
    lines += [text.within(language) for text in (question.help, question.evidence) if text]
    return "\n".join(lines)


def _value(question: Question, language: str) -> list[Schema]:
    """Return the forms of a value: first what an editor should offer, then what else is read."""
    free: Schema = {"type": ["string", "number"]}
    options = _options(question.options or {}, language)
    entry: Schema = {"anyOf": [*options, free]}
    if question.kind == "choice":
        return [*options, free, {"type": "array", "items": entry, "minItems": 1, "maxItems": 1}]
    if question.kind == "choices":
        states = {"type": "object", "properties": {key: {} for key in question.options or {}}}
        return [{"type": "array", "items": entry}, *options, free, states]
    if question.kind == "yes_no":
        return [{"type": "boolean"}, free]
    if question.kind == "maturity":
        levels = question.levels or ()
        known = [
            {"const": level, "description": text.within(language)}
            for level, text in enumerate(levels)
        ]
        return [*known, free]
    return [free]


def _options(options: dict[str, Text], language: str) -> list[Schema]:
    return [{"const": key, "description": label.within(language)} for key, label in options.items()]


def _mapping_of(item: Schema) -> Schema:
    return {"type": "object", "additionalProperties": item}
