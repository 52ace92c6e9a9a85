#!/bin/sh
# What the tests need of the machine: Chromium, a Chinese font, a PostgreSQL server.
# Debian as root installs what is missing; anybody else is told the line to run, at once.
set -eu

missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
fc-list 2>/dev/null | grep -qi "Noto Sans CJK" || missing="$missing fonts-noto-cjk"
command -v fc-list >/dev/null 2>&1 || missing="$missing fontconfig"
if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && ! command -v initdb >/dev/null 2>&1; then
    missing="$missing postgresql"
fi
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086 — a list of package names
    apt-get install -y -qq --no-install-recommends $missing
    exit 0
fi
echo "测试还需要：$missing" >&2
echo "the tests need:$missing" >&2
echo "    sudo apt-get update && sudo apt-get install -y$missing" >&2
exit 1
