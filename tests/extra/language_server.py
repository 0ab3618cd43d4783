"""Drive yaml-language-server as an editor does: a right file has no diagnostics, a slip has one where it stands.

Not run by pytest: it installs the server by npm, which not every machine has. Where it cannot be installed, that is
said, and nothing has failed. Both lines that name a schema at the head of a file are tried.
"""

import json
import queue
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, cast

SERVER = "yaml-language-server@1.25.0"
ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / ".extra"
LONGEST = 60.0
Message = dict[str, Any]
HEADS = ("# yaml-language-server: $schema={}\n", "# $schema: {}\n")


def installed() -> Path | None:
    """Install the server, once; None where that cannot be done here."""
    found = PLACE / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    npm = shutil.which("npm")
    if shutil.which("node") is None or npm is None:
        print("test-extra: there is no node or no npm here; yaml-language-server was not driven")
        return None
    if not found.exists():
        PLACE.mkdir(exist_ok=True)
        command = [npm, "install", "--prefix", str(PLACE), "--ignore-scripts", "--no-audit", "--no-fund", SERVER]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
            said = done.stderr.strip()
        except subprocess.TimeoutExpired:
            said = "npm did not answer"
        if not found.exists():
            print(f"test-extra: {SERVER} cannot be installed here; it was not driven\n{said}")
            return None
    return found


class Server:
    """The server, spoken to over its standard input and output."""

    def __init__(self, program: Path) -> None:
        """Start it and greet it."""
        self.process = subprocess.Popen(
            [cast("str", shutil.which("node")), str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.heard: queue.Queue[Message] = queue.Queue()
        threading.Thread(target=self.listen, daemon=True).start()
        asks = {"workspace": {"configuration": True}, "textDocument": {"publishDiagnostics": {}}}
        self.send(method="initialize", id=1, params={"processId": None, "rootUri": None, "capabilities": asks})
        self.until(lambda message: message.get("id") == 1 and "result" in message)
        self.send(method="initialized", params={})

    def send(self, **message: object) -> None:
        """Say one thing."""
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self.process.stdin.flush()

    def listen(self) -> None:
        """Put whatever is said into the queue."""
        out = self.process.stdout
        assert out is not None
        while head := out.readline():
            length = 0
            while head.strip():
                name, _, value = head.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
                head = out.readline()
            self.heard.put(json.loads(out.read(length)))

    def until(self, wanted: Any) -> Message:  # noqa: ANN401 - a question to a message
        """Wait for one thing; settings that are asked for meanwhile are given."""
        while True:
            message = self.heard.get(timeout=LONGEST)
            if message.get("method") == "workspace/configuration":
                settings = {"validate": True, "schemaStore": {"enable": False}, "schemas": {}}
                asked = message["params"]["items"]
                self.send(id=message["id"], result=[settings if one["section"] == "yaml" else {} for one in asked])
            elif "id" in message and "method" in message:
                self.send(id=message["id"], result=None)
            if wanted(message):
                return message

    def diagnostics(self, path: Path, text: str) -> list[Message]:
        """Open a file with this text, and give what the server says of it."""
        uri = path.as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.send(method="textDocument/didOpen", params={"textDocument": document})

        def said(message: Message) -> bool:
            return message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri

        return cast("list[Message]", self.until(said)["params"]["diagnostics"])


def main() -> int:
    """Try both lines, on the real story and on the real story with one key and one name misspelt."""
    program = installed()
    if program is None:
        return 0
    folder = PLACE / "files"
    folder.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "govsim", "schema", "nov2023", "--out", str(folder / "nov2023.schema.json")]
    subprocess.run(command, check=True)
    story = (ROOT / "scenarios" / "nov2023.yaml").read_text(encoding="utf-8")
    slips = {"key": ("\nwatch:", "\nwacth:"), "name": ("inc.ceo: altman\n", "inc.ceo: altmann\n")}
    if "\nwatch:" not in story:
        slips["key"] = ("\nkind:", "\nkidn:")
    server, failed, checked = Server(program), 0, 0
    try:
        for number, head in enumerate(HEADS):
            first = head.format("nov2023.schema.json")
            for what, (right, wrong) in {"nothing": ("", ""), **slips}.items():
                text = first + (story.replace(right, wrong, 1) if right else story)
                found = server.diagnostics(folder / f"{number}-{what}.yaml", text)
                line = text[: text.index(wrong) + 1].count("\n") if right else -1
                good = [one["range"]["start"]["line"] for one in found] == [line] if right else found == []
                checked, failed = checked + 1, failed + (not good)
                told = "; ".join(f"{one['range']['start']['line'] + 1}: {one['message'][:90]!r}" for one in found)
                print(f"{'ok  ' if good else 'FAIL'} {first.strip()}: {what} misspelt: {told or 'no diagnostics'}")
    finally:
        server.process.kill()
        server.process.wait()
    print(f"{checked - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
