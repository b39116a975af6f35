"""Every topic, and which of them a page belongs to."""

from ..domain.folding import folded
from .day import DAY
from .first_days import FIRST_DAYS
from .money import MONEY
from .register import REGISTER
from .topic import Topic

#: In the order of the index: those who begin first, then the day, the money, what is kept.
TOPICS = (*FIRST_DAYS, *DAY, *MONEY, *REGISTER)

BY_SLUG = {topic.slug: topic for topic in TOPICS}

_BY_PAGE = {page: topic for topic in TOPICS for page in topic.of}


def topic_of(endpoint: str) -> Topic | None:
    """The topic of a page: its own, or that of its room.

    A page without one is a page that somebody will stand on and not know what to do.
    """
    room = endpoint.partition(".")[0]
    return _BY_PAGE.get(endpoint) or _BY_PAGE.get(f"{room}.*")


def found(words: str, texts: dict[str, str]) -> list[Topic]:
    """The topics whose text (by slug, in the reader's language) holds all words."""
    wanted = folded(words).split()
    return [topic for topic in TOPICS if all(word in folded(texts[topic.slug]) for word in wanted)]
