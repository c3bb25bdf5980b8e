#!/bin/bash
# A header has the guard FOLDER_NAME_H, teaches in its first lines, and
# compiles alone (make headers did that: a missing .ok is a failure).
set -u
build=$1 bad=0
while IFS= read -r header; do
	guard=$(sed 's|^gen/||; s|[/.]|_|g' <<<"$header" | tr '[:lower:]' '[:upper:]')
	grep -q "^#ifndef $guard\$" "$header" || { echo "$header: the guard is not $guard"; bad=1; }
	[ "$(head -c 2 "$header")" = '/*' ] || { echo "$header: does not begin with what it is for"; bad=1; }
	[ ! -d "$build/gen" ] || [ -f "$build/$header.ok" ] || { echo "$header: does not compile alone"; bad=1; }
done < <(find gen -mindepth 2 -name '*.h' | LC_ALL=C sort)
exit $bad
