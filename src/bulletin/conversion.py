"""Any bulletin's .docx to a PDF beside it, by the settings of the workspace."""

from dataclasses import dataclass, replace
from pathlib import Path

from bulletin.handbook import read as handbooks
from bulletin.model.page import Engine, Manner
from bulletin.pages.package import read
from bulletin.publishing import shelf
from bulletin.publishing.pdf import convert as converter
from bulletin.publishing.pdf.convert import Converted
from bulletin.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Conversion:
    """A .docx to make a PDF of; `standard` None means that of the workspace."""

    document: Path
    target: Path
    engine: Engine
    standard: str | None = None


def convert(workspace: Workspace | None, order: Conversion) -> Converted:
    """The PDF of any bulletin's .docx, by the workspace's settings where there is one.

    Raises BulletinError where it cannot be made whole; nothing is written then.
    """
    manner = Manner()
    if workspace is not None:
        manner = handbooks.read(workspace.handbook)[0].catalogue.pdf
    manner = replace(
        manner, engine=order.engine, standard=order.standard or manner.standard
    )
    made = converter.convert(read(order.document), manner)
    shelf.write(order.target, made.data)
    return made
