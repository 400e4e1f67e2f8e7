from __future__ import annotations

import pytest

from rex.cli.commands.moments import _demand_rank
from rex.errors import UsageError


@pytest.mark.parametrize("rank", [-1, 0, 4])
def test_a_rank_that_no_moment_has_is_a_wrong_command_line(rank: int) -> None:
    with pytest.raises(UsageError) as refused:
        _demand_rank(rank, 3)
    assert refused.value.todo == "Ranks here: 1 to 3."


def test_that_nothing_stood_out_is_no_mistake_of_the_command() -> None:
    _demand_rank(1, 0)
    _demand_rank(3, 3)
