#!/usr/bin/env bash
# Builds the sample workspace from script.txt with the program itself:
#   sample-workspace/build.sh [FILE]
# PLENARY names the program where it is not the release build of this checkout.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
file=${1:-sample.plenary}
plenary=${PLENARY:-$here/../target/release/plenary}

while IFS= read -r line; do
    case $line in
        '' | '#'*) continue ;;
        'now '*) export PLENARY_NOW=${line#now } ;;
        'new sample.plenary '*)
            eval "words=(${line#new sample.plenary })"
            "$plenary" new "$file" "${words[@]}" </dev/null ;;
        *)
            # Single quotes keep the blanks of script.txt as they keep those of a shell.
            eval "words=($line)"
            "$plenary" -w "$file" "${words[@]}" >/dev/null </dev/null ;;
    esac
done <"$here/script.txt"
