"""The Check page as a visitor uses it."""

from pathlib import Path

from playwright.sync_api import Locator, Page

from formcheck.schema import Report

ANALYSIS_MS = 120_000  # ten times what two idle cores need
IDLE = '.stApp[data-test-script-state="notRunning"]'


def answer_no_to_all(page: Page) -> None:
    """The questions before somebody moves: none of them is so."""
    page.get_by_role("button", name="No to all of these").click()


class CheckPage:
    """One visitor's page, and every address it has asked for."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.asked: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("websocket", lambda socket: self.asked.append(socket.url))

    def start(self) -> None:
        """To the ways in, light and as wide as a desk, whatever was there before."""
        self.look(dark=False)
        if self.page.url == "about:blank":
            self.page.goto(self.url)
        self.page.get_by_role("navigation").get_by_role("link", name="Check", exact=True).click()
        another, uploader = self.button("Another video"), self.page.get_by_role("region", name="Your video")
        another.or_(uploader).first.wait_for()
        if another.is_visible():
            another.click()
        uploader.wait_for()
        self.at_rest()

    def take_sample(self, title: str) -> None:
        """One click on a card, and the result."""
        self.start()
        self.button(title).click()
        self.result()

    def upload(self, path: Path) -> None:
        """A file through the uploader."""
        self.start()
        with self.page.expect_file_chooser() as chooser:
            self.page.get_by_role("region", name="Your video").get_by_role("button").last.click()
        chooser.value.set_files(path)
        asked_first, begun = self.button("No to all of these"), self.page.locator(".stProgress")
        asked_first.or_(begun).or_(self.button("Report to print")).or_(self.page.get_by_role("alert")).first.wait_for()
        if asked_first.is_visible():  # once a visit, before the first clip of one's own
            answer_no_to_all(self.page)

    def result(self) -> None:
        """Waits until all of it is there."""
        self.button("Report to print").wait_for(timeout=ANALYSIS_MS)
        self.at_rest()

    def at_rest(self) -> None:
        """Waits until the script has run."""
        self.page.locator(IDLE).wait_for(state="attached", timeout=ANALYSIS_MS)

    def look(self, *, dark: bool, width: int = 1280, height: int = 800) -> None:
        """Another window: its size, light or dark."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme="dark" if dark else "light")
        if self.page.url != "about:blank":
            self.at_rest()

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def download(self, label: str, path: Path) -> Path:
        """What a click on a button brings, kept at a path."""
        with self.page.expect_download() as download:
            self.button(label).click()
        download.value.save_as(path)
        return path

    def report(self, folder: Path) -> Report:
        """The report as data, as the page hands it out."""
        return Report.from_json(self.download("Report as data", folder / "report.json").read_bytes())
