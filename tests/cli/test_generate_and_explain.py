"""``quiz generate`` and ``quiz explain``, as they are typed."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from quiz.cli.group import quiz
from quiz.packs.reading import read_pack

MOMENTS = Path(__file__).parents[2] / "questions" / "moments"
VMA = str(MOMENTS / "vma-2023.yaml")


def run(*words: str) -> Result:
    return CliRunner().invoke(quiz, list(words))


def test_it_writes_a_pack_that_the_pack_reader_takes(tmp_path: Path) -> None:
    output = tmp_path / "vma.yaml"
    result = run("generate", VMA, "-o", str(output))
    assert result.exit_code == 0
    pack = read_pack(output.read_text(encoding="utf-8"), output.name)
    assert len(pack.questions) >= 60
    assert f"{len(pack.questions)} questions" in result.output


def test_it_writes_json_when_the_name_says_so(tmp_path: Path) -> None:
    output = tmp_path / "vma.json"
    assert run("generate", VMA, "-o", str(output)).exit_code == 0
    assert output.read_text(encoding="utf-8").startswith("{")
    assert read_pack(output.read_text(encoding="utf-8"), output.name).questions


def test_it_prints_the_pack_when_no_file_is_named() -> None:
    result = run("generate", VMA, "--count", "5")
    assert len(read_pack(result.output, "printed").questions) == 5


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    first, second, other = (tmp_path / name for name in ("1.yaml", "2.yaml", "3.yaml"))
    for path, seed in ((first, "7"), (second, "7"), (other, "8")):
        run("generate", VMA, "--seed", seed, "-o", str(path))
    assert first.read_bytes() == second.read_bytes() != other.read_bytes()


def test_it_says_when_there_are_fewer_questions_than_asked_for(tmp_path: Path) -> None:
    result = run("generate", VMA, "--count", "5000", "-o", str(tmp_path / "vma.yaml"))
    assert "are all that can be proved" in result.output


def test_the_report_counts_questions_per_moment_and_gives_reasons() -> None:
    result = run("generate", VMA, "--report")
    assert "0  won-best-new-artist-2022" in result.output
    assert "the fact is inferred, and is never asked" in result.output


def test_a_broken_file_is_refused_with_every_fault_and_its_place(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(
        "format: 1\nid: x\ntitle: X\nmoments:\n  - wun: A\n  - won: B\n    winer: C\n"
    )
    result = run("generate", str(broken))
    assert result.exit_code == 1
    assert f"{broken}:5:5: E310" in result.output
    assert "did you mean “won”?" in result.output
    assert f"{broken}:7:5: E104" in result.output
    assert "Traceback" not in result.output


def test_a_pack_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.mkdir()
    result = run("generate", VMA, "-o", str(taken))
    assert result.exit_code == 1
    assert "cannot be written" in result.output
    assert list(tmp_path.iterdir()) == [taken]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    output = tmp_path / "vma.yaml"
    run("generate", VMA, "-o", str(output))
    return output


def test_explain_says_why_the_answer_is_right_and_each_other_is_wrong(pack: Path) -> None:
    read = read_pack(pack.read_text(encoding="utf-8"), pack.name)
    question = next(q for q in read.questions if q.ask.startswith("Who won Best New Artist"))
    result = run("explain", str(pack), question.id)
    assert result.exit_code == 0
    assert "right: Ice Spice" in result.output
    assert "wrong: Dove Cameron" in result.output
    assert "proof: pinned, from won-best-new-artist" in result.output
    assert "no. 7" in result.output


def test_explain_reads_a_moments_file_as_well(pack: Path) -> None:
    read = read_pack(pack.read_text(encoding="utf-8"), pack.name)
    assert run("explain", VMA, read.questions[0].id).exit_code == 0


def test_explain_knows_the_nearest_id(pack: Path) -> None:
    read = read_pack(pack.read_text(encoding="utf-8"), pack.name)
    result = run("explain", str(pack), read.questions[0].id[:-1])
    assert result.exit_code == 1
    assert read.questions[0].id in result.output


def test_what_players_chose_is_asked_of_the_database_only_when_it_is_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZ_DATA", str(tmp_path / "data"))
    plain = run("generate", VMA)
    assert not (tmp_path / "data").exists()
    learned = run("generate", VMA, "--learned")
    assert learned.output == plain.output  # nobody has played yet
    assert (tmp_path / "data" / "greenroom.db").exists()


def test_pictures_go_along_in_a_zip_and_a_bare_pack_says_where_they_lie(tmp_path: Path) -> None:
    flags, packed = str(MOMENTS / "flags.yaml"), tmp_path / "flags.zip"
    assert run("generate", flags, "--count", "5", "-o", str(packed)).exit_code == 0
    assert run("pack", "check", "--strict", str(packed)).exit_code == 0
    with ZipFile(packed) as found:
        assert len([name for name in found.namelist() if name.startswith("media/flag-")]) == 5
    told = run("generate", flags, "--count", "5", "-o", str(tmp_path / "flags.yaml"))
    assert "5 show a picture" in told.output
    assert "-o flags.zip" in told.output


def test_a_picture_that_is_not_there_is_told_before_anything_is_written(tmp_path: Path) -> None:
    for name in ("flags.yaml", "flags.csv"):
        (tmp_path / name).write_bytes((MOMENTS / name).read_bytes())
    told = run("generate", str(tmp_path / "flags.yaml"), "-o", str(tmp_path / "flags.zip"))
    assert told.exit_code == 1
    assert "E216 the picture “media/flag-" in told.output
    assert not (tmp_path / "flags.zip").exists()
    told = run("moments", "check", str(tmp_path / "flags.yaml"))
    assert told.exit_code == 1
    assert "flags.csv:2:1: E216 the picture “media/flag-am.webp” is not there" in told.output
