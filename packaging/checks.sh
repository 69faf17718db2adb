#!/usr/bin/env bash
# Checks everything: format, style, types, layers, tests, the wheel and the installed program. Exit 0 means all passed.
set -euo pipefail
cd "$(dirname "$0")/.."
export QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}"

started=$SECONDS
step() {
  local name="$1" since=$SECONDS
  shift
  printf '\n=== %s\n' "$name"
  "$@" || {
    printf '=== %s: not passed (%ss)\n' "$name" "$((SECONDS - since))" >&2
    exit 1
  }
  printf '=== %s: passed (%ss)\n' "$name" "$((SECONDS - since))"
}

step "format" .venv/bin/ruff format --check .
step "style" .venv/bin/ruff check .
step "types" .venv/bin/mypy
step "layers" .venv/bin/lint-imports
step "tests" .venv/bin/python -m pytest -q -n 2 --dist loadscope --durations=15
step "wheel" make --no-print-directory wheel
step "installed wheel" packaging/check_wheel.sh

printf '\nEverything passed in %ss.\n' "$((SECONDS - started))"
