import pytest
from click.testing import CliRunner

from quiz.cli.group import quiz

ARTICLE = "Ann Bell hugged Carl Dorn. It rained. Ann Bell won Best Duet for “Blue” in 2031."


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def call(*arguments, said=None):
        return CliRunner().invoke(quiz, ["moments", *arguments], input=said)

    return call


@pytest.fixture
def drafts(run, tmp_path):
    (tmp_path / "my-night.txt").write_text(ARTICLE, "utf-8")
    told = run("draft", "my-night.txt", "-o", "drafts.yaml", "--as-of", "2031-05-04")
    assert told.output.startswith("drafts.yaml: 2 drafts from 2 of 3 sentences; 1 were")
    return tmp_path / "drafts.yaml"


def test_drafts_are_moments_that_nobody_is_asked(drafts, run):
    text = drafts.read_text("utf-8")
    assert "title: My night\nas_of: 2031-05-04\n" in text
    assert run("check", "drafts.yaml").exit_code == 0
    made = CliRunner().invoke(quiz, ["generate", "drafts.yaml"])
    assert "No question can be proved" in made.output


def test_drafts_are_reviewed_one_by_one_in_a_pipe_and_again_later(drafts, run):
    told = run("review", "drafts.yaml", said="a\n")
    assert "1 decided, 1 left." in told.output
    said = "e\nwinner = Carl Dorn\nc\nwork\nx\na\n"
    assert "1 decided, none left." in run("review", "drafts.yaml", said=said).output
    text = drafts.read_text("utf-8")
    assert "    winner: carl-dorn\n    work: blue\n    year: 2031\n    complete: [work]\n" in text
    assert "status: draft" not in text
    assert "1 moments" not in run("check", "drafts.yaml").output
    made = CliRunner().invoke(quiz, ["generate", "drafts.yaml", "--report"])
    assert "won-best-duet" in made.output


def test_a_refused_answer_changes_nothing_and_asks_again(drafts, run):
    before = drafts.read_text("utf-8")
    told = run("review", "drafts.yaml", said="e\nnobody = Ann\nq\n")
    assert "“nobody” is no role of “hugged”" in told.output
    assert drafts.read_text("utf-8") == before


def test_a_file_is_not_written_over_unasked(drafts, run):
    assert run("draft", "my-night.txt", "-o", "drafts.yaml").exit_code == 1
    assert run("draft", "my-night.txt", "-o", "drafts.yaml", "--force").exit_code == 0


def test_names_of_another_file_are_known(drafts, run):
    known = drafts.with_name("known.yaml")
    known.write_text(
        "format: 1\nid: k\ntitle: K\nmoments: []\nthings:\n"
        "  annie: {name: Annie Bell, type: artist, aliases: [Ann Bell], pronouns: she}\n",
        "utf-8",
    )
    told = run("draft", "my-night.txt", "--with", "known.yaml")
    assert "annie: {name: Annie Bell, type: artist, pronouns: she, aliases: [Ann Bell]}" in (
        told.output
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b" \n\t", "is empty"),
        (b"\x00\x01\x02", "zero bytes"),
        (b"fine\nBeyonc\xe9 sang\n", "line 2: this is not UTF-8"),
        (b"Ann Bell hugged Carl Dorn.\n" * 9_000, "more than one file may hold"),
        (b"x" * (10 << 20), "10,240 kB; at most 256 kB"),
    ],
    ids=["empty", "blank", "binary", "latin", "too many drafts", "ten megabytes"],
)
def test_what_is_no_text_is_refused_in_words(run, tmp_path, content, told):
    (tmp_path / "a.txt").write_bytes(content)
    answer = run("draft", "a.txt")
    assert answer.exit_code == 1
    assert told in answer.output


def test_a_text_of_another_encoding_that_says_so_is_read(run, tmp_path):
    (tmp_path / "a.txt").write_bytes(ARTICLE.encode("utf-16"))
    assert "ann-bell" in run("draft", "a.txt").output
