"""One page of help: what a page is for, the steps, what can go wrong, whom to ask."""

from typing import NamedTuple


class Topic(NamedTuple):
    """A topic. `of` are the pages it is about: an endpoint, or `room.*` for what is left of one."""

    slug: str
    icon: str
    title: str
    what: str
    steps: tuple[str, ...]
    #: (what happened, what to do)
    wrong: tuple[tuple[str, str], ...]
    #: The role whom one asks.
    ask: str
    #: The page it leads to.
    page: str
    of: tuple[str, ...]
