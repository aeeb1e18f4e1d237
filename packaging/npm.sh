#!/usr/bin/env bash
# Installs what FOLDER/package-lock.json names into FOLDER/node_modules, when it is not there yet.
# Usage: packaging/npm.sh FOLDER
# Needs npm; Debian's is installed only where there is none, as it does not go beside NodeSource's.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=$1
done_mark=$folder/node_modules/.installed
cmp -s "$folder/package-lock.json" "$done_mark" && exit 0
command -v npm >/dev/null || packaging/setup.sh packaging/packages-npm.txt
echo "== installing the npm packages of $folder"
npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
cp "$folder/package-lock.json" "$done_mark"
