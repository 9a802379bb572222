"""``quiz serve --watch``: what is written while it runs can be played a moment later."""

import time

from tests.server.conftest import SUMS
from tests.tools.serving import Visitor


def wait_for(visitor, path, told):
    end = time.monotonic() + 20
    while told not in visitor.get(path).text:
        assert time.monotonic() < end, visitor.last.text
        time.sleep(0.2)


def test_a_file_that_is_written_is_served_and_a_faulty_one_keeps_what_was(serve, tmp_path):
    served = serve(options=("--watch",))
    bob = Visitor(served.url)
    assert bob.get("/packs/birds").status_code == 404
    file = tmp_path / "data" / "packs" / "birds.yaml"
    birds = SUMS.replace("id: sums", "id: birds").replace("title: Sums", "title: Of birds")
    file.write_text(birds)
    wait_for(bob, "/packs/birds", "Of birds")
    file.write_text(birds.replace("  answer:", "  anwser:"))
    end = time.monotonic() + 20
    while "birds.yaml" not in served.told() or "anwser" not in served.told():
        assert time.monotonic() < end, served.told()
        time.sleep(0.2)
    assert "Of birds" in bob.get("/packs/birds").text
    assert served.stop() == 0
    assert "Traceback" not in served.told()


def test_several_processes_do_not_watch(launch, tmp_path):
    refused = launch(options=("--watch", "--workers", "2"))
    assert refused.process.wait(20) == 1
    assert "Only one process can watch files" in refused.told()
