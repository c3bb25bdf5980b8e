#!/bin/sh
# One system call fails (EIO, ENOSPC, EINTR, short, killed there): no crash, no mixed site, no success that is
# none, and the next build succeeds. N calls are chosen at random; 0 and `full` try every one.
#   fail.sh BUILD [short|full|N [SEED]]          TMPDIR: the disk to use, else memory
set -eu
b=$(cd "${1:-build}" && pwd)
case ${2:-short} in short) n=100 ;; full) n=0 ;; *) n=$2 ;; esac
memory=/tmp
if [ -w /dev/shm ]; then memory=/dev/shm; fi
folder=$(mktemp -d "${TMPDIR:-$memory}/fail-XXXXXX")
trap 'rm -rf "$folder"' EXIT
"$b/faults/torture" fail "$folder/site" "$b/faults/stage_driver" "${3:-1}" "$n" "$b/faults/inject.so"
