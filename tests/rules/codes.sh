#!/bin/bash
# Every [code] a diagnostic can carry is shown by a case: some
# tests/cases/*/expect.diag and expect.en.diag contain it. What no folder of
# content can bring about is in codes.elsewhere, with the file that shows it.
#
#   codes.sh BUILD --list     the codes of gen/
# shellcheck disable=SC2016  # $ is for awk and perl
set -u
here=$(dirname "$0")
codes()
{
	# A code is a text in kebab case before the ARGS of a diagnostic or before its message.
	find gen -name '*.c' | LC_ALL=C sort | xargs -r perl -0777 -ne '
		while (/"([a-z][a-z0-9]*(?:-[a-z0-9]+)+)"\s*,\s*(?=ARGS\s*\(|NO_ARGS\b|N?_\s*\(\s*")/g) { print "$1\n" }
		while (/\bdiag_(?:error|warning|world)\s*\([^;"]*"([a-z][a-z0-9]*(?:-[a-z0-9]+)+)"/g) { print "$1\n" }' | LC_ALL=C sort -u
}
if [ "${2:-}" = --list ]; then
	codes
	exit
fi
[ -f gen/main.c ] || exit 0
bad=0
shown_in() { cat tests/cases/*/"$1" 2>/dev/null | grep -oE '\[[a-z][a-z0-9-]+\]$' | tr -d '[]' | LC_ALL=C sort -u; }
ja=$(shown_in expect.diag)
en=$(shown_in expect.en.diag)
for code in $(codes); do
	elsewhere=$(awk -v c="$code" '$1 == c { print $2 }' "$here/codes.elsewhere")
	if [ -n "$elsewhere" ]; then
		grep -qF -e "$code" "$elsewhere" 2>/dev/null || { echo "$code: $elsewhere does not show it"; bad=1; }
	else
		grep -qx -e "$code" <<<"$ja" || { echo "$code: no tests/cases/*/expect.diag shows it"; bad=1; }
		grep -qx -e "$code" <<<"$en" || { echo "$code: no tests/cases/*/expect.en.diag shows it"; bad=1; }
	fi
done
# What somebody reads in brackets can be asked for.
if [ -x "$1/keijiban" ]; then
	explained=$("$1/keijiban" explain codes --lang en | grep -E '^[a-z]')
	for code in $(grep -haoE ': (error|warning|note): .*\[[a-z][a-z0-9-]+\]$' tests/cases/*/expect.en.diag | grep -oE '[a-z0-9-]+\]$' | tr -d ']' | sort -u); do
		grep -qx -e "$code" <<<"$explained" || { echo "$code: keijiban explain does not know it"; bad=1; }
	done
fi
echo "codes: $(codes | wc -l)"
exit $bad
