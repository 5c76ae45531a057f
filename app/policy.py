r"""What may be done with documents on this device: IT, the meeting and the file can each forbid it.

IT sets it in `policy.toml`, which only an administrator can write, and on Windows by registry values below
`HKLM\SOFTWARE\Policies\Kurumaza`, which win over the file. Nothing is forbidden by default. What cannot be
read counts as if it forbade: a damaged policy must not give more than the one that was meant.
"""

from __future__ import annotations

import sys
import tomllib
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from sync.meeting import Keep
from sync.retention import MAX_KEEP_DAYS, Retention

if TYPE_CHECKING:
    from collections.abc import Mapping

    from widgets.document_details import DocumentDetails

MAX_FILE_BYTES = 64 << 10
MAX_NAME = 60  # of a name that is repeated in a sentence
REGISTRY_KEY = r"SOFTWARE\Policies\Kurumaza"
LINUX_FILE = Path("/etc/kurumaza/policy.toml")


class Act(StrEnum):
    """What can be forbidden; the names are those of the policy file."""

    COPY = "may_copy"
    PRINT = "may_print"
    EXPORT_NOTES = "may_export_notes"
    OPEN_ADDRESSES = "may_open_addresses"
    EXPORT_RECORD = "may_export_record"


@dataclass(frozen=True, slots=True)
class Policy:
    """What IT permits on this device, whatever a meeting or a file says."""

    may_copy: bool = True
    may_print: bool = True
    may_export_notes: bool = True
    may_open_addresses: bool = True
    may_export_record: bool = True
    may_keep_documents: bool = True  # after the close of a meeting
    may_keep_record: bool = True
    keep_days: int | None = (
        None  # nothing of a closed meeting stays longer; None: as long as the others let it
    )

    def permits(self, act: Act) -> bool:
        """Whether IT permits this."""
        return bool(getattr(self, act.value))


KEEP_DAYS = "keep_days"
KEEPING = ("may_keep_documents", "may_keep_record", KEEP_DAYS)
"""What was misread must not remove anything: of these, a wrong value counts as if it were not there."""

NOTHING = Policy(
    may_copy=False,
    may_print=False,
    may_export_notes=False,
    may_open_addresses=False,
    may_export_record=False,
)


@dataclass(frozen=True, slots=True)
class FoundPolicy:
    """A policy, and what was wrong with where it stands, each in one sentence."""

    policy: Policy
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Allowances:
    """What may be done with one document; each is empty where it may, else says in words who forbids it."""

    copy: str = ""
    print: str = ""
    export_notes: str = ""
    open_addresses: str = ""


def allowed(policy: Policy, details: DocumentDetails | None, *, confidential: bool) -> Allowances:
    """What may be done with a document; until its details are known it may be neither copied nor printed."""
    in_file = {} if details is None else {Act.COPY: details.may_copy, Act.PRINT: details.may_print}

    def refusal(act: Act) -> str:
        if not policy.permits(act):
            return by_it(act)
        if confidential and act is not Act.OPEN_ADDRESSES:
            return _by_meeting(act)
        if details is None and act in (Act.COPY, Act.PRINT):
            return _not_known()
        return "" if in_file.get(act, True) else _by_file(act)

    return Allowances(
        refusal(Act.COPY), refusal(Act.PRINT), refusal(Act.EXPORT_NOTES), refusal(Act.OPEN_ADDRESSES)
    )


def retention(policy: Policy) -> Retention:
    """What this device may keep of closed meetings."""
    keep = {
        (True, True): Keep.ALL,
        (True, False): Keep.DOCUMENTS,
        (False, True): Keep.RECORD,
        (False, False): Keep.NOTHING,
    }[policy.may_keep_documents, policy.may_keep_record]
    return Retention(keep, at_most_days=policy.keep_days)


def device_policy() -> FoundPolicy:
    """The policy of this device; reads a small file and, on Windows, the registry."""
    try:
        return read_policy(policy_file(), _registry_values())
    except OSError:  # of the registry; what is wrong with the file is told by its name
        return FoundPolicy(NOTHING, (_damaged(REGISTRY_KEY),))


if sys.platform == "win32":

    def policy_file() -> Path:
        """Where IT puts the file; asked of Windows, as a user can set %ProgramData% to another folder."""
        import ctypes
        from ctypes import wintypes

        buffer = ctypes.create_unicode_buffer(wintypes.MAX_PATH)
        common_app_data = 0x23
        if ctypes.windll.shell32.SHGetFolderPathW(None, common_app_data, None, 0, buffer) != 0:
            raise OSError("Windows does not say where the data of all users lie")
        return Path(buffer.value) / "Kurumaza" / "policy.toml"

    def _registry_values() -> dict[str, object]:
        """What the group policy wrote; nothing where there is no such key."""
        import winreg

        found: dict[str, object] = {}
        try:
            access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, REGISTRY_KEY, 0, access) as key:
                for number in range(winreg.QueryInfoKey(key)[1]):
                    name, value, _kind = winreg.EnumValue(key, number)
                    found[name] = value
        except FileNotFoundError:
            return {}
        return found

else:

    def policy_file() -> Path:
        """Where IT puts the file."""
        return LINUX_FILE

    def _registry_values() -> dict[str, object]:
        """There is no registry here."""
        return {}


def read_policy(path: Path, registry: Mapping[str, object]) -> FoundPolicy:
    """Read the file, then what the registry says beyond it."""
    warnings: list[str] = []
    policy = _policy_of_file(path, warnings)
    known = {_registry_name(field.name): field.name for field in fields(Policy)}
    for name, value in registry.items():
        key = known.get(name.casefold(), "")
        if not key:
            warnings.append(_unknown(name))
        elif key == KEEP_DAYS:
            policy = replace(policy, keep_days=_days(name, value, warnings))
        elif type(value) is int and value in (0, 1):
            policy = replace(policy, **{key: value == 1})
        else:
            policy = replace(policy, **{key: key in KEEPING})
            warnings.append(_wrong(name, "0 / 1"))
    return FoundPolicy(policy, tuple(warnings))


def _days(name: str, value: object, warnings: list[str]) -> int | None:
    """A number of days; what is none removes nothing."""
    if type(value) is int and 0 <= value <= MAX_KEEP_DAYS:
        return value
    warnings.append(_wrong_days(name))
    return None


def _policy_of_file(path: Path, warnings: list[str]) -> Policy:
    try:
        found = _read_toml(path)
    except FileNotFoundError:
        return Policy()
    except (OSError, ValueError, RecursionError):  # TOMLDecodeError and UnicodeDecodeError are ValueErrors
        warnings.append(_damaged(str(path)))
        return NOTHING
    names = {field.name for field in fields(Policy)}
    policy = Policy()
    for name, value in found.items():
        if name not in names:
            warnings.append(_unknown(name))
        elif name == KEEP_DAYS:
            policy = replace(policy, keep_days=_days(name, value, warnings))
        elif isinstance(value, bool):
            policy = replace(policy, **{name: value})
        else:
            policy = replace(policy, **{name: name in KEEPING})
            warnings.append(_wrong(name, "true / false"))
    return policy


def _read_toml(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        data = file.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        raise ValueError("the file is too large")
    return tomllib.loads(data.decode("utf-8-sig"))


def _registry_name(name: str) -> str:
    """`MayCopy` for `may_copy`, in lower case: the registry does not tell them apart."""
    return name.replace("_", "")


def _damaged(place: str) -> str:
    sentence = QCoreApplication.translate(
        "policy",
        "The policy %1 cannot be read. Until it is mended, copying, printing, exporting notes or records and "
        "opening addresses are not possible on this PC.",
    )
    return sentence.replace("%1", place)


def _unknown(name: str) -> str:
    sentence = QCoreApplication.translate(
        "policy", "The policy of this PC names %1, which Kurumaza does not know."
    )
    return sentence.replace("%1", _shortened(name))


def _wrong(name: str, expected: str) -> str:
    sentence = QCoreApplication.translate(
        "policy", "The policy of this PC has a wrong value for %1 (%2 is expected); it counts as forbidden."
    )
    return sentence.replace("%2", expected).replace("%1", _shortened(name))


def _wrong_days(name: str) -> str:
    sentence = QCoreApplication.translate(
        "policy",
        "The policy of this PC has a wrong value for %1 (a whole number from 0 to %2 is expected); nothing is"
        " removed because of it.",
    )
    return sentence.replace("%2", str(MAX_KEEP_DAYS)).replace("%1", _shortened(name))


def _shortened(name: str) -> str:
    clean = "".join(sign if sign.isprintable() else "?" for sign in name)
    return clean if len(clean) <= MAX_NAME else clean[: MAX_NAME - 1] + "…"


def by_it(act: Act) -> str:
    """Say that IT forbids it."""
    translate = QCoreApplication.translate
    match act:
        case Act.COPY:
            return translate("policy", "Copying is switched off on this PC by the IT section.")
        case Act.PRINT:
            return translate("policy", "Printing is switched off on this PC by the IT section.")
        case Act.EXPORT_NOTES:
            return translate("policy", "Exporting notes is switched off on this PC by the IT section.")
        case Act.OPEN_ADDRESSES:
            return translate("policy", "Opening addresses is switched off on this PC by the IT section.")
        case Act.EXPORT_RECORD:
            return translate(
                "policy", "Writing records of meetings is switched off on this PC by the IT section."
            )


def _by_meeting(act: Act) -> str:
    translate = QCoreApplication.translate
    match act:
        case Act.COPY:
            return translate(
                "policy", "The documents of this meeting are confidential and must not be copied."
            )
        case Act.PRINT:
            return translate(
                "policy", "The documents of this meeting are confidential and must not be printed."
            )
        case _:
            return translate(
                "policy",
                "The documents of this meeting are confidential; notes on them must not be exported.",
            )


def _by_file(act: Act) -> str:
    translate = QCoreApplication.translate
    if act is Act.COPY:
        return translate("policy", "Whoever made this document does not permit copying from it.")
    return translate("policy", "Whoever made this document does not permit printing it.")


def _not_known() -> str:
    return QCoreApplication.translate("policy", "It is not known yet whether this document permits it.")
