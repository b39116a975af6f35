"""Laws that hold for any figures: nothing is lost, nobody is a céntimo short."""

from collections import Counter
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from coopshop.domain.entry import Entry, Move, canonical, seal
from coopshop.domain.lots import Taken, split, take, take_back
from coopshop.domain.money import MOST, cash_back, cash_for, exchange, half_up
from coopshop.domain.sharing import given_back, parts_of, share
from coopshop.domain.tax import TREATMENTS, line_money

cents = st.integers(0, MOST)
units = st.lists(st.integers(1, 10_000), min_size=1, max_size=30)
percents = st.integers(0, 9_999)
queues = st.lists(st.integers(1, 50), min_size=1, max_size=20).map(
    lambda counts: [Taken(f"D{n}", f"M{n % 3}", count) for n, count in enumerate(counts)]
)


@given(st.integers(-MOST, MOST), st.integers(1, 10**6))
def test_rounding_goes_to_the_nearest_and_halves_away_from_nothing(over, under):
    rounded, exact = half_up(over, under), Fraction(over, under)
    assert abs(rounded - exact) <= Fraction(1, 2)
    if abs(rounded - exact) == Fraction(1, 2):
        assert abs(rounded) > abs(exact)


@given(cents, units)
def test_a_pool_is_shared_to_the_last_centimo_and_nobody_is_off_by_a_whole_one(pool, counts):
    shares = share(pool, counts)
    assert sum(shares) == pool
    for part, count in zip(shares, counts, strict=True):
        assert abs(part - Fraction(pool * count, sum(counts))) < 1


@given(cents, units, st.randoms(use_true_random=False))
def test_the_order_of_lots_decides_nothing_but_ties(pool, counts, random):
    """Who has the larger fraction gets her céntimo wherever she stands in the queue."""
    order = random.sample(range(len(counts)), len(counts))
    mixed = share(pool, [counts[i] for i in order])
    fractions = Counter(pool * count % sum(counts) for count in counts)
    for place, i in enumerate(order):
        if fractions[pool * counts[i] % sum(counts)] == 1:
            assert mixed[place] == share(pool, counts)[i]


@given(cents, st.integers(1, 1_000), st.integers(1, 30))
def test_equal_lots_differ_by_a_centimo_at_most_and_the_older_one_has_it(pool, count, many):
    shares = share(pool, [count] * many)
    assert shares == sorted(shares, reverse=True)
    assert shares[0] - shares[-1] <= 1


@given(cents, percents, st.data())
def test_members_fund_and_association_are_the_whole_net(net, share_bp, data):
    fund_bp = data.draw(st.integers(0, share_bp))
    parts = parts_of(net, share_bp, fund_bp)
    assert parts.pool + parts.fund + parts.association == net
    assert 0 <= parts.pool <= net
    assert 0 <= parts.fund <= net
    assert abs(parts.association - Fraction(net * (share_bp - fund_bp), 10_000)) <= 1


@given(cents, st.lists(st.integers(1, 9), min_size=1, max_size=12), st.integers(0, 20))
def test_what_comes_back_bit_by_bit_never_exceeds_and_closes_to_nothing(amount, steps, kept):
    whole = sum(steps) + kept
    gone = back = 0
    for step in steps:
        back += step
        gone += given_back(amount, back, whole, gone)
        assert 0 <= gone <= amount
        assert gone == half_up(amount * back, whole)
    if not kept:
        assert gone == amount


@given(queues, st.data())
def test_a_queue_gives_what_is_asked_oldest_first(queue, data):
    wanted = data.draw(st.integers(0, sum(lot.units for lot in queue)))
    pieces = [lot.lot for lot in queue for _ in range(lot.units)]
    taken = [lot.lot for lot in take(queue, wanted) for _ in range(lot.units)]
    assert taken == pieces[:wanted]


@given(queues, st.data())
def test_a_canoe_loses_the_last_pieces_and_no_others(queue, data):
    received = data.draw(st.integers(0, sum(lot.units for lot in queue)))
    arrived, lost = split(queue, received)
    assert arrived == take(queue, received)
    pieces = [lot.lot for lot in queue for _ in range(lot.units)]
    assert [lot.lot for lot in arrived for _ in range(lot.units)] == pieces[:received]
    assert [lot.lot for lot in lost for _ in range(lot.units)] == pieces[received:]


@given(st.lists(st.integers(0, 20), min_size=1, max_size=12), st.data())
def test_pieces_come_back_from_the_last_lot_first(out, data):
    wanted = data.draw(st.integers(0, sum(out)))
    sold = list(enumerate(out, 1))
    pieces = [position for position, count in sold for _ in range(count)]
    back = [position for position, count in take_back(sold, wanted) for _ in range(count)]
    assert back == pieces[::-1][:wanted]


@given(
    st.integers(1, 10**6),
    st.sampled_from([1, 1000]),
    st.integers(1, 10**6),
    percents,
    st.sampled_from(list(TREATMENTS)),
    st.booleans(),
    st.integers(0, 3_000),
)
def test_a_line_is_its_net_and_its_igv(count, parts, price, discount, treatment, includes, igv):
    money = line_money(count, parts, price, discount, treatment, includes, igv)
    assert money.net + money.igv == money.total
    assert money.net >= 0
    assert money.igv >= 0
    gross = Fraction(count * price * (10_000 - discount), parts * 10_000)
    if treatment != "gravado":
        assert money.igv == 0
    bears = money.total if treatment != "gravado" or includes else money.net
    assert abs(bears - gross) <= Fraction(1, 2)
    if treatment == "gravado":
        assert abs(money.igv - Fraction(money.net * igv, 10_000)) <= 1


@given(cents)
def test_cash_is_rounded_by_less_than_the_smallest_coin_in_the_buyers_favour(amount):
    assert amount - 10 < cash_for(amount) <= amount <= cash_back(amount) < amount + 10
    assert cash_for(amount) % 10 == cash_back(amount) % 10 == 0


@given(st.integers(-MOST, MOST), st.integers(1, 10**9))
def test_an_exchange_there_is_the_mirror_of_one_back(amount, micros):
    assert exchange(-amount, micros) == -exchange(amount, micros)


plain = st.recursive(
    st.none() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4),
)


@given(plain, plain)
def test_two_different_facts_are_never_spelled_alike(one, other):
    assert (canonical(one) == canonical(other)) == (one == other)


@given(st.lists(plain, max_size=4), st.lists(plain, max_size=4))
def test_a_seal_changes_with_whatever_it_seals(header, others):
    if header != others:
        assert seal("0", header, []) != seal("0", others, [])
    assert seal("0", header, []) != seal("1", header, [])


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.integers(1, 99))))
def test_a_mirror_undoes_every_move(moves):
    entry = Entry("a/1", "x", date(2025, 1, 1), tuple(Move(*move, "PEN") for move in moves))
    mirror = entry.reversed("reversal/a/1", entry.on)
    left = Counter()
    for move in (*entry.moves, *mirror.moves):
        left[move.source] -= move.amount
        left[move.target] += move.amount
    assert not any(left.values())
    assert mirror.reversed("a/1", entry.on).moves == entry.moves
