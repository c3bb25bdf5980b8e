# When every file last changed, beside the least that git itself needs to list
# all changes. Part of bench.sh, which has `once`, `median`, `row` and $work.
#
#   COMMITS=10000 HISTORY_FILES=10000     the history that is measured
# shellcheck shell=bash disable=SC2154  # from bench.sh
commits=${COMMITS:-10000} history_files=${HISTORY_FILES:-10000}
dates=$build/history-dates
repository=$work/history.git

history_made()
{
	git init -q --bare -b main "$repository" &&
		perl tests/bench/history.pl "$commits" "$history_files" | git -C "$repository" fast-import --quiet &&
		git -C "$repository" repack -adfq && git -C "$repository" commit-graph write --reachable --no-progress
}

# The walk alone, without the start of the program: one line of seconds to $work/NAME.
walk_alone() # name cache
{
	"$dates" "$repository" main "$2" content 2>>"$work/$1" >"$work/walked"
}

history_pair()
{
	once history-git git -C "$repository" log --format=%ct --name-only main
	once history "$dates" "$repository" main '' content
}

history_cached()
{
	cp "$work/history-old" "$work/history-cache"
	walk_alone history-full ''
	walk_alone history-hundred "$work/history-cache"
	walk_alone history-same "$work/history-cache"
}

history_rows()
{
	local i
	history_made || exit 3
	"$dates" "$repository" main~100 "$work/history-old" content >"$work/walked" 2>&1 || exit 3
	for ((i = 0; i < runs; i++)); do
		history_pair
		history_cached
	done
	echo
	echo "history: $commits commits, $history_files files"
	printf '%-44s %12s %12s %9s\n' '' walk 'git log' ratio
	row 'last changes, CPU s' "$(value "$(median history 1)" 3)" "$(value "$(median history-git 1)" 3)" \
		"$(value "$(median history 1)/$(median history-git 1)")" 1.2
	row 'peak memory, MB' "$(median history 3)" "$(median history-git 3)" ''
	printf '%-44s %12s %12s %9s\n' '' cached 'full walk' ratio
	row '100 commits after the cache, CPU ms' "$(value "$(median history-hundred 1)*1000" 1)" \
		"$(value "$(median history-full 1)*1000" 1)" \
		"$(value "$(median history-hundred 1)/$(median history-full 1)" 3)" 0.05
	row 'at the commit of the cache, CPU ms' "$(value "$(median history-same 1)*1000" 1)" \
		"$(value "$(median history-full 1)*1000" 1)" \
		"$(value "$(median history-same 1)/$(median history-full 1)" 3)"
	rm -rf "$repository"
}

history_rows
