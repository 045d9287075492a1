"""Files that people of the demonstration attach: each is made from its words, as a document for Word."""

from io import BytesIO

import docx
from pydantic import Field

from kb.law.words import Strict
from kb.review.attachments import Given
from kb.tables.packing import EPOCH, timeless


class DemoFile(Strict):
    """A document with a heading, paragraphs and a table, whose first row names its columns."""

    name: str
    heading: str
    paragraphs: tuple[str, ...]
    table: tuple[tuple[str, ...], ...] = Field(default=())

    def given(self) -> Given:
        """Return the document as somebody sends it; it is the same whenever it is made."""
        made = docx.Document()
        about = made.core_properties
        about.title = self.heading
        about.author = about.comments = about.last_modified_by = ""
        about.created = about.modified = EPOCH
        made.add_heading(self.heading, 1)
        for words in self.paragraphs:
            made.add_paragraph(words)
        if self.table:
            table = made.add_table(rows=0, cols=max(map(len, self.table)), style="Table Grid")
            for row in self.table:
                for cell, words in zip(table.add_row().cells, row, strict=False):
                    cell.text = words
        draft, file = BytesIO(), BytesIO()
        made.save(draft)
        timeless(draft, file)
        return Given(self.name, file.getvalue())
