"""QR codes for a phone to read off a screen."""

import io

import segno


def qr_svg(text: str) -> str:
    """The text as a QR code, UTF-8, dark on light, as SVG that fills its container. With the least of
    error correction: nothing covers a screen, and the modules are larger so.
    """
    code = segno.make(text, encoding="utf-8", error="l", micro=False)
    out = io.BytesIO()
    code.save(out, kind="svg", xmldecl=False, omitsize=True, border=4, light="#FFFFFF", dark="#0D1421")
    return out.getvalue().decode()
