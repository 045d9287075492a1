"""References in English: those of unofficial translations, and those of this project."""

import pytest

from kb.language import Language
from kb.law.citation.references import Reference, find
from kb.law.identifiers import EId


def spelt(reference: Reference) -> str:
    """Spell a reference out: "here(art): para_1, para_2"."""
    here = f"({reference.here})" if reference.here else ""
    paths = []
    for path in reference.paths:
        eid = EId("")
        for step in path:
            eid = eid.child(step.unit, step.number)
        paths.append(eid)
    return f"{reference.scope}{here}: {', '.join(paths)}"


WHOLE = [
    (
        "paragraph 2 of article 67 of the Law of the Republic of Kazakhstan as of 06.04.2016",
        "external: art_67__para_2",
    ),
    ("paragraph 23 of the National action plan", "external: para_23"),
    ("paragraph 1", "act: para_1"),
    ("Appendix to the order", "external: att"),
    ("subparagraph 2) of paragraph 1 of Article 8", "act: art_8__para_1__subpara_2"),
    ("part two of paragraph 3 of Article 61", "act: art_61__para_3__al_2"),
    (
        "paragraphs 13–16 of Article 67 of this Constitutional Law",
        "act: art_67__para_13, art_67__para_14, art_67__para_15, art_67__para_16",
    ),
    ("paragraph 1 of this Article", "here(art): para_1"),
    ("part two of this paragraph", "here(para): al_2"),
    ("subparagraphs 2) and 3) of this paragraph", "here(para): subpara_2, subpara_3"),
    ("part one of the present paragraph", "here(para): al_1"),
    ("paragraph 3 of Article 4 of this Constitutional Law", "act: art_4__para_3"),
    ("Article 5 of this regulatory provision", "act: art_5"),
    ("paragraph 12 of these Rules", "act: para_12"),
    ("paragraph 7 of these Rules of Procedure", "act: para_7"),
    ("paragraphs 13 and 19 of this Standard", "act: para_13, para_19"),
    ("paragraph 4 of this regulatory order", "act: para_4"),
    ("Articles 4 and 5", "act: art_4, art_5"),
    ("paragraphs 4–6", "act: para_4, para_5, para_6"),
    ("paragraphs 4-6", "act: para_4, para_5, para_6"),
    ("Articles 5 to 7", "act: art_5, art_6, art_7"),
    ("Articles 5, 6, and 7", "act: art_5, art_6, art_7"),
    ("Article 5-1", "act: art_5-1"),
    ("Article 5(2)", "act: art_5__para_2"),
    ("Article 5-1(2-1)(3)", "act: art_5-1__para_2-1__subpara_3"),
    (
        "Articles 5(2), (3) and 6(1)(3)",
        "act: art_5__para_2, art_5__para_3, art_6__para_1__subpara_3",
    ),
    ("Articles 5(2), 6–8", "act: art_5__para_2, art_6, art_7, art_8"),
    ("part two of Article 5(2)", "act: art_5__para_2__al_2"),
    ("sub-paragraph (2) of paragraph (1)", "act: para_1__subpara_2"),
    ("parts one and two of paragraph 6", "act: para_6__al_1, para_6__al_2"),
    ("second part of paragraph 3 of Article 61", "act: art_61__para_3__al_2"),
    ("indent two of subparagraph 3) of paragraph 2", "act: para_2__subpara_3__indent_2"),
    ("§ 1 of Chapter 2", "act: chp_2__dvs_1"),
    ("Chapter 2 of Section 1", "act: sec_1__chp_2"),
    ("Article 5 of this Chapter", "here(chp): art_5"),
    ("Appendix 1 to these Rules", "act: att_1"),
    ("Appendices 1 and 2 to this Standard", "act: att_1, att_2"),
    ("Appendix to these Rules", "act: att"),
    ("paragraph 3 of Appendix 1 to this Standard", "act: att_1__para_3"),
    ("Article 282 of the Entrepreneurial Code", "external: art_282"),
    ("Article 1 of the New York Convention", "external: art_1"),
    (
        "Article 5 of the Decree of the President dated September 25, 2024 No. 658",
        "external: art_5",
    ),
    ("paragraph 2 of that Article", "external: para_2"),
]


@pytest.mark.parametrize(("text", "expected"), WHOLE, ids=[text for text, _ in WHOLE])
def test_a_reference_is_found_as_a_whole(text, expected):
    (reference,) = find(f"As {text}, shall apply", Language.EN)

    assert spelt(reference) == expected
    assert (reference.start, reference.end) == (3, 3 + len(text))


SEVERAL = [
    (
        "subparagraphs 2), 5) and 8) of paragraph 1 and paragraph 2 of Article 8",
        "act: art_8__para_1__subpara_2, art_8__para_1__subpara_5, art_8__para_1__subpara_8",
        "act: art_8__para_2",
    ),
    ("Article 19 (except for paragraph 4)", "act: art_19", "act: art_19__para_4"),
    ("Article 19, except paragraph 4,", "act: art_19", "act: art_19__para_4"),
    (
        "paragraphs 1 and 2, and part one of paragraph 3 of Article 61, Articles 62 and 63",
        "act: art_61__para_1, art_61__para_2",
        "act: art_61__para_3__al_1",
        "act: art_62, art_63",
    ),
    ("Article 5 and Article 6 of the Tax Code", "external: art_5", "external: art_6"),
    ("paragraph 1 of this Article and Article 7", "here(art): para_1", "act: art_7"),
    ("Article 7 applies; paragraph 2 of that Article", "act: art_7", "act: art_7__para_2"),
    ("Article 5, paragraph 2", "act: art_5", "act: art_5__para_2"),
    ("Article 5 and 10 working days", "act: art_5"),
    ("The provisions of paragraph 1 shall also apply", "act: para_1"),
    (
        "Footnote. Article 14 was changed by the Law of the Republic of Kazakhstan dated 03.02.2031 "
        "No. 77-ІX (applies from the 15th day after it is published)",
        "act: art_14",
    ),
    ("Footnote. Article 1 is excluded by the Law dated 29.12.2010 No. 375-IV", "act: art_1"),
    ("paragraph 2 in the order established by law", "act: para_2"),
]


@pytest.mark.parametrize(("text", "expected"), [(row[0], list(row[1:])) for row in SEVERAL])
def test_neighbours_say_what_a_reference_leaves_out(text, expected):
    assert [spelt(reference) for reference in find(text, Language.EN)] == expected


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Article 12 of the Constitutional Law “On the Special Status of the City of Alatau”",
            "On the Special Status of the City of Alatau",
        ),
        ("Article 12 of the Law of the Republic of Kazakhstan “On X and Y”", "On X and Y"),
        ("Article 12 of the Law dated 19 May 2015 № 314-V “On X and Y”", "On X and Y"),
        ("paragraph 12 of the rules “Rules on\n   Parking”", "Rules on Parking"),
        ("paragraph 12 of the Council decision “Rules of Procedure”", "Rules of Procedure"),
        ('Appendix 12 to the Rules "Parking"', "Parking"),
    ],
)
def test_the_quoted_title_names_the_act(text, title):
    (reference,) = find(text, Language.EN)

    assert (reference.scope, reference.act) == ("other", title)
    assert [path[0].number for path in reference.paths] == ["12"]
    assert (reference.start, reference.end) == (0, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "a person who took part in preparing it",
        "a part of the territory; the first part of the year",
        "articles of association, the following paragraphs",
        "these Rules and this Constitutional Law",
        "in accordance with this Article",
        "15 hectares, 220/110 kV, KZT 1.8 trillion",
        "Footnote. The Law is supplemented by preamble; the title is in the wording of the Law",
        "Decree of the President of the Republic of Kazakhstan dated September 25, 2024 No. 658",
        "Law of the Republic of Kazakhstan dated November 9, 1998 No. 291",
        "Law of the Republic of Kazakhstan dated 19 May 2015 № 314-V",
        "(hereinafter - the capital)",
        "the appendix lists the documents",
    ],
)
def test_other_words_are_left_alone(text):
    assert find(text, Language.EN) == ()


def test_a_cyrillic_letter_inside_a_word_does_not_hide_a_reference():
    (reference,) = find("under Аrticle 5 of this Lаw", Language.EN)

    assert spelt(reference) == "act: art_5"
