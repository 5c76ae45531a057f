"""What a person does in a meeting, as commands of a node that belong to its loop."""

from __future__ import annotations

from collections.abc import Sequence

from sync import ballot_box
from sync.acts import Acts
from sync.content_keys import ContentKeys
from sync.discussion import PAGE_UNITS, WHOLE_ZOOM, LookBackQuestion, Pointing, PollDraft
from sync.meeting import CommentDraft, Moderation, Names
from sync.recorded import Recorded, recorded_in
from sync.session import Session


class NodeActs:
    """Each gives the id of the event that it wrote, once that is on disk. Failures are KurumazaError."""

    device: str

    def _session(self) -> Session:
        """The meeting that is chosen."""
        raise NotImplementedError  # the node has it

    def _ballot_keys(self) -> ContentKeys:
        """The keys of secret polls that were opened here."""
        raise NotImplementedError  # the node has it

    def _acts(self) -> Acts:
        """The acts of this device in the meeting that is chosen."""
        return Acts(self._session(), self.device)

    async def _settled_acts(self) -> Acts:
        """The acts of who may be the chair: not before a chair's PC that came back heard of the others."""
        session = self._session()
        await session.settled()
        return Acts(session, self.device)

    async def recorded(self) -> Recorded:
        """What the record of the meeting is written from."""
        session = self._session()
        code = session.closing_code or None
        return await recorded_in(session.journal, self.device, session.meeting_ms(), code)

    async def post(self, draft: CommentDraft) -> str:
        """Post a comment; gives its id once it is on disk."""
        return self._acts().post(draft).event_id

    async def edit(self, comment: str, body: str) -> str:
        """Change an own comment."""
        return self._acts().edit(comment, body).event_id

    async def delete(self, comment: str) -> str:
        """Withdraw an own comment."""
        return self._acts().delete(comment).event_id

    async def react(self, comment: str, *, on: bool) -> str:
        """Agree with a comment, or no longer."""
        return self._acts().react(comment, on=on).event_id

    async def hide(self, comment: str, reason: str = "") -> str:
        """Hide a comment from the screens."""
        return (await self._settled_acts()).hide(comment, reason).event_id

    async def unhide(self, comment: str) -> str:
        """Show a hidden comment again."""
        return (await self._settled_acts()).unhide(comment).event_id

    async def answer(self, comment: str, body: str = "") -> str:
        """Mark a comment as answered."""
        return (await self._settled_acts()).answer(comment, body).event_id

    async def reopen(self, comment: str) -> str:
        """Take the mark of an answer back."""
        return (await self._settled_acts()).reopen(comment).event_id

    async def release(self, comment: str) -> str:
        """Show a comment that is held."""
        return (await self._settled_acts()).release(comment).event_id

    async def set_moderation(self, mode: Moderation) -> str:
        """Set whether what is posted from now on is held."""
        return (await self._settled_acts()).set_moderation(mode).event_id

    async def group(self, comments: Sequence[str], *, title: str = "", group: str = "") -> str:
        """Put alike comments together; a given group is replaced, no comments dissolve it."""
        return (await self._settled_acts()).group(comments, title=title, group=group).event_id

    async def spotlight(self, comment_or_group: str) -> str:
        """Show one comment or one group large; "" for none."""
        return (await self._settled_acts()).spotlight(comment_or_group).event_id

    async def request_floor(self) -> str:
        """Ask to speak."""
        return self._acts().request_floor().event_id

    async def withdraw_floor(self) -> str:
        """Ask no longer."""
        return self._acts().withdraw_floor().event_id

    async def grant_floor(self, device: str, *, limit_s: int = 0) -> str:
        """Give the floor to a seat, asked or not; the present speech ends."""
        return (await self._settled_acts()).grant_floor(device, limit_s=limit_s).event_id

    async def end_speech(self) -> str:
        """End the present speech."""
        return (await self._settled_acts()).end_speech().event_id

    async def pause_agenda(self, *, on: bool) -> str:
        """Stop the clock of the agenda, or let it go on."""
        return (await self._settled_acts()).pause_agenda(on=on).event_id

    async def set_minutes(self, item: str, minutes: int | None) -> str:
        """Give an item more or less time."""
        return (await self._settled_acts()).set_minutes(item, minutes).event_id

    async def set_item_names(self, item: str, names: Names) -> str:
        """Set how authors are shown at an item."""
        return (await self._settled_acts()).set_item_names(item, names).event_id

    async def give_presenter(self, device: str) -> str:
        """Let another seat present beside the chair; "" takes it back."""
        return (await self._settled_acts()).give_presenter(device).event_id

    async def call_to_look(self, document: str, page: int) -> str:
        """Ask everybody to look at a page."""
        return (await self._settled_acts()).call_to_look(document, page).event_id

    async def open_meeting(self) -> str:
        """Open a meeting that was handed out before its time."""
        return (await self._settled_acts()).open().event_id

    async def open_agenda(self, item: str) -> str:
        """Say which agenda item the meeting is at."""
        return (await self._settled_acts()).open_agenda(item).event_id

    async def present(
        self,
        document: str,
        page: int = 1,
        *,
        zoom: int = WHOLE_ZOOM,
        x: int = PAGE_UNITS // 2,
        y: int = PAGE_UNITS // 2,
    ) -> str:
        """Show a page to everybody; "" to stop."""
        acts = await self._settled_acts()
        return acts.present(document, page, zoom=zoom, x=x, y=y).event_id

    async def point(self, pointing: Pointing) -> None:
        """Say where this device, which presents, is at this moment; the newest takes the place of others."""
        self._acts().point(pointing)

    async def open_poll(self, draft: PollDraft) -> str:
        """Ask the room; gives the id of the poll."""
        return (await ballot_box.open_poll(await self._settled_acts(), self._ballot_keys(), draft)).event_id

    async def vote(self, poll: str, choices: Sequence[int]) -> str:
        """Vote, by the places of options from 0, or vote otherwise; [] lowers a raised hand."""
        return self._acts().vote(poll, choices).event_id

    async def close_poll(self, poll: str) -> str:
        """End a poll and count it."""
        return (await ballot_box.close_poll(await self._settled_acts(), self._ballot_keys(), poll)).event_id

    async def open_lookback(self, questions: Sequence[LookBackQuestion] = ()) -> str:
        """Ask the room how the meeting was; gives the id of the look-back."""
        return (await self._settled_acts()).open_lookback(questions).event_id

    async def answer_lookback(self, lookback: str, answers: Sequence[str]) -> str:
        """Answer the look-back, or answer otherwise."""
        return self._acts().answer_lookback(lookback, answers).event_id

    async def end(self) -> str:
        """Close the meeting for everybody, and before it the polls that are open."""
        acts = await self._settled_acts()
        for poll in acts.open_polls():
            await ballot_box.close_poll(acts, self._ballot_keys(), poll)
        return acts.end().event_id

    async def collect(self, document: str = "") -> str:
        """Call a confidential document in, or all there are; every device destroys what it has of them."""
        return (await self._settled_acts()).collect(document).event_id

    async def transfer_chair(self, device: str, *, uncounted: bool = False) -> str:
        """Hand the chair to the device of another member; `uncounted`: a secret vote may be lost by that."""
        return (await self._settled_acts()).transfer_chair(device, uncounted=uncounted).event_id

    async def claim_chair(self) -> str:
        """Take the chair over: a deputy's device, when the chair's PC is gone, or the meeting's creator."""
        return self._acts().claim_chair().event_id

    async def reissue(self, events: Sequence[str]) -> tuple[str, ...]:
        """Say again what was said in the chair's name in a void term."""
        return tuple(event.event_id for event in (await self._settled_acts()).reissue(events))
