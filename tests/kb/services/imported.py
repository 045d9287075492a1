"""What is stored of acts that were taken in, and why others were not."""

from sqlalchemy import func, select

from kb.services.importing import Result
from kb.storage.acts import ActRow, VersionRow
from tests.kb.services.desk import HEIGHT


def versions(desk, act=HEIGHT) -> list[VersionRow]:
    """Return the versions of an act, the first first."""
    with desk.database.reading() as db:
        query = select(VersionRow).join(ActRow).where(ActRow.slug == act)
        found = list(db.scalars(query.order_by(VersionRow.sequence)))
        db.expunge_all()
        return found


def act_row(desk, act=HEIGHT) -> ActRow:
    """Return what is stored of an act itself."""
    with desk.database.reading() as db:
        found = db.scalars(select(ActRow).where(ActRow.slug == act)).one()
        db.expunge_all()
        return found


def count(desk, rows) -> int:
    """Count the rows of a table."""
    with desk.database.reading() as db:
        return db.scalar(select(func.count()).select_from(rows)) or 0


def rules(result: Result) -> list[str]:
    """Return the rules that an act broke, by name."""
    return [finding.rule.name for finding in result.findings]
