"""Sphinx settings: `./dev docs` builds the site from the Markdown files of this folder and runs its notebooks."""

import os
import tomllib
from pathlib import Path

project = "openitem"
release = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text())["project"]["version"]
version = release
html_title = f"openitem {release}"

# Pages that begin with `file_format: mystnb` are notebooks: every build runs them, and a cell that fails is an error.
extensions = ["myst_nb"]
source_suffix = {".md": "myst-nb"}
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 600
nb_merge_streams = True
# Notebooks run in their own folder, and the tests name this one from the root of the repository.
os.environ["OPENITEM_DATA"] = str(
    (Path(__file__).parent.parent / os.environ.get("OPENITEM_DATA", "../shared/data")).resolve()
)
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 4
html_theme = "alabaster"
html_theme_options = {"fixed_sidebar": True, "page_width": "1100px", "show_powered_by": False}
html_show_copyright = False
# A page out of reach, or a link to nothing, is an error: the site is built with warnings as errors.
nitpicky = True
