"""The glossary in three languages."""

from flask import Blueprint, Response, jsonify, render_template

from webapp.locale import collation_key
from webapp.request import language, lists

bp = Blueprint("glossary", __name__)


@bp.get("/<lang:lang>/glossary/")
def show() -> str:
    """Show all terms, ordered by the reader's alphabet."""
    terms = lists().catalogues.glossary.terms.items()
    shown = language()
    ordered = sorted(terms, key=lambda item: collation_key(shown, item[1].names(shown)[0]))
    return render_template("glossary.html", terms=ordered)


@bp.get("/<lang:lang>/glossary/terms.json")
def terms() -> Response:
    """Give the meanings of all terms in one language, for showing them beside the text."""
    shown, glossary = language(), lists().catalogues.glossary
    return jsonify(
        {
            key: {"name": term.names(shown)[0], "meaning": term.meaning[shown]}
            for key, term in glossary.terms.items()
        }
    )
