"""The slips of the register: a member, her groups, her sign-in, a group, a share, the rules."""

from datetime import date
from typing import Any

from wtforms import HiddenField
from wtforms.validators import ValidationError

from ..access import NewLoginField, NewSecretField, SecretForm
from ..domain import identifiers
from ..domain.errors import N_, Refused
from ..ledger.service import FutureDay
from ..web import DeskForm
from ..web.fields import (
    ChoiceField,
    CodeField,
    DayField,
    LineField,
    NoteField,
    PercentField,
    PhoneField,
    RadioField,
    YesField,
)
from ..web.i18n import _l, say
from ..web.names import choices
from ..web.photos import LogoField, PhotoField
from . import consents


class DniField(LineField):
    """Eight digits."""

    hints = {"autocomplete": "off", "inputmode": "numeric"}

    def read(self, typed: str) -> str | None:
        return identifiers.dni(typed)


class RucField(LineField):
    """Eleven digits, the last of which checks the others."""

    hints = {"autocomplete": "off", "inputmode": "numeric"}

    def read(self, typed: str) -> str | None:
        return identifiers.ruc(typed)


class RegisterForm(DeskForm):
    """A slip for the register; the view says which day is `today`."""

    today = date.max


def not_to_come(form: RegisterForm, field: DayField) -> None:
    """The register says what is, not what is meant to be."""
    if field.data and field.data > form.today:
        raise ValidationError(say(FutureDay(on=field.data.isoformat())))


class MemberForm(RegisterForm):
    """What the register says of a member. No birth date, no fingerprint."""

    given_names = LineField(_l("Given names"))
    surname1 = LineField(_l("First surname"))
    surname2 = LineField(_l("Second surname"), required=False)
    sex = RadioField(_l("Woman or man"), required=False)
    dni = DniField(_l("DNI"), required=False)
    dni_check = LineField(
        _l("Character beside the DNI"),
        required=False,
        most=1,
        description=_l("It stands after the number, behind a hyphen."),
    )
    role = LineField(
        _l("Office"), default="socia", description=_l("For example socia, tesorera, vocal.")
    )
    joined_on = DayField(_l("Joined on"), [not_to_come])
    language = ChoiceField(_l("Language"), required=False)
    reads_spanish = RadioField(_l("Reads Spanish"), required=False)
    phone_type = ChoiceField(_l("Telephone"), required=False)
    payout_method = ChoiceField(_l("Is paid by"), default="efectivo")
    note = NoteField(_l("Note"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sex.choices = choices("F", "M")
        self.language.choices = choices("kichwa", "español")
        self.reads_spanish.choices = choices("si", "poco", "no")
        self.phone_type.choices = choices("ninguno", "basico", "smartphone")
        self.payout_method.choices = choices("efectivo", "yape", "plin", "transferencia")

    def validate_dni_check(self, field: LineField) -> None:
        """The character beside the DNI catches a slip in the number."""
        try:
            if field.data and self.dni.data:
                identifiers.dni(self.dni.data, field.data)
        except Refused as refused:
            raise ValidationError(say(refused)) from None


class DayMissing(Refused):
    """A consent without a day is none that can be shown."""

    message = N_("Type the day on the paper she signed.")


class NewMemberForm(MemberForm):
    """Somebody joins. What she agrees to later, or takes back, is said on a slip of its own."""

    consent_data_on = DayField(
        _l("Agreed to the use of her data on"),
        [not_to_come],
        required=False,
        description=_l("The day on the paper she signed."),
    )
    public_name = YesField(_l("Her name may stand on labels and pages."))
    photo = YesField(_l("Her photo may be shown."))
    group = ChoiceField(_l("Group"))
    code = CodeField(
        _l("Code"),
        required=False,
        description=_l("Leave it empty, and the next one of her group is taken."),
    )

    def validate_public_name(self, field: YesField) -> None:
        """What she agrees to has the day of her paper."""
        if field.data and not self.consent_data_on.data:
            raise ValidationError(say(DayMissing()))

    validate_photo = validate_public_name

    @property
    def agreed(self) -> list[tuple[str, date]]:
        """Besides the use of her data, with the day of her paper."""
        boxes = {consents.NAME: self.public_name, consents.PHOTO: self.photo}
        on = self.consent_data_on.data
        return [(kind, on) for kind, box in boxes.items() if box.data and on]

    @property
    def register(self) -> dict[str, Any]:
        """What the register keeps of her."""
        facts = self.facts()
        return {key: facts[key] for key in facts.keys() - {consents.NAME, consents.PHOTO}}


class ConsentForm(RegisterForm):
    """What she agrees to, or takes back, from now on."""

    kind = RadioField(_l("What it is about"))
    given = RadioField(_l("What she says"))
    on = DayField(
        _l("Day"),
        [not_to_come],
        description=_l("Today, or the day on the paper she signed."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = choices(*consents.KINDS)
        self.given.choices = [("si", _l("Yes, she agrees")), ("no", _l("No, or not any more"))]


class AskAgainForm(RegisterForm):
    """Whose yes bears no day says it again; `yes` is the button: her code and what it is about."""

    on = DayField(
        _l("Day"),
        [not_to_come],
        description=_l("Today, or the day on the paper she signed."),
    )
    yes = HiddenField()


class FaceForm(DeskForm):
    """Her photo."""

    photo = PhotoField(_l("Photo"), description=_l("JPEG, PNG or WebP, up to 20 MB."))


class DropFaceForm(DeskForm):
    """Her photo goes."""


class LeaveForm(RegisterForm):
    """Somebody leaves."""

    left_on = DayField(_l("Her last day"), [not_to_come])


class JoinGroupForm(DeskForm):
    """A member belongs to one more group."""

    group = ChoiceField(_l("Group"))
    since = DayField(_l("From this day on"))


class LeaveGroupForm(DeskForm):
    """A member belongs to a group no longer."""

    group = ChoiceField(_l("Group"))
    until = DayField(_l("Her last day in it"))


class MemberUserForm(SecretForm):
    """A member gets a user of her own."""

    login = NewLoginField(_l("User"), description=_l("Small letters, for example: rosa.tapullima"))
    password = NewSecretField(_l("First password"))


class GroupForm(DeskForm):
    """A new group of makers."""

    code = CodeField(_l("Code"), description=_l("Two letters are enough: AW. Codes begin with it."))
    name = LineField(_l("Name"))


class ShareForm(DeskForm):
    """What a group keeps back, by an act of its assembly."""

    share = PercentField(
        _l("Kept back of each sale"), description=_l("All of it, the fund's part within.")
    )
    fund = PercentField(_l("Of that, for the communal fund"))
    since = DayField(_l("From this day on"))
    act = LineField(
        _l("Act of the assembly"),
        required=False,
        description=_l("Book, page and date, so that anybody can look it up."),
    )


class RulesForm(DeskForm):
    """The data on our papers, the exemption, IGV and compensation, from a day on."""

    since = DayField(_l("From this day on"))
    razon_social = LineField(_l("Registered name"))
    nombre_comercial = LineField(_l("Trade name"), required=False)
    ruc = RucField(_l("RUC"))
    domicilio = LineField(_l("Address"))
    amazonia_exoneracion = RadioField(
        _l("We sell exempt of IGV in the Amazon"),
        default="no",
        description=_l("Ask your accountant before you say yes."),
    )
    igv = PercentField(_l("IGV"))
    loss_compensation = PercentField(
        _l("Compensation for pieces lost on the way"),
        description=_l("Of the member price, paid to the maker."),
    )
    dispute_holds = RadioField(
        _l("Hold back what a member disputes"),
        default="si",
        description=_l("Until it is answered, her share of that line is not paid out."),
    )

    honest_ticket = RadioField(
        _l("Say on tickets whose the money is"),
        default="no",
        description=_l("Of S/ 50.00: S/ 40.00 for who made it, the fund, the costs."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for answer in (self.amazonia_exoneracion, self.dispute_holds, self.honest_ticket):
            answer.choices = choices("si", "no")

    def decided(self) -> dict[str, str]:
        """The rules as they are kept, by key."""
        facts = self.facts()
        facts |= {"igv_bp": facts["igv"], "loss_compensation_bp": facts["loss_compensation"]}
        left_out = ("since", "igv", "loss_compensation")
        return {
            key: str("" if value is None else value)
            for key, value in facts.items()
            if key not in left_out
        }


class LogoForm(DeskForm):
    """The association's logo."""

    logo = LogoField(
        _l("Logo"), description=_l("PNG or JPEG, up to 20 MB, dark on white: it is printed small.")
    )
    on = DayField(_l("Day"))


class PhoneForm(DeskForm):
    """Her telephone; an empty box forgets it."""

    phone = PhoneField(_l("Cell phone"), required=False)
