#!/bin/sh
# Find a Chromium for the browser tests: the one present, else Debian's when root, else Playwright's own.
set -eu
for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installation de Chromium…"
  log=$(mktemp)
  if (apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium fonts-dejavu-core) >"$log" 2>&1; then
    exit 0
  fi
  tail -n 5 "$log" >&2
fi
.venv/bin/playwright install chromium >/dev/null 2>&1 || {
  echo "Aucun Chromium : installez le paquet « chromium », puis relancez « make test »." >&2
  exit 2
}
