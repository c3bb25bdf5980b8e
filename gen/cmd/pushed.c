#include "cmd/pushed.h"

static bool is_hash(Str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!memchr("0123456789abcdef", s.ptr[i], 16))
			return false;
	return s.len == 40 || s.len == 64;
}

static bool is_zero(Str hash)
{
	for (size_t i = 0; i < hash.len; i++)
		if (hash.ptr[i] != '0')
			return false;
	return true;
}

bool pushed_parse(Str line, Pushed *p)
{
	Str rest, ref;
	if (str_ends(line, STR("\n")))
		line.len--;
	Str old = str_cut(line, ' ', &rest);
	Str new = str_cut(rest, ' ', &ref);
	*p = (Pushed){ .revision = new, .ref = ref, .deletes = is_zero(new) };
	return is_hash(old) && is_hash(new) && ref.len;
}

Str branch_ref(Str branch, Arena *a)
{
	return str_starts(branch, STR("refs/")) ? branch : STR_CONCAT(a, STR("refs/heads/"), branch);
}
