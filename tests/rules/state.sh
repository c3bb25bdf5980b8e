#!/bin/bash
# No global mutable state: nothing of ours in .data or .bss. Tables of
# constants are in .rodata or .data.rel.ro; thread-local is another section.
set -u
build=$1 bad=0
while IFS= read -r object; do
	source=${object#"$build"/}
	[ -f "${source%.o}.c" ] || continue
	found=$(objdump -t "$object" 2>/dev/null | awk '$3 == "O" && $4 ~ /^\.(data|bss)/ && $4 !~ /^\.data\.rel\.ro/ { print $NF }')
	for name in $found; do
		echo "$source: writable global '$name'"
		bad=1
	done
done < <(find "$build/gen" -name '*.o' 2>/dev/null | LC_ALL=C sort)
exit $bad
