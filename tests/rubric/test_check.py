"""Each rule of the check, by a small rubric whose comments say what is found in which line."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from greenpark_assess.problems import Problem
from greenpark_assess.rubric.check import RULES, Miss, check_rubric, reach
from greenpark_assess.rubric.check.checked import take_apart
from greenpark_assess.rubric.load import load_rubric
from greenpark_assess.rubric.model import Rubric
from greenpark_assess.wording import languages, say

# What a case leaves out, so that each shows only what it is about.
REST = {
    "rubric": 'rubric: {id: test, version: "1", title: Test}',
    "questions": "questions: {a: {text: A, kind: number}}",
    "dimensions": """
dimensions:
  d: {title: D, weight: 1, indicators: {a: {title: A, weight: 1, scale: {met: a > 1}}}}
""",
}

CORRECT = """\
rubric:
  id: small
  version: "1.0"
  title: {en: A small rubric, zh: 小型评价体系}
  languages: [en, zh]
questions:
  water.fresh:
    text: {en: Fresh water taken in the year, zh: 年取水量}
    kind: number
    unit: m3
  water.reused:
    text: {en: Water reused in the year, zh: 年回用水量}
    kind: number
    unit: 10^4 m3
  site.type:
    text: {en: Type of the park, zh: 园区类型}
    kind: choice
    options: {mixed: {en: Mixed, zh: 综合型}, venous: {en: Venous, zh: 静脉产业型}}
dimensions:
  water:
    title: {en: Water, zh: 水资源}
    weight: 1
    indicators:
      water.reuse:
        title: {en: Share of water that is reused, zh: 水回用率}
        weight: 1
        value: water.reused / (water.fresh + water.reused)
        unit: "%"
        applies_if: site.type in [mixed]
        scale: {points: {40: 0, 75: 75, 90: 100}}
levels:
  green: {title: {en: Green, zh: 绿色}, from: 60}
"""

IDS = {
    "twice in the tree": """
        dimensions:
          d: {title: D, weight: 1, indicators: {a: {title: A, weight: 1, scale: {met: a > 1}}}}
          e:
            title: E
            weight: 1
            indicators:
              a: {title: A, weight: 1, scale: {met: a > 1}}  # rubric.repeated_id
        """,
    "node and indicator": """
        dimensions:
          a:
            title: D
            weight: 1
            indicators:
              a: {title: A, weight: 1, scale: {met: a > 1}}  # rubric.repeated_id
        """,
    "keyword": """
        questions:
          a: {text: A, kind: number}
          water.in: {text: B, kind: number}  # rubric.unusable_id, rubric.unused_question
        """,
    "digit first": """
        questions:
          a: {text: A, kind: number}
          water.2x: {text: B, kind: number}  # rubric.unusable_id, rubric.unused_question
        """,
    "reserved": """
        questions:
          a: {text: A, kind: number}
          value: {text: B, kind: number}  # rubric.unusable_id, rubric.unused_question
        """,
    "keyword as option": """
        questions:
          a: {text: A, kind: number}
          b:
            text: B
            kind: choice
            options:
              is: Is  # rubric.unusable_id
              was: Was
            ask_if: a > 0
          c: {text: C, kind: number, ask_if: b == was}  # rubric.unused_question
        """,
    "nothing to judge": """
        indicators:
          b: {title: A, weight: 1, scale: {points: {0: 0, 1: 1}}}  # rubric.no_question
          c: {title: A, weight: 1, value: a, scale: {points: {0: 0, 1: 1}}}
        """,
    "sentences": """
        sources: {s: {title: S}}
        sentences: {x1: {source: s, place: P, text: T}}
        dimensions:
          d:
            title: D
            weight: 1
            from: [x2]  # rubric.unknown_sentence
            indicators: {a: {title: A, weight: 1, scale: {met: a > 1}, from: [x1]}}
        """,
    "sources": """
        sources: {iso: {title: S}}
        sentences:
          x1: {source: ios, place: P, text: T}  # rubric.unknown_source
        indicators:
          a:
            title: A
            weight: 1
            scale: {met: a > 1}
            from: [x1]
            benchmarks:
              - {source: iso, status: verified}
              - {source: isso, status: verified}  # rubric.unknown_source
        """,
    "recommendations": """
        recommendations:
          one:
            title: T
            text: T
            lifts:
              a: 100
              b: 100  # rubric.unknown_indicator
            cost: [low]
            who: [developer]
            source: s  # rubric.unknown_source
            interacts:
              - one  # rubric.interacts_with_itself
              - two  # rubric.unknown_recommendation
        """,
    "cases": """
        levels: {gold: {title: G, from: 50}}
        cases:
          one:
            answers:
              a: 1
              b: 1  # rubric.unknown_question
            expect:
              level: glod  # rubric.unknown_level
              possible: ""
              scores:
                d: 10
                total: 10
                x: 10  # rubric.unknown_item
        """,
}

QUESTIONS = {
    "no options": """
        questions:
          a: {text: A, kind: number, ask_if: b == x}  # expression.unknown_option
          b: {text: B, kind: choice}  # rubric.no_options
        """,
    "no levels": """
        questions:
          a: {text: A, kind: number, ask_if: b > 1}
          b: {text: B, kind: maturity}  # rubric.no_levels
        """,
    "keys of another kind": """
        questions:
          a:
            text: A
            kind: number
            options: {x: X}  # rubric.key_of_other_kind
            ask_if: b
          b:
            text: B
            kind: yes_no
            unit: t  # rubric.key_of_other_kind
            min: 0  # rubric.key_of_other_kind
        """,
    "bounds": """
        questions:
          a:
            text: A
            kind: number
            min: 2  # rubric.min_above_max
            max: 1
        """,
    "equal bounds": """
        questions: {a: {text: A, kind: number, min: 1, max: 1}}
        """,
    "waiting for itself": """
        questions:
          a:
            text: A
            kind: number
            ask_if: a > 1  # rubric.ask_if_circle
        """,
    "waiting for each other": """
        questions:
          a: {text: A, kind: number, ask_if: c > 1}
          b:
            text: B
            kind: number
            ask_if: c > 1  # rubric.ask_if_circle
          c: {text: C, kind: number, ask_if: d > 1}
          d: {text: D, kind: number, ask_if: b > 1}
        """,
    "unknown unit": """
        questions:
          a:
            text: A
            kind: number
            unit: tec/10^4 CNYs  # unit.unknown
        """,
}

EXPRESSIONS = {
    "unknown name": """
        questions: {water.fresh: {text: A, kind: number}}
        indicators:
          i: {title: A, weight: 1, value: water.fresh, scale: {points: {0: 0, 1: 1}}}
          j:
            title: A
            weight: 1
            applies_if: water.frsh > 1  # expression.unknown_name
            value: 2 * water.fresh + wat  # expression.unknown_name
            scale: {met: value > watt}  # expression.unknown_name
        """,
    "number where a condition is needed": """
        indicators:
          a:
            title: A
            weight: 1
            applies_if: a + 1  # rubric.condition_needed
            scale: {met: a}  # rubric.condition_needed
            prerequisite: value > 1
        """,
    "condition where a number is needed": """
        indicators:
          a:
            title: A
            weight: 1
            scale:
              ratio_to: a > 1  # rubric.number_needed
              cap: 1
        """,
    "scores only in levels": """
        levels:
          gold:
            title: G
            from: 1
            conditions: [{text: T, if: score(d) > score(total)}]
          best:
            title: G
            from: 2
            conditions:
              - {text: T, if: score(x) > 1}  # expression.unknown_node
        recommendations:
          one:
            title: T
            text: T
            lifts: {a: 100}
            cost: [low]
            who: [developer]
            due_if: score(d) > 1  # expression.score_not_here
        """,
    "wrong unit": """
        questions: {a: {text: A, kind: number, unit: t}, b: {text: B, kind: number, unit: m3}}
        indicators:
          right: {title: A, weight: 1, value: b / a, unit: m3/kg, scale: {met: value > 1}}
          pure: {title: A, weight: 1, value: a / a, unit: "%", scale: {met: value > 1}}
          bare: {title: A, weight: 1, value: 5, unit: "%", scale: {met: value > 1}}
          wrong:
            title: A
            weight: 1
            value: a / b
            unit: m3/t  # rubric.wrong_unit
            scale: {met: value > 1}
          nothing:
            title: A
            weight: 1
            value: a > 3
            unit: t  # rubric.unit_without_number
            scale: {met: value}
          unknown:
            title: A
            weight: 1
            value: a
            unit: tonnen  # unit.unknown
            scale: {met: value > b}
        """,
    "units inside an expression": """
        questions: {a: {text: A, kind: number, unit: t}, b: {text: B, kind: number, unit: m3}}
        indicators:
          i:
            title: A
            weight: 1
            value: a + b  # expression.units_differ
            scale: {points: {0: 0, 1: 100}}
        """,
    "unit of the reference": """
        questions: {a: {text: A, kind: number, unit: t}, b: {text: B, kind: number, unit: m3}}
        indicators:
          i: {title: A, weight: 1, value: a, scale: {ratio_to: 5, cap: 1}}
          j:
            title: A
            weight: 1
            value: a
            scale:
              ratio_to: b  # rubric.wrong_reference_unit
              cap: 1
        """,
}

SCALES = {
    "points of a condition": """
        questions: {a: {text: A, kind: yes_no}}
        indicators:
          a:
            title: A
            weight: 1
            scale:
              points: {0: 0, 1: 100}  # rubric.scale_needs_number
          b:
            title: A
            weight: 1
            value: a
            scale: {met: value}
        """,
    "scales of other kinds": """
        questions:
          a: {text: A, kind: number}
          m: {text: M, kind: maturity, levels: [A, B, C, D, E]}
          c: {text: C, kind: choices, options: {x: X}}
        indicators:
          a:
            title: A
            weight: 1
            scale: {options: {x: 1}}  # rubric.scale_needs_choice
          c:
            title: A
            weight: 1
            scale: {options: {x: 1}}  # rubric.scale_needs_choice
          m: {title: A, weight: 1, scale: {maturity: [0, 25, 50, 75, 100]}}
          n: {title: A, weight: 1, value: m, scale: {points: {0: 0, 4: 100}}}
          o:
            title: A
            weight: 1
            value: m + 1
            scale: {maturity: [0, 25, 50, 75, 100]}  # rubric.scale_needs_maturity
        """,
    "options": """
        questions:
          a: {text: A, kind: choice, options: {none: N, partial: P, full: F}}
        indicators:
          a:
            title: A
            weight: 1
            scale:
              options:  # rubric.option_without_points
                none: 0
                partail: 50  # rubric.option_of_no_question
                full: 100
        """,
    "if outside a switch": """
        indicators:
          a:
            title: A
            weight: 1
            scale:
              if: a > 1  # rubric.if_outside_switch
              met: a > 2
        """,
    "branch after the default": """
        indicators:
          a:
            title: A
            weight: 1
            scale:
              switch:
                - {if: a > 1, met: a > 2}
                - {points: {0: 0, 1: 1}}
                - {if: a < 1, points: {0: 0, 1: 2}}  # rubric.branch_after_default
        """,
    "logarithm of nothing": """
        indicators:
          a:
            title: A
            weight: 1
            scale:
              log: true
              points: {0: 0, 100: 100}  # rubric.log_of_nothing
        """,
    "up and down": """
        questions:
          a: {text: A, kind: number}
          m: {text: M, kind: maturity, levels: [A, B, C, D, E]}
        indicators:
          a:
            title: A
            weight: 1
            scale: {points: {0: 0, 50: 100, 90: 10}}  # rubric.not_monotone
          b: {title: A, weight: 1, value: a, scale: {points: {90: 0, 0: 100, 50: 100}}}
          c:
            title: A
            weight: 1
            value: a
            scale: {points: {0: 0, 50: 100, 90: 10}, two_sided: true}
          m:
            title: A
            weight: 1
            scale: {maturity: [0, 50, 20, 80, 100]}  # rubric.not_monotone
        """,
}

LEVELS = {
    "not rising": """
        levels:
          bronze: {title: B, from: 50}
          silver:
            title: S
            from: 50  # rubric.level_not_rising
          gold: {title: G, from: 50, each_dimension: 10}
          platinum:
            title: P
            from: 40  # rubric.level_not_rising
            each_dimension: 20
        """,
    "out of reach": """
        questions:
          a: {text: A, kind: number, na: never}
          b: {text: B, kind: number, na: never}
        indicators:
          a: {title: A, weight: 1, scale: {points: {0: 0, 10: 100}}}
          b: {title: B, weight: 1, scale: {points: {0: 0, 10: 60}}}
        levels:
          bronze: {title: B, from: 80, each_dimension: 80}
          silver:
            title: S
            from: 81  # rubric.level_out_of_reach
            each_dimension: 81  # rubric.dimension_out_of_reach
        """,
    "in reach where the weak one is not applicable": """
        questions: {a: {text: A, kind: number}, b: {text: B, kind: number}}
        indicators:
          a: {title: A, weight: 1, scale: {points: {0: 0, 10: 100}}}
          b: {title: B, weight: 1, scale: {points: {0: 0, 10: 60}}}
        levels:
          gold: {title: B, from: 100}
          platinum:
            title: S
            from: 101  # rubric.level_out_of_reach
        """,
    "prerequisites": """
        indicators:
          a: {title: A, weight: 1, scale: {met: a > 1}, prerequisite: value > 0}
          b: {title: A, weight: 1, value: a, scale: {met: a > 1}}
        levels:
          bronze: {title: B, from: 10, prerequisites: all}
          silver:
            title: S
            from: 20
            prerequisites:
              - a
              - b  # rubric.not_a_prerequisite
              - d  # rubric.unknown_indicator
        """,
    "all of none": """
        levels:
          bronze:
            title: B
            from: 10
            prerequisites: all  # rubric.no_prerequisites
        """,
}

TEXTS = {
    "no language": """
        rubric: {id: t, version: "1", languages: [en, zh], title: {en: T, zh: 题}}
        questions:
          a:
            text: A  # rubric.text_without_language
            kind: number
        dimensions:
          d:
            title:  # rubric.missing_translation
              en: D
            weight: 1
            indicators:
              a:
                title: {en: A, zh: ""}  # rubric.missing_translation
                weight: 1
                scale: {points: {0: 0, 10: 100}}
        """,
    "other language": """
        rubric: {id: t, version: "1", languages: [en, zh], title: {en: T, zh: 题}}
        questions:
          a:
            kind: number
            text:
              en: A
              zh: 甲
              km: A  # rubric.unknown_language
        dimensions:
          d:
            title: {en: D, zh: 丁}
            weight: 1
            indicators: {a: {title: {en: A, zh: 甲}, weight: 1, scale: {met: a > 1}}}
        """,
    "language without words": """
        rubric:
          id: t
          version: "1"
          title: T
          languages: [km]  # rubric.language_without_words
        """,
}

UNUSED = {
    "weights and empty nodes": """
        dimensions:
          d:
            title: D
            weight: 0  # rubric.zero_weight
            indicators: {a: {title: A, weight: 1, scale: {met: a > 1}}}
          e: {title: D, weight: 1}  # rubric.empty_node
        """,
    "questions and topics": """
        topics:
          energy: Energy
          water: Water  # rubric.unused_topic
        questions:
          energy.used: {text: A, kind: number}
          energy.idle: {text: A, kind: number}  # rubric.unused_question
          land.use: {text: A, kind: number, ask_if: energy.used > 1}  # rubric.no_topic
        indicators:
          land: {title: A, weight: 1, value: land.use, scale: {met: value > 1}}
        """,
    "sources and sentences": """
        sources:
          s: {title: S}
          t: {title: T}  # rubric.unused_source
        sentences:
          x: {source: s, place: P, text: T}  # rubric.unused_sentence
        """,
    "benchmarks": """
        sources: {s: {title: S}}
        indicators:
          a:
            title: A
            weight: 1
            scale: {met: a > 1}
            benchmarks:
              - {value: 1, source: s}  # rubric.no_status
              - {value: 1, status: verified}  # rubric.verified_by_nothing
              - {value: 1, status: judgement}
          b: {title: B, weight: 1, value: a, scale: {met: a > 1}}  # rubric.no_benchmark
        """,
    "recommendations": """
        indicators:
          a: {title: A, weight: 1, scale: {points: {0: 20, 10: 80}}}
          b: {title: B, weight: 1, value: a, scale: {met: a > 1}}  # rubric.no_recommendation
        recommendations:
          idle:
            title: T
            text: T
            lifts: {}  # rubric.lifts_nothing
            cost: [low]
            who: [developer]
          low:
            title: T
            text: T
            lifts: {a: 20}  # rubric.lifts_never
            cost: [low]
            who: [developer]
          high:
            title: T
            text: T
            lifts: {a: 81}  # rubric.lifts_too_far
            cost: [low]
            who: [developer]
        """,
}

CHANGES = {
    "versions": """
        rubric:
          id: test
          version: "1.10"
          title: Test
          replaces:
            - "1.9"
            - "1.10"  # rubric.version_not_before
            - "2"  # rubric.version_not_before
        changes:
          "1.9": {}
          "1.8": {}  # rubric.change_without_replaces
          "3": {}  # rubric.version_not_before
        """,
    "where to": """
        rubric: {id: test, version: "2", title: Test, replaces: "1"}
        changes:
          "1":
            questions:
              b: {renamed: aa}  # rubric.unknown_question
              c:
                split:
                  - a
                  - d  # rubric.unknown_question
              e: {merged: f}  # rubric.unknown_question
              g: {same: Why}  # rubric.unknown_question
              h: {not_comparable: Why}  # rubric.unknown_question
              i: {retired: Why}
            indicators:
              b: {renamed: aa}  # rubric.unknown_indicator
              d: {merged: a}
              e: {rescaled: d}  # rubric.unknown_indicator
        """,
    "still there": """
        rubric: {id: test, version: "2", title: Test, replaces: "1"}
        questions:
          a: {text: A, kind: number}
          b: {text: B, kind: number, ask_if: a > c}
          c: {text: C, kind: number, ask_if: a > 1}
          d: {text: D, kind: number, ask_if: b > 1}  # rubric.unused_question
        changes:
          "1":
            questions:
              a: {retired: Why}  # rubric.change_still_there
              b: {renamed: d}  # rubric.change_still_there
              c: {rescaled: c}
              d: {merged: d}  # rubric.change_still_there
        """,
    "circle": """
        rubric: {id: test, version: "2", title: Test, replaces: "1"}
        questions:
          a: {text: A, kind: number}
          b: {text: B, kind: number, ask_if: a > 1}
          c: {text: C, kind: number, ask_if: b > c0}
          c0: {text: C, kind: number, ask_if: b > 1}
          d: {text: D, kind: number, ask_if: c > 1}  # rubric.unused_question
        changes:
          "1":
            questions:
              a: {renamed: b}  # rubric.change_circle
              b: {renamed: c}
              c: {rescaled: a}
              d0: {renamed: d}
        """,
    "twins": """
        rubric: {id: test, version: "2", title: Test, replaces: "1"}
        changes:
          "1":
            questions:
              b: {renamed: a}
              c: {rescaled: a}  # rubric.change_twins
            indicators:
              b: {merged: a}
              c: {merged: a}
        """,
    "reasons": """
        rubric:
          {id: test, version: "2", title: {en: T, zh: T}, replaces: "1", languages: [en, zh]}
        questions: {a: {text: {en: A, zh: A}, kind: number}}
        dimensions:
          d:
            title: {en: D, zh: D}
            weight: 1
            indicators: {a: {title: {en: A, zh: A}, weight: 1, scale: {met: a > 1}}}
        changes:
          "1":
            questions:
              b: {retired: {en: Nobody knows}}  # rubric.missing_translation
              a: {not_comparable: Other}  # rubric.text_without_language
              c:
                renamed: a
                why: {zh: A}  # rubric.missing_translation
        """,
}

GROUPS = {
    "changes": CHANGES,
    "ids": IDS,
    "questions": QUESTIONS,
    "expressions": EXPRESSIONS,
    "scales": SCALES,
    "levels": LEVELS,
    "texts": TEXTS,
    "unused": UNUSED,
}
CASES = {f"{group}: {name}": text for group, some in GROUPS.items() for name, text in some.items()}


def whole(text: str) -> str:
    """Return a case as a whole rubric; ``indicators`` are those of the one dimension."""
    lines = dedent(text).splitlines()
    if "indicators:" in lines:
        start = lines.index("indicators:")
        end = next((i for i in range(start + 1, len(lines)) if lines[i][:1].strip()), len(lines))
        inner = [f"    {line}" for line in lines[start:end]]
        lines[start:end] = ["dimensions:", "  d:", "    title: D", "    weight: 1", *inner]
    text = "\n".join(lines)
    missing = [more for section, more in REST.items() if f"\n{section}:" not in f"\n{text}"]
    return "\n".join([text, *missing])


def expected(text: str) -> list[tuple[int, str]]:
    """Return line and code of each problem that the comments of a case announce."""
    return sorted(
        (number, code.strip())
        for number, line in enumerate(text.splitlines(), 1)
        if "  # " in line
        for code in line.partition("  # ")[2].split(",")
    )


def found(problems: tuple[Problem, ...]) -> list[tuple[int, str]]:
    return sorted((one.place.line if one.place else 0, one.code) for one in problems)


def check(folder: Path, text: str) -> tuple[Problem, ...]:
    path = folder / "rubric.yaml"
    path.write_text(text, encoding="utf-8")
    loaded = load_rubric(path)
    assert not loaded.problems
    return check_rubric(loaded)


@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_each_problem_is_found_in_its_line(tmp_path: Path, text: str) -> None:
    rubric = whole(text)
    problems = check(tmp_path, rubric)
    assert found(problems) == expected(rubric)
    for problem in problems:
        for language in languages():
            sentence = say(problem, language)
            assert sentence
            assert problem.code not in sentence
            assert "{" not in sentence


def test_a_correct_rubric_is_silent(tmp_path: Path) -> None:
    assert check(tmp_path, CORRECT) == ()


def test_an_expression_is_pointed_into(tmp_path: Path) -> None:
    text = whole("""
        indicators:
          a:
            title: A
            weight: 1
            applies_if: "not (frims > 1)"
            scale: {met: value > a + b}
        """)
    first, second = (problem.place for problem in check(tmp_path, text))
    assert first is not None
    assert second is not None
    assert first.source[first.column - 1 :][: first.width] == "frims"
    assert second.source[second.column - 1 :][: second.width] == "b"


def test_a_near_miss_names_what_is_meant(tmp_path: Path) -> None:
    text = whole("levels: {bronze: {title: B, from: 1, prerequisites: [water.reusd]}}\n").replace(
        "a: {title: A, weight: 1, scale: {met: a > 1}}",
        "water.reused: {title: A, weight: 1, value: a, prerequisite: a > 0, scale: {met: a > 1}}",
    )
    (problem,) = check(tmp_path, text)
    assert problem.details["meant"] == "water.reused"


def test_cases_are_run_by_whoever_can_score(tmp_path: Path) -> None:
    text = whole("cases: {one: {expect: {total: 50}}}\n")
    path = tmp_path / "rubric.yaml"
    path.write_text(text, encoding="utf-8")

    def run(rubric: Rubric) -> list[Miss]:
        assert list(rubric.cases) == ["one"]
        return [Miss("one", ("expect", "total"), details={"expected": 50, "found": 25.0})]

    (problem,) = check_rubric(load_rubric(path), run)
    assert problem.place is not None
    assert (problem.place.line, problem.place.width) == (1, 2)
    assert say(problem, "en") == "case 'one': 50 is expected here, and 25 comes out"


def test_cases_wait_until_there_are_no_errors(tmp_path: Path) -> None:
    path = tmp_path / "rubric.yaml"
    text = whole("cases: {one: {answers: {x: 1}, expect: {total: 50}}}\n")
    path.write_text(text, encoding="utf-8")

    def run(_: Rubric) -> list[Miss]:
        pytest.fail("scored a rubric with errors")

    assert [one.code for one in check_rubric(load_rubric(path), run)] == ["rubric.unknown_question"]


def test_a_broken_file_is_left_to_the_loader(tmp_path: Path) -> None:
    path = tmp_path / "rubric.yaml"
    path.write_text("rubric: [", encoding="utf-8")
    loaded = load_rubric(path)
    assert loaded.rubric is None
    assert loaded.problems
    assert check_rubric(loaded) == ()


def test_every_rule_has_a_case(tmp_path: Path) -> None:
    path = tmp_path / "rubric.yaml"
    silent = set(RULES)
    for text in CASES.values():
        path.write_text(whole(text), encoding="utf-8")
        loaded = load_rubric(path)
        assert loaded.rubric is not None
        checked = take_apart(loaded.rubric, loaded.places)
        silent -= {rule for rule in silent if any(rule(checked))}
    assert not silent


ROOT = Path(__file__).parents[2]
KEPT = sorted([*ROOT.glob("rubrics/*/rubric.yaml"), *ROOT.glob("tests/idioms/*.yaml")])


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_kept_rubrics_have_no_errors(path: Path) -> None:
    loaded = load_rubric(path)
    problems = (*loaded.problems, *check_rubric(loaded))
    assert not [one for one in problems if one.severity == "error"]


# --- what is in reach -----------------------------------------------------------------

TWO = """\
rubric: {{id: test, version: "1", title: Test, aggregate: {aggregate}}}
questions:
  a: {{text: A, kind: number, na: {na}}}
  b: {{text: B, kind: number, na: never}}
dimensions:
  d: {{title: D, weight: 1, indicators: {{a: {{title: A, weight: 1, scale: {scale}}}}}}}
  e:
    title: E
    weight: 3
    indicators: {{b: {{title: B, weight: 1, scale: {{points: {{0: 0, 1: 100}}}}}}}}
"""
# The best of one dimension is 60 with weight 1, of the other 100 with weight 3.
REACH = {
    "arithmetic": 90.0,
    "geometric": (60 * 100**3) ** 0.25,
    "harmonic": 4 / (1 / 60 + 3 / 100),
    "power(2)": ((60**2 + 3 * 100**2) / 4) ** 0.5,
    "minimum": 60.0,
    "maximum": 100.0,
    "at_least(1)": 100.0,
    "at_least(2)": 60.0,
}


def best_total(folder: Path, aggregate: str, na: str, scale: str) -> float | None:
    path = folder / "rubric.yaml"
    path.write_text(TWO.format(aggregate=aggregate, na=na, scale=scale), encoding="utf-8")
    loaded = load_rubric(path)
    assert loaded.rubric is not None
    return reach.total(take_apart(loaded.rubric, loaded.places))


@pytest.mark.parametrize(("aggregate", "best"), REACH.items(), ids=REACH)
def test_the_best_total_follows_the_aggregation(
    tmp_path: Path, aggregate: str, best: float
) -> None:
    found = best_total(tmp_path, aggregate, "never", "{points: {0: 0, 1: 60}}")
    assert found == pytest.approx(best)


@pytest.mark.parametrize("aggregate", REACH)
def test_whatever_may_be_left_out_does_not_lower_the_best(tmp_path: Path, aggregate: str) -> None:
    found = best_total(tmp_path, aggregate, "reason", "{points: {0: 0, 1: 60}}")
    assert found == pytest.approx(100)


@pytest.mark.parametrize(
    ("scale", "best"),
    [
        ("{ratio_to: 5, cap: 2}", 200),
        ("{met: a > 1}", 100),
        ("{switch: [{if: a > 1, points: {0: 5, 1: 80}}, {points: {0: 0, 1: 120}}]}", 120),
        ("{points: {0: 0, 1: 110, 2: 90}, two_sided: true}", 110),
    ],
)
def test_the_best_points_follow_the_scale(tmp_path: Path, scale: str, best: float) -> None:
    assert best_total(tmp_path, "maximum", "never", scale) == best
