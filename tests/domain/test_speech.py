"""What is read aloud: the same words as on a receipt, in phrases that can be recorded."""

import unicodedata

import pytest

from coopshop.domain import speech, words
from coopshop.domain.speech import Numbers, OddNumbers

#: Every sum up to S/ 2,000.00 and some of each size above it.
SUMS = [*range(200_001), *range(200_001, speech.MOST, 99_991), speech.MOST]

#: An invented language: ten digits, and words that count.
INVENTED = Numbers(frozenset(range(10)), (1000, 100, 10), frozenset({10, 100}), joined=True)


def bare(said):
    folded = unicodedata.normalize("NFD", said.lower())
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def test_every_sum_is_put_together_from_phrases_that_can_be_recorded():
    known, said = speech.phrases(), {}
    for cents in SUMS:
        keys = speech.spoken([cents])
        assert " ".join(keys) == bare(words.spoken(cents, "PEN"))
        said.update(dict.fromkeys(keys))
    assert said.keys() <= known.keys()
    assert speech.spanish_words().keys() <= said.keys()


def test_a_phrase_sounds_as_it_is_written():
    for key, said in (speech.spanish_words() | speech.SUMS).items():
        assert key == bare(said)


def test_the_phrases_are_few_enough_to_be_recorded_in_an_afternoon():
    assert len(speech.phrases()) < 100
    assert len(speech.phrases(INVENTED)) < 50


def test_another_language_says_numbers_as_its_speakers_told():
    assert speech.spoken([142_50], INVENTED) == [
        *("x100", "4", "x10", "y", "2", "soles", "con", "5", "x10", "centimos")
    ]
    before = Numbers(INVENTED.own, INVENTED.steps, INVENTED.silent, coin_first=True)
    assert speech.spoken([2_00], before) == ["soles", "2"]
    assert speech.spoken([1_01], INVENTED) == ["1", "sol", "con", "1", "centimo"]
    assert speech.spoken([0], INVENTED) == ["0", "soles"]


def test_every_sum_is_said_with_the_phrases_of_a_language():
    known = speech.phrases(INVENTED).keys()
    for cents in SUMS[::97]:
        assert set(speech.spoken([cents], INVENTED)) <= known


def test_numbers_that_leave_holes_are_refused():
    with pytest.raises(OddNumbers):
        speech.spoken([10_00], Numbers(frozenset(range(5)), ()))


def test_a_sentence_reads_as_people_speak():
    parts = ["te-debemos", 142_50, "menos", -20_00, "adelantos"]
    assert speech.sentence(parts) == (
        "Te debemos ciento cuarenta y dos soles con cincuenta céntimos. "
        "Menos veinte soles de adelanto"
    )
