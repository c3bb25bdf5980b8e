#!/bin/sh
# kill -9 while publishing, at N random times: old or new, never mixed, and the next build succeeds.
#   kill.sh BUILD [short|full|N [SEED]]          TMPDIR: the disk to use, else memory
set -eu
b=${1:-build}
case ${2:-short} in short) n=30 ;; full) n=1000 ;; *) n=$2 ;; esac
memory=/tmp
if [ -w /dev/shm ]; then memory=/dev/shm; fi
folder=$(mktemp -d "${TMPDIR:-$memory}/kill-XXXXXX")
trap 'rm -rf "$folder"' EXIT
"$b/faults/torture" kill "$folder/site" "$b/faults/stage_driver" "${3:-1}" "$n"
