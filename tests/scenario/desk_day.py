"""What a day at the chair's desk has besides the steps of the afternoon.

Every page of the projector, the keyboard alone, floor, polls, held comments, suggestions, the look-back, and
a projector whose cable is pulled.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from app.demo import DemoFailed
from tests.lan.place import Line
from tests.scenario.afternoon import CHAIR_SEAT
from tests.scenario.material import Step
from tests.scenario.windows import MEMBER, SECRETARIAT, WindowedAfternoon

ANSWER = "次回までに所管課で整理し、資料で示します。"
REPLY = "ご指摘ありがとうございます。選択肢を見直します。"
REASON = "内容が重複しているため"
MESSAGE = "14時30分まで休憩します"
HELD = "この意見は、確認されるまで表示されません。"
ALIKE = (
    "空き家対策をもっと進めてほしい。",
    "空き家対策をもっと早く進めてほしいです。",
)
PAGES = ("single", "document", "poll", "floor", "guide", "message", "blank", "wall")
BY_POINTER = 2  # so many items are opened by their button
REPLIED, POSTED = -1, -10  # in place of a number of the file


class DeskDay(WindowedAfternoon):
    """After some steps the chair does more; the afternoon goes on as if nothing had been."""

    def _hold(self) -> None:
        super()._hold()
        done = self._number - 1
        more: dict[int, Callable[[], None]] = {
            4: self._turn_pages,
            10: self._look_at_pages,
            12: self._pull_the_cable,
            14: self._use_the_keyboard,
            21: self._give_the_floor,
            30: self._ask_the_room,
            33: self._hold_back,
            37: self._put_alike_together,
        }
        if done in more:
            more[done]()
            super()._hold()  # nothing of it was lost, and all show the same
            self._number -= 1

    def _open_agenda(self, step: Step) -> None:
        """The later items by the key."""
        if step["item"] <= BY_POINTER:
            super()._open_agenda(step)
            return
        self._to_the_list()
        self.chair.press("n")
        self.expected.item = step["item"]

    # -- projector ------------------------------------------------------------------------------

    def _page(self, page: str) -> None:
        self.chair.click(f"window.room.pages.{page}")

    def _turn_pages(self) -> None:
        """Each page that the chair chooses, and what is written on one of them."""
        for page in PAGES:
            self._page(page)
            if page == "message":
                self.chair.type(MESSAGE)
                self.chair.press("Return")
            self.keep(f"04a-page-{page}", CHAIR_SEAT)
        self.chair.click("window.room.projector.setup_button")
        self.keep("04b-setup", CHAIR_SEAT)
        self.chair.click("window.room.projector.setup.colours")
        self.chair.click_action("ProjectorSetup", "Light")
        self.chair.click("window.room.projector.setup_button")

    def _look_at_pages(self) -> None:
        """Light and dark, with comments on the page that is presented."""
        for page in ("single", "document", "wall"):
            self._page(page)
            self.keep(f"10a-light-{page}", CHAIR_SEAT)
        self.chair.click("window.room.projector.setup_button")
        self.chair.click("window.room.projector.setup.colours")
        self.chair.click_action("ProjectorSetup", "Dark")
        self.chair.click("window.room.projector.setup_button")
        for page in ("single", "document", "wall"):
            self._page(page)
            self.keep(f"10b-dark-{page}", CHAIR_SEAT)

    def _pull_the_cable(self) -> None:
        """Without its screen the projector's window is not on the desk, and it comes back by itself."""
        screen = self.chair.screen
        if screen is None:
            return
        screen.unplug()
        self._until_screens(1, "")
        self.keep("12a-unplugged", CHAIR_SEAT)
        screen.plug()
        self._until_screens(2, "PROJECTOR")
        self.keep("12b-plugged", CHAIR_SEAT)

    def _until_screens(self, screens: int, projector: str) -> None:
        end = time.monotonic() + 20
        while (seen := self.chair.do("screens")) | {"ok": True} != {
            "ok": True,
            "screens": screens,
            "projector": projector,
        }:
            if time.monotonic() > end:
                raise DemoFailed(f"the projector is at {seen}")
            time.sleep(0.1)

    # -- the keyboard alone -----------------------------------------------------------------------

    def _use_the_keyboard(self) -> None:
        """Project, answer in words, reply, group, hide with a reason: no pointer."""
        pc, first = self.chair, self.material.texts[435]
        pc.press("F6")
        self._to_the_list()
        pc.press("Home", "p")
        pc.until("projecting", lambda seen: seen["projected"] == first, 30)
        self.keep("14a-keys-projected", CHAIR_SEAT)
        pc.press("p")
        pc.until("no longer projecting", lambda seen: seen["projected"] == "", 30)
        pc.press("a")
        pc.type(ANSWER)
        self.keep("14b-keys-answering", CHAIR_SEAT)
        pc.press("ctrl+Return")
        self._until_meeting(lambda each: each["body"] == first and each["answered"])
        pc.press("r")
        pc.type(REPLY)
        self.keep("14c-keys-replying", CHAIR_SEAT)
        pc.press("ctrl+Return")
        self._until_meeting(lambda each: each["body"] == REPLY)
        self.expected.said[REPLIED] = (CHAIR_SEAT, REPLY)
        pc.press("End", "g", "Up", "g")
        self.keep("14d-keys-chosen", CHAIR_SEAT)
        pc.press("shift+g")
        self._until_groups(1)
        pc.press("Escape", "End")
        self.keep("14e-keys-group", CHAIR_SEAT)
        pc.press("p")
        self._page("single")
        self.keep("14f-group-projected", CHAIR_SEAT)
        self._page("wall")
        self.keep("14g-group-wall", CHAIR_SEAT)
        self.chair.do("focus")
        self._to_the_list()
        pc.press("End", "p", "d")
        self._until_groups(0)
        pc.press("Home", "h")
        pc.type(REASON)
        self.keep("14h-keys-hiding", CHAIR_SEAT)
        pc.press("Return")
        self._until_meeting(lambda each: each["hidden"])
        self.keep("14i-keys-hidden", CHAIR_SEAT, SECRETARIAT)
        pc.press("Home", "h")
        self._until_meeting(lambda each: each["hidden"], there=False)
        pc.press("F1")
        self.keep("14j-keys", CHAIR_SEAT)
        pc.press("F1", "Escape")

    def _to_the_list(self) -> None:
        """By F6 until the keyboard is in the stream of comments."""
        for _ in range(8):
            if "IncomingList" in self.chair.do("focus")["focus"]:
                return
            self.chair.press("F6")
        raise DemoFailed("F6 does not lead to the comments")

    def _until_meeting(self, fits: Callable[[Step], object], *, there: bool = True) -> None:
        self._watched.until("meeting", lambda answer: any(map(fits, answer["meeting"]["comments"])) is there)

    def _until_groups(self, number: int) -> None:
        self._watched.until("meeting", lambda answer: len(answer["meeting"]["groups"]) == number)

    # -- floor and polls --------------------------------------------------------------------------

    def _give_the_floor(self) -> None:
        for seat in (9, 10):
            self._seats[seat].do("floor", action="request")
        self._windows[MEMBER].click("window.comments.floor.button")
        self._watched.until("meeting", lambda answer: len(answer["meeting"]["floor"]["queue"]) == 3)
        self._page("floor")
        self.keep("21a-queue")
        self._to_the_list()
        self.chair.press("f", "space")
        self._watched.until("meeting", _speaks)
        self.keep("21b-speech")
        self.chair.click("window.floor.end_button")
        self._watched.until("meeting", lambda answer: not _speaks(answer))
        for seat in (10,):
            self._seats[seat].do("floor", action="withdraw")
        self._windows[MEMBER].click("window.comments.floor.button")
        self._watched.until("meeting", lambda answer: not answer["meeting"]["floor"]["queue"])
        self._page("wall")

    def _ask_the_room(self) -> None:
        """A poll with options and one in the open, by keys; a secret one by the pointer."""
        pc = self.chair
        self._to_the_list()
        pc.press("v")
        pc.type("このガイドライン案を承認しますか。")
        self.keep("30a-asking", CHAIR_SEAT)
        pc.press("Return")
        poll = self._poll()
        for choice, seat in enumerate((4, 6, 9, 13)):
            self._seats[seat].do("vote", poll=poll, options=[choice % 3])
        self._page("poll")
        self.keep("30b-asked")
        pc.click("window.polls.form.question")
        pc.press("Escape", "v", "space")
        self.keep("30c-closing", CHAIR_SEAT)
        pc.press("shift+Tab", "space")
        self._watched.until("meeting", lambda answer: answer["meeting"]["polls"][-1]["closed_ms"])
        self.keep("30d-closed")
        pc.click("window.polls.form.secret")
        pc.click("window.polls.form.question")
        pc.type("次回の会場を変えますか（無記名）。")
        self.keep("30e-secret", CHAIR_SEAT)
        pc.press("Return")
        poll = self._poll(2)
        for choice, seat in enumerate((4, 6, 9)):
            self._seats[seat].do("vote", poll=poll, options=[choice % 2])
        self.keep("30f-secret-asked")
        pc.click("window.polls.present.0.close_button")
        pc.click("window.question.yes")
        self._watched.until("meeting", lambda answer: answer["meeting"]["polls"][-1]["closed_ms"])
        self.keep("30g-secret-closed")
        self._page("wall")
        pc.click("window.polls.form.question")
        pc.press("Escape")
        self._to_the_list()

    def _poll(self, number: int = 1) -> str:
        answer = self._watched.until("meeting", lambda answer: len(answer["meeting"]["polls"]) == number)
        return str(answer["meeting"]["polls"][-1]["poll"])

    # -- held and alike ---------------------------------------------------------------------------

    def _hold_back(self) -> None:
        self.chair.click("window.incoming.moderation.switch")
        self._watched.until("meeting", lambda answer: answer["meeting"]["moderation"] == "hold")
        self._seats[9].do("post", body=HELD, kind="question")
        member = self._windows[MEMBER]
        member.click("window.comments.composer._edit")
        member.type("会場の音が聞こえにくいです。")
        member.press("ctrl+Return")
        self._watched.until("meeting", lambda answer: answer["meeting"]["moderation"] == "hold")
        self.chair.until("held ones", lambda seen: HELD in seen["comments"], 30)
        self.keep("33a-held")
        self._windows[SECRETARIAT].click("window.incoming.moderation.release_all")
        self._windows[SECRETARIAT].click("window.question.yes")
        self._until_meeting(lambda each: each["body"] == HELD and not each["held"])
        self.chair.click("window.incoming.moderation.switch")
        self._watched.until("meeting", lambda answer: answer["meeting"]["moderation"] == "open")
        self.expected.said[POSTED] = (9, HELD)
        self.expected.said[POSTED - 1] = (MEMBER, "会場の音が聞こえにくいです。")

    def _put_alike_together(self) -> None:
        for place, (seat, text) in enumerate(zip((4, 6), ALIKE, strict=True)):
            self._seats[seat].do("post", body=text)
            self.expected.said[POSTED - 2 - place] = (seat, text)
        self.chair.click("window.incoming.alike_button")
        self.keep("37a-suggested", CHAIR_SEAT, SECRETARIAT)
        self._to_the_list()
        self.chair.press("Home", "Return")
        self._until_groups(1)
        self.chair.press("s")
        self.keep("37b-together", CHAIR_SEAT)
        self.chair.press("Home", "d")
        self._until_groups(0)
        self.chair.press("Escape")  # while keys walk through the cards, what changes waits

    # -- the end ----------------------------------------------------------------------------------

    def _close(self, step: Step) -> None:
        self.chair.click("window.end_button")
        self.chair.click_button("ClosingQuestion", "Look back first, then close")
        self._watched.until("meeting", lambda answer: answer["meeting"]["lookback"])
        self.keep("47a-looking-back")
        self._windows[MEMBER].do("look_back", answer=4)
        self.chair.click("window.lookback.results_button")
        self.keep("47b-answers", CHAIR_SEAT, SECRETARIAT)
        super()._close(step)


def _speaks(answer: Line) -> bool:
    speeches = answer["meeting"]["floor"]["speeches"]
    return bool(speeches) and not speeches[-1]["until_ms"]
