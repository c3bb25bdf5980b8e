#!/bin/bash
# Every message of the program has a Japanese text: none missing, none
# guessed (fuzzy), none left over, and the same {0} {1} and %s in both.
set -u
build=$1 bad=0
[ -f po/ja.po ] || { [ ! -f gen/main.c ] || { echo "po/ja.po is missing"; exit 1; }; exit 0; }
env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL make -s B="$build" pot || exit 1
pot=$build/keijiban.pot
msgfmt --check -o /dev/null po/ja.po || bad=1
msgcmp --use-untranslated po/ja.po "$pot" >/dev/null 2>"$build/msgcmp.txt" || { head -40 "$build/msgcmp.txt"; bad=1; }
untranslated=$(msgattrib --untranslated --no-obsolete po/ja.po | grep -c '^msgid')
[ "$untranslated" = 0 ] || { echo "po/ja.po: untranslated:"; msgattrib --untranslated --no-wrap po/ja.po | grep '^msgid' | tail -n +2 | head -20; bad=1; }
fuzzy=$(msgattrib --only-fuzzy --no-obsolete --no-wrap po/ja.po | grep '^msgid' | tail -n +2)
[ -z "$fuzzy" ] || { echo "po/ja.po: fuzzy:"; echo "$fuzzy" | head -20; bad=1; }
msgattrib --no-wrap --no-obsolete po/ja.po | perl -00 -ne '
	my ($id) = /^msgid ("(?:.|\n)*?")\nmsgstr/m or next;
	my ($text) = /^msgstr ("(?:.|\n)*)/m or next;
	next if $id eq q("");
	my $marks = sub { my %seen; $seen{$_}++ for $_[0] =~ /(\{\d\})/g; join " ", sort keys %seen };
	my ($a, $b) = ($marks->($id), $marks->($text));
	if ($a ne $b) { print "po/ja.po: [$a] became [$b] in $id\n"; $bad = 1 }
	END { exit($bad ? 1 : 0) }' || bad=1
exit $bad
