#!/bin/bash
# How long functions are: BUILD/functions.txt, longest first. More than 100
# lines is a mistake; the figures are for the reader.
# shellcheck disable=SC2016  # $ is for awk and perl
set -u
build=$1
mkdir -p "$build"
find gen -name '*.c' | LC_ALL=C sort | xargs awk '
	FNR == 1            { inside = 0; head = "" }
	/^[A-Za-z_].*\(/    { head = $0 }
	/^\{$/              { inside = FNR }
	/^\}/ && inside     {
		name = head
		sub(/\(.*/, "", name); sub(/.*[ *]/, "", name)
		if (head != "") printf "%4d %s:%d %s\n", FNR - inside - 1, FILENAME, inside, name
		inside = 0; head = ""
	}' | sort -rn >"$build/functions.txt"
awk -v file="$build/functions.txt" '
	{ line[NR] = $1; if ($1 > 100) { print "longer than 100 lines: " $0; bad = 1 } if ($1 > 60) long++ }
	END {
		if (NR) printf "functions: %d, median %d lines, nine in ten under %d, over 60: %d; %s\n",
			NR, line[int((NR + 1) / 2)], line[int(NR / 10) + 1] + 1, long, file
		exit bad
	}' "$build/functions.txt"
