from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

import pytest
from pydantic import AnyUrl, BaseModel, ConfigDict, Field, RootModel, model_validator
from pydantic_core import PydanticCustomError

from greenpark_assess.documents import read, validate
from greenpark_assess.documents.validation import CODES, MAX_PROBLEMS
from greenpark_assess.rubric.model import RubricFile
from greenpark_assess.wording import languages, words


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Points(Strict):
    kind: Literal["points"]
    points: dict[float, float]


class Options(Strict):
    kind: Literal["options", "choice"]
    options: dict[str, float]


class Names(RootModel[dict[str, str]]):
    pass


class Leaf(Strict):
    title: Names | None = None
    weight: float = Field(default=1, ge=0, lt=10)
    sentences: tuple[str, ...] = Field(default=(), alias="from")
    scale: Annotated[Points | Options, Field(discriminator="kind")] | None = None
    who: Literal["all"] | tuple[Annotated[str, Field(max_length=5)], ...] = "all"
    value: float | str | None = None


class Tree(Strict):
    count: int = 1
    on: bool = True
    day: dt.date | None = None
    share: float = Field(default=1, gt=0, le=1, multiple_of=0.5, allow_inf_nan=False)
    id: Annotated[str, Field(pattern="^[a-z-]+$", min_length=2)] = "id"
    pair: tuple[float, float] = (0, 1)
    many: list[int] = Field(default=[], max_length=2)
    leaves: dict[Annotated[str, Field(pattern="^[a-z_]+$")], Leaf] = {}
    inner: Tree | None = None
    link: AnyUrl | None = None
    must: str

    @model_validator(mode="before")
    @classmethod
    def refuse(cls, raw: Any) -> Any:
        if isinstance(raw, dict) and raw.get("must") == "own":
            raise PydanticCustomError("tree.own", "x", {"twin": "y"})
        if isinstance(raw, dict) and raw.get("must") == "plain":
            raise ValueError("not plain")
        return raw


def findings(text, model=Tree, at=()):
    """Return (code, line, column, marked text, details) of each problem in ``text``."""
    record, problems = validate(model, read(text, "a.yaml"), at=at)
    assert record is None
    return [
        (
            one.code,
            one.place.line,
            one.place.source[one.place.column - 1 : one.place.column - 1 + one.place.width],
            {key: value for key, value in one.details.items() if key != "allowed"},
        )
        for one in problems
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "count: 1", ("value.missing", 1, "count: 1", {"key": "must"}), id="missing-at-top"
        ),
        pytest.param(
            "must: x\ninner:\n  count: 1",
            ("value.missing", 2, "inner", {"key": "must"}),
            id="missing-points-at-the-parents-key",
        ),
        pytest.param(
            "must: x\npair: [1]", ("value.no_entry", 2, "pair", {"number": 2}), id="missing-entry"
        ),
        pytest.param(
            "must: x\ncuont: 2",
            ("value.unknown_key", 2, "cuont", {"key": "cuont", "meant": "count"}),
            id="unknown-key",
        ),
        pytest.param(
            "must: x\nleaves: {a: {form: [x]}}",
            ("value.unknown_key", 2, "form", {"key": "form", "meant": "from"}),
            id="unknown-key-suggests-the-alias",
        ),
        pytest.param(
            "must: x\nleaves: {a: {scale: {kind: points, pionts: {1: 2}}}}",
            ("value.unknown_key", 2, "pionts", {"key": "pionts", "meant": "points"}),
            id="unknown-key-in-a-union-hides-the-missing-one",
        ),
        pytest.param(
            "must: x\nleaves: {a: {scale: {kind: pints, points: {1: 2}}}}",
            ("value.not_one_of", 2, "pints", {"found": "pints", "meant": "points"}),
            id="unknown-kind",
        ),
        pytest.param(
            "must: x\nleaves: {a: {scale: {points: {1: 2}}}}",
            ("value.no_kind", 2, "{points: {1: 2}}", {"found": "{…}"}),
            id="no-kind",
        ),
        pytest.param(
            "must: x\nleaves: {a: {scale: {kind: points, points: {x: 2}}}}",
            ("value.not_number", 2, "x", {"found": "x"}),
            id="wrong-key-in-a-union-whose-tag-is-a-key",
        ),
        pytest.param(
            "must: x\nleaves: {a: {scale: {kind: points, points: {1: x}}}}",
            ("value.not_number", 2, "x", {"found": "x"}),
            id="wrong-value-in-a-union",
        ),
        pytest.param(
            "must: x\nleaves: {A B: {weight: 1}}",
            ("value.pattern", 2, "A B", {"found": "A B", "pattern": "^[a-z_]+$", "meant": "a_b"}),
            id="key-of-a-wrong-form",
        ),
        pytest.param(
            "must: x\nid: A b",
            ("value.pattern", 2, "A b", {"found": "A b", "pattern": "^[a-z-]+$", "meant": "a-b"}),
            id="text-of-a-wrong-form",
        ),
        pytest.param(
            "must: 1.10", ("value.quote", 1, "1.10", {"found": "1.10"}), id="number-for-text"
        ),
        pytest.param(
            "must: true", ("value.quote", 1, "true", {"found": "true"}), id="true-for-text"
        ),
        pytest.param(
            "must: [x]", ("value.not_text", 1, "[x]", {"found": "[…]"}), id="list-for-text"
        ),
        pytest.param("must:", ("value.empty", 1, "must", {"key": "must"}), id="nothing"),
        pytest.param(
            "must: x\nmany: [~]", ("value.no_entry", 2, "~", {"number": 1}), id="nothing-in-a-list"
        ),
        pytest.param(
            "must: x\nid: i",
            ("value.text_too_short", 2, "i", {"found": "i", "limit": 2}),
            id="short",
        ),
        pytest.param("must: x\ncount: a", ("value.not_whole", 2, "a", {"found": "a"}), id="whole"),
        pytest.param(
            "must: x\ncount: 1.5", ("value.not_whole", 2, "1.5", {"found": "1.5"}), id="not-whole"
        ),
        pytest.param(
            "must: x\non: maybe",
            ("value.not_true_false", 2, "maybe", {"found": "maybe"}),
            id="bool",
        ),
        pytest.param(
            "must: x\nday: soon", ("value.not_date", 2, "soon", {"found": "soon"}), id="date"
        ),
        pytest.param(
            "must: x\nshare: nan",
            ("value.not_finite", 2, "nan", {"found": "nan"}),
            id="nan-as-text",
        ),
        pytest.param(
            "must: x\nshare: 0", ("value.not_above", 2, "0", {"found": "0", "limit": 0}), id="gt"
        ),
        pytest.param(
            "must: x\nshare: 1.5", ("value.above", 2, "1.5", {"found": "1.5", "limit": 1}), id="le"
        ),
        pytest.param(
            "must: x\nshare: 0.3",
            ("value.not_multiple", 2, "0.3", {"found": "0.3", "limit": 0.5}),
            id="multiple",
        ),
        pytest.param(
            "must: x\nleaves: {a: {weight: -1}}",
            ("value.below", 2, "-1", {"found": "-1", "limit": 0}),
            id="ge",
        ),
        pytest.param(
            "must: x\nleaves: {a: {weight: 10}}",
            ("value.not_under", 2, "10", {"found": "10", "limit": 10}),
            id="lt",
        ),
        pytest.param(
            "must: x\nmany: [1, 2, 3]",
            ("value.too_many", 2, "[1, 2, 3]", {"found": "[…]", "limit": 2, "count": 3}),
            id="too-many",
        ),
        pytest.param("must: x\nmany: 1", ("value.not_list", 2, "1", {"found": "1"}), id="no-list"),
        pytest.param(
            "must: x\nleaves: [a]",
            ("value.not_mapping", 2, "[a]", {"found": "[…]"}),
            id="list-for-mapping",
        ),
        pytest.param(
            "must: x\nleaves: {a: b}",
            ("value.not_mapping", 2, "b", {"found": "b"}),
            id="text-for-mapping",
        ),
        pytest.param("x", ("value.not_mapping", 1, "x", {"found": "x"}), id="whole-file-is-text"),
        pytest.param(
            "must: x\nleaves: {a: {title: {en: 5}}}",
            ("value.quote", 2, "5", {"found": "5"}),
            id="inside-a-root-model",
        ),
        pytest.param(
            "must: x\nleaves: {a: {who: al}}",
            ("value.not_one_of", 2, "al", {"found": "al", "meant": "all"}),
            id="union-of-word-and-list-given-a-word",
        ),
        pytest.param(
            "must: x\nleaves: {a: {who: 5}}",
            ("value.not_list", 2, "5", {"found": "5"}),
            id="union-of-word-and-list-given-a-number",
        ),
        pytest.param(
            "must: x\nleaves: {a: {who: [all, far too long]}}",
            ("value.text_too_long", 2, "far too long", {"found": "far too long", "limit": 5}),
            id="union-of-word-and-list-given-a-list",
        ),
        pytest.param(
            "must: x\nleaves: {a: {value: [1]}}",
            ("value.not_number", 2, "[1]", {"found": "[…]"}),
            id="union-of-number-and-text",
        ),
        pytest.param(
            "must: plain",
            ("value.refused", 1, "must: plain", {"found": "{…}", "reason": "not plain"}),
            id="validator",
        ),
        pytest.param(
            "must: own", ("tree.own", 1, "must: own", {"found": "{…}", "twin": "y"}), id="own-code"
        ),
    ],
)
def test_each_error_has_its_code_and_its_place(text, expected):
    assert findings(text) == [expected]


def test_allowed_words_come_from_the_annotations():
    _, problems = validate(
        Tree, read("must: x\nleaves: {a: {scale: {kind: x}, ttle: 1}}", "a.yaml")
    )
    assert [problem.details["allowed"] for problem in problems] == [
        ["points", "options"],
        ["title", "weight", "from", "scale", "who", "value"],
    ]


def test_all_errors_come_at_once_in_the_order_of_the_file():
    text = "zz: 1\ninner: {must: x, count: y}\nmust: 5\ncount: z\n"
    assert [finding[:3] for finding in findings(text)] == [
        ("value.unknown_key", 1, "zz"),
        ("value.not_whole", 2, "y"),
        ("value.quote", 3, "5"),
        ("value.not_whole", 4, "z"),
    ]


def test_a_part_of_a_document_is_checked_in_its_place():
    assert findings("trees:\n  - must: x\n  - must: 5\n", at=("trees", 1)) == [
        ("value.quote", 3, "5", {"found": "5"})
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "inner:\n  count：1\n", ("yaml.full_width_colon", 2, "：", {}), id="full-width"
        ),
        pytest.param(
            "inner:\n  count:1\n", ("yaml.no_space_after_colon", 2, ":", {}), id="no-space"
        ),
        pytest.param(
            "count：1\nmust：x\n", ("yaml.full_width_colon", 1, "：", {}), id="everywhere"
        ),
    ],
)
def test_a_colon_that_is_none_is_pointed_at(text, expected):
    assert expected in findings(text)


def test_an_error_of_a_type_we_do_not_know_keeps_its_place_and_its_sentence():
    (finding,) = findings("must: x\nlink: ftp//x\n")
    assert finding == (
        "value.other",
        2,
        "ftp//x",
        {"found": "ftp//x", "reason": "relative URL without a base"},
    )


def test_a_part_that_does_not_exist_is_missing():
    assert findings("trees:\n", at=("trees", 1)) == [("value.no_entry", 1, "trees", {"number": 2})]
    assert findings("a: {b: 1}", at=("a", "c")) == [("value.empty", 1, "a", {"key": "c"})]


def test_a_good_document_becomes_a_record():
    record, problems = validate(Tree, read("must: x\nleaves: {a: {from: [s1]}}", "a.yaml"))
    assert problems == ()
    assert record is not None
    assert record.leaves["a"].sentences == ("s1",)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("count: [", id="broken-syntax"),
        pytest.param("a: &a {must: x}\n<<: *a\n", id="merge"),
        pytest.param("", id="empty"),
    ],
)
def test_nothing_is_said_about_data_that_could_not_be_read(text):
    document = read(text, "a.yaml")
    assert document.problems
    assert validate(Tree, document) == (None, ())


def test_one_spot_is_blamed_once():
    document = read("must: x\ninner: {must: y, share: .nan}\n", "a.yaml")
    assert [problem.code for problem in document.problems] == ["yaml.not_finite"]
    assert validate(Tree, document) == (None, ())


def test_too_few_entries_is_silent_where_the_entries_are_wrong():
    text = "recommendations: {r: {title: t, text: t, lifts: {a: 1}, cost: [cheap], who: [finance]}}"
    assert [finding[0] for finding in findings(text, RubricFile)] == ["value.not_one_of"]


def test_scales_of_a_switch_are_followed_though_their_tags_are_keys():
    scale = "{switch: [{points: {1: 0, 2: 100}, lgo: true}]}"
    indicators = f"{{i: {{title: t, weight: 1, scale: {scale}}}}}"
    text = f"dimensions: {{d: {{title: t, weight: 1, indicators: {indicators}}}}}"
    assert findings(text, RubricFile) == [
        ("value.unknown_key", 1, "lgo", {"key": "lgo", "meant": "log"})
    ]


def test_a_flood_of_errors_is_cut():
    text = "must: x\n" + "".join(f"key{number}: 1\n" for number in range(MAX_PROBLEMS + 20))
    record, problems = validate(Tree, read(text, "a.yaml"))
    assert record is None
    assert (len(problems), problems[-1].code) == (MAX_PROBLEMS + 1, "value.and_more")
    assert problems[-1].details == {"count": 20}


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("code", sorted({*CODES.values(), "value.other"}))
def test_every_code_has_words(code, language):
    assert words(language)["problems"][code]
