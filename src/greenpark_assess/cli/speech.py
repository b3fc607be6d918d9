"""In which language the command line speaks, decided once from the environment."""

from __future__ import annotations

import os


def environment_language() -> str:
    """Return ``zh`` on a machine that is set to Chinese, else ``en``.

    ``GREENPARK_LANG`` decides, then the usual locale variables in their order.
    """
    for name in ("GREENPARK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        setting = os.environ.get(name, "")
        if setting:
            return "zh" if setting.lower().startswith("zh") else "en"
    return "en"


LANGUAGE = environment_language()


def either(en: str, zh: str) -> str:
    """Return the help text in the language of this machine."""
    return zh if LANGUAGE == "zh" else en
