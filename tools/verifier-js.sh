#!/bin/sh
# Check the JSDoc types of docs/js with TypeScript, installed in .venv; without npm, say so and go on.
set -eu
version=5.9.3
if ! command -v npm >/dev/null 2>&1; then
  echo "npm absent : les types du JavaScript ne sont pas vérifiés."
  exit 0
fi
if [ ! -x .venv/js/node_modules/.bin/tsc ]; then
  mkdir -p .venv/js
  npm install --silent --no-save --no-audit --no-fund --prefix .venv/js "typescript@$version" >/dev/null 2>&1 || {
    echo "TypeScript ne s'installe pas : les types du JavaScript ne sont pas vérifiés."
    exit 0
  }
fi
.venv/js/node_modules/.bin/tsc -p tests/js/tsconfig.json
.venv/js/node_modules/.bin/tsc -p tests/js/tsconfig.worker.json
