"""What is read aloud on her pages: a sum and how it adds up, as a row of phrases.

A text is a row of parts: the key of a phrase, or céntimos. `spoken` turns it into the keys that are
played one after the other; each key is one recording. For Spanish the keys of a number are its
words without accents, in the forms of `words.spoken`. How numbers are put together in another
language is told by those who speak it (`Numbers`): nothing of it is known here.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from . import words
from .errors import N_, Refused

Part = str | int

#: Every phrase besides numbers, by its key: what it says in Spanish.
PHRASES = {
    "te-debemos": "Te debemos",
    "debes": "Debes",
    "nada": "No te debemos nada",
    "al-final": "Al final de ese mes",
    "te-debiamos": "te debíamos",
    "nada-entonces": "no te debíamos nada",
    "te-pagamos": "Te pagamos",
    "para-ti": "Para ti",
    "total": "Total",
    "quedo": "Quedó de tu último pago",
    "tenias": "Tenías",
    "debias": "Debías",
    "mas": "Más",
    "menos": "Menos",
    "de-antes": "de antes",
    "ventas": "por ventas",
    "cuaderno": "del cuaderno",
    "perdidas": "por piezas perdidas",
    "muestras": "por muestras",
    "devoluciones": "que el cliente devolvió",
    "correcciones": "de corrección",
    "material": "de material",
    "aportes": "de aporte",
    "adelantos": "de adelanto",
    "pagos": "que te pagamos",
    "falta": "Vendido, falta que pague el cliente",
    "faltaba": "Vendido, faltaba que pagara el cliente",
    "espera": "Espera respuesta",
    "queda": "Queda para la próxima vez",
}

#: Words of a sum besides its numbers.
COIN, COINS, CENT, CENTS, WITH = "sol", "soles", "centimo", "centimos", "con"
SUMS = {COIN: "sol", COINS: "soles", CENT: "céntimo", CENTS: "céntimos", WITH: "con"}

#: The most that recordings say, in céntimos: there are none of millions.
MOST = 99_999_999

_TENS = 10


class OddNumbers(Refused):
    """Numbers that cannot be put together from what was written."""

    message = N_("With these numbers %(number)s cannot be said.")
    field = "own"


@dataclass(frozen=True, slots=True)
class Numbers:
    """How a language says numbers, as its speakers gave it.

    `own`: numbers with a word of their own. `steps`: words that count what stands before them (ten,
    hundred, thousand), the largest first. `silent`: steps that are said alone for one of them.
    `joined`: a word stands between a ten and its ones. `coin_first`: the coin before its number.
    """

    own: frozenset[int]
    steps: tuple[int, ...]
    silent: frozenset[int] = frozenset()
    joined: bool = False
    coin_first: bool = False

    def say(self, number: int) -> Iterator[str]:
        """The keys of a whole number.

        >>> told = Numbers(frozenset(range(10)), (1000, 100, 10), frozenset({100, 10}))
        >>> list(told.say(142)), list(told.say(1000)), list(told.say(0))
        (['x100', '4', 'x10', '2'], ['1', 'x1000'], ['0'])
        """
        if number in self.own:
            yield str(number)
            return
        step = next((step for step in self.steps if step <= number), 0)
        if not step:
            raise OddNumbers(number=number)
        many, rest = divmod(number, step)
        if many > 1 or step not in self.silent:
            yield from self.say(many)
        yield f"x{step}"
        if rest:
            if self.joined and step == _TENS:
                yield "y"
            yield from self.say(rest)

    @property
    def keys(self) -> list[str]:
        """Every phrase that numbers are put together from."""
        whole = [str(number) for number in sorted(self.own)] + [f"x{step}" for step in self.steps]
        return whole + ["y"] * self.joined


def spoken(parts: Iterable[Part], numbers: Numbers | None = None) -> list[str]:
    """The phrases of a text in order; without `numbers` as Spanish says them.

    >>> spoken(["te-debemos", 142_50])[:6]
    ['te-debemos', 'ciento', 'cuarenta', 'y', 'dos', 'soles']
    >>> told = Numbers(frozenset(range(10)), (1000, 100, 10), frozenset({100, 10}))
    >>> spoken(["menos", 20_05], told)
    ['menos', '2', 'x10', 'soles', 'con', '5', 'centimos']
    """
    found: list[str] = []
    for part in parts:
        found += [part] if isinstance(part, str) else _sum(abs(part), numbers)
    return found


def sentence(parts: Iterable[Part]) -> str:
    """The same for a voice that reads Spanish: commas are where it takes breath.

    >>> sentence(["te-debemos", 142_50, "menos", 20_00, "adelantos"])
    'Te debemos ciento cuarenta y dos soles con cincuenta céntimos. Menos veinte soles de adelanto'
    """
    said = [
        PHRASES[part] if isinstance(part, str) else words.spoken(abs(part), "PEN").lower()
        for part in parts
    ]
    text = " ".join(said)
    return re.sub(r" (?=[A-ZÁÉÍÓÚ])", ". ", text)


def spanish_words() -> dict[str, str]:
    """Every word that a sum in Spanish may need, by its key."""
    alone = {number: word for number, word in words.ONE_WORD.items() if number}
    said = [words.ONE_WORD[0], *alone.values(), *words.HUNDREDS, "UN", "VEINTIÚN", "MIL", "Y"]
    left_out = {"UNO", "VEINTIUNO"}  # what counts soles bends to them
    return {_key(word): word.lower() for word in said if word not in left_out}


def phrases(numbers: Numbers | None = None) -> dict[str, str]:
    """Every phrase of a language, by key, with what it says in Spanish."""
    if numbers is None:
        return PHRASES | spanish_words() | SUMS
    own = {key: meaning(key) for key in numbers.keys}
    return PHRASES | own | SUMS


def meaning(key: str) -> str:
    """What a key of a number stands for; `… 10` is the word that counts what stands before it."""
    return f"… {int(key[1:]):,}" if key.startswith("x") else key


def _sum(cents: int, numbers: Numbers | None) -> list[str]:
    if numbers is None:
        return [_key(word) for word in words.spoken(cents, "PEN").split()]
    whole, rest = divmod(cents, 100)
    said: list[str] = []
    if whole or not rest:
        said += _counted(whole, COIN if whole == 1 else COINS, numbers)
    if whole and rest:
        said.append(WITH)
    if rest:
        said += _counted(rest, CENT if rest == 1 else CENTS, numbers)
    return said


def _counted(number: int, coin: str, numbers: Numbers) -> list[str]:
    said = list(numbers.say(number))
    return [coin, *said] if numbers.coin_first else [*said, coin]


def _key(word: str) -> str:
    bare = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in bare if not unicodedata.combining(letter))
