# What measured commands cost, for the scripts here: they set $measure, the
# program of measure.c, and $work, a folder of their own.
# shellcheck shell=bash disable=SC2154

# Adds one line `CPU WALL PEAK STATUS` to $work/NAME; what was said last is in $work/said.
once() # name command…
{
	local name=$1
	shift
	"$measure" "$@" >>"$work/$name" 2>"$work/said"
	if [ "$(tail -1 "$work/$name" | cut -d' ' -f4)" != 0 ]; then
		echo "bench: failed: $*" >&2
		tail -20 "$work/said" >&2
		exit 1
	fi
}

median() # name column
{
	cut -d' ' -f"$2" "$work/$1" | sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

value() # expression [digits]
{
	awk "BEGIN { printf \"%.${2:-2}f\", $1 }"
}
