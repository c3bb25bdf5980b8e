#include "site/apart.h"

#include "base/buf.h"

static Str apart_by(Str written, Str sign, KnownName *known, const void *context, Arena *a)
{
	Buf apart = { .arena = a };
	size_t count = 0;
	for (Str rest = written; rest.len; count++) {
		size_t at = str_find(rest, sign);
		Str name = known(context, str_trim(str_sub(rest, 0, at)));
		if (!name.len)
			return (Str){ 0 };
		rest = str_skip(rest, at + sign.len);
		buf_str(&apart, count ? STR(", ") : (Str){ 0 });
		buf_str(&apart, name);
	}
	return count > 1 ? buf_text(&apart) : (Str){ 0 };
}

Str names_apart(Str written, KnownName *known, const void *context, Arena *a)
{
	static const Str between[] = { STR_INIT("、"), STR_INIT("，"), STR_INIT("／"), STR_INIT("/"), STR_INIT("と"),
		                       STR_INIT("・"), STR_INIT(" "),  STR_INIT("　"), STR_INIT(",") };
	Str apart = { 0 };
	for (size_t i = 0; !apart.len && i < sizeof(between) / sizeof(*between); i++)
		apart = apart_by(written, between[i], known, context, a);
	return apart;
}
