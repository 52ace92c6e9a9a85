#!/bin/sh
# Writes the three locks again. Run it after a change of pyproject.toml or of a requirements/*.in file.
#
# The machine's own pip settings are set aside: a lock must hold the hashes of the public releases and
# nothing of the machine that made it, no address and no folder.
#
#   tools/lock.sh               keeps every version that is still allowed
#   tools/lock.sh --upgrade     takes the newest versions that are allowed
set -eu
cd "$(dirname "$0")/.."
unset PIP_FIND_LINKS PIP_INDEX_URL PIP_EXTRA_INDEX_URL PIP_CONSTRAINT
export PIP_CONFIG_FILE=/dev/null

lock() {
    out=$1
    shift
    .venv/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
        --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
        --output-file "requirements/$out" "$@"
}

lock runtime.txt --extra registers --extra web --extra plan --extra documents --extra postgres --extra map pyproject.toml requirements/build.in "$@"
lock dev.txt requirements/dev.in "$@"
lock node.txt requirements/node.in "$@"
