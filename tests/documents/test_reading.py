from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from greenpark_assess.documents import read, reading
from greenpark_assess.documents.reading import MAX_DEPTH, MAX_NODES, MAX_PROBLEMS


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def each_parser(request, monkeypatch):
    """Run a test with the parser in C and with the one in Python."""
    monkeypatch.setattr(reading, "Loader", getattr(yaml, request.param))


def found(text):
    """Return (code, line, column) of every problem."""
    return [
        (problem.code, problem.place.line, problem.place.column)
        for problem in read(text, "a.yaml").problems
    ]


# --- data -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "data"),
    [
        pytest.param(
            "a: 1\nb: [x, 2.5, true, ~]\n", {"a": 1, "b": ["x", 2.5, True, None]}, id="all"
        ),
        pytest.param("40: 0\n75: 1\n", {"40": 0, "75": 1}, id="keys-are-text"),
        pytest.param("true: 1\nnull: 2\n", {"true": 1, "null": 2}, id="words-as-keys"),
        pytest.param("a: '12'\nb: \"no\"\nc: no\n", {"a": "12", "b": "no", "c": "no"}, id="quotes"),
        pytest.param("a:\nb: ''\n", {"a": None, "b": ""}, id="nothing-and-empty-text"),
        pytest.param(
            "a: |\n  x\n  y\nb: >\n  x\n  y\n", {"a": "x\ny\n", "b": "x y\n"}, id="blocks"
        ),
        pytest.param("a: 中文\n名称: 园区\n", {"a": "中文", "名称": "园区"}, id="chinese"),
        pytest.param("'<<': 1\n", {"<<": 1}, id="quoted-merge-sign-is-a-key"),
        pytest.param("---\na: 1\n...\n", {"a": 1}, id="explicit-start-and-end"),
        pytest.param("%YAML 1.2\n---\na: no\n", {"a": "no"}, id="directive"),
        pytest.param('{"a": [1, {"b": null}]}', {"a": [1, {"b": None}]}, id="json"),
        pytest.param("a: 1\r\nb: 2\r\n", {"a": 1, "b": 2}, id="windows-line-ends"),
        pytest.param("just words", "just words", id="no-mapping"),
        pytest.param("? a\n: 1\n", {"a": 1}, id="explicit-key"),
    ],
)
@pytest.mark.usefixtures("each_parser")
def test_data(text, data):
    document = read(text, "a.yaml")
    assert (document.data, document.problems, document.complete) == (data, (), True)


def test_written_text_of_scalars():
    text = "a: 1.10\nb: [1e3, 012, 'x y', TRUE, ]\nc: {d: +5 , e: ~}\nf:\ng: |\n  one\n  two\n"
    document = read(text, "a.yaml")
    paths = {
        ("a",): "1.10",
        ("b", 0): "1e3",
        ("b", 1): "012",
        ("b", 2): "x y",
        ("b", 3): "TRUE",
        ("c", "d"): "+5",
        ("c", "e"): "~",
        ("f",): "",
        ("g",): "one\ntwo\n",
        ("b",): "",
    }
    assert {path: document.written(path) for path in paths} == paths


# --- places ---------------------------------------------------------------------------

PLACES = """\
park:
  名称: 示范园区, 中国  # comment
  list:
    - one
    - {deep: [1, two words]}
text: |
  block
  of lines
"""


@pytest.mark.parametrize(
    ("path", "key", "spot"),
    [
        pytest.param(("park", "名称"), False, (2, 7, "示范园区, 中国"), id="value"),
        pytest.param(("park", "名称"), True, (2, 3, "名称"), id="key"),
        pytest.param(("park",), True, (1, 1, "park"), id="key-of-mapping"),
        pytest.param(
            ("park",), False, (2, 3, "名称: 示范园区, 中国  # comment"), id="block-mapping"
        ),
        pytest.param(("park", "list", 0), False, (4, 7, "one"), id="list-entry"),
        pytest.param(("park", "list", 0), True, (4, 7, "one"), id="list-entry-has-no-key"),
        pytest.param(("park", "list", 1), False, (5, 7, "{deep: [1, two words]}"), id="flow"),
        pytest.param(("park", "list", 1, "deep", 1), False, (5, 18, "two words"), id="deep"),
        pytest.param(("text",), False, (6, 7, "|"), id="block-text"),
        pytest.param(("park", "size", "x"), False, (1, 1, "park"), id="missing-key-gives-parent"),
        pytest.param(("park", "list", 7), False, (3, 3, "list"), id="missing-entry-gives-list"),
        pytest.param(("nothing",), False, (1, 1, "park:"), id="missing-at-top"),
        pytest.param((), False, (1, 1, "park:"), id="top"),
    ],
)
@pytest.mark.usefixtures("each_parser")
def test_places(path, key, spot):
    place = read(PLACES, "a.yaml").place(path, key=key)
    marked = place.source[place.column - 1 : place.column - 1 + place.width]
    assert (place.line, place.column, marked) == spot
    assert place.source == PLACES.splitlines()[place.line - 1]


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\x85", "\u2028"], ids=ascii)
def test_lines_are_counted_as_the_parser_does(break_):
    text = break_.join(["a: 1", "b:", "  c: [x, 𠮷, y]", ""])
    place = read(text, "a.yaml").place(("b", "c", 2))
    assert (place.line, place.column, place.source) == (3, 13, "  c: [x, 𠮷, y]")


# --- YAML that is not taken -----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        pytest.param("a: 1\nb: 2\na: 3\n", [("yaml.repeated_key", 3, 1)], id="repeated"),
        pytest.param("{a: 1, 'a': 2}", [("yaml.repeated_key", 1, 8)], id="repeated-other-quotes"),
        pytest.param(
            "a: {x: 1, x: 2}\na: {y: 1, y: 2}\n",
            [
                ("yaml.repeated_key", 1, 11),
                ("yaml.repeated_key", 2, 1),
                ("yaml.repeated_key", 2, 11),
            ],
            id="repeated-inside-repeated",
        ),
        pytest.param("a: &x 1\nb: *x\n", [("yaml.anchor", 1, 4), ("yaml.alias", 2, 4)], id="alias"),
        pytest.param("a: !!python/name:os.system\n", [("yaml.tag", 1, 4)], id="python-tag"),
        pytest.param("a: !own {b: 1}\n", [("yaml.tag", 1, 4)], id="own-tag"),
        pytest.param("a: {<<: {b: 1}, c: 2}\n", [("yaml.merge", 1, 5)], id="merge"),
        pytest.param("{[1, 2]: x, b: 1}\n", [("yaml.key_not_text", 1, 2)], id="list-as-key"),
        pytest.param("? {a: 1}\n: x\n", [("yaml.key_not_text", 1, 3)], id="mapping-as-key"),
        pytest.param("? \n: x\n", [("yaml.no_key", 1, 2)], id="no-key"),
        pytest.param("{: x}", [("yaml.no_key", 1, 2)], id="no-key-in-brackets"),
        pytest.param("a: >5\nb: 1\n", [("yaml.block_sign", 1, 4)], id="more-than"),
        pytest.param(
            "a: .inf\nb: 1e400\n",
            [("yaml.not_finite", 1, 4), ("yaml.not_finite", 2, 4)],
            id="not-finite",
        ),
        pytest.param("a: 1\n---\nb: 2\n", [("yaml.second_document", 2, 1)], id="second-document"),
        pytest.param("", [("yaml.nothing", 1, 1)], id="empty"),
        pytest.param("# only a comment\n", [("yaml.nothing", 1, 1)], id="comment"),
        pytest.param("a: \x00b\n", [("yaml.unprintable", 1, 4)], id="nul"),
        pytest.param("a: \x1b[31mred\n", [("yaml.unprintable", 1, 4)], id="terminal-escape"),
        pytest.param("a: \ud800\n", [("yaml.unprintable", 1, 4)], id="lone-surrogate"),
        pytest.param("a: 1\n\ufeffb: 2\n", [("yaml.unprintable", 2, 1)], id="mark-in-the-middle"),
    ],
)
@pytest.mark.usefixtures("each_parser")
def test_unwanted_yaml(text, problems):
    assert found(text) == problems


def test_the_first_of_two_equal_keys_counts():
    document = read("a: 1\na: 2\nb: 3\n", "a.yaml")
    assert (document.data, document.complete) == ({"a": 1, "b": 3}, True)
    assert document.problems[0].details == {"key": "a", "first": 1}


# --- slips ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("a:\n\tb: 1\n", ("yaml.tab", 2, 1), id="tab"),
        pytest.param("a:\n  b: 1\n\tc: 2\n", ("yaml.tab", 3, 1), id="tab-after-text"),
        pytest.param("a: 1\n  b: 2\n", ("yaml.indentation", 2, 4), id="deeper-than-a-value"),
        pytest.param("a:\n  b: 1\n c: 2\n", ("yaml.indentation", 3, 2), id="between-two-layers"),
        pytest.param("a:\n  - 1\n  b: 2\n", ("yaml.indentation", 3, 3), id="key-among-entries"),
        pytest.param("note: see: this\n", ("yaml.second_colon", 1, 10), id="second-colon"),
        pytest.param("a: 1\nb\nc: 2\n", ("yaml.no_colon", 2, 1), id="no-colon"),
        pytest.param("a: 1\nb:2\nc: 3\n", ("yaml.no_space_after_colon", 2, 2), id="no-space"),
        pytest.param("a: 1\n水：2\nc: 3\n", ("yaml.full_width_colon", 2, 2), id="full-width-colon"),
        pytest.param("水：2\nc: 3\n", ("yaml.full_width_colon", 1, 2), id="full-width-colon-first"),
        pytest.param('a: "x\nb: 1\n', ("yaml.unclosed_quote", 1, 4), id="unclosed-quote"),
        pytest.param("a: 'it's me'\n", ("yaml.after_quote", 1, 8), id="apostrophe"),
        pytest.param("a: [1, 2\nb: 1\n", ("yaml.unclosed_bracket", 1, 4), id="unclosed-list"),
        pytest.param("a: {x: 1\nb: 2\n", ("yaml.unclosed_bracket", 1, 4), id="unclosed-mapping"),
        pytest.param("a: >= 50 %\n", ("yaml.block_sign", 1, 4), id="at-least"),
        pytest.param("a: > 50 %\n", ("yaml.block_sign", 1, 4), id="more-than"),
        pytest.param('"a" b\n', ("yaml.after_quote", 1, 5), id="after-a-quote-at-the-top"),
        pytest.param("[a]\nb: 1\n", ("yaml.indentation", 2, 1), id="after-a-list-at-the-top"),
        pytest.param(": 5\n", ("yaml.no_key", 1, 1), id="colon-first"),
        pytest.param("a: {b: [x, {c: 1}\n", ("yaml.unclosed_bracket", 1, 8), id="open-at-the-end"),
        pytest.param("a: @x\n", ("yaml.first_sign", 1, 4), id="at-sign"),
        pytest.param("a: -\n", ("yaml.lone_dash", 1, 4), id="dash-alone"),
        pytest.param("a: %5\n", ("yaml.first_sign", 1, 4), id="percent-sign"),
        pytest.param("a: **bold**\n", ("yaml.first_sign", 1, 4), id="stars"),
        pytest.param("a: !x!y 1\n", ("yaml.first_sign", 1, 4), id="unknown-tag-handle"),
        pytest.param('a: "C:\\data"\n', ("yaml.escape", 1, 7), id="backslash"),
        pytest.param("a: 1\n...\nb: 1\n", ("yaml.second_document", 3, 1), id="text-after-the-end"),
        pytest.param("%YAML 9.9\n---\na: 1\n", ("yaml.syntax", 1, 1), id="something-else"),
    ],
)
def test_syntax_errors_name_the_likeliest_slip(text, problem):
    assert found(text) == [problem]
    assert not read(text, "a.yaml").complete


SLIPS = [
    "a:\n\tb: 1\n",
    "a: 1\n  b: 2\n",
    "n: s: t\n",
    'a: "x\n',
    "a: [1\nb: 1\n",
    "a: >= 5\n",
    "a: @x\n",
]


@pytest.mark.parametrize("text", SLIPS, ids=repr)
def test_both_parsers_lead_to_the_same_problem(text, monkeypatch):
    in_c = found(text)
    monkeypatch.setattr(reading, "Loader", yaml.SafeLoader)
    assert found(text) == in_c


def test_problems_before_a_syntax_error_are_kept():
    assert found("a: 1\na: 2\nb: &x 3\nc: [\n") == [
        ("yaml.repeated_key", 2, 1),
        ("yaml.anchor", 3, 4),
        ("yaml.unclosed_bracket", 4, 4),
    ]


# --- attacks --------------------------------------------------------------------------

ALIAS_BOMB = "a: &a [x, x]\n" + "".join(
    f"{this}: &{this} [*{last}, *{last}, *{last}, *{last}]\n"
    for last, this in zip("abcdefghij", "bcdefghijk", strict=True)
)
MERGE_BOMB = "a: &a {x: 1}\n" + "".join(
    f"{this}: &{this} {{<<: [*{last}, *{last}, *{last}]}}\n"
    for last, this in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("- " * 100_000, "yaml.too_deep", id="nested-lists"),
        pytest.param("[" * 100_000, "yaml.too_deep", id="nested-flow-lists"),
        pytest.param("{a: " * 100_000, "yaml.too_deep", id="nested-flow-mappings"),
        pytest.param("? " * 100_000, "yaml.too_deep", id="nested-keys"),
        pytest.param("{" * 100_000, "yaml.too_deep", id="nested-mappings-as-keys"),
        pytest.param("[" + "1," * 400_000 + "]", "yaml.too_many_values", id="long-list"),
        pytest.param("&a " + "x" * 1_000, "yaml.anchor", id="anchored-text"),
        pytest.param(ALIAS_BOMB, "yaml.alias", id="alias-bomb"),
        pytest.param(MERGE_BOMB, "yaml.merge", id="merge-bomb"),
        pytest.param("a: &a [*a]\n", "yaml.alias", id="self-reference"),
        pytest.param("a: " + "9" * 4_301, "yaml.not_finite", id="4300-digits"),
        pytest.param("a: " + "x" * 2_000_000, "file.too_big", id="too-many-bytes"),
        pytest.param("水" * 700_000, "file.too_big", id="bytes-count-not-characters"),
        pytest.param("a: \x07" * 1_000, "yaml.unprintable", id="bells"),
        pytest.param("\ud800" * 100_000, "yaml.unprintable", id="surrogates"),
    ],
)
def test_attacks_end_in_a_problem(text, code):
    document = read(text, "a.yaml")
    assert code in {problem.code for problem in document.problems}
    assert len(document.problems) <= MAX_PROBLEMS + 1


def test_the_limits_themselves_are_allowed():
    deep = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    wide = "[" + "1," * (MAX_NODES - 1) + "]"
    assert [read(text, "a.yaml").problems for text in (deep, wide)] == [(), ()]


# --- laws -----------------------------------------------------------------------------

yaml_like = st.text(
    st.sampled_from("ab1.0-:?[]{}#&*!|>'\"%@,~<= \n\t\r\\é水：\x85\u2028\x00\ud800")
)
plain_data = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20).filter(str.isprintable),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=8).filter(str.isprintable), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(yaml_like | st.text())
def test_no_text_whatever_raises(text):
    document = read(text, "a.yaml")
    lines = len(text.splitlines()) + 1
    for problem in document.problems:
        assert problem.place.file == "a.yaml"
        assert 1 <= problem.place.line <= lines
        assert problem.place.column >= 1
        assert problem.place.width >= 1


def scalars(value, path=()):
    """Yield (path, scalar) of everything in ``value``."""
    if isinstance(value, dict):
        for key, entry in value.items():
            yield from scalars(entry, (*path, key))
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            yield from scalars(entry, (*path, index))
    else:
        yield path, value


@given(plain_data, st.booleans())
def test_data_comes_back_and_every_place_shows_its_own_scalar(data, flow):
    text = yaml.safe_dump(data, default_flow_style=flow, allow_unicode=True, width=1_000_000)
    document = read(text, "a.yaml")
    assert document.problems == ()
    for path, value in scalars(document.data):
        place = document.place(path)
        shown = place.source[place.column - 1 : place.column - 1 + place.width]
        if shown[:1] not in {"'", '"', "|", ">"}:
            assert shown.rstrip() == document.written(path) or value is None
        else:
            assert yaml.safe_load(shown) == value or "\n" in str(value) or shown[0] in "|>"


@given(
    st.recursive(
        st.integers() | st.text("ab 水", max_size=5),
        lambda x: (
            st.lists(x, max_size=4)
            | st.dictionaries(st.text("abc", min_size=1, max_size=3), x, max_size=4)
        ),
        max_leaves=20,
    )
)
def test_what_pyyaml_writes_is_read_back(data):
    text = yaml.safe_dump(data, allow_unicode=True)
    assert read(text, "a.yaml").data == data
