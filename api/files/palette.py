"""Colours of printed plans. Tints differ in lightness too, so that they stay apart on a grey printer."""

from __future__ import annotations

from collections.abc import Mapping

INK = "#1D2733"
MUTED = "#66717D"
GRID = "#B8C2CC"
TITLE = "#17456B"
HEAD = "#1F4E79"
HEAD_TEXT = "#FFFFFF"

SHADES: Mapping[str, tuple[str, str, bool]] = {
    "label": ("#EEF2F6", INK, True),
    "banner": ("#D3E2EF", TITLE, True),
    "care": ("#E6F4E4", INK, False),
    "tutoring": ("#D2EBDD", INK, False),
    "lead": ("#DCEAF8", INK, False),
    "assist": ("#EDF4FB", INK, False),
    "gate": ("#FFF3C9", INK, False),
    "fixed": ("#E9E0F3", INK, False),
    "qa": ("#E3EEF0", INK, False),
    "late": ("#FBE0CC", INK, False),
    "standby": ("#FCEBDD", INK, False),
    "block": ("#F4EBD9", INK, False),
    "evening": ("#DDDFF2", INK, False),
    "weekend": ("#EAF0D8", INK, False),
    "mixed": ("#F4F4F1", INK, False),
    "good": ("#DDF1DC", "#1B5E2A", True),
    "bad": ("#F9D8D6", "#9B1C1C", True),
}
"""Name of a shade -> fill, ink, bold."""
