#!/usr/bin/env bash
# Installs the Debian packages that are missing, quietly and without questions; does nothing when
# all are there. Usage: packaging/setup.sh LIST...   (files of package names, one a line)
set -euo pipefail
cd "$(dirname "$0")/.."

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

updated=no
for list in "$@"; do
  missing=()
  while read -r package; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
      missing+=("$package")
  done < <(grep -v '^#' "$list")
  [ ${#missing[@]} -eq 0 ] && continue
  echo "== installing ${#missing[@]} Debian packages: ${missing[*]}"
  if [ "$(id -u)" -ne 0 ] && ! sudo -n true 2>/dev/null; then
    echo "These packages are needed; install them as root and start again:" >&2
    echo "  apt-get install ${missing[*]}" >&2
    exit 2
  fi
  export DEBIAN_FRONTEND=noninteractive
  if [ "$updated" = no ]; then
    as_root apt-get update -qq
    updated=yes
  fi
  as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
done
