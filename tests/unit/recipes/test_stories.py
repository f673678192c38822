"""A story keeps views in the order and with the words that a person gave them."""

from __future__ import annotations

import pytest

from app.explorer.recipes import ExportSettings
from app.explorer.stories import Pin, Story, StoryError
from app.model.selection import Selection

_A, _B, _C = (Selection(chart=kind) for kind in ("ranking", "trend", "share"))


@pytest.fixture
def story() -> Story:
    return Story("Mine").pinned(_A).pinned(_B, "second").pinned(_C)


def _order(story: Story) -> list[str]:
    return [pin.selection.chart for pin in story.pins]


def test_views_are_moved_and_removed(story: Story) -> None:
    assert _order(story.moved(2, 0)) == ["share", "ranking", "trend"]
    assert _order(story.moved(0, 99)) == ["trend", "share", "ranking"]
    assert _order(story.moved(1, -5)) == ["trend", "ranking", "share"]
    assert _order(story.removed(1)) == ["ranking", "share"]
    assert _order(story) == ["ranking", "trend", "share"]


def test_a_place_that_is_not_there_is_refused(story: Story) -> None:
    for change in (
        story.removed,
        lambda place: story.moved(place, 0),
        lambda place: story.commented(place, ""),
    ):
        with pytest.raises(IndexError, match="no view at place"):
            change(3)


def test_comments_stay_with_their_view(story: Story) -> None:
    assert story.commented(0, "first").moved(0, 2).pins[2] == Pin(_A, "first")


def test_a_story_reads_back_equal(story: Story) -> None:
    assert Story.from_json(story.to_json()) == story


def test_a_story_becomes_a_folder_of_pictures_in_its_order(story: Story) -> None:
    recipe = story.recipe(ExportSettings(("svg",)))
    assert [entry.selection for entry in recipe.entries] == [_A, _B, _C]
    assert recipe.entries[0].file_name.startswith("{entry}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[", "not JSON"),
        ("[]", "JSON object"),
        ('{"views": []}', '"story": 1'),
        ('{"story": 9}', "version 9"),
        ('{"story": 1, "views": {}}', "'views' is a list"),
        ('{"story": 1, "views": [{}, {"coment": ""}]}', "view 2 has no part called coment"),
        ('{"story": 1, "views": [{"comment": 1}]}', "view 1: 'comment' is a text"),
        ('{"story": 1, "views": [{"selection": {"flow": "up"}}]}', "view 1, 'selection'"),
    ],
)
def test_what_is_wrong_is_named(text: str, said: str) -> None:
    with pytest.raises(StoryError, match=said):
        Story.from_json(text)
