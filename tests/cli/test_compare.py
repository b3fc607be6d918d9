"""``greenpark compare``: years and parks, from files of every kind."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings

import versions
from greenpark_assess.cli.comparing.data import Result, as_data
from greenpark_assess.cli.comparing.sources import Source
from greenpark_assess.cli.comparing.text import as_text
from greenpark_assess.cli.comparing.yardstick import Told
from greenpark_assess.cli.output import as_json
from greenpark_assess.comparison.compared import compare
from greenpark_assess.comparison.entries import Entry
from greenpark_assess.rubric.model import Rubric
from greenpark_assess.scoring.plan import compile_plan
from kept import changed, pond
from pond import RUBRIC, Command, Done
from strategies import judged, random_answers
from support import entry_of

ROOT = Path(__file__).resolve().parents[2]


def written(name: str, text: str) -> str:
    Path(name).write_text(text, "utf-8")
    return name


def year(period: str, reused: float = 400, park: str = "a", more: str = "") -> str:
    """Write the answers of one park to the rubric in ``pond.yaml`` and return the file's name."""
    text = changed(pond(reused, park, period), {"pond@1.0": "pond.yaml"})
    return written(f"{park}-{period}.yaml", text + more)


def report(name: str, **attachments: bytes) -> str:
    """Write a PDF with attachments."""
    pdf = pikepdf.new()
    for attached, data in attachments.items():
        pdf.attachments[attached.replace("_", ".")] = data
    pdf.save(name)
    return name


def assessment(greenpark: Command, answers: str, *more: str) -> str:
    """Write the assessment of a questionnaire and return the file's name."""
    done = greenpark("score", answers, "--format", "json", *more)
    assert done.code == 0, done.err
    return written(f"{Path(answers).stem}.json", done.out)


def data(done: Done) -> dict[str, Any]:
    assert done.code == 0, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def totals(done: Done) -> dict[str, float]:
    return {one["label"]: one["total"]["points"] for one in data(done)["entries"]}


# --- the printed text -----------------------------------------------------------------------

_NUMBER = r"[+\u2212]?[\d,.]+"
_CHANGE = re.compile(rf"^(.+) → (.+?)(?:: |：)({_NUMBER}) → ({_NUMBER}) ?[(（]({_NUMBER})[)）]$")
_ROW = re.compile(rf"^ +({_NUMBER})  (.+)$")
_CAUSES = {"rubric", "scope", "answered", "performance"}


def number(text: str) -> Decimal:
    return Decimal(text.replace("\N{MINUS SIGN}", "-").replace(",", ""))


class Printed:
    """One change as it stands on the screen, taken apart line by line."""

    def __init__(self, lines: list[str]) -> None:
        match = _CHANGE.match(lines[0])
        assert match is not None, lines[0]
        self.before, self.after, self.whole = map(number, match.groups()[2:])
        self.causes: dict[str, Decimal] = {}
        self.sections: dict[str, list[tuple[Decimal, str]]] = {}
        section = "causes"
        for line in lines[1:]:
            row = _ROW.match(line)
            if row is None:
                section = line
            else:
                entry = (number(row[1]), row[2].strip())
                self.sections.setdefault(section, []).append(entry)
        for amount, what in self.sections["causes"]:
            self.causes["=" if what.startswith("=") else what.split()[0]] = amount

    def adds_up(self) -> bool:
        parts = {name: amount for name, amount in self.causes.items() if name in _CAUSES}
        rescored = sum(parts.values()) - parts.get("rubric", 0)
        dimensions = self.sections["Performance by dimension"]
        largest = self.sections.get("Largest contributions", [])
        return (
            self.before + sum(parts.values()) == self.after
            and self.causes["="] == self.whole == self.after - self.before
            and sum(amount for amount, _ in dimensions) == parts["performance"]
            and (not largest or sum(amount for amount, _ in largest) == rescored)
        )


def changes(text: str) -> list[Printed]:
    """Return all changes of a printed comparison."""
    blocks = [block.splitlines() for block in text.split("\n\n")]
    return [Printed(lines) for lines in blocks if lines and _CHANGE.match(lines[0])]


def result_of(rubric: Rubric, *entries: Entry) -> Result:
    compared = compare(rubric, compile_plan(rubric), entries)
    source = Source("a.yaml", rubric.name, None, None, rubric)
    told = {(one.park, one.period): Told(source, one.answers, one.stored) for one in entries}
    return Result(compared, told, None, {})


@settings(max_examples=60, deadline=None)
@given(drawn=judged())
def test_printed_parts_add_up(drawn: tuple[Rubric, Any, Random]) -> None:
    rubric, first, rng = drawn
    entries = [
        entry_of(rubric, given, period, park="p", period=period)
        for period, given in (("1", first), ("2", random_answers(rng, rubric)), ("3", first))
    ]
    result = result_of(rubric, *entries)
    found = changes("\n".join(as_text(result, "en")))
    assert len(found) == sum(one.parts is not None for one in result.compared.changes)
    assert all(one.adds_up() for one in found)
    if len(found) == 2:  # there and back again
        assert found[0].whole == -found[1].whole


@settings(max_examples=40, deadline=None)
@given(drawn=judged())
def test_what_is_compared_with_itself_has_not_changed(drawn: tuple[Rubric, Any, Random]) -> None:
    rubric, given_answers, _ = drawn
    entries = [
        entry_of(rubric, given_answers, period, park="p", period=period) for period in ("1", "2")
    ]
    for one in changes("\n".join(as_text(result_of(rubric, *entries), "en"))):
        assert {one.whole, *one.causes.values()} == {0}
        assert "Largest contributions" not in one.sections
        assert one.adds_up()


@pytest.mark.parametrize("language", ["en", "zh"])
@settings(max_examples=20, deadline=None)
@given(drawn=judged())
def test_any_comparison_can_be_told(language: str, drawn: tuple[Rubric, Any, Random]) -> None:
    rubric, first, rng = drawn
    entries = [
        entry_of(
            rubric, random_answers(rng, rubric) if place else first, f"p{place}", park=str(place)
        )
        for place in range(5)
    ]
    result = result_of(rubric, *entries)
    assert "\n".join(as_text(result, language)).isprintable() is False  # lines, and nothing worse
    assert all(
        line.isprintable() for text in as_text(result, language) for line in text.split("\n")
    )
    assert json.loads(as_json(as_data(result, language)))["entries"]


# --- years ----------------------------------------------------------------------------------


def test_years(greenpark: Command) -> None:
    files = [
        year("2023", 300),
        year("2024", 400),
        year("2025", 900, more="  water.plan: written\n"),
    ]
    done = greenpark("compare", *files, "--lang", "en")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "Under Pond check 1.0: assessments 3, parks 1"
    assert [line.split() for line in lines[2:6]] == [
        ["assessment", "score", "range", "coverage", "level"],
        ["2023", "31.3", "31.3–56.3", "75.0%", "–"],
        ["2024", "37.5", "37.5–62.5", "75.0%", "–"],
        ["2025", "81.3", "81.3", "100.0%", "Good"],
    ]
    first, second = changes(done.out)
    assert (first.adds_up(), second.adds_up()) == (True, True)
    assert second.causes == {
        "scope": Decimal("0.0"),
        "answered": Decimal("25.0"),
        "performance": Decimal("18.8"),
        "=": Decimal("43.8"),
    }
    assert "Answered now: Water plan" in lines
    assert done.out.count("The ranges overlap") == 1


def test_long_lists_are_cut(greenpark: Command) -> None:
    indicators = "".join(
        f"      water.i{place}: {{title: {{en: I{place}, zh: I{place}}}, weight: 1,"
        " value: water.reused, unit: m3, scale: {points: {0: 0, 900: 100}}}\n"
        for place in range(12)
    )
    written("pond.yaml", changed(RUBRIC, {"    indicators:\n": f"    indicators:\n{indicators}"}))
    old = written(
        "o.yaml", re.sub(r"  water.reused.*\n", "", Path(year("2024")).read_text("utf-8"))
    )
    new = year("2025")
    done = greenpark("compare", old, new, "--lang", "en")
    assert "Answered now: I0, I1, I2, I3, I4, I5, I6, I7, I8, I9 and others, 13 in all" in done.out
    assert "all others" in done.out
    assert [one.adds_up() for one in changes(done.out)] == [True]
    assert "I9等 13 项" in greenpark("compare", old, new, "--lang", "zh").out


def test_years_in_chinese(greenpark: Command) -> None:
    done = greenpark("compare", year("2023", 300), year("2024"), "--lang", "zh")
    assert (done.code, done.err) == (0, "")
    assert "评价体系：池塘评价 1.0；评价 2 次，园区 1 个" in done.out
    assert "2023 → 2024：31.3 → 37.5（+6.2）" in done.out
    assert "绩效变化" in done.out
    assert "得分区间有重叠" in done.out


def test_an_earlier_version_is_told_apart_from_performance(greenpark: Command) -> None:
    written("yard-1.yaml", versions.OLD)
    written("yard-2.yaml", versions.NEW)
    old = changed(versions.ANSWERS, {"yard@1.0": "yard-1.yaml", '"2025"': '"2024"'})
    new = changed(
        greenpark("migrate", written("y24.yaml", old), "--to", "yard-2.yaml", "-o", "-").out,
        {'"2024"': '"2025"'},
    )
    done = greenpark("compare", "y24.yaml", written("y25.yaml", new), "--lang", "en")
    assert done.code == 0
    (found,) = changes(done.out)
    assert found.adds_up()
    assert (found.causes["rubric"], found.causes["performance"]) == (Decimal("-35.2"), 0)
    assert "by version 1.0" in done.out
    assert "yard@1.0 → yard@2.0" in done.out
    assert "'site.green' means something else now: It asks for use now." in done.out
    assert "has a new id; it was 'water.intake' and is 'water.fresh'" in done.out
    assert "not carried over to 'yard@2.0'" in done.err
    assert "waste.metal, waste.paper, waste.mixed, site.green, site.fax" in done.err


def test_the_same_where_only_the_stored_result_is_left(greenpark: Command) -> None:
    """A questionnaire, an assessment and a report of it compare alike, with its rubric or not."""
    written("yard-2.yaml", versions.NEW)
    text = changed(versions.ANSWERS, {"yard@1.0": "yard-1.yaml", '"2025"': '"2024"'})
    new = changed(versions.ANSWERS, {"yard@1.0": "yard-2.yaml", "site.fax: 2": "site.plan: none"})
    new = written(
        "y25.yaml",
        re.sub(r"  (water\.intake|waste\.\w+|site\.green): .*\n", "", new).replace(
            "site.plan: written\n", "", 1
        ),
    )
    written("yard-1.yaml", versions.OLD)
    kept = assessment(greenpark, written("y24.yaml", text))
    pdf = report("y24.pdf", assessment_json=Path(kept).read_bytes(), answers_yaml=text.encode())
    redacted = report("r24.pdf", assessment_json=Path(kept).read_bytes())
    known = [
        data(greenpark("compare", one, new, "--format", "json"))
        for one in ("y24.yaml", kept, pdf, redacted)
    ]
    Path("yard-1.yaml").unlink()
    lost = [
        data(greenpark("compare", one, new, "--format", "json")) for one in (kept, pdf, redacted)
    ]
    scores = [
        [(one["total"], one["indicators"]) for one in each["entries"]] for each in known + lost
    ]
    assert all(one == scores[0] for one in scores)
    published = [each["entries"][0]["published"] for each in known + lost]
    assert {(one["score"], one["reason"]) for one in published} == {
        (published[0]["score"], "version")
    }
    assert all(each["changes"][0]["parts"]["rubric"] is not None for each in known + lost)


def test_a_questionnaire_whose_rubric_is_lost_goes_by_what_is_declared(greenpark: Command) -> None:
    written("yard-2.yaml", versions.NEW)
    old = written("y24.yaml", changed(versions.ANSWERS, {'"2025"': '"2024"'}))
    new = written("y25.yaml", versions.ANSWERS)
    done = greenpark("compare", old, new, "--rubric", "yard-2.yaml", "--lang", "en")
    assert done.code == 0
    assert "the rubric 'yard@1.0' is not at hand" in done.err
    assert "yard@1.0 is not at hand; these are the changes that yard@2.0 declares." in done.out
    assert "'site.fax' is gone: Nobody has any." in done.out


def test_an_assessment_that_its_own_answers_do_not_give(greenpark: Command) -> None:
    kept = json.loads(Path(assessment(greenpark, year("2024"))).read_text("utf-8"))
    kept["total"]["score"] = 99.0
    wrong = written("wrong.json", json.dumps(kept))
    done = greenpark("compare", wrong, year("2025"), "--rubric", "pond.yaml", "--lang", "en")
    assert done.code == 0
    assert "from other answers" in done.out
    assert [one.adds_up() for one in changes(done.out)] == [True]
    pdf = report(
        "w.pdf",
        assessment_json=json.dumps(kept).encode(),
        answers_yaml=Path("a-2024.yaml").read_bytes(),
    )
    done = greenpark("compare", pdf, year("2025"), "--lang", "en")
    assert "w.pdf: warning: the stored total is 99, and the same rubric gives 37.5" in done.err


def test_a_rubric_that_was_changed_and_kept_its_version(greenpark: Command) -> None:
    kept = assessment(greenpark, year("2024"))
    written("pond.yaml", changed(RUBRIC, {"weight: 3": "weight: 1"}))
    done = greenpark("compare", kept, year("2025"), "--rubric", "pond.yaml", "--lang", "en")
    assert done.code == 0
    assert "the content of the rubric has changed since" in done.out


# --- parks ----------------------------------------------------------------------------------


def test_parks_beside_each_other(greenpark: Command) -> None:
    lone = year("2025", 900, "b", "  water.plan: {na: no water is taken}\n")
    done = greenpark("compare", year("2025"), lone, "--lang", "en")
    assert done.code == 0
    lines = [line.split() for line in done.out.splitlines()]
    at = next(place for place, line in enumerate(lines) if line[:2] == ["Parks", "beside"])
    assert lines[at + 2] == ["b", "75.0", "1", "75.0", "1", "0"]
    assert lines[at + 3] == ["a", "37.5", "2", "50.0", "2", "1"]
    text = " ".join(done.out.split())
    assert "The scopes differ: of 2 indicators, 1 apply to all of them." in text
    assert "b is ahead of a under 100.0% of all weightings of the dimensions." in text
    assert "Fewer than five parks: no statistics." in text
    assert "both called 'Pond Park'" in done.err


def test_statistics_from_five_parks(greenpark: Command) -> None:
    files = [year("2025", 100 * place, f"p{place}") for place in range(1, 6)]
    done = greenpark("compare", *files, "--lang", "en")
    assert "Statistics (5 parks)" in done.out
    assert "no statistics" not in done.out
    assert "Only neighbours in rank" in done.out
    assert done.out.count(" is ahead of ") == 4
    assert len(data(greenpark("compare", *files, "--format", "json"))["parks"]["pairs"]) == 10


def test_no_number_depends_on_who_else_is_there(greenpark: Command) -> None:
    few = totals(greenpark("compare", year("2024", 300), year("2025"), "--format", "json"))
    more = greenpark(
        "compare", "a-2024.yaml", "a-2025.yaml", year("2025", 900, "b"), "--format", "json"
    )
    assert {label: totals(more)[f"a {label}"] for label in few} == few


# --- groups ---------------------------------------------------------------------------------


def typed(greenpark: Command, by: str, language: str = "en") -> Done:
    question = (
        "  water.source:\n    text: {en: Source, zh: 水源}\n    kind: choice\n"
        "    options: {river: {en: River, zh: 河水}, well: {en: Well, zh: 井水}}\n"
    )
    written("pond.yaml", changed(RUBRIC, {"dimensions:": f"{question}dimensions:"}))
    files = [
        year("2025", 300, "a", "  water.source: river\n"),
        year("2025", 400, "b", "  water.source: well\n"),
        year("2025", 500, "c", "  water.source: river\n"),
        year("2025", 600, "d"),
    ]
    return greenpark("compare", *files, "--by", by, "--lang", language)


@pytest.mark.parametrize("by", ["water.source", "source"])
def test_groups_by_a_question(greenpark: Command, by: str) -> None:
    done = typed(greenpark, by)
    assert done.code == 0
    assert "Groups by Source" in done.out
    assert [line for line in done.out.splitlines() if re.search(r": parks \d$", line)] == [
        "River: parks 2",
        "Well: parks 1",
        "not stated: parks 1",
    ]
    assert "河水：园区 2 个" in typed(greenpark, by, "zh").out


def test_groups_by_country(greenpark: Command) -> None:
    files = [
        written(
            f"{park}.yaml",
            changed(
                pond(400, park),
                {"pond@1.0": "pond.yaml", f"id: {park}": f"id: {park}, country: {at}"},
            ),
        )
        for park, at in (("a", "KH"), ("b", "CN"), ("c", "KH"))
    ]
    found = data(greenpark("compare", *files, "--by", "country", "--format", "json"))
    assert found["by"] == "country"
    assert {
        name: [one["label"] for one in group["peers"]] for name, group in found["groups"].items()
    } == {"KH": ["a", "c"], "CN": ["b"]}
    assert "按“国家”分组" in greenpark("compare", *files, "--by", "country", "--lang", "zh").out
    rows = list(
        csv.DictReader(
            io.StringIO(greenpark("compare", *files, "--by", "country", "--format", "csv").out)
        )
    )
    assert {(row["park"], row["group"]) for row in rows} == {("a", "KH"), ("b", "CN"), ("c", "KH")}


def test_no_such_group(greenpark: Command) -> None:
    done = typed(greenpark, "water.sorce")
    assert (done.code, done.out) == (2, "")
    assert "cannot be grouped by 'water.sorce'; allowed: country" in done.err
    assert "did you mean 'water.source'" in done.err


# --- histories ------------------------------------------------------------------------------


@pytest.fixture
def history(greenpark: Command) -> None:
    files = [year("2021", 200), year("2022", 300), year("2023", 350), year("2022", 500, "b")]
    assert greenpark("history", "add", *files).code == 0
    assert greenpark("history", "add", year("2023", 450)).code == 0  # a correction
    Path("pond.yaml").unlink()  # the history has the rubric
    for file in files:
        Path(file).unlink()


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize(
    ("options", "labels"),
    [
        ((), ["a 2021", "a 2022", "a 2023", "b 2022"]),
        (("--park", "a"), ["2021", "2022", "2023"]),
        (("--park", "a", "--since", "2022"), ["2022", "2023"]),
        (("--park", "a", "--park", "b", "--since", "2022"), ["a 2022", "a 2023", "b 2022"]),
    ],
    ids=str,
)
def test_a_history(greenpark: Command, options: tuple[str, ...], labels: list[str]) -> None:
    done = greenpark("compare", "--history", "parks.db", *options, "--format", "json")
    assert list(totals(done)) == labels
    newest = [total for label, total in totals(done).items() if "2023" in label]
    assert newest == [pytest.approx(75 * (450 / 1050) / 0.8)]


@pytest.mark.usefixtures("history")
def test_a_history_and_a_file(greenpark: Command) -> None:
    written("pond.yaml", RUBRIC)
    now = year("2024", 900)
    done = greenpark("compare", "--history", "parks.db", "--park", "a", now, "--lang", "en")
    assert done.code == 0
    assert [one.adds_up() for one in changes(done.out)] == [True] * 3


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--park", "a"), 2, "--history names"),
        (("--since", "2021"), 2, "--history names"),
        (("--history", "lost.db"), 3, "no such file"),
        (("--history", "parks.db", "--park", "aa"), 2, "no park 'aa' in this history"),
        (("--history", "parks.db", "--since", "2030"), 2, "at least two assessments; here: 0"),
        (("--history", "parks.db", "--since", "2023"), 2, "at least two assessments; here: 1"),
    ],
    ids=str,
)
@pytest.mark.usefixtures("history")
def test_a_history_that_does_not_help(
    greenpark: Command, options: tuple[str, ...], code: int, said: str
) -> None:
    done = greenpark("compare", *options, "--lang", "en")
    assert (done.code, done.out) == (code, "")
    assert said in done.err


# --- data -----------------------------------------------------------------------------------


def test_json(greenpark: Command) -> None:
    files = (year("2024", 300), year("2025"))
    found = data(greenpark("compare", *files, "--format", "json"))
    assert found["schema"] == "greenpark-comparison/1"
    assert found["rubric"]["id"] == "pond"
    assert found["parks"] is None
    (change,) = found["changes"]
    assert change["parts"]["whole"] == change["parts"]["performance"] == pytest.approx(6.25)
    assert list(change["parts"]["indicators"]) == ["water.reuse", "water.plan"]
    assert [one["file"] for one in found["entries"]] == list(files)


def keys(value: object) -> set[str]:
    """Return all keys that are words of the format, not ids or languages."""
    if isinstance(value, list):
        return {key for one in value for key in keys(one)}
    if not isinstance(value, dict):
        return set()
    own = {key for key in value if "." not in key and key not in IDS}
    return own | {key for one in value.values() for key in keys(one)}


IDS = {"water", "en", "zh", "KH"}


def test_the_json_is_documented_key_by_key(greenpark: Command) -> None:
    old = assessment(greenpark, year("2023", 200))
    written("pond.yaml", changed(RUBRIC, {"weight: 3": "weight: 1"}))
    files = [old, year("2025"), *(year("2025", 100 * place, f"p{place}") for place in range(4))]
    text = changed(Path("a-2025.yaml").read_text("utf-8"), {"id: a": "id: a, country: KH"})
    written("a-2025.yaml", text)
    found = data(
        greenpark("compare", *files, "--rubric", "pond.yaml", "--by", "country", "--format", "json")
    )
    documented = set(re.findall(r"`(\w+)`", (ROOT / "docs/comparison.md").read_text("utf-8")))
    assert len(keys(found)) > 60
    assert keys(found) - documented - {""} == set()


def test_csv(greenpark: Command) -> None:
    done = greenpark("compare", year("2024", 300), year("2025"), "--format", "csv", "--lang", "zh")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [(row["entry"], row["part"], row["id"]) for row in rows[:4]] == [
        ("2024", "total", "total"),
        ("2024", "dimension", "water"),
        ("2024", "indicator", "water.reuse"),
        ("2024", "indicator", "water.plan"),
    ]
    assert len(rows) == 8
    total, water, reuse, plan = rows[4:]
    assert (total["points"], total["since"]) == ("37.5", "2024")
    gains = [float(row["performance"]) for row in (total, water, reuse)]
    assert gains == [pytest.approx(6.25)] * 3
    assert (reuse["title"], reuse["value"], reuse["unit"]) == ("重复利用率", "40.0", "%")
    assert (plan["value"], plan["performance"]) == ("", "0.0")
    assert rows[0]["performance"] == ""
    documented = set(re.findall(r"`(\w+)`", (ROOT / "docs/comparison.md").read_text("utf-8")))
    assert set(rows[0]) - documented == set()


@pytest.mark.parametrize(
    ("options", "begins"), [((), b"entry,"), (("--bom",), b"\xef\xbb\xbfentry,")]
)
def test_csv_to_a_file(greenpark: Command, options: tuple[str, ...], begins: bytes) -> None:
    files = (year("2024", 300), year("2025"))
    done = greenpark("compare", *files, "-o", "parks.csv", "--lang", "en", *options)
    assert (done.code, done.out, done.err) == (0, "", "The comparison is in parks.csv\n")
    assert Path("parks.csv").read_bytes().startswith(begins)


def test_json_to_a_file_is_what_is_printed(greenpark: Command) -> None:
    files = (year("2024", 300), year("2025"))
    assert greenpark("compare", *files, "-o", "parks.json").code == 0
    printed = greenpark("compare", *files, "-o", "-", "--format", "json").out
    assert Path("parks.json").read_text("utf-8") == printed


@pytest.mark.parametrize(
    ("output", "options", "code", "said"),
    [
        ("parks.xls", (), 2, "allowed: .pdf, .html, .json, .csv"),
        ("parks", (), 2, "allowed: .pdf, .html, .json, .csv"),
        ("old.csv", (), 2, "--force"),
        ("lost/parks.csv", (), 3, "no folder 'lost'"),
        ("parks.html", ("--theme", "lost.yaml"), 3, "no such file"),
    ],
    ids=str,
)
def test_outputs_that_are_refused(
    greenpark: Command, output: str, options: tuple[str, ...], code: int, said: str
) -> None:
    written("old.csv", "old")
    files = (year("2024", 300), year("2025"))
    done = greenpark("compare", *files, "-o", output, *options, "--lang", "en")
    assert (done.code, done.out, Path("old.csv").read_text("utf-8")) == (code, "", "old")
    assert said in done.err


# --- the trend report -----------------------------------------------------------------------


def test_html(greenpark: Command) -> None:
    files = (year("2024", 300), year("2025"), year("2025", 900, "b"))
    done = greenpark("compare", *files, "-o", "trend.html", "--by", "country", "--lang", "zh,en")
    assert (done.code, done.out) == (0, "")
    assert "比较结果已生成：trend.html" in done.err
    text = Path("trend.html").read_text("utf-8")
    assert all(one in text for one in ("+6.2", "31.3", "37.5", "池塘园区", "Pond Park"))


@pytest.mark.slow
def test_pdf(greenpark: Command) -> None:
    files = (year("2024", 300), year("2025"))
    for name in ("one.pdf", "two.pdf"):
        done = greenpark("compare", *files, "-o", name, "--date", "2026-03-31", "--lang", "en")
        assert (done.code, done.err) == (0, f"The comparison is in {name}\n")
    assert Path("one.pdf").read_bytes() == Path("two.pdf").read_bytes()
    with pikepdf.open("one.pdf") as pdf:
        inside = pdf.attachments["comparison.json"].get_file().read_bytes()
    assert inside.decode() == greenpark("compare", *files, "--format", "json", "--lang", "en").out
    again = greenpark("compare", "one.pdf", *files, "--lang", "en")
    assert (again.code, "this PDF carries no assessment" in again.err) == (3, True)


@pytest.mark.slow
def test_a_gap_report_is_compared_like_its_questionnaire(greenpark: Command) -> None:
    files = (year("2024", 300), year("2025"))
    assert greenpark("report", files[0], "-o", "r.pdf", "--date", "2026-03-31").code == 0
    assert greenpark("report", files[0], "-o", "x.pdf", "--redact").code == 0
    assert totals(greenpark("compare", "r.pdf", files[1], "--format", "json")) == totals(
        greenpark("compare", *files, "--format", "json")
    )
    done = greenpark("compare", "x.pdf", files[1], "--rubric", "pond.yaml", "--lang", "en")
    assert done.code == 0
    assert "this report withholds its park" in done.err


# --- what cannot be compared ----------------------------------------------------------------


def locked(name: str) -> str:
    pdf = pikepdf.new()
    pdf.save(name, encryption=pikepdf.Encryption(owner="o", user="u"))
    return name


def cut(name: str) -> str:
    Path(report(name, assessment_json=b"{}")).write_bytes(b"%PDF-1.7\n%broken")
    return name


def bomb(name: str) -> str:
    """Write a small PDF whose attachment unpacks to more than any file may hold."""
    return report(name, assessment_json=b" " * 5_000_000)


BAD = {
    "text": (lambda: written("n.txt", "hello\n"), 3, "no questionnaire", "既不是问卷"),
    "prose": (lambda: written("n.txt", "a: b\n"), 3, "no questionnaire", "既不是问卷"),
    "other JSON": (lambda: written("n.json", '{"a": 1}'), 3, "no questionnaire", "既不是问卷"),
    "list": (lambda: written("n.json", "[1]"), 3, "no questionnaire", "既不是问卷"),
    "foreign PDF": (lambda: report("n.pdf"), 3, "carries no assessment", "未附带评价结果"),
    "broken PDF": (lambda: cut("n.pdf"), 3, "this PDF is damaged", "已损坏"),
    "locked PDF": (lambda: locked("n.pdf"), 3, "locked with a password", "设有密码"),
    "bomb": (lambda: bomb("n.pdf"), 3, "2000000", "2000000"),
    "empty assessment": (
        lambda: report("n.pdf", assessment_json=b"{}"), 3, "another format", "格式"
    ),
    "half an assessment": (
        lambda: written("n.json", '{"schema": "greenpark-assessment/1"}'), 3, "damaged", "已损坏"
    ),
    "later assessment": (
        lambda: written("n.json", '{"schema": "greenpark-assessment/2"}'), 3, "/2", "/2"
    ),
    "not a number": (
        lambda: written("n.json", '{"schema": "greenpark-assessment/1", "x": NaN}'),
        3, "damaged", "已损坏",
    ),
    "rubric": (lambda: "pond.yaml", 3, "this is a rubric", "评价体系"),
    "broken YAML": (lambda: written("n.yaml", "answers: [1\n"), 3, "never closed", "没有闭合"),
    "folder": (lambda: ".", 3, "this is a folder", "这是文件夹"),
    "missing": (lambda: "a-2026.yaml", 3, "did you mean 'a-202", "是否应为"),
    "unknown version": (
        lambda: written("n.yaml", changed(pond(), {"pond@1.0": "green-park@9"})),
        2, "different rubrics", "不同的评价体系",
    ),
    "wrong answer": (
        lambda: written("n.yaml", changed(pond(), {"pond@1.0": "pond.yaml", "600 m3": "600 kg"})),
        1, "n.yaml:6:16: error", "n.yaml:6:16: 错误",
    ),
    "twice": (lambda: "a-2025.yaml", 2, "'a' has an assessment of 2025", "2025 年度的评价已在"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_cannot_be_compared(greenpark: Command, name: str, language: str) -> None:
    files = (year("2024", 300), year("2025"))
    make, code, *said = BAD[name]
    bad = make()
    done = greenpark("compare", *files, bad, "-o", "o.json", "--lang", language)
    assert (done.code, done.out, Path("o.json").exists()) == (code, "", False)
    assert said[language == "zh"] in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("name", [name for name in BAD if name != "unknown version"])
def test_the_others_are_compared_where_that_is_wanted(greenpark: Command, name: str) -> None:
    files = (year("2024", 300), year("2025"))
    make, _, said, _ = BAD[name]
    bad = make()
    done = greenpark("compare", *files, bad, "--keep-going", "--lang", "en")
    assert done.code == 1
    assert said in done.err
    assert [one.adds_up() for one in changes(done.out)] == [True]


@pytest.mark.parametrize(
    ("files", "count"), [((), 0), (("a-2025.yaml",), 1)], ids=["nothing", "one"]
)
def test_too_few(greenpark: Command, files: tuple[str, ...], count: int) -> None:
    year("2025")
    done = greenpark("compare", *files, "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert f"at least two assessments; here: {count}" in done.err


def test_standard_input(greenpark: Command) -> None:
    text = Path(year("2024", 300)).read_text("utf-8")
    done = greenpark("compare", "-", year("2025"), "--format", "json", stdin=text)
    assert list(totals(done)) == ["2024", "2025"]


def test_all_that_is_wrong_is_said_at_once(greenpark: Command) -> None:
    done = greenpark("compare", "lost.yaml", written("n.txt", "hello"), report("n.pdf"))
    assert done.code == 3
    assert {line.partition(":")[0] for line in done.err.splitlines()} >= {
        "lost.yaml", "n.txt", "n.pdf",
    }  # fmt: skip


def test_an_unknown_version_of_one_rubric(greenpark: Command) -> None:
    files = [
        written(
            f"{version}.yaml",
            changed(pond(400, "a", version), {"pond@1.0": f"green-park@{version}"}),
        )
        for version in ("8.0.0", "9.0.0")
    ]
    done = greenpark("compare", *files, "--lang", "en")
    assert (done.code, done.out) == (3, "")
    assert (
        "9.0.0.yaml:2:9: error: the rubric 'green-park' is not there in version 9.0.0" in done.err
    )
    assert "--rubric names another rubric" in done.err


def test_two_rubrics_of_one_name(greenpark: Command) -> None:
    written("other.yaml", changed(RUBRIC, {"weight: 3": "weight: 1"}))
    other = written("o.yaml", changed(pond(400, "b"), {"pond@1.0": "other.yaml"}))
    done = greenpark("compare", year("2025"), other, "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert "rubrics 'pond@1.0' with different content" in done.err
    done = greenpark("compare", "a-2025.yaml", other, "--rubric", "pond.yaml", "--lang", "en")
    assert done.code == 0
    assert "the content of the rubric has changed since" in done.out


def test_under_another_rubric(greenpark: Command) -> None:
    written("lake.yaml", changed(RUBRIC, {"id: pond": "id: lake", "weight: 3": "weight: 1"}))
    files = (year("2024", 300), year("2025"))
    done = greenpark("compare", *files, "--rubric", "lake.yaml", "--lang", "en")
    assert done.code == 0
    assert "pond@1.0 is another rubric than lake@1.0" in done.out
    assert "by another rubric, pond@1.0" in done.out


def test_a_currency_that_changed_is_never_compared(greenpark: Command) -> None:
    """The question stands open, and the text says which."""
    written(
        "riel.yaml",
        changed(
            RUBRIC,
            {
                "unit: m3, min: 0}\n  water.reused": ("unit: CNY, min: 0}\n  water.reused"),
                "(water.fresh + water.reused)": "(water.reused + water.reused)",
                'version: "1.0"': 'version: "2.0"\n  replaces: "1.0"',
            },
        ),
    )
    new = changed(pond(400, "a", "2025"), {"pond@1.0": "riel.yaml", "600 m3": "600 CNY"})
    done = greenpark("compare", year("2024"), written("n.yaml", new), "--lang", "en")
    assert done.code == 0, done.err
    assert "not carried over to 'pond@2.0', which asks otherwise: water.fresh" in done.err
    assert "from 'm3' to 'CNY', which do not convert into each other" in done.out


def test_hostile_names_are_text_and_nothing_else(greenpark: Command) -> None:
    names = ["=HYPERLINK(1)", "\x1b[31mred", "{x} %s"]
    files = [
        written(
            f"{place}.yaml",
            changed(
                pond(400, "a"),
                {
                    "pond@1.0": "pond.yaml",
                    "id: a": f"id: {json.dumps(name)}",
                    "Pond Park": json.dumps(name),
                },
            ),
        )
        for place, name in enumerate(names)
    ]
    for language in ("en", "zh"):
        done = greenpark("compare", *files, "--lang", language)
        assert (done.code, "\x1b" in done.out + done.err) == (0, False)
    rows = csv.DictReader(io.StringIO(greenpark("compare", *files, "--format", "csv").out))
    assert [cell for row in rows for cell in row.values() if cell.startswith("=")] == []


def test_a_rubric_that_cannot_be_compiled(greenpark: Command) -> None:
    written("pond.yaml", changed(RUBRIC, {"(water.fresh + water.reused)": "water.plan"}))
    done = greenpark("compare", year("2024"), year("2025"), "--lang", "en")
    assert (done.code, done.out) == (1, "")
    assert "the rubric 'pond@1.0' has errors" in done.err
