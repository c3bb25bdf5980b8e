#!/bin/bash
# No header includes itself, however far round, and no module (x.c with x.h, and with the x_inner.h that its files
# share) uses one that uses it.
# shellcheck disable=SC2016  # $ is for awk
set -u
pairs() # file pattern, whether x_inner is x
{
	find gen -mindepth 2 -name "$1" | LC_ALL=C sort | xargs -r awk -v whole="$2" '
	FNR == 1 { me = FILENAME; sub(/^gen\//, "", me); sub(/\.[ch]$/, "", me); if (whole) sub(/_inner$/, "", me) }
	/^[ \t]*#[ \t]*include[ \t]*"/ {
		other = $0
		sub(/^[^"]*"/, "", other); sub(/\.h".*/, "", other)
		if (whole) sub(/_inner$/, "", other)
		if (other != me) print other, me
	}' | LC_ALL=C sort -u
}

loops() { tsort 2>&1 >/dev/null | sed -n '/input contains a loop/!s/^tsort: //p' | LC_ALL=C sort -u; }

headers=$(pairs '*.h' 0 | loops)
modules=$(pairs '*.[ch]' 1 | loops)
[ -z "$headers" ] || printf 'headers that include each other:\n%s\n' "$headers"
[ -z "$modules" ] || printf 'modules that use each other:\n%s\n' "$modules"
[ -z "$headers$modules" ]
