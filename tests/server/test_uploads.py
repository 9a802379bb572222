"""Files from elsewhere at the real server: read apart, while everybody else is served."""

import re
import threading
import time

from tests.tools.plain import PlainBrowser
from tests.tools.serving import Visitor

MANY = "".join(f"Number {n}?\nA) a\nB) b\nANSWER: A\n\n" for n in range(20_000))


def test_while_a_file_is_read_others_are_served_and_its_report_comes(serve):
    visitor = Visitor(serve().url)
    alice = PlainBrowser(visitor)
    alice.open("/sign-up").press("Make the account", username="Alice", password="a good sentence")
    alice.open("/packs/upload")
    waits, done = [], threading.Event()

    def look():
        other = Visitor(visitor.url)
        while not done.is_set():
            began = time.perf_counter()
            assert other.get("/livez").status_code == 200
            waits.append(time.perf_counter() - began)
            time.sleep(0.02)

    looking = threading.Thread(target=look)
    looking.start()
    try:
        alice.press("Look at the text", text=MANY)
    finally:
        done.set()
        looking.join()
    assert "20,000" in alice.html
    assert len(waits) > 10
    alice.open("/packs/upload").press("Look at the text", text="Two?\nA) 2\nB) 3\nANSWER: A\n")
    alice.press("Save the pack", title="Twos", license="")
    assert re.fullmatch(r"/packs/own-[0-9a-f]{16}", alice.url)
