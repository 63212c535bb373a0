"""Other people's projects: each way to use an installed openitem, built and run from an empty directory."""

import os
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONSUMER = ROOT / "tests" / "consumer"
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
FROM_C = f"openitem {VERSION} from C, 250 cents\n"
FROM_CXX = f"openitem {VERSION} from C++, 2.50\n"


def run(*command: object, **environment: str) -> str:
    """What a program prints; a failure shows all that it said."""
    result = subprocess.run(
        [str(part) for part in command],
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert result.returncode == 0, f"{command} ended with {result.returncode}:\n{result.stdout}"
    return result.stdout


def cmake_project(name: str, build: Path, *arguments: str) -> None:
    """Configure quietly, with every warning of CMake an error, and build."""
    run(
        *("cmake", "-S", CONSUMER / name, "-B", build, "-G", "Ninja", "-Werror=dev"),
        *("-DCMAKE_BUILD_TYPE=Release", *arguments),
    )
    run("cmake", "--build", build)


def library_path(installed: Path) -> Path:
    (library,) = installed.rglob("libopenitem.so")
    return library.parent


def test_find_package_from_c_without_a_cxx_compiler(installed: Path, tmp_path: Path) -> None:
    cmake_project("find_package_c", tmp_path, f"-DCMAKE_PREFIX_PATH={installed}", "-DCMAKE_CXX_COMPILER=none")
    assert run(tmp_path / "shared") == FROM_C
    assert run(tmp_path / "static") == FROM_C


def test_find_package_from_cxx(installed: Path, tmp_path: Path) -> None:
    cmake_project("find_package_cxx", tmp_path, f"-DCMAKE_PREFIX_PATH={installed}")
    assert run(tmp_path / "facade") == FROM_CXX


def test_find_package_refuses_another_minor_version(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "CMakeLists.txt").write_text(
        "cmake_minimum_required(VERSION 3.25)\n"
        "project(consumer LANGUAGES C)\n"
        "find_package(openitem 0.2 CONFIG QUIET)\n"
        'message(STATUS "found: <${openitem_FOUND}>")\n'
    )
    printed = run("cmake", "-S", tmp_path, "-B", tmp_path / "build", f"-DCMAKE_PREFIX_PATH={installed}")
    assert "found: <0>" in printed


def test_add_subdirectory() -> None:
    # The whole library again. The compiler cache answers when compiler (by name: c++ is not g++), flags and the
    # folder's depth below the sources are those of the preset `release`.
    build = ROOT / "build" / "add_subdirectory"
    shutil.rmtree(build, ignore_errors=True)
    arguments = [
        f"-DOPENITEM_SOURCE_DIR={ROOT}",
        "-DOPENITEM_WARNINGS_AS_ERRORS=ON",
        "-DCMAKE_C_COMPILER=gcc",
        "-DCMAKE_CXX_COMPILER=g++",
    ]
    if ccache := shutil.which("ccache"):
        arguments.append(f"-DCMAKE_CXX_COMPILER_LAUNCHER={ccache}")
    cmake_project("add_subdirectory", build, *arguments)
    assert run(build / "facade") == FROM_CXX
    assert run(build / "shared") == FROM_C


@pytest.mark.parametrize("kind", ["shared", "static"])
def test_pkg_config_with_plain_gcc(kind: str, installed: Path, tmp_path: Path) -> None:
    libraries = library_path(installed)
    pkg_config_path = str(libraries / "pkgconfig")
    static = ["--static"] if kind == "static" else []
    flags = run(
        "pkg-config", "--cflags", "--libs", *static, "openitem", PKG_CONFIG_PATH=pkg_config_path
    ).split()
    if kind == "static":
        # Beside the archive stands the shared library, which the linker would prefer.
        flags[flags.index("-lopenitem")] = "-l:libopenitem.a"
    program = tmp_path / kind
    run(
        "gcc",
        "-std=c99",
        "-Wall",
        "-Wextra",
        "-Wpedantic",
        "-Werror",
        CONSUMER / "main.c",
        *flags,
        "-o",
        program,
    )
    assert run(program, LD_LIBRARY_PATH=str(libraries) if kind == "shared" else "") == FROM_C


def test_plain_gxx_with_the_facade(installed: Path, tmp_path: Path) -> None:
    program = tmp_path / "facade"
    run(
        *("g++", "-std=c++20", "-Wall", "-Wextra", "-Werror", f"-I{installed / 'include'}"),
        *(CONSUMER / "main.cpp", f"-L{library_path(installed)}", "-lopenitem_cxx", "-o", program),
    )
    assert run(program) == FROM_CXX


def test_soname_names_the_minor_version(installed: Path) -> None:
    (library,) = installed.rglob("libopenitem.so")
    dynamic = run("readelf", "-d", library)
    assert f"[libopenitem.so.{VERSION.rpartition('.')[0]}]" in dynamic
