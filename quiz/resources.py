"""Where templates, static files and questions lie: inside the package first, then beside it.

A wheel carries them inside the package; in a checkout they lie beside it, where people who edit
them look first. ``questions`` is also a room of modules, so what is looked for is a folder of
content in it, not the folder itself.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).parent


def resource(name: str) -> Path:
    """Return the folder of ``templates``, ``static``, ``questions/packs`` or the like.

    Raises FileNotFoundError when it lies nowhere: the installation is broken.
    """
    for root in (_PACKAGE, _PACKAGE.parent):
        if (root / name).is_dir():
            return root / name
    raise FileNotFoundError(f"{name} lies neither in {_PACKAGE} nor beside it")


def is_checkout() -> bool:
    """Tell a checkout from an installed package."""
    return (_PACKAGE.parent / "pyproject.toml").is_file()


def data_folder() -> Path:
    """Return where data goes when no setting says so.

    In a checkout that is ``data/``, git-ignored, where a newcomer sees it; an installed quiz
    follows the customs of the system.
    """
    if is_checkout():
        return _PACKAGE.parent / "data"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "Greenroom"
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support/Greenroom"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "greenroom"
