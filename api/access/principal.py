"""Principal of a request: identity, role, and scope."""

from __future__ import annotations

from dataclasses import dataclass

from api.access.role import OF_A_DISTRICT, OF_A_SCHOOL, RIGHTS, Right, Role


@dataclass(frozen=True, slots=True)
class Principal:
    """Principal. who: ``key:ID``, ``member:ID``, ``host:USER@MACHINE`` or ``anonymous``, as in the audit log.

    district_id: scope of a district's role, and of a school's. school_id: scope of a school's role. classes: home classes of a
    class teacher. person: staff id of a teacher. request_id: of the present request.
    """

    who: str
    role: Role
    label: str = ""
    district_id: str | None = None
    school_id: str | None = None
    classes: tuple[str, ...] = ()
    person: str | None = None
    request_id: str = ""

    def may(self, right: Right) -> bool:
        return right in RIGHTS[self.role]

    def reaches(self, school_id: str | None, district_id: str | None) -> bool:
        """Whether an object of this school (or of this district, with no school) is in the principal's scope."""
        if self.role is Role.BUREAU:
            return True
        if self.role in OF_A_DISTRICT:
            return district_id is not None and district_id == self.district_id
        if self.role in OF_A_SCHOOL:
            return school_id is not None and school_id == self.school_id
        return False


ANONYMOUS = Principal("anonymous", Role.PUBLIC)
"""Principal of requests without credentials."""
