"""Every sentence in code and templates is found, so that a language can be asked for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rex.text.extract import sentences, untranslated

if TYPE_CHECKING:
    from pathlib import Path

CODE = '''
"""Not this one."""
from somewhere import Message, N_, say, say_n, _

TITLE = N_("A title")

def speak(catalogue, name):
    catalogue.say("Hello {name}", name=name)
    say(
        "In two "
        "pieces",
    )
    say_n("{n} row", "{n} rows", 3)
    Message(text="By keyword")
    _("Hello {name}")
    say(name)
    print("Not this one either")
'''
TEMPLATE = '<h1>{{ _("In a template") }}</h1><p>{{ _("Hello {name}", name=who) }}</p>\n'
SPANISH = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "A title"
msgstr "Un título"

msgid "Hello {name}"
msgstr "Hola {nombre}"

msgid "{n} row"
msgid_plural "{n} rows"
msgstr[0] "una fila"
msgstr[1] "{n} filas"
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "speak.py").write_text(CODE, encoding="utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "templates" / "data.json").write_text('{{ _("Not from here") }}', encoding="utf-8")
    (tmp_path / "es.po").write_text(SPANISH, encoding="utf-8")
    return tmp_path


def test_each_sentence_is_listed_once_with_its_first_place(package: Path) -> None:
    found = sentences(package / "code", package / "templates")
    assert [(one.singular, one.plural) for one in found] == [
        ("A title", ""),
        ("Hello {name}", ""),
        ("In two pieces", ""),
        ("{n} row", "{n} rows"),
        ("By keyword", ""),
        ("In a template", ""),
    ]
    assert (found[0].file, found[0].line) == ("code/speak.py", 5)
    assert found[-1].file == "templates/page.html"


def test_a_language_lacks_what_is_missing_or_names_other_places(package: Path) -> None:
    found = sentences(package / "code")
    lacking = [one.singular for one in untranslated("es", found, package)]
    assert lacking == ["Hello {name}", "In two pieces", "By keyword"]  # "una fila" may leave its number unsaid


def test_english_lacks_nothing(package: Path) -> None:
    assert untranslated("en", sentences(package / "code")) == ()


def test_a_broken_template_is_an_error_not_a_gap(package: Path) -> None:
    (package / "templates" / "broken.html").write_text('{{ _("never closed" ', encoding="utf-8")
    with pytest.raises(Exception, match=r"(?i)unexpected|expected"):
        sentences(package / "code", package / "templates")
