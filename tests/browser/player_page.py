"""The player on a page, as a test asks it."""

from coded_film import READ

SLOW_MS = 60_000


class Player:
    """The player of the coded film."""

    def __init__(self, page):
        self.page = page
        page.set_default_timeout(SLOW_MS)
        self.place = page.locator(".player")
        self.view = page.locator(".view")
        self.videos = page.locator(".stage video")
        self.left = self.videos.first

    def ask(self, script):
        """What an expression says of the player."""
        return self.place.evaluate(f"element => {{ const player = element.player; return {script}; }}")

    def settled(self):
        """Waits until every picture asked for is shown."""
        self.page.wait_for_function(
            """() => {
              const {player} = document.querySelector(".player");
              return [player.stage, player.pair?.stage].every((stage) =>
                !stage || (!stage.video.seeking && stage.target === undefined && stage.video.readyState > 1));
            }"""
        )

    def frame(self, side=0):
        """The number of the picture shown, as its own squares tell it; the player must say the same."""
        self.settled()
        shown = self.videos.nth(side).evaluate(READ)
        assert self.ask("[player.stage, player.pair?.stage]")[side] is not None
        assert int(self.page.locator(".stage").nth(side).get_attribute("data-frame")) == shown
        return shown

    def still(self, t_s):
        self.ask(f"player.goTo({t_s})")
        return self.frame()

    def button(self, name):
        return self.place.get_by_role("button", name=name, exact=True)
