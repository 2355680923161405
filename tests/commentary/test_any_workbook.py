"""The same world written as a handbook and a workbook says the same as its objects."""

import shutil
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings

from bulletin import pipeline
from bulletin.model.history import UNKNOWN
from bulletin.workspace import Workspace
from tests.commentary.test_any_month import spoken
from tests.commentary.world import World
from tests.commentary.worlds import worlds
from tests.commentary.written import write_handbook, write_workbook
from tests.sample import ROOT, SOAK

EXAMPLES = 300 if SOAK else 25


def test_a_workbook_and_a_handbook_in_files_say_the_same(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    workspace = Workspace(tmp_path)
    workbook = tmp_path / "workbook.xlsx"

    @given(world=worlds().map(lambda world: replace(world, history=UNKNOWN)))
    @settings(
        max_examples=EXAMPLES,
        derandomize=not SOAK,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
    )
    def says_the_same(world: World) -> None:
        write_handbook(world, workspace.handbook)
        write_workbook(world, workbook)
        printed = dict(pipeline.names(workspace, workbook, lambda _: None))
        term = spoken(world).names["评议"]
        expected = {f"评议.{name}": each.words for name, each in term.members.items()}
        expected["评议"] = term.words
        assert {name: printed.get(name) for name in expected} == expected

    says_the_same()
