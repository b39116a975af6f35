"""Who makes: members and their groups, and what the assembly decided."""

from .consents import DATA, KINDS, NAME, PHOTO, agreed, agreed_to, all_agreed
from .logos import Logo, logo_at, take_logo
from .models import FULL_NAME, Group, Member, Membership, Rule, Share
from .offers import member_offers
from .portraits import drop_face, face, faces
from .reading import groups_of
from .rules import (
    NoShare,
    Statutes,
    change_rules,
    decide_rule,
    decide_share,
    dispute_holds,
    found_group,
    groups,
    issuer,
    share_of,
    statutes,
)
from .service import (
    MemberLeft,
    UnknownMember,
    change,
    enroll,
    everyone,
    join_group,
    leave,
    leave_group,
    member,
    still_here,
)

__all__ = [
    "DATA",
    "FULL_NAME",
    "KINDS",
    "NAME",
    "PHOTO",
    "Group",
    "Logo",
    "Member",
    "MemberLeft",
    "Membership",
    "NoShare",
    "Rule",
    "Share",
    "Statutes",
    "UnknownMember",
    "agreed",
    "agreed_to",
    "all_agreed",
    "change",
    "change_rules",
    "decide_rule",
    "decide_share",
    "dispute_holds",
    "drop_face",
    "enroll",
    "everyone",
    "face",
    "faces",
    "found_group",
    "groups",
    "groups_of",
    "issuer",
    "join_group",
    "leave",
    "leave_group",
    "logo_at",
    "member",
    "member_offers",
    "share_of",
    "statutes",
    "still_here",
    "take_logo",
]
