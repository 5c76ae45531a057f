"""What the chair and the secretariat do with comments: hold and release, group, show large."""

from __future__ import annotations

from collections.abc import Sequence

from sync.discussion_kinds import MAX_GROUPED
from sync.errors import KurumazaError
from sync.events import Event
from sync.grouping import FEWEST
from sync.meeting import Moderation
from sync.speaking import Speaking, comment_of
from sync.text import MAX_REASON, MAX_TITLE, checked_line


class ModerationActs(Speaking):
    """Each raises KurumazaError or gives the event it wrote."""

    def hide(self, comment: str, reason: str) -> Event:
        """Hide a comment from the screens."""
        self._moderate(comment)
        return self._write("comment.hide", comment, {"reason": checked_line(reason, "reason", MAX_REASON)})

    def unhide(self, comment: str) -> Event:
        """Show a hidden comment again."""
        self._moderate(comment)
        return self._write("comment.unhide", comment)

    def release(self, comment: str) -> Event:
        """Show a comment that is held, with the text that it has now."""
        meeting = self._as_moderator()
        if not comment_of(meeting, comment).held:
            raise KurumazaError("not_held", "This comment is not held.")
        text = self._session.journal.fold.newest_text(comment)
        return self._write("comment.release", comment, {"text": text})

    def set_moderation(self, mode: Moderation) -> Event:
        """Set whether comments from now on are held; a cut says which were there before."""
        self._as_chair()
        self.cut()
        return self._write("moderation.set", body={"mode": Moderation(mode).value})

    def group(self, comments: Sequence[str], *, title: str = "", group: str = "") -> Event:
        """Put alike comments together; a given group is replaced, no comments dissolve it."""
        meeting = self._as_moderator()
        if group and all(each.group != group for each in meeting.groups):
            raise KurumazaError("not_found", "There is no such group.")
        together = tuple(dict.fromkeys(comments))
        if any(comment_of(meeting, comment).deleted for comment in together):
            raise KurumazaError("not_found", "The comment was withdrawn.")
        if not FEWEST <= len(together) <= MAX_GROUPED and (together or not group):
            raise KurumazaError("group_size", f"A group has from {FEWEST} to {MAX_GROUPED} comments.")
        body = {"comments": list(together), "title": checked_line(title, "title", MAX_TITLE)}
        return self._write("comment.group", group, body)

    def spotlight(self, shown: str) -> Event:
        """Show one comment or one group large; "" for none."""
        meeting = self._as_chair()
        if shown and all(each.group != shown for each in meeting.groups):
            comment_of(meeting, shown)
        if shown and not self._session.journal.fold.may_show(shown):
            raise KurumazaError("not_released", "This cannot be shown: it is held, hidden or withdrawn.")
        return self._write("spotlight.set", shown)
