"""The system's Chromium: where it is, how it is started for tests, and the clips its camera plays."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from playwright.sync_api import Browser, BrowserContext, Playwright

from formcheck.media.video import FileSource

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
#: What Chromium asks for by itself, whatever the page; test_no_network.py counts questions for names.
OWN_SERVICES = ("accounts.google.com", "android.clients.google.com", "clients2.google.com", "update.googleapis.com")
QUIET = (
    "--no-sandbox",  # as root in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--host-resolver-rules={','.join(f'MAP {name} ~NOTFOUND' for name in OWN_SERVICES)}",
)
PHONE_AGENT = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/126.0.0.0 Mobile Safari/537.36"
CAMERA_WH, CAMERA_FPS = (640, 480), 15  # browser and server share the machine: twice as many only starve both


def launched(playwright: Playwright, camera: Path | None = None, *, microphone: bool = False) -> Browser:
    """A browser without a window; its camera plays a y4m file over and over, its microphone beeps, nobody is asked."""
    flags = list(QUIET)
    if camera is not None or microphone:
        flags += ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    if camera is not None:
        flags.append(f"--use-file-for-fake-video-capture={camera}")
    return playwright.chromium.launch(executable_path=CHROMIUM, args=flags)


def visitor(
    browser: Browser,
    *,
    width: int = 1280,
    height: int = 800,
    camera: bool = False,
    microphone: bool = False,
    dark: bool = False,
    locale: str = "en-GB",
    phone: bool = False,
) -> BrowserContext:
    """Somebody new, with a window of their own; ``phone``: touched, and known as one by pages that ask."""
    return browser.new_context(
        is_mobile=phone,
        has_touch=phone,
        user_agent=PHONE_AGENT if phone else None,
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        locale=locale,
        permissions=[name for name, given in (("camera", camera), ("microphone", microphone)) if given],
    )


def write_y4m(clips: Sequence[Path], path: Path, fps: int = CAMERA_FPS) -> Path:
    """Clips, one after the other, as Chromium's camera wants them: 640x480, picture by picture."""
    width, height = CAMERA_WH
    with path.open("wb") as out:
        out.write(f"YUV4MPEG2 W{width} H{height} F{fps}:1 Ip A1:1 C420mpeg2\n".encode())
        for clip in clips:
            shown = 0
            with FileSource(clip) as source:
                for frame in source:
                    picture = cv2.cvtColor(letterboxed(frame.image), cv2.COLOR_RGB2YUV_I420).tobytes()
                    while shown <= frame.t_s * fps:  # a picture stays until the next is due
                        out.write(b"FRAME\n" + picture)
                        shown += 1
    return path


def letterboxed(image: np.ndarray) -> np.ndarray:
    """The whole picture in the middle of 640x480, on the colour of its upper corner."""
    width, height = CAMERA_WH
    scale = min(width / image.shape[1], height / image.shape[0])
    small = cv2.resize(image, (round(image.shape[1] * scale), round(image.shape[0] * scale)))
    canvas = np.full((height, width, 3), image[2, 2], np.uint8)
    top, left = (height - small.shape[0]) // 2, (width - small.shape[1]) // 2
    canvas[top : top + small.shape[0], left : left + small.shape[1]] = small
    return canvas
