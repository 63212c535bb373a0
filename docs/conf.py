"""Sphinx settings: `./dev docs` builds the site from the Markdown files of this folder."""

import tomllib
from pathlib import Path

project = "openitem"
release = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text())["project"]["version"]
version = release
html_title = f"openitem {release}"

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 4
html_theme = "alabaster"
html_theme_options = {"fixed_sidebar": True, "page_width": "1100px", "show_powered_by": False}
html_show_copyright = False
# A page out of reach, or a link to nothing, is an error: the site is built with warnings as errors.
nitpicky = True
