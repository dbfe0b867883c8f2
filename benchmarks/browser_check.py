"""Open a report in a real browser and check what only a browser can: keys, jumps, contrast, widths, print.

    python benchmarks/browser_check.py out/talks-2022.html [more pages]

Needs Chromium or Chrome (``CHROME=/path`` where it is not found); installs and fetches nothing. The browser is driven
over a pair of pipes by the DevTools protocol. Exits with 1 where a check fails, 2 where there is no browser. It is no
part of ``make test``, which must pass on a machine without a browser.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-pipe",
)
WIDTHS = (320, 360, 768, 1280, 2560)

CONTRAST = """
(() => {
  const parse = (value) => {
    const numbers = value.match(/[\\d.]+/g).map(Number);
    return value.startsWith("color(") ? numbers.map((x, i) => i < 3 ? x * 255 : x) : numbers;
  };
  const light = ([r, g, b]) => [r, g, b].map((x) => x / 255)
    .map((x) => x <= .03928 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4)
    .reduce((sum, x, i) => sum + x * [.2126, .7152, .0722][i], 0);
  const over = (top, under) => {
    const a = top[3] ?? 1;
    return [0, 1, 2].map((i) => top[i] * a + under[i] * (1 - a));
  };
  const ground = (element) => {
    const layers = [];
    for (let each = element; each; each = each.parentElement)
      layers.push(parse(getComputedStyle(each).backgroundColor));
    return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255]);
  };
  const poor = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
    if (element.closest("script, style, svg, option")) continue;
    const [a, b] = [light(ground(element)), light(parse(getComputedStyle(element).color))];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) poor.add(`${element.tagName}.${element.className} ${ratio.toFixed(2)}`);
  }
  return [...poor];
})()
"""
UNNAMED = """
[...document.querySelectorAll("a[href], button, input, select, summary")]
  .filter((e) => e.checkVisibility())
  .filter((e) => !(e.getAttribute("aria-label") || e.textContent.trim() || (e.labels && e.labels.length)))
  .map((e) => e.outerHTML.slice(0, 120))
"""
REACHED = """
(() => { const e = document.activeElement, box = e.getBoundingClientRect();
  return [e.id, box.bottom > 0 && box.top < innerHeight]; })()
"""


class Browser:
    """One page of a browser without a window."""

    def __init__(self, program: str) -> None:
        self._profile = tempfile.mkdtemp(prefix="reportedly-browser-")
        reads, self._write = os.pipe()
        self._read, writes = os.pipe()

        def pipes() -> None:  # the protocol's places are descriptors 3 and 4
            spare = (os.dup(reads), os.dup(writes))
            os.dup2(spare[0], 3)
            os.dup2(spare[1], 4)

        self._process = subprocess.Popen(
            [program, *FLAGS, f"--user-data-dir={self._profile}"],
            preexec_fn=pipes,
            close_fds=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(reads)
        os.close(writes)
        self._number, self._rest, self._session = 0, b"", ""
        self.events: list[dict[str, Any]] = []
        target = self.do("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.do("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.do(f"{domain}.enable")

    def do(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send one command and return its answer."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return dict(answer["result"])
            self.events.append(answer)

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            chunk = os.read(self._read, 1 << 16)
            if not chunk:
                raise RuntimeError("the browser went away")
            self._rest += chunk
        message, self._rest = self._rest.split(b"\0", 1)
        return dict(json.loads(message))

    def open(self, address: str) -> None:
        """Load a page and wait until it stands."""
        for each in ("about:blank", address):  # a fragment of the page that stands would load nothing
            self.events.clear()
            self.do("Page.navigate", url=each)
            while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
                self.events.append(self._receive())

    def js(self, code: str) -> Any:
        """Return the value of an expression in the page."""
        answer = self.do("Runtime.evaluate", expression=code, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def settle(self) -> None:
        """Wait until the page has reacted and been drawn."""
        self.js("new Promise((done) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 60))")

    def press(self, key: str) -> None:
        """Press and release a key."""
        code = {"Tab": 9, "Enter": 13}.get(key, ord(key[0].upper()))
        text = {"Enter": "\r", "Tab": ""}.get(key, key)
        self.do("Input.dispatchKeyEvent", type="keyDown", key=key, text=text, windowsVirtualKeyCode=code)
        self.do("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)
        self.settle()

    def go(self, fragment: str) -> None:
        """Follow a link within the page."""
        self.js(f"location.hash = {json.dumps(fragment)}")
        self.settle()

    def size(self, width: int, height: int = 900) -> None:
        """Set the size of the view in CSS pixels."""
        self.do("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def prefer(self, scheme: str) -> None:
        """Prefer ``light`` or ``dark``."""
        self.do("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def close(self) -> None:
        """End the browser and remove its profile."""
        try:
            self._session = ""
            self.do("Browser.close")
            self._process.wait(10)
        except (RuntimeError, OSError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._profile, ignore_errors=True)


def quiet_and_self_contained(browser: Browser, address: str) -> None:
    """Nothing is fetched but the page; nothing is refused by its policy; no script fails."""
    browser.open(address)
    browser.settle()
    requests = {
        event["params"]["request"]["url"].split("#")[0]
        for event in browser.events
        if event.get("method") == "Network.requestWillBeSent"
    }
    assert requests <= {address}, requests
    bad = [event for event in browser.events if event.get("method") in ("Log.entryAdded", "Runtime.exceptionThrown")]
    assert not bad, bad


def fits_every_width(browser: Browser, address: str) -> None:
    """No view scrolls sideways, from 320 CSS pixels on (WCAG 1.4.10)."""
    for width in WIDTHS:
        browser.size(width)
        browser.settle()
        found = browser.js("document.documentElement.scrollWidth")
        assert found <= width, f"{found} at {width}"
    browser.size(1280)


def contrast_is_enough(browser: Browser, address: str) -> None:
    """Text has a contrast of 4.5 or more in both colour schemes (WCAG 1.4.3)."""
    for scheme in ("light", "dark"):
        browser.prefer(scheme)
        browser.settle()
        poor = browser.js(CONTRAST)
        assert not poor, f"{scheme}: {poor[:8]}"
    browser.prefer("light")


def controls_have_names(browser: Browser, address: str) -> None:
    """Every control that can be reached says what it is (WCAG 4.1.2)."""
    unnamed = browser.js(UNNAMED)
    assert not unnamed, unnamed[:5]


def jumps_lead_there_and_back(browser: Browser, address: str) -> None:
    """From a statement to its words, all of them lit, and back, with the keyboard alone."""
    first = browser.js("document.querySelector('.statement').id")
    browser.go(first)
    assert browser.js(REACHED) == [first, True]
    browser.js("document.activeElement.querySelector('a.number').focus()")
    browser.press("Enter")
    assert browser.js(REACHED) == [f"words-{first}", True]
    number = browser.js(f"document.getElementById({json.dumps(first)}).dataset.s")
    lit = browser.js(f"[...document.querySelectorAll('.text [data-s=\"{number}\"]')].every((e) => e.matches('.on'))")
    assert lit
    browser.js("document.activeElement.querySelector('a.lab').focus()")
    browser.press("Enter")
    assert browser.js(REACHED) == [first, True]


def keys_walk_and_can_be_switched_off(browser: Browser, address: str) -> None:
    """j and k go to the next and the previous statement; typing in a field and the switch stop them (WCAG 2.1.4)."""
    cards = browser.js("[...document.querySelectorAll('.statement')].map((e) => e.id)")
    browser.go(cards[0])
    browser.press("j")
    assert browser.js(REACHED) == [cards[min(1, len(cards) - 1)], True]
    browser.press("k")
    assert browser.js(REACHED)[0] == cards[0]
    browser.js("document.querySelector('form.filter').words.focus()")
    browser.press("j")
    assert browser.js("document.querySelector('form.filter').words.value") == "j"
    browser.js("document.querySelector('form.filter').reset()")
    browser.js("document.querySelector('form.filter').keys.checked = false")
    browser.js(f"document.getElementById({json.dumps(cards[0])}).focus()")
    browser.press("j")
    assert browser.js(REACHED)[0] == cards[0]
    browser.js("document.querySelector('form.filter').keys.checked = true")


def the_filter_narrows(browser: Browser, address: str) -> None:
    """Choosing a speaker shows their statements alone; a link to a hidden one clears the filter."""
    total = browser.js("document.querySelectorAll('.statement').length")
    browser.js(
        "(() => { const f = document.querySelector('form.filter'); f.speaker.selectedIndex = 1;"
        " f.dispatchEvent(new Event('input', {bubbles: true})); })()"
    )
    shown = browser.js("[...document.querySelectorAll('.statement')].filter((e) => !e.hidden).length")
    expected = browser.js("document.querySelector('.speaker').querySelectorAll('.statement').length")
    assert 0 < shown == expected <= total
    hidden = browser.js("(document.querySelector('.statement[hidden]') || {}).id")
    if hidden:
        browser.go(hidden)
        assert browser.js(REACHED) == [hidden, True]
    browser.js("document.querySelector('form.filter').reset()")
    browser.settle()


def tab_leaves_everything(browser: Browser, address: str) -> None:
    """The first Tab reaches the skip link, and no place keeps the focus (WCAG 2.1.2)."""
    browser.open(address)
    browser.press("Tab")
    assert browser.js("document.activeElement.className") == "skip"
    before = None
    for _ in range(40):
        browser.press("Tab")
        now = browser.js("[...document.querySelectorAll('*')].indexOf(document.activeElement)")
        assert now != before, browser.js("document.activeElement.outerHTML.slice(0, 200)")
        before = now


def reads_without_script(browser: Browser, address: str) -> None:
    """With scripts off, statements and texts are there and the filter, which could not work, is not."""
    browser.do("Emulation.setScriptExecutionDisabled", value=True)
    browser.open(address)
    browser.do("Emulation.setScriptExecutionDisabled", value=False)
    assert browser.js("document.querySelector('form.filter').hidden")
    assert browser.js("[...document.querySelectorAll('.statement, .text')].every((e) => e.checkVisibility())")


def prints(browser: Browser, address: str) -> None:
    """The page can be printed."""
    browser.open(address)
    assert browser.do("Page.printToPDF", preferCSSPageSize=True)["data"]


CHECKS: tuple[Callable[[Browser, str], None], ...] = (
    quiet_and_self_contained,
    fits_every_width,
    contrast_is_enough,
    controls_have_names,
    jumps_lead_there_and_back,
    keys_walk_and_can_be_switched_off,
    the_filter_narrows,
    tab_leaves_everything,
    reads_without_script,
    prints,
)


def main(paths: list[str]) -> int:
    """Run every check on every page; return how many failed, at most 1."""
    program = os.environ.get("CHROME") or next(filter(None, map(shutil.which, NAMES)), None)
    if program is None or not paths:
        print(__doc__ if not paths else "No Chromium or Chrome found; set CHROME=/path/to/it.", file=sys.stderr)
        return 2
    failed = False
    for path in paths:
        address = Path(path).resolve().as_uri()
        browser = Browser(program)
        try:
            browser.size(1280)
            for check in CHECKS:
                try:
                    check(browser, address)
                    result = "ok"
                except (AssertionError, RuntimeError) as error:
                    failed, result = True, f"FAILED: {error}"
                print(f"{Path(path).name}: {check.__name__.replace('_', ' ')}: {result}", flush=True)
        finally:
            browser.close()
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
