#!/bin/sh
# Prints the Python to build with: 3.11 first (the one the locks were made for), else a newer one.
# One that cannot make an environment (Debian's python3 without python3-venv) comes last.
can() { "$1" -c "import sys; assert sys.version_info >= (3, 11); $2" >/dev/null 2>&1; }

second=""
for name in python3.11 python3.12 python3.13 python3.14 python3 python; do
    found=$(command -v "$name") || continue
    if can "$found" "import ensurepip, venv"; then
        echo "$found"
        exit 0
    fi
    if [ -z "$second" ] && can "$found" "pass"; then
        second=$found
    fi
done
echo "$second"
