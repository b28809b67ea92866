from atodds.extract.values import find_values


def test_smoke():
    (m,) = find_values("more than 61.1% of patents")
    assert (m.start, m.end, m.value.low, m.value.unit) == (0, 15, 61.1, "%")
