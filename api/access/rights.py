"""Dependencies that require a right, by the name under which routes use them."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from api.access.guard import needs
from api.access.principal import Principal
from api.access.role import Right

Founder = Annotated[Principal, Depends(needs(Right.FOUND))]
Granter = Annotated[Principal, Depends(needs(Right.GRANT))]
Auditor = Annotated[Principal, Depends(needs(Right.AUDIT))]
Batcher = Annotated[Principal, Depends(needs(Right.BATCH))]
Planner = Annotated[Principal, Depends(needs(Right.PLAN))]
PupilReader = Annotated[Principal, Depends(needs(Right.PUPILS))]
DraftReader = Annotated[Principal, Depends(needs(Right.DRAFTS))]
Asker = Annotated[Principal, Depends(needs(Right.ASK))]
PublishedReader = Annotated[Principal, Depends(needs(Right.PUBLISHED))]
ToolUser = Annotated[Principal, Depends(needs(Right.TOOLS))]
Anybody = Annotated[Principal, Depends(needs(Right.OPEN))]
