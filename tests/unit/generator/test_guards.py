"""Every guard is needed: without it the traps that were laid for it snap shut."""

from __future__ import annotations

import pytest

from tests.tools.guards import GUARDS, failing

SAMPLE = ("company is barred", "a list must be declared whole")


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=() if name in SAMPLE else pytest.mark.soak, id=name)
        for name in GUARDS
    ],
)
def test_its_traps_fail_without(name: str, tmp_path) -> None:
    guard = GUARDS[name]
    assert set(guard.traps) <= failing(guard, tmp_path)
