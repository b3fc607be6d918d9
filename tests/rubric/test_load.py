"""Finding a rubric, reading all its files, and joining them."""

from __future__ import annotations

from pathlib import Path

import pytest

from greenpark_assess.problems import ProblemsFound
from greenpark_assess.rubric import load
from greenpark_assess.rubric.load import available, find_rubric, load_rubric
from greenpark_assess.wording import languages, say

HEADER = 'rubric: {id: test, version: "1", title: Test}\n'
QUESTION = "questions: {a: {text: A, kind: number}}\n"
TREE = """\
dimensions:
  d:
    title: D
    weight: 1
    criteria:
      c:
        title: C
        weight: 1
        indicators:
          a: {title: A, weight: 1, scale: {points: {0: 0, 1: 100}}}
"""


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / next(iter(files))


def codes(main: Path) -> list[tuple[str, int, str]]:
    """Return file name, line and code of every problem; each has words in every language."""
    problems = load_rubric(main).problems
    for problem in problems:
        assert all(problem.code not in say(problem, language) for language in languages())
    return [(Path(one.place.file).name, one.place.line, one.code) for one in problems if one.place]


# --- joining --------------------------------------------------------------------------


def test_one_file_is_enough(tmp_path: Path) -> None:
    loaded = load_rubric(write(tmp_path, {"small.yaml": HEADER + QUESTION + TREE}))
    assert loaded.problems == ()
    assert loaded.rubric is not None
    assert loaded.rubric.name == "test@1"
    assert list(loaded.rubric.indicators()) == ["a"]


@pytest.mark.parametrize("scale", ["3", "met", "[met]", "true"])
def test_a_scale_that_is_none_is_a_problem(tmp_path: Path, scale: str) -> None:
    tree = TREE.replace("{points: {0: 0, 1: 100}}", scale)
    (found,) = codes(write(tmp_path, {"small.yaml": HEADER + QUESTION + tree}))
    assert found[:2] == ("small.yaml", 12)


@pytest.mark.parametrize(
    ("change", "code", "more"),
    [
        ("{rename: a}", "value.no_kind", {"meant": "renamed"}),
        ("{}", "value.no_kind", {}),
        ("gone", "value.no_kind", {}),
        ("3", "value.no_kind", {}),
        ("{renamed: a, retired: W}", "value.unknown_key", {"key": "retired"}),
        ("{retired: }", "value.empty", {"key": "retired"}),
        ("{split: [a]}", "value.too_few", {}),
        ("{split: a}", "value.not_list", {}),
        ("{renamed: a b}", "value.pattern", {"meant": "a_b"}),
    ],
)
def test_a_change_that_is_none_is_a_problem(
    tmp_path: Path, change: str, code: str, more: dict[str, object]
) -> None:
    changes = f'changes: {{"0": {{questions: {{b: {change}}}}}}}\n'
    main = write(tmp_path, {"small.yaml": HEADER + QUESTION + TREE + changes})
    (found,) = load_rubric(main).problems
    assert (found.code, found.place and found.place.line) == (code, 13)
    assert more.items() <= found.details.items()


@pytest.mark.parametrize(
    ("written", "versions"), [("1.0.0", ("1.0.0",)), ('["0.9", 1.0.0]', ("0.9", "1.0.0"))]
)
def test_what_a_version_replaces_is_one_or_several(
    tmp_path: Path, written: str, versions: tuple[str, ...]
) -> None:
    header = HEADER.replace("title", f"replaces: {written}, title")
    rubric = load_rubric(write(tmp_path, {"small.yaml": header + QUESTION + TREE})).rubric
    assert rubric is not None
    assert rubric.header.replaces == versions


@pytest.mark.parametrize("key", ["point", "Points", "pionts"])
def test_a_misspelt_scale_is_taken_for_what_it_was_meant_to_be(tmp_path: Path, key: str) -> None:
    options = TREE.replace("points: {0: 0, 1: 100}", "option: {x: 0}")
    for tree, meant in ((TREE.replace("points:", f"{key}:"), "points"), (options, "options")):
        (found,) = load_rubric(write(tmp_path, {"r.yaml": HEADER + QUESTION + tree})).problems
        assert (found.code, found.details["meant"]) == ("value.unknown_key", meant)


def test_a_version_that_looks_like_a_number_wants_quotes(tmp_path: Path) -> None:
    header = HEADER.replace("title", "replaces: 1.0, title")
    assert codes(write(tmp_path, {"small.yaml": header + QUESTION + TREE})) == [
        ("small.yaml", 1, "value.quote")
    ]


def test_files_are_joined_by_section_each_before_what_it_includes(tmp_path: Path) -> None:
    files = {
        "park/rubric.yaml": "include: [b.yaml, ../questions/c.yaml]\n" + HEADER + QUESTION + TREE,
        "park/b.yaml": "include: [../questions/c.yaml]\nquestions: {b: {text: B, kind: yes_no}}\n",
        "questions/c.yaml": "questions: {c: {text: C, kind: yes_no}}\ntopics: {a: A}\n",
    }
    loaded = load_rubric(write(tmp_path, files))
    assert loaded.problems == ()
    assert loaded.rubric is not None
    assert list(loaded.rubric.questions) == ["a", "b", "c"]
    assert list(loaded.rubric.topics) == ["a"]
    assert [Path(one.file).name for one in loaded.places.documents] == [
        "rubric.yaml",
        "b.yaml",
        "c.yaml",
    ]


FAULTS = {
    "no header": ({"r.yaml": QUESTION}, [("r.yaml", 1, "rubric.no_header")]),
    "two headers": (
        {"r.yaml": "include: [b.yaml]\n" + HEADER, "b.yaml": QUESTION + HEADER},
        [("b.yaml", 2, "rubric.two_headers")],
    ),
    "an entry in two files": (
        {"r.yaml": "include: [b.yaml]\n" + HEADER + QUESTION, "b.yaml": "\n" + QUESTION},
        [("b.yaml", 2, "rubric.repeated_entry")],
    ),
    "missing file": (
        {"r.yaml": HEADER + "include:\n  - watr.yaml\n", "water.yaml": QUESTION},
        [("r.yaml", 3, "rubric.include_missing")],
    ),
    "a folder": (
        {"r.yaml": HEADER + "include: [sub.yaml]\n", "sub.yaml/b.yaml": QUESTION},
        [("r.yaml", 2, "rubric.include_missing")],
    ),
    "itself": (
        {"r.yaml": HEADER + "include: [./r.yaml]\n"},
        [("r.yaml", 2, "rubric.include_cycle")],
    ),
    "round a corner": (
        {"r.yaml": HEADER + "include: [b.yaml]\n", "b.yaml": "\n\ninclude: [r.yaml]\n"},
        [("b.yaml", 3, "rubric.include_cycle")],
    ),
    "outside": (
        {"x/y/r.yaml": HEADER + "include: [../../b.yaml]\n", "b.yaml": QUESTION},
        [("r.yaml", 2, "rubric.include_outside")],
    ),
    "absolute": (
        {"r.yaml": HEADER + "include: [/etc/passwd]\n"},
        [("r.yaml", 2, "rubric.include_outside")],
    ),
    "no YAML": (
        {"r.yaml": HEADER + "include: [notes.txt]\n", "notes.txt": "x"},
        [("r.yaml", 2, "rubric.include_not_yaml")],
    ),
    "too deep": (
        {"r.yaml": HEADER + "include: [f1.yaml]\n"}
        | {f"f{i}.yaml": f"include: [f{i + 1}.yaml]\n" for i in range(1, 12)},
        [("f7.yaml", 1, "rubric.include_too_deep")],
    ),
    "faults of several files at once": (
        {
            "r.yaml": "include: [b.yaml, c.yaml]\n" + HEADER + "qestions: {}\n",
            "b.yaml": "questions:\n  a: {text: A, kind: nmber}\n",
            "c.yaml": "questions: {a: [\n",
        },
        [
            ("r.yaml", 3, "value.unknown_key"),
            ("b.yaml", 2, "value.not_one_of"),
            ("c.yaml", 1, "yaml.unclosed_bracket"),
        ],
    ),
    "includes are followed past an error": (
        {
            "r.yaml": HEADER + "levels: 5\ninclude: [b.yaml]\n",
            "b.yaml": "questions: {A: {text: A, kind: number}}\n",
        },
        [("r.yaml", 2, "value.not_mapping"), ("b.yaml", 1, "value.pattern")],
    ),
    "a text": ({"r.yaml": "rubric\n"}, [("r.yaml", 1, "value.not_mapping")]),
}


@pytest.mark.parametrize(("files", "expected"), FAULTS.values(), ids=FAULTS)
def test_faults_have_a_place(
    tmp_path: Path, files: dict[str, str], expected: list[tuple[str, int, str]]
) -> None:
    main = write(tmp_path, files)
    assert load_rubric(main).rubric is None
    found = [one for one in codes(main) if one[2] != "rubric.no_header" or len(expected) == 1]
    assert found == expected


def test_a_repeated_entry_names_both_places(tmp_path: Path) -> None:
    files = {"r.yaml": "include: [b.yaml]\n" + HEADER + QUESTION, "b.yaml": QUESTION}
    (problem,) = load_rubric(write(tmp_path, files)).problems
    assert problem.place is not None
    assert (problem.place.file, problem.place.line) == (str(tmp_path / "b.yaml"), 1)
    assert (problem.details["file"], problem.details["line"]) == (str(tmp_path / "r.yaml"), 3)


def test_a_misspelt_include_names_the_likeliest_file(tmp_path: Path) -> None:
    files = {"r.yaml": HEADER + "include: [sub/watr.yaml]\n", "sub/water.yaml": QUESTION}
    (problem,) = load_rubric(write(tmp_path, files)).problems
    assert problem.details["meant"] == "sub/water.yaml"


def test_the_number_of_files_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "MAX_FILES", 3)
    names = [f"f{i}.yaml" for i in range(3)]
    files = {"r.yaml": HEADER + f"include: [{', '.join(names)}]\n"} | dict.fromkeys(
        names, "topics: {}\n"
    )
    assert codes(write(tmp_path, files)) == [("r.yaml", 2, "rubric.include_too_many")]


def test_a_link_does_not_lead_outside(tmp_path: Path) -> None:
    main = write(tmp_path, {"x/y/r.yaml": HEADER + "include: [b.yaml]\n", "b.yaml": QUESTION})
    (tmp_path / "x/y/b.yaml").symlink_to(tmp_path / "b.yaml")
    assert codes(main) == [("r.yaml", 2, "rubric.include_outside")]


def test_a_file_in_another_encoding_says_so(tmp_path: Path) -> None:
    main = write(tmp_path, {"r.yaml": HEADER + "include: [b.yaml]\n"})
    (tmp_path / "b.yaml").write_bytes("topics: {水资源: 用水与废水}\n".encode("gbk"))
    assert [code for *_, code in codes(main)] == ["file.gbk"]


def test_what_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    assert [code for *_, code in codes(tmp_path)] == ["file.is_folder"]


# --- places ---------------------------------------------------------------------------


def test_every_part_knows_its_place(tmp_path: Path) -> None:
    files = {"r.yaml": "include: [b.yaml]\n" + HEADER + QUESTION, "b.yaml": TREE}
    places = load_rubric(write(tmp_path, files)).places
    unit = places.of("questions", "a", "kind")
    assert (Path(unit.file).name, unit.line, unit.source[unit.column - 1 :][: unit.width]) == (
        "r.yaml",
        3,
        "number",
    )
    title = places.indicator("a", "title", key=True)
    assert (Path(title.file).name, title.line, title.width) == ("b.yaml", 10, len("title"))
    assert places.indicator("c").line == 7
    assert places.of("rubric", "version").line == 2
    assert places.indicator("nowhere").line == 1


@pytest.mark.parametrize(
    ("written", "marked"),
    [
        ("a + bb", "bb"),
        ("'a + bb'", "bb"),
        ('"a + bb"', "bb"),
        ('"a +\\x20bb"', '"a +\\x20bb"'),
        (">\n  a +\n  bb", ">"),
    ],
    ids=["plain", "single quotes", "double quotes", "escaped", "folded"],
)
def test_offsets_in_a_text_become_columns(tmp_path: Path, written: str, marked: str) -> None:
    text = f"{HEADER}about:\n b: {written}\n"
    places = load_rubric(write(tmp_path, {"r.yaml": text})).places
    place = places.inside(("about", "b"), "a + bb", 4, 6)
    assert place.source[place.column - 1 :][: place.width] == marked


# --- finding --------------------------------------------------------------------------


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of rubrics that stands for the shipped ones."""
    versions = {"old": "0.9", "new": "0.10", "other": "1"}
    files = {
        f"{folder}/rubric.yaml": HEADER.replace('"1"', f'"{version}"').replace(
            "test", "other" if folder == "other" else "green"
        )
        for folder, version in versions.items()
    }
    write(tmp_path / "shipped", {**files, "broken/rubric.yaml": "rubric: {id: X}\n"})
    monkeypatch.setattr(load, "shipped_folder", lambda: tmp_path / "shipped")
    return tmp_path / "shipped"


def test_shipped_rubrics_are_listed_with_the_newest_version_last(shipped: Path) -> None:
    assert [(one.name, one.path.parent.name) for one in available()] == [
        ("green@0.9", "old"),
        ("green@0.10", "new"),
        ("other@1", "other"),
    ]
    assert available()[0].title.within("en") == "Test"
    assert available()[0].path.is_relative_to(shipped)


@pytest.mark.parametrize(
    ("reference", "folder"), [("green", "new"), ("green@0.9", "old"), ("other", "other")]
)
def test_an_id_finds_a_shipped_rubric(shipped: Path, reference: str, folder: str) -> None:
    assert find_rubric(reference) == shipped / folder / "rubric.yaml"


def test_a_path_finds_a_file_or_a_folder(shipped: Path) -> None:
    main = shipped / "old" / "rubric.yaml"
    assert find_rubric(str(main)) == main
    assert find_rubric(str(main.parent)) == main


def test_a_folder_may_be_named_without_a_slash(
    shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shipped)
    assert find_rubric("old") == Path("old/rubric.yaml")
    assert find_rubric("other") == shipped / "other" / "rubric.yaml"
    assert find_rubric("new/rubric.yaml") == Path("new/rubric.yaml")


UNKNOWN = {
    "gren": ("rubric.unknown_rubric", {"allowed": ["green", "other"], "meant": "green"}),
    "gren@0.9": ("rubric.unknown_rubric", {"meant": "green"}),
    "green@2": ("rubric.unknown_version", {"version": "2", "allowed": ["0.9", "0.10"]}),
    "./none.yaml": ("file.missing", {}),
    "none/": ("file.missing", {}),
    "none.yaml": ("file.missing", {}),
    "old/rubrik.yaml": ("file.missing", {"meant": "old/rubric.yaml"}),
    ".": ("rubric.folder_without_rubric", {}),
}


@pytest.mark.parametrize(("reference", "expected"), UNKNOWN.items(), ids=UNKNOWN)
def test_what_is_not_there_says_what_is(
    shipped: Path,
    monkeypatch: pytest.MonkeyPatch,
    reference: str,
    expected: tuple[str, dict[str, object]],
) -> None:
    monkeypatch.chdir(shipped)
    with pytest.raises(ProblemsFound) as raised:
        find_rubric(reference)
    (problem,) = raised.value.problems
    code, details = expected
    assert problem.code == code
    assert details.items() <= problem.details.items()
    assert all(code not in say(problem, language) for language in languages())


def test_the_shipped_rubrics_have_no_errors() -> None:
    assert available()
    for one in available():
        assert load_rubric(one.path).problems == ()
        assert find_rubric(one.name) == one.path
