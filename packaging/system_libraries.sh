#!/usr/bin/env bash
# Installs the libraries Qt needs and the programs the tests use (Debian, Ubuntu and their kin).
# Quick and silent when everything is there; names what is missing when it may not install it.
set -euo pipefail

window=(
  libegl1 libgl1 libglib2.0-0 libfontconfig1 libfreetype6 libxkbcommon0 libdbus-1-3 libx11-6
  libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0
  libx11-xcb1 libxcb-image0 libxcb-render-util0 libxcb-randr0
)
tests=(xvfb xauth xdotool x11-xkb-utils poppler-utils libreoffice-calc libreoffice-writer python3-uno gnumeric)

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
  echo "This system has no apt: see that Qt's libraries, LibreOffice Calc and Writer with the Python bridge, gnumeric and poppler-utils are installed."
  exit 0
fi

missing=()
for package in "${window[@]}" "${tests[@]}"; do
  # Newer releases renamed some libraries (t64); the old name is then provided by the new one.
  known="$(dpkg-query -W -f='${db:Status-Status}\n' "$package" "${package}t64" 2>/dev/null || true)"
  grep -qx installed <<<"$known" || missing+=("$package")
done
if ! "${PYTHON:-python3}" -c 'import ensurepip' 2>/dev/null; then missing+=(python3-venv); fi
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root=(sudo -n)
  else
    echo "Some system packages are missing and only an administrator can install them:"
    echo "  sudo apt-get install --no-install-recommends ${missing[*]}"
    echo "The program may not start and some tests will fail until then."
    exit 0
  fi
fi
echo "Installing system packages: ${missing[*]}"
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -q
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
