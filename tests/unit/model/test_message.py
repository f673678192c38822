"""Messages are one line in any language, whatever names of a file stand in them."""

from __future__ import annotations

from app.model.message import say
from app.model.words import Words

WRAPPED = say("no file is called {name}", name="a\nb\tc\x1b")


def test_a_message_is_one_line_in_itself_and_in_words() -> None:
    assert str(WRAPPED) == "no file is called a b c"
    assert WRAPPED.in_words(Words("en")) == "no file is called a b c"


def test_a_message_within_a_message_is_said_in_the_same_words() -> None:
    whole = say("{file}: {why}", file="x.csv", why=WRAPPED)
    assert whole.in_words(Words("en")) == str(whole) == "x.csv: no file is called a b c"
