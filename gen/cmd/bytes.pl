#!/usr/bin/perl
# Files as arrays of bytes, named after them: preview.css becomes preview_css.
#
#   bytes.pl FILE… > preview.inc
use strict;
use warnings;

for my $file (@ARGV) {
	open my $in, '<:raw', $file or die "$file: $!\n";
	local $/;
	my $bytes = <$in>;
	(my $name = $file) =~ s{.*/}{};
	$name =~ tr/a-z0-9/_/c;
	print "static const char $name\[] = {\n";
	print join(',', map { $_ > 127 ? $_ - 256 : $_ } unpack 'C*', $_), ",\n" for unpack '(a24)*', $bytes;
	print "};\n";
}
