"""The same promises in the other two engines: Firefox's, and WebKit, which is Safari's and every iPhone's."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from diagnose import Knowledge, walk
from diagnose.browser import respond
from tests.engines.driver import Driver
from tests.engines.firefox import firefox
from tests.engines.webkit import webkit
from training.measure import MEASURING, read

pytestmark = pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning:selenium")  # its own affair

PATH = ["photo-missing", "taken", "uploaded"]
OUTCOME = '[data-outcome="photo-details-mismatch"]'
TOLD = "毕业照拍了快四个月了，学籍能看到，学历照片还是空的，采集单位说还没上传"
ASK = """(async (requests) => {
  const { Engine } = await import(new URL("engine.js", document.querySelector("script[src*='/diagnose/main.js']").src));
  const { runtime } = document.querySelector("[data-runtime]").dataset;
  const engine = new Engine(new URL(runtime, location.href).href);
  await engine.start();
  return JSON.stringify(await Promise.all(requests.map((request) => engine.ask(request))));
})"""


@pytest.fixture(scope="module", params=[firefox, webkit])
def browser(request: pytest.FixtureRequest) -> Iterator[Driver]:
    with request.param(scripts=True) as browser:
        yield browser


@pytest.fixture(params=[firefox, webkit])
def browser_without_scripts(request: pytest.FixtureRequest) -> Iterator[Driver]:
    with request.param(scripts=False) as browser:
        yield browser


def start(browser: Driver, address: str) -> None:
    browser.open(f"{address}diagnose/")
    browser.wait_for('[data-stage="ready"]')


def choose_all(browser: Driver) -> None:
    for option in PATH:
        browser.click(f'[data-option="{option}"]')
    browser.wait_for(OUTCOME)


def test_clicks_lead_to_an_outcome_and_back(browser: Driver, address: str) -> None:
    """A student reaches the outcome and its address with Python ready, and Back returns to the question before."""
    start(browser, address)
    choose_all(browser)
    assert browser.text(f'{OUTCOME} [data-part="next-step"]').strip()
    assert browser.address() == f"{address}diagnose/{'/'.join(PATH)}/"

    browser.back()
    browser.wait_for('[data-question="upload-asked"]')
    assert browser.address() == f"{address}diagnose/{'/'.join(PATH[:-1])}/"


def test_links_alone_lead_to_the_same_outcome(browser_without_scripts: Driver, address: str) -> None:
    """With scripts turned off in the browser, a student who follows the links reaches the same outcome."""
    browser = browser_without_scripts
    browser.open(f"{address}diagnose/")
    browser.wait_for("noscript p")  # an element only where scripts are off
    choose_all(browser)
    assert browser.text(f'{OUTCOME} [data-part="next-step"]').strip()
    assert browser.address() == f"{address}diagnose/{'/'.join(PATH)}/"


def test_every_answer_is_the_one_of_cpython(browser: Driver, address: str, knowledge: Knowledge) -> None:
    """At every position, and for texts of every kind, a student is told the same in this browser as in any other."""
    told = [line["text"] for line in read(MEASURING)][::10]
    requests = [{"responses": position.responses, "root": "/"} for position in walk(knowledge)]
    requests += [{"text": text, "root": "/"} for text in told]
    start(browser, address)

    answers = json.loads(str(browser.evaluate(f"{ASK}({json.dumps(requests)})")))
    assert answers == [json.loads(respond(json.dumps(request))) for request in requests]


def test_a_typed_text_is_answered(browser: Driver, address: str) -> None:
    """What a student types in their own words is answered with the cause and with what was heard."""
    start(browser, address)
    browser.type('textarea[name="description"]', TOLD)
    browser.click("[data-tell]")
    browser.wait_for('[data-outcome="photo-upload-overdue"]')
    assert "空" in browser.text('[data-heard="photo-missing"]')
