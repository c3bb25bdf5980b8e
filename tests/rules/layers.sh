#!/bin/bash
# A file under gen/<layer>/ includes headers of its own layer and of earlier
# ones, never later ones, and always as "layer/name.h".
# shellcheck disable=SC2016  # $ is for awk and perl
set -u
find gen -mindepth 1 -name '*.[ch]' | LC_ALL=C sort | xargs awk '
	BEGIN {
		count = split("base format source site render publish cmd", order)
		for (i = 1; i <= count; i++) rank[order[i]] = i
	}
	FNR == 1 {
		parts = split(FILENAME, path, "/")
		layer = parts == 3 ? path[2] : "main"
		if (layer != "main" && !(layer in rank)) { print FILENAME ": unknown layer " layer; bad = 1 }
	}
	/^[ \t]*#[ \t]*include[ \t]*"/ {
		name = $0
		sub(/^[^"]*"/, "", name); sub(/".*/, "", name)
		split(name, part, "/")
		if (name == "codes.inc" || name == "preview.inc") next;    # made by gen/cmd/codes.pl and bytes.pl
		if (!(part[1] in rank)) { print FILENAME ":" FNR ": write \"layer/name.h\", not \"" name "\""; bad = 1 }
		else if (layer != "main" && rank[part[1]] > rank[layer]) {
			print FILENAME ":" FNR ": " layer "/ includes " name ", which is a later layer"; bad = 1
		}
	}
	END { exit bad }'
