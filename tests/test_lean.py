"""Records without a set of their own for the names of their fields: as before in all else, and a good deal smaller."""

from atodds.model.records import Evidence, Relation, RelationKind, lean

FIELDS = {"a": "c1", "b": "c2", "relation": RelationKind.CONFLICT, "reason": "disjoint_values", "explanation": "…", "weight": 1.5}


def test_a_lean_record_is_the_record():
    plain, made = Relation(**FIELDS), Relation(**FIELDS)
    assert lean(made) is made
    assert made == plain
    assert hash(made) == hash(plain)
    assert made.model_dump_json() == plain.model_dump_json()
    assert repr(made) == repr(plain)
    assert Relation.model_validate_json(made.model_dump_json()) == plain


def test_copies_have_a_set_of_their_own():
    one, other = lean(Relation(**FIELDS)), lean(Relation(**FIELDS))
    copied = one.model_copy(update={"reason": "other"})
    copied.model_fields_set.add("no field")
    assert one.model_fields_set == other.model_fields_set == set(Relation.model_fields)
    assert one.model_fields_set is other.model_fields_set


def test_kinds_do_not_share():
    assert lean(Evidence(comparison="value", level="same", weight=1.0)).model_fields_set == set(Evidence.model_fields)
