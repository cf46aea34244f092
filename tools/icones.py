"""Draw the icons of the installed application from docs/images/favicon.svg, with a Chromium.

Usage: python tools/icones.py
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
NAMES = ("chromium", "chromium-browser", "google-chrome")
ICONS = {
    "icone-192": (192, False),
    "icone-512": (512, False),
    "masque-192": (192, True),
    "masque-512": (512, True),
    "apple-touch-icon": (180, True),
}
"""Name → side in pixels, and whether the system cuts its own shape: the ground fills all, the mark is smaller."""


def main() -> None:
    """Write each icon in docs/images/icones/."""
    mark = (IMAGES / "favicon.svg").read_text(encoding="utf-8")
    filled = re.sub(r'rx="7"', 'rx="0"', mark).replace("translate(4 3.6)", "translate(7.6 7.3) scale(.7)")
    folder = IMAGES / "icones"
    folder.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        found = next((path for name in NAMES if (path := shutil.which(name))), None)
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for name, (side, cut) in ICONS.items():
            page = browser.new_page(viewport={"width": side, "height": side})
            drawing = (filled if cut else mark).replace("<svg ", f'<svg width="{side}" height="{side}" ', 1)
            page.set_content(f"<style>body{{margin:0}}svg{{display:block}}</style>{drawing}")
            page.screenshot(path=folder / f"{name}.png", omit_background=True)
        browser.close()


if __name__ == "__main__":
    main()
