from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from rex.render.form.invite import invitation
from rex.render.form.page import render_form
from rex.render.form.words import PAGE, page_words
from rex.text.catalogue import places
from rex.text.speaker import Speaker
from rex.workflow.forms import make_form
from tests.browser import form_set
from tests.fixtures.workspace import make

if TYPE_CHECKING:
    from pathlib import Path


def plan_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="plan">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    read: dict[str, Any] = json.loads(found[1])
    return read


@pytest.fixture
def page(tmp_path: Path) -> str:
    make(tmp_path, 1, exports=False)
    return render_form(make_form(form_set.desk(tmp_path, "csm"), "maria", "en").plan)


def test_the_policy_allows_nothing_but_the_page_s_own_style_and_script(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    told = policy[1].replace("&#39;", "'")
    assert told.startswith("default-src 'none'; ")
    for element in ("style", "script"):
        found = re.search(rf"<{element}>(.*?)</{element}>", page, re.DOTALL)
        assert found is not None
        mark = b64encode(sha256(found[1].encode()).digest()).decode()
        assert f"{element}-src 'sha256-{mark}'" in told
    assert "unsafe" not in told
    assert not re.search(r"https?://|@import|url\(|\bsrc=|<link", page)
    assert not re.search(r"\son\w+=|\sstyle=", page)


def test_the_page_holds_its_questions_in_three_languages(page: str) -> None:
    plan = plan_of(page)
    [mood] = [q for q in plan["questions"] if q["id"] == "csm.mood"]
    assert mood["text"]["es"]["label"] == "¿Cómo notó al cliente, durante el directo o justo después?"
    assert [o["label"]["fr"] for o in mood["options"]][:2] == ["mécontent", "réservé"]
    assert set(plan["words"]) == {"en", "es", "fr"}
    assert (plan["session"], plan["respondent"], plan["seals"]) == ("2026-11-20-small-show", "maria", True)


def test_a_title_with_markup_stays_a_title(tmp_path: Path) -> None:
    folder = make(tmp_path, 1, exports=False)[0]
    file = folder / "session.yaml"
    hostile = "</script><script>alert(1)</script>&amp; <!-- {goal}"
    file.write_text(re.sub("title: .*", f'title: "{hostile}"', file.read_text(encoding="utf-8")), encoding="utf-8")
    made = render_form(make_form(form_set.desk(tmp_path, "csm"), None, "fr").plan)
    assert made.count("</script>") == 2
    plan = made.partition('id="plan">')[2].partition("</script>")[0]
    assert not set("<>&") & set(plan)
    assert plan_of(made)["title"] == hostile


def test_only_facts_that_a_question_speaks_of_are_in_the_page(page: str) -> None:
    assert set(plan_of(page)["facts"]["en"]) == {"goal", "context", "depth"}


def test_a_survey_of_shoppers_is_nameless_and_has_no_seal(tmp_path: Path) -> None:
    form_set.written(tmp_path, form_set.QUESTIONS[1:3], about="purchase")
    form = make_form(form_set.desk(tmp_path), None, "en")
    assert (form.nameless, form.shopper, form.plan["seals"], form.plan["respondent"]) == (
        True,
        True,
        False,
        "anonymous",
    )
    named = make_form(form_set.desk(tmp_path), "ana", "en")
    assert (named.nameless, named.plan["respondent"], named.stem) == (False, "ana", "ana")


def test_every_word_of_the_page_has_its_places_in_each_language() -> None:
    words = page_words()
    for key, said in PAGE.items():
        for lang in ("en", "es", "fr"):
            assert places(words[lang][key]) == places(said.text), key


@pytest.mark.parametrize("lang", ["en", "es", "fr"])
def test_the_mail_says_why_how_long_until_when_and_what_for(lang: str) -> None:
    mail = invitation("Autumn {Glow}", 5, Speaker(lang), shopper=False, nameless=False)
    assert "Autumn {Glow}" in mail
    assert re.search(r"\b5 minut", mail)
    assert mail.count("[") == 2  # the day, the name
    shopper = invitation("Autumn Glow", 1, Speaker(lang), shopper=True, nameless=True)
    assert shopper.count("[") == 4  # the day, the reward, the days until deletion, the name
    assert "minutes" not in shopper
