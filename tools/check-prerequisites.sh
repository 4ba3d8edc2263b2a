#!/bin/sh
# Says in one line each what this machine lacks to set Pobratim up.
python="${PYTHON:-python3}"
missing=0

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Pobratim needs Python 3.11 or newer as '$python'. Install it, or say: make PYTHON=/path/to/python3.11 …" >&2
    missing=1
elif ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
    echo "Pobratim needs Python's venv module. On Debian and Ubuntu: apt install python3-venv" >&2
    missing=1
fi

node_major=$(node --version 2>/dev/null | sed -E 's/^v([0-9]+).*/\1/')
if [ -z "$node_major" ] || [ "$node_major" -lt 20 ]; then
    echo "Pobratim needs Node.js 20 or newer with npm, to build the web pages. See https://nodejs.org" >&2
    missing=1
elif ! command -v npm >/dev/null; then
    echo "Pobratim needs npm beside Node.js, to build the web pages." >&2
    missing=1
fi
exit $missing
