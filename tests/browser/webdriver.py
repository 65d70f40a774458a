"""A few words of the W3C WebDriver protocol, enough to drive headless Chromium from the standard library."""

from __future__ import annotations

import base64
import json
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--window-size=1400,900",
]
KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "Tab": "\ue004", "Left": "\ue012", "Up": "\ue013", "Right": "\ue014", "Down": "\ue015"}


def missing() -> str:
    """Return what is not installed, or nothing."""
    absent = [name for name in ("chromedriver",) if not shutil.which(name)]
    if not (shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")):
        absent.insert(0, "chromium")
    return " and ".join(absent)


class Browser:
    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.profile = tempfile.mkdtemp(prefix="chromium-", dir=folder)
        self.process = subprocess.Popen(["chromedriver", f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.base = f"http://127.0.0.1:{port}"
        options = {
            "args": [*_FLAGS, f"--user-data-dir={self.profile}"],
            "prefs": {"download.default_directory": str(folder), "download.prompt_for_download": False},
        }
        wanted = {"browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}
        deadline = time.monotonic() + 30
        while True:
            try:
                self.session = ""
                self.session = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]
                break
            except (urllib.error.URLError, ConnectionError):
                if time.monotonic() > deadline or self.process.poll() is not None:
                    raise
                time.sleep(0.05)  # waits for the driver's port to open, not for a result

    def _ask(self, method: str, path: str, body: object = None) -> object:
        path = f"/session/{self.session}{path}" if self.session else path
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(json.load(error)["value"]["message"]) from error

    def open(self, url: str) -> None:
        self._ask("POST", "/url", {"url": "about:blank"})
        self._ask("POST", "/url", {"url": url})

    def js(self, script: str, *arguments: object) -> object:
        return self._ask("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def later(self, script: str, *arguments: object) -> object:
        return self._ask("POST", "/execute/async", {"script": script, "args": list(arguments)})

    def press(self, *keys: str) -> None:
        actions = [{"type": kind, "value": KEYS.get(key, key)} for key in keys for kind in ("keyDown", "keyUp")]
        self._ask("POST", "/actions", {"actions": [{"type": "key", "id": "k", "actions": actions}]})
        self.settled()

    def point(self, x: float, y: float, *, click: bool = False) -> None:
        actions = [{"type": "pointerMove", "duration": 0, "x": int(x), "y": int(y)}]
        if click:
            actions += [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self._ask(
            "POST", "/actions", {"actions": [{"type": "pointer", "id": "p", "parameters": {"pointerType": "mouse"}, "actions": actions}]}
        )
        self.settled()

    def settled(self) -> None:
        """Wait until two frames were drawn."""
        self.later("const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()));")

    def log(self, kind: str) -> list[dict]:
        return self._ask("POST", "/se/log", {"type": kind})

    def requests(self) -> list[str]:
        """Return the addresses that were asked for since the last call."""
        found = []
        for entry in self.log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                found.append(message["params"]["request"]["url"])
        return found

    def media(self, scheme: str = "", width: int = 0) -> None:
        """Show pages as to a reader who wants ``scheme`` on a screen of ``width``; nothing restores both."""
        features = [{"name": "prefers-color-scheme", "value": scheme}] if scheme else []
        screen = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        for command, facts in (
            ("Emulation.setEmulatedMedia", {"features": features}),
            ("Emulation.setDeviceMetricsOverride" if width else "Emulation.clearDeviceMetricsOverride", screen if width else {}),
        ):
            self._ask("POST", "/goog/cdp/execute", {"cmd": command, "params": facts})

    def screenshot(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self._ask("GET", "/screenshot")))

    def close(self) -> None:
        try:
            self._ask("DELETE", "")
        finally:
            self.process.terminate()
            self.process.wait(10)
            shutil.rmtree(self.profile, ignore_errors=True)
