"""Who met the questions of a pack: found by the pack, however many cards there are."""

from sqlalchemy import event, text

from quiz.store import encounters


def plan_of(store, ask):
    """Return how the database would go about what ``ask`` sends, given a table of many rows."""
    sent = []

    def note(_connection, _cursor, statement, parameters, _context, _many):
        sent.append((statement, parameters))

    event.listen(store.engine, "before_cursor_execute", note)
    with store.reading() as tx:
        ask(tx)
        told = []
        if not store.is_sqlite:
            tx.execute(text("SET LOCAL enable_seqscan = off"))  # which is best for an empty table
        for statement, parameters in [one for one in sent if one[0].startswith("SELECT")]:
            how = "EXPLAIN QUERY PLAN" if store.is_sqlite else "EXPLAIN"
            rows = tx.connection().exec_driver_sql(f"{how} {statement}", parameters)
            told += [str(row[-1]) for row in rows]
    event.remove(store.engine, "before_cursor_execute", note)
    return told


def test_cards_are_found_by_their_pack_without_a_look_at_all_the_others(store):
    plan = plan_of(store, lambda tx: list(encounters.of_rounds(tx, "space")))
    assert any("ix_cards_pack" in line for line in plan), plan
    assert not [line for line in plan if "SCAN cards" in line or "Seq Scan on cards" in line], plan
