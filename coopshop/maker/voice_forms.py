"""The slips of the recordings: a language, how it says numbers, one phrase."""

from datetime import date

from sqlalchemy.orm import Session
from wtforms.validators import ValidationError

from .. import members
from ..domain.errors import N_, Refused
from ..domain.speech import Numbers
from ..ledger.service import FutureDay
from ..web import DeskForm
from ..web.fields import ChoiceField, CodeField, DayField, LineField, YesField
from ..web.i18n import _l, say
from .audio import SoundField
from .voices import Recording, Spoken

#: The largest number that a word may stand for, and the most words a language may have for numbers.
LARGEST, MOST_WORDS = 1_000_000, 200


class NotNumbers(Refused):
    """What was typed is no row of numbers."""

    message = N_("%(read)s is not a number here. Write them like this: 0-10 20 30.")


class TongueForm(DeskForm):
    """A language more."""

    name = LineField(_l("Its own name"), most=60)
    code = CodeField(
        _l("Short code"), description=_l("Two or more letters. In the register: kichwa.")
    )


class NumbersField(LineField):
    """Whole numbers and stretches of them: `0-10 20 30`; `data` is a set."""

    def read(self, typed: str) -> frozenset[int]:  # type: ignore[override]
        found: set[int] = set()
        for word in typed.replace(",", " ").split():
            first, dash, last = word.partition("-")
            if not (first.isdecimal() and (last.isdecimal() or not dash) and len(word) < LARGEST):
                raise NotNumbers(read=word[:20])
            low, high = int(first[:8]), int((last or first)[:8])
            if high > LARGEST or high - low > MOST_WORDS:
                raise NotNumbers(read=word[:20])
            found.update(range(low, high + 1))
        return frozenset(found)

    def show(self, value: frozenset[int]) -> str:
        return " ".join(map(str, sorted(value)))


class NumbersForm(DeskForm):
    """How a language says numbers, as those who speak it tell."""

    own = NumbersField(
        _l("Numbers with a word of their own"), description=_l("For example: 0-10 20 30")
    )
    steps = NumbersField(
        _l("Words that count what stands before them"),
        required=False,
        description=_l("For example: 10 100 1000, where one says two ten for 20."),
    )
    silent = NumbersField(
        _l("Of these, said alone for one of them"),
        required=False,
        description=_l("For example: 100, where one says hundred, not one hundred."),
    )
    joined = YesField(_l("A small word stands between a ten and its ones."))
    coin_first = YesField(_l("The word for soles stands before its number."))
    given_by = LineField(_l("Who told this, where and when"), most=200)

    def validate_steps(self, field: NumbersField) -> None:
        """A word that counts one of something would never come to an end."""
        if field.data and min(field.data) < 2:  # noqa: PLR2004 - the first number that counts
            raise ValidationError(say(NotNumbers(read=str(min(field.data)))))

    def numbers(self) -> Numbers:
        """What was told."""
        steps = tuple(sorted(self.steps.data or (), reverse=True))
        silent = frozenset(self.silent.data or ())
        own = frozenset(self.own.data or ())
        return Numbers(own, steps, silent, self.joined.data, self.coin_first.data)


class RecordingForm(DeskForm):
    """One phrase, who said it, and since when she agrees that it is played here."""

    today = date.max

    sound = SoundField(_l("Sound"), description=_l("Ogg, WebM, MP3, M4A or WAV, up to 200 KB."))
    spoken_by = LineField(_l("Who speaks"), most=120)
    member = ChoiceField(_l("Member"), required=False, placeholder=_l("Not in the register"))
    agreed_on = DayField(_l("Agreed that it is played here, on"))

    def validate_agreed_on(self, field: DayField) -> None:
        """Nobody agrees tomorrow."""
        if field.data and field.data > self.today:
            raise ValidationError(say(FutureDay(on=field.data.isoformat())))

    @property
    def spoken(self) -> Spoken:
        """Who said it."""
        facts = self.facts()
        return Spoken(facts["spoken_by"], facts["member"], facts["agreed_on"])


def recording_form(session: Session, today: date, last: Recording | None) -> RecordingForm:
    """A slip for a phrase; whoever spoke last very likely speaks on."""
    who = {"spoken_by": last.spoken_by, "member": last.member} if last else {}
    form = RecordingForm(data={"agreed_on": today, **who})
    form.today = today
    form.member.choices = members.member_offers(session, today)
    return form
