#!/usr/bin/perl
# A history for git fast-import that is as twisted as they come:
#
#   perl tests/history.pl SEED COMMITS | git fast-import --quiet --force
#
# Merges of two and three branches that join, discard a side, or bring what
# neither had; clocks up to 2.5 hours wrong; files deleted, brought back,
# renamed, reverted, made a program, turned into a folder; several first
# commits. Texts are few, so that the same text often comes from two sides.
# The branch main ends with everything merged.
use strict;
use warnings;
my ($seed, $count) = @ARGV;
my $state = $seed * 2654435761 % 4294967296 || 1;

sub chance
{
	$state ^= $state << 13 & 0xffffffff;
	$state ^= $state >> 17;
	$state ^= $state << 5 & 0xffffffff;
	return $state % $_[0];
}

sub one_of { return $_[chance(scalar @_)] }

my @folders = ('', 'a/', 'a/b/', 'a/b/c/', 'a.d/', 'd/', 'd/e/');
my @names = qw(x.md y.md z.yaml w-1.md w.md v0.md 0.md);
my @paths = map { my $f = $_; map { "$f$_" } @names } @folders;
my @clashes = qw(a d a/b a/b/c d/e a.d x.md/x.md);    # a folder's name for a file, or the other way round
my (@trees, @times, @tips);

# A path may be a file or a folder, not both.
sub make_room
{
	my ($tree, $path) = @_;
	delete $tree->{$_} for grep { index($_, "$path/") == 0 || index($path, "$_/") == 0 } keys %$tree;
}

sub edit
{
	my ($tree) = @_;
	my @there = sort keys %$tree;
	my $what = chance(25);
	my $path = $what >= 3 && @there && chance(2) ? one_of(@there) : one_of(@paths);
	$path = one_of(@clashes) if !chance(200);
	if ($what == 0 && @there > 3) {
		delete $tree->{ one_of(@there) };
	} elsif ($what == 1 && @there) {
		my $from = one_of(@there);
		my $file = delete $tree->{$from};
		make_room($tree, $path);
		$tree->{$path} = $file;
	} elsif ($what == 2 && @trees) {
		my $old = one_of(@trees)->{$path};
		make_room($tree, $path);
		$old ? ($tree->{$path} = $old) : delete $tree->{$path};
	} else {
		make_room($tree, $path);
		$tree->{$path} = (chance(12) ? '100644' : one_of('100755', '120000')) . ' text ' . chance(5);
	}
}

sub joined # how trees…
{
	my ($how, @sides) = @_;
	my %tree;
	return %{ $sides[0] } if $how == 0;
	return %{ $sides[-1] } if $how == 1;
	my %all = map { $_ => 1 } map { keys %$_ } @sides;
	for my $path (sort keys %all) {
		my $file = one_of(@sides)->{$path};
		next unless $file;
		make_room(\%tree, $path);
		$tree{$path} = $file;
	}
	return %tree;
}

sub commit # tree parents…
{
	my ($tree, @parents) = @_;
	push @trees, {%$tree};
	push @times, 1700000000 + 60 * @trees + chance(18001) - 9000;
	my $number = @trees;
	print "commit refs/heads/c$number\nmark :$number\ncommitter A <a\@example.org> $times[-1] +0900\ndata 2\nx\n";
	print $_ ? 'merge' : 'from', " :$parents[$_]\n" for 0 .. $#parents;
	print "deleteall\n";
	for my $path (sort keys %$tree) {
		my ($mode, $text) = split / /, $tree->{$path}, 2;
		printf "M %s inline %s\ndata %d\n%s\n", $mode, $path, length $text, $text;
	}
	return $number;
}

sub first
{
	my %tree;
	edit(\%tree) for 1 .. 80;
	push @tips, commit(\%tree);
}

sub ordinary
{
	my $tip = chance(scalar @tips);
	my %tree = %{ $trees[ $tips[$tip] - 1 ] };
	edit(\%tree) for 0 .. chance(3);
	$tips[$tip] = commit(\%tree, $tips[$tip]);
}

sub merge
{
	my @order = sort { $a->[1] <=> $b->[1] } map { [ $_, chance(1000) ] } 0 .. $#tips;
	my @chosen = map { $_->[0] } @order[ 0 .. (@order > 2 && !chance(6) ? 2 : 1) ];
	my @parents = map { $tips[$_] } @chosen;
	my %tree = joined(chance(5), map { $trees[ $_ - 1 ] } @parents);
	if (!chance(3)) { edit(\%tree) for 0 .. chance(2) }
	$tips[ $chosen[0] ] = commit(\%tree, @parents);
	if (chance(2)) { splice @tips, $chosen[1], 1 }
}

first();
while (@trees < $count) {
	my $what = chance(20);
	if ($what == 0 && @tips < 8) { push @tips, 1 + chance(scalar @trees) }
	elsif ($what == 1 && @tips < 8 && !chance(8)) { first() }
	elsif ($what < 6 && @tips > 1) { merge() }
	elsif (@tips < 3) { push @tips, 1 + chance(scalar @trees) }
	else { ordinary() }
}
merge() while @tips > 1;
print "reset refs/heads/main\nfrom :$tips[0]\n\n";
