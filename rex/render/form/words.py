"""Every sentence of a form's page, in the three languages at once: whoever answers may change theirs midway."""

from __future__ import annotations

from rex.model.message import Message, say
from rex.text.catalogue import Catalogue

LANGUAGES = ("en", "es", "fr")

PAGE: dict[str, Message] = {
    "language": say("Language"),
    "progress": say("Question {n} of {of}"),
    "left": say("about {n} min left"),
    "start": say("Start"),
    "goon": say("Go on where you stopped"),
    "next": say("Continue"),
    "back": say("Back"),
    "skip": say("Skip"),
    "dont": say("Don’t know"),
    "na": say("Does not apply"),
    "saved": say("Saved on this device at {time}"),
    "unsaved": say("This device does not keep answers. Leave this page open until you have sent them."),
    "keeps": say("Answers stay on this device until you send them. This page asks no server for anything."),
    "noscript": say("This form needs a browser that runs scripts. Save the file and open it in one."),
    "most": say("At most {n} can be chosen."),
    "alone": say("“{choice}” stands alone: take it or the others."),
    "needed": say("This one is needed. “Don’t know” is an answer too."),
    "choose": say("Choose one, or skip."),
    "write": say("Write something, or skip."),
    "letters": say("At most {n} letters fit here."),
    "number": say("A number is expected here."),
    "whole": say("A whole number is expected here."),
    "within": say("A number from {low} to {high} is expected here."),
    "range": say("A lowest and a highest value are expected here, the likeliest between them."),
    "timebad": say("A time inside the show is expected here, such as 00:20."),
    "datebad": say("A day is expected here, such as 2026-11-27."),
    "onceeach": say("Choose at least one for your order, or skip."),
    "read": say("Read as {value}"),
    "time": say("Time in the show, if you know it (00:20 is minute 20)"),
    "timeonly": say("Time in the show (00:20 is minute 20)"),
    "words": say("In your words"),
    "why": say("In a few words (may be left out)"),
    "low": say("Lowest"),
    "mid": say("Likeliest (may be left out)"),
    "high": say("Highest"),
    "eight": say("Wide enough that the result lies inside 8 times in 10."),
    "other": say("Another one"),
    "pick": say("Choose"),
    "what": say("What will be tried"),
    "owner": say("Whose action it is"),
    "due": say("Until when"),
    "kpi": say("Which number should move"),
    "direction": say("Which way"),
    "up": say("up"),
    "down": say("down"),
    "effect": say("By how much at least"),
    "rankhint": say("Put them in order, the first one first. What you leave below stays without a place."),
    "rankadd": say("Give “{choice}” the next place"),
    "rankup": say("Move “{choice}” up"),
    "rankdown": say("Move “{choice}” down"),
    "rankout": say("Take “{choice}” out of the order"),
    "ranked": say("{choice}: place {n}"),
    "sealhead": say("Seal your answers"),
    "sealwhy": say(
        "These answers are what you think before any number. Sealed, they stay readable and are compared with the "
        "numbers as they are. A change after that is possible, and recorded as one."
    ),
    "seal": say("Seal these answers"),
    "sealed": say("Sealed {at} · {hash}"),
    "sealedline": say("This answer is sealed. It can be read, not changed."),
    "reopen": say("Reopen to change"),
    "reopened": say("Reopened. What was sealed stays recorded beside the change."),
    "look": say("Read the sealed answers"),
    "answers": say("Your answers"),
    "open": say("no answer yet"),
    "skipped": say("skipped"),
    "dontknow": say("not known"),
    "notapply": say("does not apply"),
    "changed": say("changed after the seal; sealed was: {was}"),
    "change": say("Change “{question}”"),
    "readone": say("Read “{question}”"),
    "endhead": say("Send your answers"),
    "endwhy": say("Nothing has been sent yet. Send the file, or paste the text into a mail; one of the two is enough."),
    "download": say("Save the answers file"),
    "copy": say("Copy the text for a mail"),
    "copied": say("Copied. Paste it into a mail and send it."),
    "copyby": say("Select the text and copy it."),
    "downloaded": say("The file is with your downloads. Attach it to a mail."),
    "mailtext": say("Text for a mail"),
    "nameless": say("No name, no role and no time goes with these answers."),
    "apart": say("This answer is kept apart from your name."),
    "others": say("This answer is kept apart from your other answers."),
    "forget": say("Delete my answers from this device"),
    "forgotten": say("Deleted from this device."),
    "really": say("Delete for good: press once more"),
    "optional": say("Every answer is optional."),
}


def page_words() -> dict[str, dict[str, str]]:
    """Give the sentences by language, their places still open: the page fills them as it goes."""
    return {lang: {key: _open(Catalogue(lang), said.text) for key, said in PAGE.items()} for lang in LANGUAGES}


def _open(catalogue: Catalogue, sentence: str) -> str:
    return next(iter(catalogue.translations(sentence)), sentence)
