# For the setup of cases about git: repositories that are the same on every
# machine, whoever runs it and however git is configured there.
# shellcheck shell=bash

export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 GIT_TERMINAL_PROMPT=0
export GIT_AUTHOR_NAME=shokuin GIT_AUTHOR_EMAIL=shokuin@example.jp GIT_AUTHOR_DATE='2026-11-20T09:00:00+0900'
export GIT_COMMITTER_NAME=$GIT_AUTHOR_NAME GIT_COMMITTER_EMAIL=$GIT_AUTHOR_EMAIL GIT_COMMITTER_DATE=$GIT_AUTHOR_DATE

# Makes REPO of the case's content and layouts, and takes both away: only the revision has them now.
city() # repo
{
	git init -q -b main "$1" && mv content layouts "$1/" && keep "$1"
}

# Commits all that is in the work tree.
keep() # repo
{
	git -C "$1" add -A && git -C "$1" commit -q --allow-empty -m kiroku
}

# A tree object of lines "MODE HASH NAME", in that order, whatever they are; NAME as printf's %b knows it.
forge_tree() # repo <lines
{
	local mode hash name
	while read -r mode hash name; do
		printf '%s %b\0' "$mode" "$name"
		perl -e 'print pack "H*", shift' "$hash"
	done | git -C "$1" hash-object -t tree --literally -w --stdin
}

# Where a loose object lies.
object() # repo revision
{
	local hash
	hash=$(git -C "$1" rev-parse "$2")
	echo "$1/.git/objects/${hash:0:2}/${hash:2}"
}
