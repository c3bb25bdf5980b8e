#!/bin/bash
# What only some files may do: end the program, print, look at the clock or
# the locale. And what none does.
set -u
bad=0

# Strips comments and the insides of strings, keeping lines; prints FILE:LINE: text.
code()
{
	perl -0777 -ne 's{("(?:\\.|[^"\\])*")|(\x27(?:\\.|[^\x27\\])*\x27)|(/\*.*?\*/)|(//[^\n]*)}{
		my $t = $1 // $2; my $n = ($& =~ tr/\n//); defined $1 ? "\"\"" . "\n" x $n : defined $2 ? "0" : " " . "\n" x $n}gse;
		my $l = 0; print "$ARGV:", ++$l, ": $_\n" for split /\n/, $_, -1' "$@"
}

mapfile -t files < <(find gen -name '*.[ch]' | LC_ALL=C sort)
stripped=$(code "${files[@]}")

only() # what pattern allowed…
{
	local what=$1 pattern=$2 hit file allowed
	shift 2
	while IFS= read -r hit; do
		[ -n "$hit" ] || continue
		file=${hit%%:*}
		for allowed in "$@"; do
			# shellcheck disable=SC2053  # allowed is a pattern
			[[ $file == $allowed ]] && continue 2
		done
		echo "$hit  <- $what${*:+ only in $*}"
		bad=1
	done < <(grep -P "$pattern" <<<"$stripped")
}

only 'the program ends' '\b(exit|_exit|_Exit|quick_exit|abort)\s*\(' gen/main.c gen/base/arena.c
only 'printing' '\b(printf|puts|putchar|vprintf|perror)\s*\(|\b(stdout|stderr)\b' gen/main.c gen/base/arena.c 'gen/cmd/*.c'
only 'the clock' '\b(time|clock_gettime|gettimeofday|localtime(_r)?|gmtime(_r)?|strftime|mktime)\s*\(' gen/base/date.c gen/main.c 'gen/cmd/*.c'
only 'the locale' '\b(setlocale|uselocale|newlocale)\s*\(' gen/main.c 'gen/cmd/*.c'
only 'the environment' '\b(getenv|secure_getenv|setenv|putenv)\s*\(' gen/main.c 'gen/cmd/*.c'
only 'another program' '\b(system|popen|execl?[vpe]*|posix_spawnp?|fork|vfork)\s*\(' 'gen/cmd/*.c'
only 'an unbounded copy' '\b(strcpy|strcat|sprintf|vsprintf|gets|strtok|alloca|asctime|ctime|rand|srand)\s*\('
only 'free()' '\bfree\s*\(' 'gen/base/*.c' 'gen/format/*.c' 'gen/source/*.c' 'gen/publish/*.c' gen/main.c 'gen/cmd/*.c'
exit $bad
