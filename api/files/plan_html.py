"""Drawing the pages of a plan as one self-contained HTML file that prints on A4 landscape."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from api.files.bundle import PlanBundle
from api.files.content.pages import plan_pages
from api.files.palette import GRID, HEAD, INK, MUTED, SHADES, TITLE


def plan_html(bundle: PlanBundle) -> str:
    """The page as text; everything a school typed is escaped."""
    environment = Environment(
        loader=PackageLoader("api.files"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("plan.html.j2").render(
        school=bundle.problem.school,
        pages=plan_pages(bundle),
        shades=SHADES,
        ink=INK,
        muted=MUTED,
        grid=GRID,
        title=TITLE,
        head=HEAD,
    )
