#!/bin/sh
# Small disks, from no room at all to enough: the old site or the new one, and "disk full" is told in words.
# Only root can mount them; anyone else is told so, and it passes.
#   full.sh BUILD [short|full|N [SEED]]
set -eu
b=${1:-build}
case ${2:-short} in short) n=10 ;; full) n=40 ;; *) n=$2 ;; esac
memory=/tmp
if [ -w /dev/shm ]; then memory=/dev/shm; fi
folder=$(mktemp -d "${TMPDIR:-$memory}/full-XXXXXX")
trap 'rm -rf "$folder"' EXIT
"$b/faults/torture" full "$folder/site" "$b/faults/stage_driver" "${3:-1}" "$n"
