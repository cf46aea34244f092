#!/bin/sh
# Run the fast tests under the other Python versions of this machine, the search tests on the other Whoosh, and try the
# generator that may follow MkDocs.
set -eu
log=$(mktemp)
try() {
  "$@" >"$log" 2>&1 || { cat "$log"; exit 1; }
}

for version in 3.11 3.12 3.13; do
  python="python$version"
  if ! "$python" -c 'import venv' >/dev/null 2>&1; then
    command -v pyenv >/dev/null 2>&1 || continue
    python=$(ls -d "$(pyenv root)/versions/$version".*/bin/python 2>/dev/null | tail -n 1)
    [ -n "$python" ] || continue
  fi
  .venv/bin/python -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] == '$version')" || continue
  folder=".venv/python-$version"
  if [ ! -f "$folder/ready" ] || [ requirements-test.lock -nt "$folder/ready" ]; then
    try "$python" -m venv --clear "$folder"
    try "$folder/bin/pip" install -q --disable-pip-version-check -r requirements.lock -r requirements-test.lock
    try "$folder/bin/pip" install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
    touch "$folder/ready"
  fi
  try "$folder/bin/pytest" -q -n 2 --hypothesis-profile=ci -m "not browser and not slow"
  echo "Python $version : $(tail -n 1 "$log")"
done

if [ ! -d .venv/whoosh3 ]; then
  try .venv/bin/pip install -q --disable-pip-version-check --no-deps --target .venv/whoosh3 whoosh3==3.54.0
fi
PYTHONPATH="$PWD/.venv/whoosh3" try .venv/bin/pytest -q -n 2 --hypothesis-profile=ci tests/test_search_index.py tests/test_search_query.py tests/test_search_twins.py
echo "whoosh3 : $(tail -n 1 "$log")"

# The staged tree should build with Zensical too; where it does not install or build, the tests go on.
if [ ! -d .venv/zensical ]; then
  .venv/bin/pip install -q --disable-pip-version-check --target .venv/zensical zensical==0.0.73 >"$log" 2>&1 || true
fi
PYTHONPATH="$PWD/.venv/zensical" .venv/bin/python tools/zensical_essai.py || true
