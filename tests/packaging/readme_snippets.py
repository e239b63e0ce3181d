#!/usr/bin/env python3
"""readme_snippets.py README FOLDER: writes the page's one block of C++ to readme.cpp, its one block of C to readme.c."""

import re
import sys
from pathlib import Path

readme, folder = map(Path, sys.argv[1:])
for language in ("cpp", "c"):
    (snippet,) = re.findall(rf"^```{language}\n(.*?)^```$", readme.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    (folder / f"readme.{language}").write_text(snippet, encoding="utf-8")
