"""The real server with pages that only tests and benchmarks have: watch a room, say something.

Imported by ``tests.tools.stand`` once the standard library is patched. It takes its settings from
the environment, as ``quiz serve`` does.
"""

import logging
import os
import time
from pathlib import Path

from flask import request

from benchmarks.bare import now, stamped
from quiz.cli import descriptors, serve, welcome, wsgi
from quiz.cli.opening import settings_of_environment
from quiz.cli.threads import offloader
from quiz.cli.wsgi import Server
from quiz.live import frames
from quiz.live.bus import News
from quiz.services.house import open_house
from quiz.web import streams
from quiz.web.app import create_app


def main() -> None:
    logging.basicConfig(level=logging.WARNING)
    settings = settings_of_environment()
    house = open_house(settings, offload=offloader(2))
    app = create_app(house)
    for those_of_nights in (house.hub.on_join, house.hub.on_leave):
        those_of_nights.clear()  # the rooms of the stand are in no database
    getattr(house.bus, "_local", house.bus)._listeners.clear()
    add_pages(app, house)
    house.bus.listen(lambda news: tell(house, news))
    connections = descriptors.make_room()
    house.hub.limit = int(os.environ.get("STAND_LIMIT", connections // 2))
    serve.BEAT_SECONDS = float(os.environ.get("STAND_BEAT", "15"))
    wsgi.SILENCE_SECONDS = float(os.environ.get("STAND_SILENCE", "60"))
    listener = welcome.listener(settings, shared="STAND_SHARED" in os.environ)
    server = Server(listener, app, access_log=False, connections=connections // 2)
    serve._run(server, house, [], is_worker=False)


def tell(house, news):
    if news.topic == "progress":
        house.hub.deliver(news.room, "player", stamped(news.seq))
    else:
        house.hub.deliver(news.room, "player", frames.frame("news", str(news.seq)))


def add_pages(app, house):
    @app.get("/watch/<room>/<audience>")
    def watch(room, audience):
        def first():
            return frames.retry(1000) + frames.frame("stage", "first", "0")

        seat = request.args.get("seat", "")
        return streams.stream(house.hub, room, audience, seat=seat, language="en", first=first)

    @app.get("/broken/<room>")
    def broken(room):
        return streams.stream(house.hub, room, "player", first=lambda: 1 / 0)

    @app.post("/say/<room>")
    def say(room):
        data = frames.frame("stage", request.get_data(as_text=True))
        return str(house.hub.deliver(room, "player", data))

    @app.post("/stamp/<room>")
    def stamp(room):
        before = time.process_time()
        count = house.hub.deliver(room, "player", stamped())
        return f"{count} {time.process_time() - before}"

    @app.post("/stamp-everywhere/<room>")
    def stamp_everywhere(room):
        house.bus.publish(News(room, "progress", now()))
        return "told"

    @app.post("/each/<room>")
    def each(room):
        return str(house.hub.send_each(room, "player", lambda w: frames.frame("me", w.seat)))

    @app.post("/news/<room>/<int:seq>")
    def news(room, seq):
        house.bus.publish(News(room, "state", seq))
        return "told"

    @app.get("/state")
    def state():
        return {
            "watchers": len(house.hub),
            "rooms": sorted(house.hub.rooms()),
            "files": sum(1 for _ in Path("/proc/self/fd").iterdir()),
            "kb": int(Path("/proc/self/statm").read_text().split()[1]) * 4,
            "well": house.bus.is_well,
        }
