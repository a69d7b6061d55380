"""The sheets of the request workbook: row type and columns of each, and all of them in order."""

from __future__ import annotations

from api.files.request.sheets.money import AWARDS, CONTRACTS, EXPENSES, FEE_ITEMS, MONEY, PAY_TIERS
from api.files.request.sheets.offerings import BLOCKS, OFFERINGS, POSTS
from api.files.request.sheets.people import CLASSES, COMPANIONS, OUTSIDE, PUPILS, STAFF, UNAVAILABLE
from api.files.request.sheets.policy import POLICY
from api.files.request.sheets.school import GATES, HOLIDAYS, LESSONS, MAKE_UP, ROOMS, TERM, WALKS, WINDOWS
from api.files.table.columns import SheetSpec

README_TITLE = "说明 readme"
SHEETS: tuple[SheetSpec, ...] = (
    TERM, HOLIDAYS, MAKE_UP, WINDOWS, LESSONS, CLASSES, PUPILS, COMPANIONS, STAFF, UNAVAILABLE, OUTSIDE, OFFERINGS, ROOMS, WALKS,
    GATES, POSTS, BLOCKS, MONEY, PAY_TIERS, CONTRACTS, FEE_ITEMS, EXPENSES, AWARDS, POLICY,
)  # fmt: skip
