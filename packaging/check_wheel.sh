#!/usr/bin/env bash
# Installs the built wheel with the locked packages into a throw-away environment and lets it check
# itself from another folder.
set -euo pipefail
cd "$(dirname "$0")/.."
wheel="$(realpath dist/*.whl)"
lock="$(realpath requirements.lock)"
python="$(realpath -s .venv/bin/python)"
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT

"$python" -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check --require-hashes -r "$lock"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --no-index "$wheel"
mkdir "$place/elsewhere" "$place/home"
cd "$place/elsewhere"
HOME="$place/home" GCM_DESKTOP_HOME="$place/home" QT_QPA_PLATFORM=offscreen "$place/venv/bin/gcm-desktop" self-test
