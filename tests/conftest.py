"""What holds for every test."""

import os

# The command speaks the language of its user's locale; what tests expect of it is written in English.
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("POBRATIM_LANG", None)
