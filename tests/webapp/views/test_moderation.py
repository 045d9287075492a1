"""The moderator's page: what waits, letting it through, taking it out by a rule, several at once, the log."""

import re

import pytest

from tests.webapp.town import ROLES, Town
from tests.webapp.town_discussion import SHOWN, say

PAGE = "/en/desk/acts/bridges/rounds/1/moderation"
ROUND = "/en/acts/bridges/rounds/1/"
OUT = {"what": "remove", "ground": "advertising", "reason": "Sells cement."}


@pytest.fixture
def coordinator(own_town: Town):
    return own_town.browser("coordinator")


def marks(browser, text: str = "") -> list[str]:
    """Return what waits, as the boxes name it."""
    page = browser.get(PAGE).text
    found = re.findall(r'id="w-([^"]+)"(.*?)</article>', page, re.DOTALL)
    return [mark for mark, said in found if text in said]


def test_what_waits_is_let_through_and_then_read_by_everybody(own_town, coordinator):
    say(own_town, "participant", "Buy <i>better</i> bolts.")
    (mark,) = marks(coordinator, "Buy &lt;i&gt;better&lt;/i&gt; bolts.")
    assert "better" not in own_town.browser().get(ROUND).text

    answer = coordinator.post(PAGE, data={"item": mark, "what": "show"})

    assert (answer.status_code, answer.location) == (302, PAGE)
    assert "Buy &lt;i&gt;better&lt;/i&gt; bolts." in own_town.browser().get(ROUND).text
    assert mark not in marks(coordinator)
    log = coordinator.get(PAGE).text.partition('id="log"')[2]
    assert f'comments/{mark.partition(".")[0]}">Article 1(1)</a>' in log
    assert ">let through<" in re.sub(r"\s+", "", coordinator.get(PAGE).text).replace(
        "letthrough", "let through"
    )


def test_a_reply_waits_like_a_comment(own_town, coordinator):
    (mark,) = [one for one in marks(coordinator) if one.count(".") == 2]
    coordinator.post(PAGE, data={"item": mark, "what": "show"})
    page = own_town.browser().get(f"{ROUND}comments/{SHOWN}").text
    assert page.count('class="reply"') == 1


def test_what_is_taken_out_is_seen_by_its_author_with_the_reason(own_town, coordinator):
    comment = say(own_town, "participant", "Cheap cement!")
    coordinator.post(PAGE, data={"item": f"{comment}.0", **OUT})

    author = own_town.browser("participant")
    for address in (f"{ROUND}comments/{comment}", "/en/discussions/mine"):
        page = author.get(address).text
        assert "It advertises something." in page
        assert "Sells cement." in page
    assert own_town.browser().get(f"{ROUND}comments/{comment}").status_code == 404
    assert "Sells cement." in coordinator.get(PAGE).text


def test_of_one_thing_alone_there_is_no_form_for_several(own_town, coordinator):
    first, *others = marks(coordinator)
    assert 'id="several"' in coordinator.get(PAGE).text
    coordinator.post(PAGE, data={"item": others, "what": "show"})
    assert marks(coordinator) == [first]

    page = coordinator.post(PAGE, data={"item": first, "what": "remove", "reason": "So it is"}).text

    assert 'id="several"' not in page
    assert 'value="So it is"' in page


def test_several_are_decided_at_once(own_town, coordinator):
    chosen = marks(coordinator)
    assert len(chosen) == 3
    answer = coordinator.post(PAGE, data={"item": chosen, "what": "show"})
    assert answer.status_code == 302
    assert marks(coordinator) == []


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"what": "show"}, "Choose at least one"),
        ({"item": "none", "what": "show"}, "Choose at least one"),
        ({"item": "none.0", "what": "show"}, "There is nothing"),
        ({"item": f"{SHOWN}.0", "what": "show"}, "That was decided already."),
        ({"item": f"{SHOWN}.7", "what": "show"}, "Its author has changed it meanwhile."),
        ({"item": f"{SHOWN}.0.999999", "what": "show"}, "There is nothing"),
        ({"item": f"{SHOWN}.0", "what": "remove", "reason": "x"}, "Choose the rule"),
        ({"item": f"{SHOWN}.0", "what": "remove", "ground": "x", "reason": "x"}, "Choose the rule"),
        ({"item": f"{SHOWN}.0", "what": "remove", "ground": "flood"}, "Say in a few words"),
    ],
)
def test_what_cannot_be_decided_is_told_and_changes_nothing(own_town, coordinator, given, problem):
    answer = coordinator.post(PAGE, data=given)

    assert answer.status_code == 400
    assert problem in answer.text
    assert own_town.browser().get(f"{ROUND}comments/{SHOWN}").status_code == 200


def test_what_can_be_decided_is_done_though_the_rest_cannot(own_town, coordinator):
    (first, *_) = marks(coordinator)
    answer = coordinator.post(PAGE, data={"item": [first, f"{SHOWN}.0"], "what": "show"})
    assert answer.status_code == 200
    assert "That was decided already." in answer.text
    assert first not in marks(coordinator)


def test_what_was_typed_is_kept_when_it_is_refused(own_town, coordinator):
    answer = coordinator.post(PAGE, data={**OUT, "reason": "Kept words"})
    assert 'value="Kept words"' in answer.text
    assert '<option value="advertising" selected>' in answer.text


def test_from_a_comment_that_is_shown_the_moderator_comes_to_take_it_out(own_town, coordinator):
    page = coordinator.get(f"{ROUND}comments/{SHOWN}").text
    assert f"{PAGE}?comment={SHOWN}" in page
    assert "moderation" not in own_town.browser().get(f"{ROUND}comments/{SHOWN}").text
    assert "Shown to everybody" in coordinator.get(f"{PAGE}?comment={SHOWN}").text

    coordinator.post(PAGE, data={"item": f"{SHOWN}.0", **OUT})

    assert own_town.browser().get(f"{ROUND}comments/{SHOWN}").status_code == 404
    assert "0 comments" in own_town.browser().get("/en/discussions/").text


@pytest.mark.parametrize("name", sorted(set(ROLES) - {"coordinator"}))
def test_nobody_else_finds_the_page(own_town, name):
    browser = own_town.browser(name)
    assert browser.get(PAGE).status_code == 404
    assert browser.post(PAGE, data={"item": f"{SHOWN}.0", **OUT}).status_code == 404


def test_an_expert_round_has_no_moderation(coordinator):
    assert coordinator.get("/en/desk/acts/towers/rounds/1/moderation").status_code == 404
    given = {"item": "c0ffee0000000001.0", **OUT}
    answer = coordinator.post("/en/desk/acts/towers/rounds/1/moderation", data=given)
    assert answer.status_code == 404
