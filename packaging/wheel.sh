#!/usr/bin/env bash
# Builds the wheel into dist/: the same sources give the same bytes.
set -euo pipefail
cd "$(dirname "$0")/.."
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 1767225600)}"
rm -rf dist
mkdir -p build
.venv/bin/python -m build --wheel --no-isolation --outdir dist . >build/wheel.log 2>&1 || {
  cat build/wheel.log >&2
  exit 1
}
ls dist/*.whl
