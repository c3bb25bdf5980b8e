#!/bin/bash
# What keijiban costs, beside the floor (floor.c): the least that reads the
# same records and writes the same files. Only ratios in one run are promised;
# seconds are of this machine.
#
#   tests/bench/bench.sh BUILD
#
#   RECORDS=10000 PLACES=25 RUNS=5     the city that is measured
#   COMMITS=10000 HISTORY_FILES=10000  the history that is (history.sh)
#   FULL=1                             also 100,000 records in 500 places
#   PLACE=/dev/shm                     where everything is written
#
# Never a test: nothing fails for being slow. Every run writes into a folder of
# its own, and folders are removed outside of what is measured: right after
# removing a large tree a disk is slow for seconds, and a time is worth nothing.
set -u
cd "$(dirname "$0")/../.." || exit 3
build=$1
records=${RECORDS:-10000} places=${PLACES:-25} runs=${RUNS:-5}
skip=pdf,qr,gzip,images
place=${PLACE:-}
[ -n "$place" ] || { [ -w /dev/shm ] && place=/dev/shm; } || place=${TMPDIR:-/tmp}
work=$(mktemp -d "$place/keijiban-bench.XXXXXX") || exit 3
trap 'rm -rf "$work"' EXIT
program=$(realpath "$build/keijiban")
corpus=$build/bench/corpus floor=$build/bench/floor measure=$build/bench/measure
layouts=$(realpath layouts)
[ -x "$program" ] || { echo "bench: $program is not there yet"; exit 1; }
run=0

. tests/bench/measure.sh

keijiban() # name out options…: every run of a build is of a new folder
{
	local name=$1 out=$2
	shift 2
	once "$name" "$program" build --content "$content" --layouts "$layouts" --out "$out" --today 2026-11-23 "$@"
}

remove() { rm -rf "$1" "$(dirname "$1")/.$(basename "$1").keijiban"; }

row() # what product floor ratio limit
{
	local verdict=
	if [ -n "${5:-}" ]; then
		verdict=$(awk "BEGIN { print $4 <= $5 ? \"within $5\" : \"OVER $5\" }")
	fi
	printf '%-44s %12s %12s %9s  %s\n' "$1" "$2" "$3" "$4" "$verdict"
}

# Makes a city and the list of what the product publishes for it.
city() # name records places
{
	content=$work/$1-content list=$work/$1-list
	"$corpus" tests/cases/_base/content "$content" "$2" "$3" 1 || exit 3
	keijiban "$1-first" "$work/$1-first-out" --skip "$skip" --jobs 1
	(cd "$work/$1-first-out" && find . -type f -printf '%s %P\n' | LC_ALL=C sort -k2) >"$list"
	remove "$work/$1-first-out"
}

# One build and one floor, in turn, so that both see the same weather.
pair() # name runs jobs
{
	local i
	for ((i = 0; i < $2; i++)); do
		run=$((run + 1))
		keijiban "$1" "$work/out$run" --skip "$skip" --jobs "$3"
		remove "$work/out$run"
		once "$1-floor" "$floor" -j "$3" "$content" "$list" "$work/floor$run"
		rm -rf "$work/floor$run"
	done
}

dry_pair() # name runs
{
	local i
	for ((i = 0; i < $2; i++)); do
		keijiban "$1" "$work/never" --skip "$skip" --jobs 1 --dry-run
		once "$1-floor" "$floor" -n "$content" "$list" "$work/never"
	done
}

extra() # name skip…: what one more kind of output costs
{
	local i
	for ((i = 0; i < 3; i++)); do
		run=$((run + 1))
		keijiban "$1" "$work/out$run" --skip "$2" --jobs 1
		files=$(find "$work/out$run" -type f | wc -l)
		remove "$work/out$run"
	done
}

# From a file saved to its page read again, under keijiban serve.
saves()
{
	local found what best middle worst words
	found=$(/usr/bin/python3 tests/bench/serve.py "$program" "$content" "$layouts" 2026-11-23 "$((runs * 2 + 1))") || return
	while read -r what best middle worst; do
		case $what in
		text-seen | name-seen)
			words='a text'
			[ "$what" = text-seen ] || words='a name'
			row "serve: $words saved to page seen, median ms; best" "$middle" '' "$best" 100 ;;
		name-listed) row 'serve: a name saved to list seen, median ms; best' "$middle" '' "$best" ;;
		text-cpu) row 'serve: a save of a text, CPU ms' "$best" '' '' ;;
		memory) row 'serve: memory at its height, then, MB' "$best" '' "$middle" ;;
		esac
	done <<<"$found"
}

# A small city with and without its sheets as PDF: flyers, board sheets, handouts.
sheets()
{
	local i skipped main=$content sizes
	for skipped in pdf,qr,gzip,images qr,gzip,images; do
		for ((i = 0; i < 3; i++)); do
			run=$((run + 1))
			"$corpus" tests/cases/_base/content "$work/sheets-content" 400 25 1 2>/dev/null
			content=$work/sheets-content
			keijiban "sheets-$skipped" "$work/out$run" --skip "$skipped" --jobs 1
			sizes=$(find "$work/out$run" -name '*.pdf' -printf '%s\n' | awk '{ n++; s += $1; if ($1 > m) m = $1 } END { print n + 0, n ? s / n / 1024 : 0, m / 1024 }')
			remove "$work/out$run"
			rm -rf "$work/sheets-content"
		done
	done
	content=$main
	read -r count mean most <<<"$sizes"
	row "a sheet as PDF ($count of them), CPU ms" \
		"$(value "($(median sheets-qr,gzip,images 1) - $(median sheets-pdf,qr,gzip,images 1)) / $count * 1e3" 1)" '' ''
	row 'a sheet as PDF, KB; the largest' "$(value "$mean" 1)" '' "$(value "$most" 1)" 80
}

echo "$records records, $places places, $runs runs, medians; written to $place"
city main "$records" "$places"
files=$(wc -l <"$list")
bytes=$(awk '{ s += $1 } END { print s }' "$list")
printf 'published: %d files, %.1f MB; %d files and %.1f MB of content\n\n' "$files" "$(value "$bytes/1e6" 1)" \
	"$(find "$content" -type f | wc -l)" "$(value "$(du -sb "$content" | cut -f1)/1e6" 1)"
pair one "$runs" 1
dry_pair dry "$runs"
pair two "$runs" 2

cpu=$(median one 1) floor_cpu=$(median one-floor 1)
printf '%-44s %12s %12s %9s\n' '' keijiban floor ratio
row 'full build, CPU s' "$cpu" "$floor_cpu" "$(value "$cpu/$floor_cpu")" 1.6
dry=$(median dry 1) floor_dry=$(median dry-floor 1)
row 'dry run, CPU s' "$dry" "$floor_dry" "$(value "$dry/$floor_dry")" 2.0
wall1=$(median one 2) wall2=$(median two 2) floor1=$(median one-floor 2) floor2=$(median two-floor 2)
row 'one job, wall s' "$wall1" "$floor1" "$(value "$wall1/$floor1")"
row 'two jobs, wall s' "$wall2" "$floor2" "$(value "$wall2/$floor2")"
row 'two jobs / one job, wall' "$(value "$wall2/$wall1")" "$(value "$floor2/$floor1")" \
	"$(value "$wall2/$wall1 - $floor2/$floor1")" 0.1
row 'peak memory, MB' "$(median one 3)" "$(median one-floor 3)" "$(value "$(median one 3)")" 80
row 'a record, CPU µs' "$(value "$cpu/$records*1e6" 0)" "$(value "$floor_cpu/$records*1e6" 0)" ''
row 'a page, CPU µs' "$(value "$cpu/$files*1e6" 0)" "$(value "$floor_cpu/$files*1e6" 0)" ''
row 'a MB written, CPU ms' "$(value "$cpu/$bytes*1e9" 2)" "$(value "$floor_cpu/$bytes*1e9" 2)" ''

echo
extra qr pdf,gzip,images
row 'with QR codes, CPU s' "$(median qr 1)" '' "$(value "$(median qr 1)/$cpu")"
extra gzip pdf,qr,images
row "with .gz files ($files files), CPU s" "$(median gzip 1)" '' "$(value "$(median gzip 1)/$cpu")"

echo
saves
echo
sheets
echo
RUNS=$runs PLACE=$place tests/bench/incremental.sh "$build" "$records" "$places"

echo
echo "growth at 200 records a place"
growth() # name records places runs
{
	city "$1" "$2" "$3"
	pair "$1" "$4" 1
	printf '%-44s %12s %12s\n' "$2 records, $3 places: a record, CPU µs" "$(value "$(median "$1" 1)/$2*1e6" 1)" \
		"$(value "$(median "$1-floor" 1)/$2*1e6" 1)"
	rm -rf "$content"
}
rm -rf "$content"
growth small 10000 50 3
if [ -n "${FULL:-}" ]; then
	growth large 100000 500 3
	ours=$(value "$(median large 1)/$(median small 1)/10" 3)
	theirs=$(value "$(median large-floor 1)/$(median small-floor 1)/10" 3)
	row 'growth of a record from 10,000 to 100,000' "$ours" "$theirs" "$(value "$ours/$theirs" 3)" 1
	row 'peak memory at 100,000, MB' "$(median large 3)" "$(median large-floor 3)" ''
else
	echo "(make bench FULL=1 adds 100,000 records in 500 places)"
fi

. tests/bench/history.sh
