from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from sync.errors import KurumazaError
from tests.app.conftest import House
from tests.conftest import ExpectedLog


def test_what_is_sent_before_the_node_is_there_waits_for_it_in_order(house: House) -> None:
    results: list[str] = []
    house.commands.send(lambda node: node.spotlight("one"), on_error=results.append)
    house.commands.send(lambda node: node.spotlight("two"), on_error=results.append, on_result=results.append)
    house.commands.connect_node(house.thread)  # type: ignore[arg-type] # it behaves as a NodeThread
    QCoreApplication.processEvents()
    house.thread.settle()
    assert house.node.calls == []  # it is there, but not started
    house.thread.started.set_result(None)
    house.wait(lambda: results)
    assert house.node.calls == [("spotlight", "one"), ("spotlight", "two")]
    assert results == ["e" * 43]


def test_a_node_that_does_not_start_answers_every_command_with_its_reason(house: House) -> None:
    said: list[str] = []
    house.commands.send(lambda node: node.end(), on_error=said.append)
    house.commands.connect_node(house.thread)  # type: ignore[arg-type] # it behaves as a NodeThread
    house.thread.started.set_exception(KurumazaError("profile_in_use", "It is running."))
    house.wait(lambda: said)
    assert "already running" in said[0]
    assert house.node.calls == []


def test_an_error_of_the_node_is_told_in_words(house: House) -> None:
    house.start_node()
    house.node.failures["end"] = KurumazaError("not_allowed", "Only the chair may do this.")
    said: list[str] = []
    house.commands.send(lambda node: node.end(), on_error=said.append, on_result=lambda _: said.append("!"))
    house.wait(lambda: said)
    assert said == ["Your seat may not do this."]


def test_a_mistake_of_ours_is_logged_and_told_without_its_text(
    house: House, expected_log: ExpectedLog
) -> None:
    expected_log("A command failed unexpectedly")
    house.start_node()
    house.node.failures["end"] = ZeroDivisionError("division by zero")
    said: list[str] = []
    house.commands.send(lambda node: node.end(), on_error=said.append)
    house.wait(lambda: said)
    assert "unexpected" in said[0]
    assert "zero" not in said[0]
