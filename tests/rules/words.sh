#!/bin/bash
# Nothing unfinished, nothing of one machine, tidy lines.
set -u
bad=0
find_in() # what pattern
{
	local hits
	hits=$(grep -rnIE --exclude-dir=node_modules --exclude-dir=in --exclude-dir=corpus --exclude=words.sh \
	       "$2" gen tests layouts setup po content .ci Makefile README.md 2>/dev/null | head -20)
	[ -z "$hits" ] || { echo "$1:"; echo "$hits"; bad=1; }
}
find_in 'unfinished' '\b(TODO|FIXME|XXX|HACK)\b'
find_in 'a path of one machine' '(/home/|/root/)[a-z]'
long=$(find gen -name '*.[ch]' -exec awk '
	{ line = $0; gsub(/\t/, "        ", line); gsub(/[\200-\277]/, "", line) }
	/^\t\{ / { next }                   # a row of a table keeps its columns
	length(line) > 120 { print FILENAME ":" FNR ": " length(line) " columns" }' {} +)
[ -z "$long" ] || { echo "wider than 120 columns:"; echo "$long" | head -20; bad=1; }
loose=$(grep -rnIP --include='*.[ch]' --include='*.sh' --include='*.mjs' --include=Makefile \
        --exclude-dir=node_modules '[ \t]+$' gen tests Makefile | head -20)
[ -z "$loose" ] || { echo "space at the end of a line:"; echo "$loose"; bad=1; }
exit $bad
