#!/bin/bash
# What a build costs that comes after another one: nothing changed, one body
# edited, one name edited; beside a build from nothing and beside look.c, the
# least that finds out that nothing has changed.
#
#   tests/bench/incremental.sh BUILD [RECORDS [PLACES]]       10000 records in 25 places
#
#   RUNS=5             of each; medians are shown
#   PLACE=/dev/shm     where everything is written
#
# Never a test: nothing fails for being slow. Every edit is of another record,
# and of one that is older than the tick of the clock in which a build began.
set -u
cd "$(dirname "$0")/../.." || exit 3
build=$1 records=${2:-10000} places=${3:-25} runs=${RUNS:-5}
skip=pdf,qr,gzip,images
place=${PLACE:-}
[ -n "$place" ] || { [ -w /dev/shm ] && place=/dev/shm; } || place=${TMPDIR:-/tmp}
work=$(mktemp -d "$place/keijiban-incremental.XXXXXX") || exit 3
trap 'rm -rf "$work"' EXIT
program=$(realpath "$build/keijiban") measure=$(realpath "$build/bench/measure") look=$(realpath "$build/bench/look")
layouts=$(realpath layouts)
content=$work/content out=$work/out state=$work/.out.keijiban
edited=0

. tests/bench/measure.sh

command_of() # out: the words in `words`
{
	words=("$program" build --content "$content" --layouts "$layouts" --out "$1" --today 2026-11-23 --skip "$skip" --jobs 1 --lang en)
}

keijiban() # name out
{
	command_of "$2"
	once "$1" "${words[@]}"
}

# What the last build wrote.
written() { sed -n 's/^[0-9]* files: \([0-9]*\) written.*, \([0-9]*\) removed.*/\1 \2/p' "$work/said" | awk '{ print $1 + $2 }'; }

# The next event that has no other edit yet.
next_record()
{
	edited=$((edited + 1))
	record=${list[edited * 37 % ${#list[@]}]}
}

edit() # how
{
	next_record
	case $1 in
	body) printf '\n書きたした一文、%d回目です。\n' "$edited" >>"$record" ;;
	name) sed -i "s/^name: .*/name: 名前をかえた会$edited/" "$record" ;;
	esac
	sleep 0.02
}

# Each after the others in turn, so that all see the same weather.
measure_all()
{
	local i
	for ((i = 0; i < runs; i++)); do
		keijiban cold "$work/cold$i"
		rm -rf "$work/cold$i" "$work/.cold$i.keijiban"
		once look "$look" "$content" "$layouts"
		keijiban same "$out"
		edit body
		keijiban body "$out"
		written >>"$work/body-files"
		edit name
		keijiban name "$out"
		written >>"$work/name-files"
	done
}

# System calls that name a path of the two trees, or a descriptor in one; strace shows both with -y. That the program was
# started with `out` as an argument is none.
calls_on_trees()
{
	grep -vE '^[0-9]+ +execve' "$work/trace" | grep -cE "[<\"]($out|$state/spare)(/|[>\"])|<$state>, \"(spare|late-)"
}

calls() # how
{
	local files count i
	# The spare tree lags one build behind, and catches up: those before must have changed as much.
	for ((i = 0; i < 2; i++)); do
		edit "$1"
		keijiban before "$out"
	done
	# As people save: of files that are published twice within a second the times are asked, too.
	sleep 2.1
	edit "$1"
	command_of "$out"
	strace -f -y -e trace=%file,%desc -o "$work/trace" "${words[@]}" 2>"$work/said" || return 1
	files=$(written)
	count=$(calls_on_trees)
	printf '%-44s %12d %12s %9s  %s\n' "$1: system calls on the trees, $files files" "$count" '' \
		"$(value "$count/($files ? $files : 1)")" "$([ "$count" -le $((10 * files)) ] && echo within 10 a file || echo OVER 10 a file)"
}

row() # what seconds share-of-cold limit-of-share beyond-look limit-of-beyond memory
{
	local verdict=within
	awk "BEGIN { exit !($3 > $4 || (\"$6\" != \"\" && $5 > ${6:-0})) }" && verdict=OVER
	printf '%-44s %9.1f ms %10.1f %% %6.1f ms %7.1f MB  %s %s %%%s\n' "$1" "$(value "$2*1000" 4)" "$(value "$3*100" 4)" \
		"$(value "$5*1000" 4)" "$7" "$verdict" "$(value "$4*100" 0)" "${6:+, $(value "$6*1000" 0) ms}"
}

result() # what name limit-of-share limit-of-beyond
{
	local cpu
	cpu=$(median "$2" 1)
	row "$1" "$cpu" "$(value "$cpu/$cold" 6)" "$3" "$(value "$cpu-$looked" 6)" "$4" "$(median "$2" 3)"
}

"$build/bench/corpus" tests/cases/_base/content "$content" "$records" "$places" 1 || exit 3
readarray -t list < <(find "$content" -name 'event-*.md' | LC_ALL=C sort)
# Twice: the first build has no spare tree to reuse, the second makes it.
keijiban first "$out"
edit body
keijiban second "$out"
edit body
keijiban third "$out"
measure_all
cold=$(median cold 1) looked=$(median look 1)
printf '%s records, %s places, %s runs, medians of CPU; written to %s\n\n' "$records" "$places" "$runs" "$place"
printf '%-44s %12s %12s %9s %10s\n' 'a build over the last one' CPU 'of a cold' 'less look' memory
printf '%-44s %9.1f ms %23s %10.1f MB\n' 'from nothing' "$(value "$cold*1000" 4)" '' "$(median cold 3)"
printf '%-44s %9.1f ms\n' 'look: every folder opened, every file statted' "$(value "$looked*1000" 4)"
result 'nothing changed' same 0.08 0.040
result "one body edited ($(median body-files 1) files)" body 0.10 0.060
result "one name edited ($(median name-files 1) files)" name 0.15 ''
printf '%-44s %9d KB %12d KB\n' 'kept beside the site: memo, pool' "$(($(cat "$state"/memo-* | wc -c) / 1024 / $(find "$state" -name 'memo-*' | wc -l)))" \
	"$(($(stat -c %s "$state/pool") / 1024))"
if command -v strace >/dev/null; then
	calls body
	calls name
	command_of "$out"
	strace -f -y -e trace=%file,%desc -o "$work/trace" "${words[@]}" 2>"$work/said"
	printf '%-44s %12d\n' 'nothing changed: system calls on the trees' \
		"$(calls_on_trees)"
else
	echo '(system calls are not counted: there is no strace)'
fi
