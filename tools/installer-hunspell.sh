#!/bin/sh
# Install the spell checker and its French dictionary when root; else `tools/orthographe.py` says that it skips.
set -eu
command -v hunspell >/dev/null 2>&1 && hunspell -D </dev/null 2>&1 | grep -q '/fr_CA$' && exit 0
[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || exit 0
echo "Installation de hunspell…"
log=$(mktemp)
(apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends hunspell hunspell-fr) >"$log" 2>&1 || tail -n 3 "$log" >&2
