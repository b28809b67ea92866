"""Opens a page in Chromium and prints what a test wants to know of it, as JSON: when it first painted, and what went wrong.

A process of its own, because Playwright's synchronous face runs once in a process and other tests hold it.
"""

from __future__ import annotations

import json
import shutil
import sys

from playwright.sync_api import Error, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
# A promise of the first paint, buffered or still to come.
PAINT = """new Promise(done => new PerformanceObserver(list => {
  const first = list.getEntriesByName("first-contentful-paint")[0];
  if (first) done(first.startTime);
}).observe({type: "paint", buffered: true}))"""


def main(address: str) -> int:
    path = next((p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None)
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        except Error as error:
            print(error, file=sys.stderr)
            return 3
        page = browser.new_page()
        complaints: list[str] = []
        requests: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: requests.append(request.url.split(",")[0][:80]))
        page.goto(address, wait_until="commit")
        page.wait_for_load_state("load", timeout=120_000)
        paint = page.evaluate(PAINT)
        articles = page.evaluate("document.querySelectorAll('article').length")
        open_ones = page.evaluate("document.querySelectorAll('article > details[open]').length")
        browser.close()
    print(json.dumps({"paint": paint / 1000, "complaints": complaints, "requests": requests, "articles": articles, "open": open_ones}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
