"""How a JPEG is written: row by row, as cameras write them, or in passes over the whole picture.

What is written row by row is read so too: at a reduced scale it needs little memory, however many
points it has. Of the other kind a reader keeps every point until the last pass.
"""

#: What every mark begins with.
MARK = 0xFF

#: The marks of the parts before the picture: how it is coded (the plain two), and its first pass.
PLAIN, PASS = (0xC0, 0xC1), 0xDA
#: Marks that have nothing behind them; before the picture a camera writes none.
BARE = (0x00, 0x01, *range(0xD0, 0xDA), 0xFF)


def row_by_row(raw: bytes) -> bool:
    """Whether a JPEG has all its colours in one pass; of anything odd, no.

    >>> frame = bytes((0xFF, 0xC0, 0, 17, 8, 0, 8, 0, 8, 3)) + bytes(9)
    >>> row_by_row(b"\\xff\\xd8" + frame + bytes((0xFF, 0xDA, 0, 12, 3)) + bytes(9))
    True
    >>> row_by_row(b"\\xff\\xd8" + frame + bytes((0xFF, 0xDA, 0, 8, 1)) + bytes(9))
    False
    >>> row_by_row(b"\\xff\\xd8" + frame.replace(b"\\xc0", b"\\xc2")), row_by_row(b"")
    (False, False)
    """
    at, colours = 2, 0
    while at + 10 <= len(raw) and raw[at] == MARK and raw[at + 1] not in BARE:
        mark, size = raw[at + 1], int.from_bytes(raw[at + 2 : at + 4])
        if mark == PASS:
            return raw[at + 4] == colours
        if mark in PLAIN:
            colours = raw[at + 9]
        at += 2 + size
    return False
