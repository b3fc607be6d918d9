"""In which language the command line speaks, decided once from the environment."""

from __future__ import annotations

import gettext
import locale
import os
from collections.abc import Mapping
from pathlib import Path

VARIABLES = ("GREENPARK_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
CHINESE = ("zh", "chinese")  # the second is how Windows begins the name of its locale


def language_of(environment: Mapping[str, str], system: str) -> str:
    """Return ``zh`` on a machine that is set to Chinese, else ``en``.

    Args:
        environment: ``GREENPARK_LANG`` decides, then the usual locale variables in their order.
        system: The system's own locale, for machines (Windows) that set none of them.
    """
    settings = (environment.get(name) for name in VARIABLES)
    setting = next(filter(None, settings), system)
    return "zh" if setting.lower().startswith(CHINESE) else "en"


LANGUAGE = language_of(os.environ, locale.setlocale(locale.LC_CTYPE))

# Click's own words (Usage, Options, …) come from gettext, which is told so here.
os.environ["LANGUAGE"] = LANGUAGE
gettext.bindtextdomain("messages", str(Path(__file__).with_name("messages")))


def either(en: str, zh: str) -> str:
    """Return the help text in the language of this machine."""
    return zh if LANGUAGE == "zh" else en
