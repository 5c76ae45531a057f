"""kill -9 at any instant: what was confirmed is there afterwards, here and on the other device."""

from pathlib import Path

from tests.crash_trial import CrashTrial


def test_row_27_a_node_killed_while_it_posts_has_everything_it_confirmed_and_so_has_its_peer(
    tmp_path: Path,
) -> None:
    outcome = CrashTrial(tmp_path, seed=27).run(6)
    assert (outcome.lost, outcome.differing) == ([], 0)
    assert outcome.kills >= 6
    assert outcome.confirmed > 50
