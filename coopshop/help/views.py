"""Help on the page: the topic of where one stands, the index with a search, keys, words."""

from flask import Blueprint, abort, g, render_template, request, url_for

from ..access import allowed
from ..web import asked_word
from ..web.i18n import _
from . import glossary, topics
from .topic import Topic

bp = Blueprint("help", __name__, url_prefix="/help")


@bp.app_template_global()
def help_way() -> str:
    """Where the help for this page is; nothing for who is not signed in."""
    if not g.get("user") or not request.endpoint or request.blueprint == "help":
        return ""
    topic = topics.topic_of(request.endpoint)
    return url_for("help.topic", slug=topic.slug) if topic else url_for("help.index")


@bp.get("/")
@allowed("come_in")
def index() -> str:
    """Every topic, or those in which the words are found: `?words=cuaderno`."""
    words = asked_word("words") or ""
    texts = {topic.slug: _text(topic) for topic in topics.TOPICS}
    return render_template("help/index.html", words=words, topics=topics.found(words, texts))


@bp.get("/glossary")
@allowed("come_in")
def words() -> str:
    """The words of the trade."""
    return render_template("help/glossary.html", words=glossary.WORDS)


@bp.get("/<slug>")
@allowed("come_in")
def topic(slug: str) -> str:
    """One topic."""
    found = topics.BY_SLUG.get(slug) or abort(404)
    return render_template(f"help/{'keys' if slug == 'keys' else 'topic'}.html", topic=found)


def _text(topic: Topic) -> str:
    """All that a topic says, in the reader's language."""
    said = [topic.title, topic.what, *topic.steps]
    said += [words for pair in topic.wrong for words in pair]
    return " ".join(_(words) for words in said)
