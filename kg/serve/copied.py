"""A copy of this process (`kg.child`), as asyncio has the processes that it starts itself: with streams."""

from __future__ import annotations

import asyncio
import os

from kg.child import Child


class Copied:
    """A process at work, of which the loop hears what it writes."""

    def __init__(self, process: Child, stdin: asyncio.StreamWriter, stdout: asyncio.StreamReader) -> None:
        self._process, self.stdin, self.stdout = process, stdin, stdout

    @classmethod
    async def of(cls, process: Child, line: int) -> Copied:
        """The same process with streams of its pipes; a line that it writes has so many bytes at most."""
        loop = asyncio.get_running_loop()
        # The loop closes what it is given when it likes; these it may, and those of the process stay.
        tasks, out = (
            os.fdopen(os.dup(file.fileno()), mode) for file, mode in ((process.tasks, "wb"), (process.out, "rb"))
        )
        stdout = asyncio.StreamReader(limit=line)
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(stdout), out)
        writing, protocol = await loop.connect_write_pipe(
            lambda: asyncio.StreamReaderProtocol(asyncio.StreamReader()), tasks
        )
        return cls(process, asyncio.StreamWriter(writing, protocol, None, loop), stdout)

    def kill(self) -> None:
        """End it now, if it has not ended."""
        self.stdin.close()
        self._process.kill()

    async def wait(self) -> int:
        """Wait for its end. Its exit code, as `kg.child.Child.wait` tells it."""
        code = await asyncio.to_thread(self._process.wait)
        self._process.out.close()
        return code
