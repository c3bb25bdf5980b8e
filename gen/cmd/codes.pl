#!/usr/bin/perl
# Every code a diagnostic can carry, with its messages and hints, as rows of a
# C table: { "area-unknown", N_("…"), N_("…"), english, japanese }. Read from the
# sources, so that `keijiban explain` cannot drift from what the program says;
# and with the shortest example of each that the cases show to the letter, in
# both languages, or NULL: what was written, where the mistake is, what to type.
#
#   codes.pl CASES gen/*/*.c > codes.inc
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));

use constant { ROWS_MOST => 4, LINE_MOST => 72 };

my $text = qr/"(?:[^"\\]|\\.)*"(?:\s*"(?:[^"\\]|\\.)*")*/s;     # adjacent literals are one
sub joined { my $all = shift; return $all =~ /^"/ ? '"' . join('', $all =~ /"((?:[^"\\]|\\.)*)"/g) . '"' : $all }

# A literal as the regular expression of what it becomes; {0} may be anything.
sub pattern
{
	my ($plain) = $_[0] =~ /\A"(.*)"\z/s;
	$plain =~ s/\\(.)/$1 eq 'n' ? "\n" : $1/ge;
	return join '.*', map { quotemeta } split /\{\d\}/, $plain, -1;
}

sub literal
{
	my $plain = shift;
	$plain =~ s/([\\"])/\\$1/g;
	$plain =~ s/\n/\\n/g;
	return "\"$plain\"";
}

# The problems of a file of expectations: place and code → message, lines shown, hint.
sub problems
{
	my ($file, %of, %seen, $last) = shift;
	open my $in, '<:raw', $file or return {};
	while (<$in>) {
		utf8::decode($_) or next;             # what shows broken bytes shows nothing here
		if (/\A(\S+?(?::\d+:\d+)?): (?:error|warning|note|エラー|注意|参考): (.*) \[([a-z0-9-]+)\]$/) {
			my $place = "$1 $3 " . $seen{"$1 $3"}++;
			$of{$place} = $last = { code => $3, message => $2, lines => '', hint => undef };
		} elsif ($last && /\A *\d* \| /) {
			$last->{lines} .= $_;
			$last->{long} = 1 if length > LINE_MOST;
		} elsif ($last && /\A  (?:hint|直し方): (.*)$/) {
			$last->{hint} = $1;
			$last->{whole} = $_;
		}
	}
	return \%of;
}

sub said { my $p = shift; return "  $p->{message}\n$p->{lines}" . ($p->{whole} // '') }

# Code → pairs of the same problem in English and Japanese, the shortest first.
my ($cases, @sources) = @ARGV;
my %examples;
for my $english (sort glob "$cases/*/expect.en.diag") {
	(my $japanese = $english) =~ s/\.en\.diag\z/.diag/;
	my ($en, $ja) = (problems($english), problems($japanese));
	for my $place (sort keys %$en) {
		my ($one, $other) = ($en->{$place}, $ja->{$place});
		next if !$other || $one->{long};
		push @{ $examples{ $one->{code} } }, [ $one, $other ];
	}
}
@$_ = sort { !$a->[0]{lines} <=> !$b->[0]{lines} || length $a->[0]{lines} <=> length $b->[0]{lines} || said($a->[0]) cmp said($b->[0]) } @$_
	for values %examples;

sub example
{
	my ($code, $message, $hint) = @_;
	my $says = pattern($message);
	my $cures = $hint eq 'NULL' ? undef : $hint =~ /\A"/ ? pattern($hint) : '.*';
	for my $pair (@{ $examples{$code} // [] }) {
		my $one = $pair->[0];
		next if $one->{message} !~ /\A$says\z/s;
		next if defined $cures && ($one->{hint} // '') !~ /\A$cures\z/s;
		return map { literal(said($_)) } @$pair;
	}
	return ('NULL', 'NULL');
}

# ARGS, or whatever a function or a row of its own has, and then the message.
my $behind_code = qr/ARGS\s*\(|NO_ARGS\b|(?:[^";]|"%[a-z]+"|"[^"\w]{1,3}"){0,200}?\bN?_\s*\(\s*"/;

my (%rows, %known);
for my $file (sort @sources) {
	open my $in, '<', $file or die "$file: $!\n";
	local $/;
	my $source = <$in>;
	while ($source =~ /"([a-z][a-z0-9]*(?:-[a-z0-9]+)+)"(?=(?:\s*:\s*"[a-z0-9-]+")?\s*,\s*$behind_code)/gx) {
		my ($code, $rest) = ($1, substr $source, pos $source, 1500);
		$rest =~ /\bN?_\s*\(\s*($text)\s*\)(.*)/s or next;
		my ($message, $behind) = ($1, $2);
		my ($hint) = $behind =~ /\A[^;]*?\bN?_\s*\(\s*($text)\s*\)/s;
		$hint = 'NULL' unless defined $hint;
		$_ = joined($_) for $message, $hint;
		next if $known{"$code $message $hint"}++ || @{ $rows{$code} // [] } == ROWS_MOST;
		push @{ $rows{$code} }, [ $message, $hint, example($code, $message, $hint) ];
	}
}
for my $code (sort keys %rows) {
	my @shown = grep { $_->[2] ne 'NULL' } @{ $rows{$code} };
	@shown = $rows{$code}[0] if !@shown;
	print "\t{ \"$code\", ", join(', ', @$_), " },\n" for @shown;
}
