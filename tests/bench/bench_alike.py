"""How alike comments are found: `python -m tests.bench.bench_alike [COMMENTS.jsonl]` prints JSON lines.

Grouping 1,000 comments: how long it takes alone, and with the pauses that let the window be drawn. With a
file of real comments (a line each: `text`, `lang`, `topic`) also how many of the pairs that are found have
the same topic (precision) and how many of all pairs with the same topic are found (recall), beside
RapidFuzz where it is installed. Topics are broad, so the recall of pairs is small whatever the method;
methods are compared at the same number of pairs.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections import Counter
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.alike_comments import LEAST, alike_groups, alike_pairs, suggestions
from app.alike_desk import BREATH_S

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

COUNT = 1_000
AT = (25, 50, 100, 200, 400)
LARGEST_TOPIC = 186  # of one topic, so that it does not outweigh the others
SIGNS = "市民課窓口資料紙面申請会議時間回線電話案内災害防災避難学校保育福祉介護道路公園交通税金予算職員研修"
ENDS = (
    "を試してはどうか。",
    "を減らしてほしい。",
    "は早く始めたい。",
    "は続けるべきです。",
    "について知りたい。",
)


def made_up() -> list[str]:
    """Sentences of some hundred words, as many comments as the desk compares, the same every time."""
    chance = random.Random(6)  # noqa: S311 - nothing secret
    words = ["".join(chance.sample(SIGNS, 3)) for _ in range(400)]
    return [
        "".join(
            f"{chance.choice(words)}の{chance.choice(words)}{chance.choice(ENDS)}" for _ in range(1 + n % 4)
        )
        for n in range(COUNT)
    ]


def time_grouping(texts: Sequence[str]) -> dict[str, Any]:
    """How long it takes to group as many comments as the desk compares."""
    comments = [(str(n), texts[n % len(texts)]) for n in range(COUNT)]
    start, cpu = time.perf_counter(), time.process_time()
    found = suggestions(comments)
    alone, cpu = time.perf_counter() - start, time.process_time() - cpu
    start = time.perf_counter()
    suggestions(comments, breathe=partial(time.sleep, BREATH_S))
    return {
        "bench": "alike",
        "comments": COUNT,
        "groups": len(found),
        "seconds": round(alone, 2),
        "cpu_seconds": round(cpu, 2),
        "seconds_with_pauses": round(time.perf_counter() - start, 2),
    }


def quality(name: str, pairs: list[tuple[float, int, int]], topics: Sequence[str]) -> dict[str, Any]:
    """Precision and recall by topic of the most alike pairs."""
    pairs.sort(reverse=True)
    same = sum(count * (count - 1) // 2 for count in Counter(topics).values())
    every = len(topics) * (len(topics) - 1) // 2
    found: dict[str, Any] = {"method": name, "comments": len(topics), "by_chance": round(same / every, 3)}
    for count in AT:
        good = sum(topics[one] == topics[other] for _alike, one, other in pairs[:count])
        found[f"precision_{count}"] = round(good / count, 2)
        found[f"recall_{count}"] = round(good / same, 4)
    return found


def ours(texts: Sequence[str]) -> list[tuple[float, int, int]]:
    """Pairs by the letters they share."""
    return [(alike, one, other) for (one, other), alike in alike_pairs(texts, least=0.02).items()]


def by_ratio(texts: Sequence[str], ratio: Callable[[str, str], float]) -> list[tuple[float, int, int]]:
    """Pairs by a ratio of RapidFuzz."""
    return [
        (ratio(texts[one], texts[other]), one, other)
        for one in range(len(texts))
        for other in range(one + 1, len(texts))
    ]


def measure_file(path: Path) -> None:
    """Real comments: precision and recall by language, and of what would be suggested."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    chance = random.Random(1)  # noqa: S311 - nothing secret
    for language in ("ja", "en"):
        chosen = [row for row in rows if row["lang"] == language and row["topic"] != "その他"]
        largest, count = Counter(row["topic"] for row in chosen).most_common(1)[0]
        some = [row for row in chosen if row["topic"] == largest]
        kept = chance.sample(some, min(count, LARGEST_TOPIC))
        kept += [row for row in chosen if row["topic"] != largest]
        texts, topics = [row["text"] for row in kept], [row["topic"] for row in kept]
        methods: dict[str, Callable[[], list[tuple[float, int, int]]]] = {"letters": partial(ours, texts)}
        if find_spec("rapidfuzz"):
            from rapidfuzz import fuzz, utils  # type: ignore[import-not-found] # only to compare with

            plain = [utils.default_process(text) for text in texts]
            for ratio in ("ratio", "partial_ratio", "token_sort_ratio", "token_set_ratio", "WRatio"):
                methods[ratio] = partial(by_ratio, plain, getattr(fuzz, ratio))
        for name, pairs in methods.items():
            start = time.perf_counter()
            found = pairs()
            took = round(time.perf_counter() - start, 2)
            print(json.dumps({"language": language, **quality(name, found, topics), "seconds": took}))
        groups = alike_groups(len(texts), alike_pairs(texts))
        inside = [(topics[g[0]], topics[other]) for g in groups for other in g[1:]]
        print(
            json.dumps(
                {
                    "language": language,
                    "suggested_groups": len(groups),
                    "least": LEAST,
                    "comments_in_groups": sum(map(len, groups)),
                    "same_topic_as_the_first": round(sum(a == b for a, b in inside) / len(inside), 2),
                }
            )
        )
    print(json.dumps(time_grouping([row["text"] for row in rows])))


def main(arguments: list[str]) -> int:
    """Measure and print."""
    print(json.dumps(time_grouping(made_up())), flush=True)
    for path in arguments:
        measure_file(Path(path))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
