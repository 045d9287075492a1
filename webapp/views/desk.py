"""The desk: the drafts that somebody may read, by the stage of their way, and what is wrong in git."""

from flask import Blueprint, render_template

from kb.law.procedure import Stage
from kb.services import library
from kb.services.problems import problems
from webapp.cards import cards
from webapp.request import db, viewer, visit

bp = Blueprint("desk", __name__)


@bp.get("/<lang:lang>/desk/")
def show() -> str:
    """Show the drafts that the viewer may read."""
    acts = [act for act in library.catalogue(db(), viewer()) if act.is_draft]
    here = visit()
    by_stage = {stage: cards([a for a in acts if a.stage is stage], here) for stage in Stage}
    steps = here.catalogues.procedure.steps
    stages = [(steps[stage], found) for stage, found in by_stage.items() if found]
    return render_template("desk.html", stages=stages, problems=problems(db(), viewer()))
