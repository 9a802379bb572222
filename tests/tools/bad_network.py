"""A bad network between phones and a server: a proxy for TCP that loses, delays and stalls.

A piece that is lost is sent again after a second or two, as TCP does, or takes its connection with
it: cut, or silent for ever. A stream that would fall silent is cut, as a page watches for that.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from random import Random

STALLED = 3600.0


class BadNetwork:
    """Listens on ``port`` and passes on to ``target``, until it is stopped.

    ``loss`` is the share of pieces that are lost, ``delay`` the longest that a piece takes.
    """

    def __init__(self, target: int, *, loss: float, delay: float, dice: Random) -> None:
        self.target, self.loss, self.delay, self.dice = target, loss, delay, dice
        self.port = 0
        self.pieces = self.lost = 0
        self._ends: set[asyncio.StreamWriter] = set()
        self._ways: list[asyncio.Task[None]] = []
        self._loop = asyncio.new_event_loop()
        self._open = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self._open.wait(10)

    def stop(self) -> None:
        """Cut every connection and listen no more."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._meet, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self._open.set()
        self._loop.run_forever()
        self._loop.run_until_complete(asyncio.sleep(0.1))  # until who was let in is known
        server.close()
        for task in self._ways:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*self._ways, return_exceptions=True))
        for end in self._ends:
            end.transport.abort()  # what was not sent stays unsent
        self._loop.run_until_complete(asyncio.sleep(0.2))  # until every socket is closed
        self._loop.close()

    def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Note an end before its task begins: a task cancelled first would leave it open."""
        self._ends.add(writer)
        self._ways.append(asyncio.ensure_future(self._take(reader, writer)))

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        ends, both = [writer], []
        is_stream: list[bool] = []
        try:
            with contextlib.suppress(OSError):
                there, back = await asyncio.open_connection("127.0.0.1", self.target)
                self._ends.add(back)
                ends.append(back)
                both.append(asyncio.ensure_future(self._pass_on(reader, back, is_stream)))
                both.append(asyncio.ensure_future(self._pass_on(there, writer, is_stream)))
                await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in both:
                task.cancel()
            for end in ends:
                end.close()
            self._ends.difference_update(ends)

    async def _pass_on(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, is_stream: list[bool]
    ) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(65_536):
                if not is_stream:
                    is_stream.append(b"/stream" in data.partition(b"\r\n")[0])
                if not await self._arrives(is_stream=is_stream[0]):
                    return
                writer.write(data)
                await writer.drain()

    async def _arrives(self, *, is_stream: bool) -> bool:
        """Let a piece take its time; return whether it comes at all."""
        self.pieces += 1
        await asyncio.sleep(self.delay * self.dice.random())
        if self.dice.random() >= self.loss:
            return True
        self.lost += 1
        fate = self.dice.random()
        if fate < 0.5:
            await asyncio.sleep(1 + self.dice.random())
            return True
        if fate < 0.75 and not is_stream:
            await asyncio.sleep(STALLED)
        return False
