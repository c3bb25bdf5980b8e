#!/usr/bin/perl
# A repository for git fast-import: FILES files in 4 × 20 folders, then COMMITS
# commits of one to three files each, a minute apart.
#
#   perl tests/bench/history.pl COMMITS FILES | git fast-import
use strict;
use warnings;
my ($commits, $files) = @ARGV;
my $state = 1;

sub chance
{
	$state = ($state * 1103515245 + 12345) & 0x7fffffff;
	return ($state >> 8) % $_[0];
}

sub path { return sprintf 'content/d%d/e%02d/f%05d.md', $_[0] % 4, $_[0] / 4 % 20, $_[0] }

sub change # file commit
{
	my $text = "---\ntitle: file $_[0]\n---\n\nas of commit $_[1]\n" . "a line that stays\n" x 10;
	printf "M 100644 inline %s\ndata %d\n%s\n", path($_[0]), length $text, $text;
}

for my $commit (0 .. $commits) {
	my $time = 1700000000 + 60 * $commit;
	print "commit refs/heads/main\ncommitter A <a\@example.org> $time +0900\ndata 6\nchange\n";
	if ($commit) {
		my %seen;
		$seen{ chance($files) } = 1 for 0 .. chance(3);
		change($_, $commit) for sort { $a <=> $b } keys %seen;
	} else {
		change($_, 0) for 0 .. $files - 1;
	}
	print "\n";
}
