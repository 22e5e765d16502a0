"""Bodies near an unknown name are offered, the likest first, and never taken."""

import pytest

from kg.register import link, near_bodies


@pytest.mark.parametrize(
    ("name", "region", "first"),
    [
        ("市佳房城乡建设局", "漯河市", "市住房城乡建设局"),  # a character misread
        ("市自然资原和规划局", "漯河市", "市自然资源和规划局"),
        ("省科学枝术厅", "浙江省", "省科技厅"),  # the register's own entry
        ("市融媒体发展中心", "漯河市", "市融媒体中心"),  # a word too many
    ],
)
def test_the_likest_body_is_offered_and_not_taken(name: str, region: str, first: str) -> None:
    offered = near_bodies(name, region=region, level=None, issued=None)
    assert offered[0].name == first
    assert len({agent.iri for agent in offered}) == len(offered) <= 3
    found = link(name, region=region, level=None, issued=None)
    assert found.link == "provisional"
    assert found.iri not in {agent.iri for agent in offered}


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("市住建局", "漯河市"),  # known
        ("某某控股集团", "漯河市"),  # like nothing
        ("市财攻局", "?0123456789abcdef"),  # in no known place no body is known
    ],
)
def test_nothing_is_offered(name: str, region: str) -> None:
    assert near_bodies(name, region=region, level=None, issued=None) == ()


def test_a_city_is_offered_no_provincial_department() -> None:
    assert all(not agent.name.endswith("厅") for agent in near_bodies("市自燃资源局", region="漯河市", level=None, issued=None))
