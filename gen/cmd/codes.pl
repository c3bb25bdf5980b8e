#!/usr/bin/perl
# Every code a diagnostic can carry, with its message and its hint, as rows of
# a C table: { "area-unknown", N_("…"), N_("…") }. Read from the sources, so
# that `keijiban explain` cannot drift from what the program says.
#
#   codes.pl gen/*/*.c > codes.inc
use strict;
use warnings;

my $text = qr/"(?:[^"\\]|\\.)*"(?:\s*"(?:[^"\\]|\\.)*")*/s;     # adjacent literals are one
sub joined { my $all = shift; return $all =~ /^"/ ? '"' . join('', $all =~ /"((?:[^"\\]|\\.)*)"/g) . '"' : $all }

# ARGS, or whatever a function or a row of its own has, and then the message.
my $behind_code = qr/ARGS\s*\(|NO_ARGS\b|(?:[^";]|"%[a-z]+"|"[^"\w]{1,3}"){0,200}?\bN?_\s*\(\s*"/;

my %rows;
for my $file (sort @ARGV) {
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
		$rows{$code} //= "\t{ \"$code\", $message, $hint },\n";
	}
}
print $rows{$_} for sort keys %rows;
