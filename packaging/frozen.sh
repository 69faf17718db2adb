#!/usr/bin/env bash
# Builds the frozen program into dist/frozen/gcm-desktop, in an environment of its own, and proves it.
set -euo pipefail
cd "$(dirname "$0")/.."
packaging/wheel.sh
place="$PWD/build/frozen"
rm -rf "$place" dist/frozen
mkdir -p "$place"
.venv/bin/python -m venv "$place/venv"
pip=("$place/venv/bin/pip" install --quiet --disable-pip-version-check)
"${pip[@]}" --require-hashes -r requirements.lock
"${pip[@]}" --require-hashes -r packaging/freezing.lock
"${pip[@]}" --no-deps --no-index dist/*.whl
"$place/venv/bin/pyinstaller" --noconfirm --log-level WARN \
  --distpath dist/frozen --workpath "$place/work" packaging/gcm_desktop.spec
.venv/bin/python packaging/checking_frozen.py dist/frozen/gcm-desktop/gcm-desktop
