#!/bin/bash
# FormCheck for macOS (and Linux): double-click to open it in the browser. The first time, it makes its environment
# beside this file (.venv), which takes a few minutes and needs a connection. Close the window to stop it.
cd -- "$(dirname -- "${BASH_SOURCE[0]}")" || exit 1

trouble() {
  printf '\n%s\n' "$1"
  if [ -t 0 ]; then read -r -p "Press Enter to close this window. "; fi
  exit 1
}

works() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

install() {
  "$python" -m venv .venv &&
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1" &&
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt -e .
}

python=""
for name in "${PYTHON:-}" python3.14 python3.13 python3.12 python3.11 python3; do
  if [ -n "$name" ] && works "$name"; then python="$name"; break; fi
done

key="$(cat pyproject.toml constraints.txt | cksum)"
if [ ! -x .venv/bin/formcheck ] || [ "$(cat .venv/.opened 2>/dev/null)" != "$key" ]; then
  [ -n "$python" ] || trouble "Python 3.11 or newer is needed: please install it from python.org, then open this file again."
  echo "Installing FormCheck. This takes a few minutes, once."
  install || trouble "FormCheck could not be installed. The lines above say why; please check the connection and the free disk space (1.3 GB)."
  printf '%s' "$key" >.venv/.opened
fi

.venv/bin/python -m formcheck app "$@" || trouble "FormCheck has stopped. The lines above say why."
