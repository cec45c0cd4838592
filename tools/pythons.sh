#!/usr/bin/env bash
# Compare the paper edition with its recorded checksums under each Python that the project promises.
# Interpreters are looked for on the path and among those of pyenv; each has an environment of its own, .venv-<version>.
set -uo pipefail
cd "$(dirname "$0")/.."
status=0
told=()
for version in 3.11 3.12 3.13; do
  python=
  for candidate in "$HOME"/.pyenv/versions/"$version".*/bin/python "$(command -v "python$version")"; do
    if [ -x "$candidate" ]; then
      python=$candidate
      break
    fi
  done
  if [ -z "$python" ]; then
    told+=("$version: not found")
  elif make --no-print-directory VENV=".venv-$version" PYTHON="$python" verify; then
    told+=("$("$python" --version): the same bytes")
  else
    told+=("$("$python" --version): differs")
    status=1
  fi
done
printf '%s\n' "${told[@]}"
exit "$status"
