"""What is wrong with a folder: every fault with its place, what was read and what was expected."""

from dataclasses import dataclass

from ...domain.errors import N_, Refused


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault. `row` is the line of the file (1 names the columns), 0 the whole file."""

    file: str
    row: int
    column: str
    read: str
    expected: str

    def __str__(self) -> str:
        """`sales.csv, row 12, tax_code: read "21", expected 10, 20, 30 or 40`."""
        where = f"{self.file}, row {self.row}" if self.row else self.file
        column = f", {self.column}" if self.column else ""
        return f'{where}{column}: read "{self.read}", expected {self.expected}'


class Faulty(Refused):
    """A folder that cannot be read whole; nothing was written."""

    message = N_("The folder has %(count)s faults; nothing was written.")

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(count=len(faults))
        self.faults = sorted(set(faults))
