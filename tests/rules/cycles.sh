#!/bin/bash
# No header includes itself, however far round. Modules (x.c with x.h) that
# use each other are named, for the reader: fewer is better.
# shellcheck disable=SC2016  # $ is for awk
set -u
pairs() # file pattern
{
	find gen -mindepth 2 -name "$1" | LC_ALL=C sort | xargs -r awk '
	FNR == 1 { me = FILENAME; sub(/^gen\//, "", me); sub(/\.[ch]$/, "", me) }
	/^[ \t]*#[ \t]*include[ \t]*"/ {
		other = $0
		sub(/^[^"]*"/, "", other); sub(/\.h".*/, "", other)
		if (other != me) print other, me
	}' | LC_ALL=C sort -u
}

loops() { tsort 2>&1 >/dev/null | sed -n '/input contains a loop/!s/^tsort: //p' | LC_ALL=C sort -u; }

headers=$(pairs '*.h' | loops)
modules=$(pairs '*.[ch]' | loops | tr '\n' ' ')
[ -z "$modules" ] || echo "modules that use each other: $modules"
if [ -n "$headers" ]; then
	echo "headers that include each other:"
	echo "$headers"
	exit 1
fi
