"""Keys of a name list: the newest seals, all open, so that a key can be replaced while older files are still about (rotation)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from solver.errors import Fault, ProblemError

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

KEY = "密钥 key"
"""Path of a fault of a key file."""
NOTE = (
    "# 课后铃姓名表的密钥：与姓名表分开保存，不要发给别人。丢失后姓名表打不开，方案不受影响。\n"
    "# Key of name lists: keep it apart from them and send it to nobody. Without it the names are lost, and nothing else.\n"
)


@dataclass(frozen=True, slots=True)
class NameKeys:
    """Fernet keys, the newest first, at least one. No representation shows them."""

    keys: tuple[str, ...] = field(repr=False)

    def encrypt(self, plain: bytes) -> bytes:
        """A token under the newest key."""
        return self._fernet().encrypt(plain)

    def decrypt(self, token: bytes) -> bytes | None:
        """The plain bytes; None where no key fits or the token was tampered with."""
        from cryptography.fernet import InvalidToken  # noqa: PLC0415 - pages are drawn without a list, too

        try:
            return self._fernet().decrypt(token)
        except InvalidToken:
            return None

    def with_new(self) -> NameKeys:
        """A new key before these."""
        return NameKeys((*new_keys().keys, *self.keys))

    def newest(self) -> NameKeys:
        """The newest key alone."""
        return NameKeys(self.keys[:1])

    def text(self) -> str:
        """Text of the key file: a note, then a key a line."""
        return NOTE + "".join(f"{key}\n" for key in self.keys)

    def _fernet(self) -> MultiFernet:
        from cryptography.fernet import Fernet, MultiFernet  # noqa: PLC0415 - as above

        return MultiFernet([Fernet(key) for key in self.keys])


def new_keys() -> NameKeys:
    """One random key."""
    from cryptography.fernet import Fernet  # noqa: PLC0415 - as above

    return NameKeys((Fernet.generate_key().decode(),))


def parse_keys(data: bytes) -> NameKeys:
    """The bytes of a key file -> its keys; blank lines and lines that begin with # are passed over. Raises ProblemError, which repeats
    no line of the file."""
    from cryptography.fernet import Fernet  # noqa: PLC0415 - as above

    lines = [line.strip() for line in data.decode("utf-8-sig", errors="replace").splitlines()]
    found = {number: line for number, line in enumerate(lines, 1) if line and not line.startswith("#")}
    faults = []
    for number, line in found.items():
        try:
            Fernet(line)
        except ValueError:
            faults.append(Fault((KEY, number), f"{len(line)} 字", "这一行不是密钥。", "This line is no key.",
                                "可能选错了文件，或密钥没有抄全。", "Maybe it is another file, or a part of a key."))  # fmt: skip
    if not found:
        faults.append(Fault((KEY,), f"{len(data)} bytes", "文件里没有密钥。", "The file holds no key.",
                            "可能选错了文件；新的密钥用 afterbell names key 制作。",
                            "Maybe it is another file; afterbell names key makes a new one."))  # fmt: skip
    if faults:
        raise ProblemError(faults[:3])
    return NameKeys(tuple(dict.fromkeys(found.values())))
