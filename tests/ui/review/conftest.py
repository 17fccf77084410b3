"""The Review page of a trainer with a name, and a batch of three clips in the list."""

import pytest
import streamlit as st
from check_stage import APP
from review_harness import PAGE, run
from review_stage import FINE, made, write_batch
from streamlit.testing.v1 import AppTest

from formcheck.storage.review.address import STORE
from formcheck.storage.small_files import FOLDER


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    """Where this test's store lies."""
    monkeypatch.setenv(FOLDER, str(tmp_path / "data"))
    monkeypatch.delenv(STORE, raising=False)


@pytest.fixture
def results(tmp_path):
    reports = {"good": made("good", *FINE), "bad": made("bad"), "worse": made("worse")}
    return write_batch(tmp_path / "results", reports)


@pytest.fixture
def at(pipeline, folder, results):
    """The page of a trainer with a name and the batch in the list."""
    at = AppTest.from_file(str(APP), default_timeout=30).run()
    at = run(at.switch_page(PAGE))
    at.text_input(key="review-who").set_value("Kim")
    at.text_input(key="add-class").set_value("Tuesday")
    at.text_input(key="add-folder").set_value(str(results))
    run(at)
    return run(at.button(key="add-batch").click())


@pytest.fixture
def handed_out(monkeypatch):
    """The data of the page's download buttons by their keys."""
    found = {}

    def noted(streamlit):
        real = streamlit.download_button

        def button(label, data, *args, key, **kwargs):
            found[key] = data
            return real(label, data, *args, key=key, **kwargs)

        return button

    monkeypatch.setattr(st, "download_button", noted(st))
    return found
