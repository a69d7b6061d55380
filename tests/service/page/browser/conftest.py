"""A browser for tests, and a running service that it visits. Without a browser on the machine these tests fail in one line."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, sync_playwright

from api.main import create_app
from api.reading.readers import InProcessReader
from api.settings import Settings
from api.storage.database import Database
from tests.service.names_key import key_file
from tests.service.page.browser.site import Site

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""Names under which machines have a browser that Playwright can drive."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium of the machine, without a window. It ends with the file: while it is there, an event loop runs in this thread, and tests of
    other files that run one of their own would fail."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.fail("没有 Chromium，网页测试无法进行 / no Chromium, pages cannot be tested: apt-get install chromium", pytrace=False)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def site(browser: Browser, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running service on SQLite with people of every role; shared by the tests of a file, which make schools of their own."""
    folder = tmp_path_factory.mktemp("site")
    url = f"sqlite:///{shutil.copy(sqlite_template, folder / 'afterbell.db')}"
    settings = Settings(database_url=url, data_dir=folder, names_key_file=str(key_file(folder)))
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    # As in the service, uvicorn's own logging stays unset: a configuration of it would outlive this server in the test process.
    server = uvicorn.Server(uvicorn.Config(create_app(settings, InProcessReader()), log_config=None, access_log=False, lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the service did not start"
        time.sleep(0.01)
    database = Database(url)
    made = Site(browser, f"http://127.0.0.1:{listening.getsockname()[1]}", database, settings)
    made.settle()
    yield made
    made.close()
    database.close()
    server.should_exit = True
    thread.join()
