#!/bin/sh
# Makes .venv with the Python given, or says in one line what is missing:  sh tools/make_venv.sh /usr/bin/python3.11
set -eu
python=${1:-}

if [ -z "$python" ]; then
    echo "没有找到 Python 3.11 或更高版本。请先安装，或指定位置：make PYTHON=/path/to/python3.11" >&2
    echo "No Python 3.11 or newer was found. Install it (Debian: apt-get install python3 python3-venv) or name it: make PYTHON=/path/to/python3.11" >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "需要 Python 3.11 以上，$python 太旧。请指定：make PYTHON=/path/to/python3.11" >&2
    echo "Python 3.11 or newer is needed and $python is older. Name another: make PYTHON=/path/to/python3.11" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    # Debian packs the two modules apart.
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "python$version-venv"
    else
        echo "这个 Python 不能建立环境，请先运行： / this Python cannot make an environment; run first:" >&2
        echo "    sudo apt-get update && sudo apt-get install -y python$version-venv" >&2
        exit 1
    fi
fi
if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    "$python" -m venv --clear .venv
fi
