#!/usr/bin/env bash
# need.sh WHY WHAT=PACKAGE[,PACKAGE…] …   Installs the Debian packages of which WHAT is missing, and says so in one line.
# WHAT is a command's name, or a path (with * where a version stands).
set -euo pipefail

why=$1
shift
missing=()
for entry in "$@"; do
    what=${entry%%=*}
    if [[ $what == */* ]]; then
        compgen -G "$what" >/dev/null && continue
    else
        command -v "$what" >/dev/null && continue
    fi
    IFS=, read -r -a packages <<<"${entry#*=}"
    missing+=("${packages[@]}")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if ! command -v apt-get >/dev/null; then
    echo "need.sh: \`${missing[*]}\` is missing ($why) and this is not Debian: install what corresponds to it" >&2
    exit 2
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "need.sh: \`${missing[*]}\` is missing ($why): run \`apt-get install ${missing[*]}\` as root" >&2
        exit 2
    fi
    as_root=(sudo)
fi
echo "Installing ${missing[*]} with apt: $why."
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}" >/dev/null
