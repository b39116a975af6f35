"""What each role may do: one table, read by the pages and by the test of all addresses.

The fiscal reads everything and changes nothing; a socia sees what is hers.
"""

ROLES = ("administradora", "tesorera", "vendedora", "fiscal", "socia")

_A, _T, _V, _F, _S = ROLES

#: Every right and who has it. `read_*` rights change nothing.
RIGHTS: dict[str, tuple[str, ...]] = {
    "come_in": ROLES,
    "read_book": (_A, _T, _F),
    "read_members": (_A, _T, _F),
    "read_member": (_A, _T, _F, _S),
    "read_own": (_S,),
    # What she may write herself, and only about what is hers: "this is not right", and what she
    # agrees to or takes back. It moves nothing; the desk answers.
    "speak_own": (_S,),
    "read_catalog": (_A, _T, _V, _F),
    "read_production": (_A, _T, _V, _F),
    "read_stock": (_A, _T, _V, _F),
    "read_sales": (_A, _T, _V, _F),
    "read_payouts": (_A, _T, _F),
    "read_reports": (_A, _T, _F),
    "read_till": (_A, _T, _V, _F),
    "read_complaints": (_A, _T, _F),
    "manage_users": (_A,),
    "decide": (_A,),
    "close_month": (_A, _T),
    "keep_members": (_A, _T),
    "keep_catalog": (_A, _T),
    "keep_buyers": (_A, _T, _V),
    "receive": (_A, _T, _V),
    "move_stock": (_A, _T, _V),
    "adjust_stock": (_A, _T),
    "sell": (_A, _T, _V),
    "collect": (_A, _T, _V),
    "take_back": (_A, _T),
    "register_document": (_A, _T),
    "keep_tills": (_A, _T),
    "work_till": (_A, _T, _V),
    "pay_out": (_A, _T),
    "answer_complaints": (_A, _T),
    "reverse": (_A, _T),
    "begin": (_A, _T),
    "read_beginning": (_A, _T, _F),
    "export": (_A, _T, _F),
    "read_pads": (_A, _T, _V, _F),
    "print_pads": (_A, _T, _V),
}


def may(role: str, right: str) -> bool:
    """Whether a role has a right; a right that nobody knows is a bug."""
    return role in RIGHTS[right]
