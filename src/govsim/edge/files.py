"""Where the files that ship with govsim lie, whether it was installed from a wheel or from its own source tree."""

from pathlib import Path

import govsim


def bundled() -> Path:
    """Find the folder of bundled scenarios, with `structures/` and `laws/` inside it.

    A wheel carries the folder inside the package. An editable install has it beside `src/`, where its authors edit it.

    Raises:
        FileNotFoundError: neither place has it; the installation is damaged.
    """
    package = Path(govsim.__file__).resolve().parent
    return _first_folder((package / "scenarios", package.parent.parent / "scenarios"))


def _first_folder(candidates: tuple[Path, ...]) -> Path:
    """Give the first of `candidates` that is a folder."""
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    tried = " or ".join(map(str, candidates))
    raise FileNotFoundError(f"the bundled scenarios are missing: looked in {tried}")
