"""A node that does as it is told: records what it was asked, on a real thread with a real loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar, Unpack

from sync.bundle_packing import PackHow, Scope
from sync.bundle_progress import Progress
from sync.discussion import LookBackQuestion, Pointing, PollDraft
from sync.errors import KurumazaError
from sync.kept_meeting import KeptMeeting
from sync.meeting import CommentDraft, Meeting, Moderation, Names
from sync.meeting_plan import MeetingPlan
from sync.recorded import Recorded

T = TypeVar("T")


@dataclass(frozen=True)
class FakeHosted:
    meeting: str
    code: str
    invite: str
    documents: tuple[Any, ...] = ()


@dataclass(frozen=True)
class FakeMerged:
    meeting: str = "m" * 43
    events: int = 5
    comments: int = 3
    documents: int = 1


@dataclass(frozen=True)
class FakePacked:
    path: Path
    events: int = 5
    documents: int = 2
    left_out: int = 0
    withheld: int = 0


class FakeNode:
    """`calls` holds what was asked, in order; `failures` what an act raises; `gate` holds answers back."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self.looked_at: list[str] = []
        self.pointings: list[Pointing] = []
        self.failures: dict[str, Exception] = {}
        self.meetings: dict[str, str] = {}  # title of the plan -> the meeting that goes on here
        self.gate: Future[None] | None = None
        self.merged = FakeMerged()
        self.packed = FakePacked(Path())
        self.progress: Progress | None = None
        self.kept: tuple[KeptMeeting, ...] = ()
        self.present_meeting: Meeting | None = None
        self.recorded_value: Recorded | None = None
        self.code = "482913"
        self.invite = "kurumaza:?a=127.0.0.1:47810"

    async def _act(self, name: str, *values: Any) -> str:
        self.calls.append((name, *values))
        if self.gate is not None:
            await asyncio.wrap_future(self.gate)
        if name in self.failures:
            raise self.failures[name]
        return "e" * 43

    async def look_at(self, document: str) -> None:
        self.looked_at.append(document)

    async def join(self, **asked: str) -> str:
        return await self._act("join", asked)

    async def host(self, plan: MeetingPlan, code: str | None = None) -> FakeHosted:
        return FakeHosted(await self._act("host", plan.title, code), self.code, self.invite)

    def going_on(self, plan: MeetingPlan) -> str:
        return self.meetings.get(plan.title, "")

    def choose(self, meeting: str) -> None:
        self.calls.append(("choose", meeting))

    async def merge(self, path: Path, *, only: str = "", progress: Progress | None = None) -> FakeMerged:
        self.progress = progress
        await self._act("merge", path.name, only)
        return self.merged

    async def pack(self, path: Path, scope: Scope, **how: Unpack[PackHow]) -> FakePacked:
        self.progress = how.pop("progress", None)
        await self._act("pack", path.name, scope, dict(how))
        return replace(self.packed, path=path)

    async def kept_meetings(self) -> tuple[KeptMeeting, ...]:
        return self.kept

    async def recorded(self, meeting: str = "") -> Recorded:
        await self._act("recorded", meeting)
        assert self.recorded_value is not None
        return self.recorded_value

    def stored_meetings(self) -> FakeNode:
        return self

    def meeting(self) -> Meeting | None:
        return self.present_meeting

    async def post(self, draft: CommentDraft) -> str:
        return await self._act("post", draft)

    async def edit(self, comment: str, body: str) -> str:
        return await self._act("edit", comment, body)

    async def delete(self, comment: str) -> str:
        return await self._act("delete", comment)

    async def react(self, comment: str, *, on: bool) -> str:
        return await self._act("react", comment, on)

    async def replace_device(self, device: str, *, accept: bool) -> str:
        return await self._act("replace_device", device, accept)

    async def rekey(self) -> str:
        return await self._act("rekey")

    async def hide(self, comment: str, reason: str = "") -> str:
        return await self._act("hide", comment, reason)

    async def unhide(self, comment: str) -> str:
        return await self._act("unhide", comment)

    async def answer(self, comment: str, body: str = "") -> str:
        return await self._act("answer", comment, body)

    async def reopen(self, comment: str) -> str:
        return await self._act("reopen", comment)

    async def spotlight(self, comment: str) -> str:
        return await self._act("spotlight", comment)

    async def release(self, comment: str) -> str:
        return await self._act("release", comment)

    async def set_moderation(self, mode: Moderation) -> str:
        return await self._act("set_moderation", mode)

    async def group(self, comments: Sequence[str], *, title: str = "", group: str = "") -> str:
        return await self._act("group", tuple(comments), title, group)

    async def open_agenda(self, item: str) -> str:
        return await self._act("open_agenda", item)

    async def present(
        self, document: str, page: int = 0, *, zoom: int = 0, x: int = 5000, y: int = 5000
    ) -> str:
        where = () if (zoom, x, y) == (0, 5000, 5000) else (zoom, x, y)
        return await self._act("present", document, page, *where)

    async def call_to_look(self, document: str, page: int) -> str:
        return await self._act("call_to_look", document, page)

    async def point(self, pointing: Pointing) -> None:
        self.pointings.append(pointing)

    async def transfer_chair(self, device: str, *, uncounted: bool = False) -> str:
        return await self._act("transfer_chair", device, uncounted)

    async def claim_chair(self) -> str:
        return await self._act("claim_chair")

    async def remove(self, device: str) -> str:
        return await self._act("remove", device)

    async def reissue(self, events: Sequence[str]) -> tuple[str, ...]:
        return (await self._act("reissue", tuple(events)),)

    async def leave(self) -> None:
        await self._act("leave")

    async def open_meeting(self) -> str:
        return await self._act("open_meeting")

    async def end(self) -> str:
        return await self._act("end")

    async def collect(self, document: str = "") -> str:
        return await self._act("collect", document)

    async def certificate(self) -> dict[str, Any]:
        await self._act("certificate")
        return {
            "meeting": "m",
            "title": "秘密会",
            "organization": "",
            "starts": "",
            "collections": [],
        }

    async def set_minutes(self, item: str, minutes: int | None) -> str:
        return await self._act("set_minutes", item, minutes)

    async def set_item_names(self, item: str, names: Names) -> str:
        return await self._act("set_item_names", item, names)

    async def pause_agenda(self, *, on: bool) -> str:
        return await self._act("pause_agenda", on)

    async def give_presenter(self, device: str) -> str:
        return await self._act("give_presenter", device)

    async def grant_floor(self, device: str, *, limit_s: int = 0) -> str:
        return await self._act("grant_floor", device, limit_s)

    async def answer_lookback(self, lookback: str, answers: Sequence[str]) -> str:
        return await self._act("answer_lookback", lookback, tuple(answers))

    async def end_speech(self) -> str:
        return await self._act("end_speech")

    async def open_poll(self, draft: PollDraft) -> str:
        return await self._act("open_poll", draft)

    async def close_poll(self, poll: str) -> str:
        return await self._act("close_poll", poll)

    async def open_lookback(self, questions: Sequence[LookBackQuestion] = ()) -> str:
        return await self._act("open_lookback", tuple(questions))

    async def request_floor(self) -> str:
        return await self._act("request_floor")

    async def vote(self, poll: str, choices: Sequence[int]) -> str:
        return await self._act("vote", poll, tuple(choices))

    async def withdraw_floor(self) -> str:
        return await self._act("withdraw_floor")

    async def library(self) -> FakeLibrary:
        return FakeLibrary(self)


@dataclass(frozen=True)
class FakeLibrary:
    """Answers as the library does, and asks at the end whether the file is still wanted."""

    node: FakeNode

    async def add(
        self, path: Path, agenda: str = "", title: str = "", *, is_wanted: Callable[[], bool] = bool
    ) -> str:
        found = await self.node._act("add_document", path.name, agenda, title)
        return self._if_wanted(found, is_wanted)

    async def replace(
        self, document: str, path: Path, reason: str = "", *, is_wanted: Callable[[], bool] = bool
    ) -> str:
        await self.node._act("replace_document", document, path.name, reason)
        return self._if_wanted(document, is_wanted)

    async def withdraw(self, document: str, version: str = "") -> str:
        await self.node._act("withdraw_document", document, version)
        return document

    @staticmethod
    def _if_wanted(document: str, is_wanted: Callable[[], bool]) -> str:
        if not is_wanted():
            raise KurumazaError("cancelled", "no longer wanted")
        return document


async def _end_others() -> None:
    """End what was begun and not ended on this loop, so that nothing of it is left."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


class FakeNodeThread:
    """Runs coroutines on a loop of its own; the test says when, and whether, the node has started."""

    def __init__(self) -> None:
        self.node = FakeNode()
        self.started: Future[None] = Future()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fake-node")
        self._thread.start()

    def run(self, coroutine: Coroutine[Any, Any, T]) -> Future[T]:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop)

    def settle(self) -> None:
        """Return once all that was sent before has been taken up."""
        self.run(asyncio.sleep(0)).result(10)

    def stop(self, timeout_s: float = 5.0) -> None:
        if self._thread.is_alive():
            self.run(_end_others()).result(timeout_s)
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(timeout_s)
            self._loop.close()
