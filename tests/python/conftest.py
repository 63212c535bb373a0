"""The installed tree that consumer projects and documentation examples are built against."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree that `cmake --install` leaves, moved once: nothing in it may know where it was made."""
    build = os.environ.get("OPENITEM_BUILD_DIR")
    build_dir = Path(build) if build else ROOT / "build" / "release"
    if not (build_dir / "cmake_install.cmake").exists():
        if build:
            pytest.fail(f"OPENITEM_BUILD_DIR is {build}, which holds no build of openitem")
        pytest.skip("no build of the preset 'release'; ./dev build release makes one")
    directory = tmp_path_factory.mktemp("installed")
    subprocess.run(
        ["cmake", "--install", build_dir, "--prefix", directory / "first"], check=True, capture_output=True
    )
    return (directory / "first").rename(directory / "moved")
