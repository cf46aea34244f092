#!/bin/sh
# Pango and a font for the PDF: what is present, else Debian's when root. Without them the site is built without PDF.
set -eu
.venv/bin/python -c 'import sys; from ancrage.exports import pdf; sys.exit(pdf.reason_absent() is not None)' 2>/dev/null && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installation de Pango…"
  log=$(mktemp)
  if (apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core) >"$log" 2>&1; then
    exit 0
  fi
  tail -n 5 "$log" >&2
fi
.venv/bin/python -c 'from ancrage.exports import pdf; print(pdf.reason_absent())' >&2
exit 2
