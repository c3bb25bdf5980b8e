#!/bin/bash
# Every outside library is behind one file (or one pair of them).
set -u
bad=0
while read -r header allowed; do
	while IFS= read -r hit; do
		file=${hit%%:*}
		# shellcheck disable=SC2053  # allowed is a pattern
		for pattern in ${allowed//|/ }; do
			[[ $file == $pattern ]] && continue 2
		done
		echo "$hit  (only in $allowed)"
		bad=1
	done < <(grep -rnE "#[ \t]*include[ \t]*[<\"]($header)[>\"]" gen)
done <<'TABLE'
cmark[^>]*\.h                   gen/format/markdown*.c
yaml\.h                         gen/format/yaml.c
libical/[^>]*|ical\.h           gen/format/recur.c|gen/format/ics.c
qrencode\.h                     gen/format/qr.c
zlib\.h                         gen/*/gzip.c
utf8proc\.h                     gen/base/utf8.c
xxhash\.h                       gen/base/hash.c
git2[^>]*                       gen/source/git_library.h
dlfcn\.h                        gen/base/library.c
pthread\.h|threads\.h           gen/base/parallel.c
cairo[^>]*|pango/[^>]*|fontconfig/[^>]*    gen/format/drawing*.c|gen/format/drawing_inner.h
geos_c\.h                       gen/*/geometry.c
jansson\.h|cmocka\.h            tests/*
microhttpd\.h                   gen/publish/http.c
dlfcn\.h                        gen/base/library.c
brotli/[^>]*                    gen/*/brotli.c
TABLE
exit $bad
