#include "format/yaml_keys.h"

#include "base/map.h"

enum { KEYS_COMPARED = 24 }; /* more keys than these in one map go through a table */

void yaml_check_key(YamlReading *r, const YamlScalar *s)
{
	Str key = s->text;
	if (!key.len)
		yaml_fail(r, s->pos, "yaml-key-empty", NO_ARGS, _("there is no key before ':'"),
		          _("type the name of the field before ':'"));
	else if (s->plain && str_equal(key, STR("<<")))
		yaml_fail(r, s->pos, "yaml-merge", NO_ARGS, _("'<<' is not used here"),
		          _("write the lines out where they belong"));
	else if (s->plain && (*key.ptr == '-' || (*key.ptr == '\xe3' && str_starts(key, STR("\u3000")))))
		yaml_fail_slip(r, s->at, false);
}

static void tell_twice(YamlReading *r, const Member *first, const Member *again, Arena *scratch)
{
	Str line = str_format(scratch, "%u", (unsigned)first->key_pos.line);
	yaml_fail(r, again->key_pos, "yaml-key-twice", ARGS(again->key, line),
	          _("'{0}' is written twice"), _("delete this line or line {1}"));
}

static const Member *earlier(const Member *members, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (str_equal(members[i].key, members[at].key))
			return &members[i];
	return NULL;
}

/* One of 64: keys with different ones differ. */
static uint64_t bit_of(Str key)
{
	if (!key.len)
		return 1;
	size_t mixed = key.len * 7 + (unsigned char)key.ptr[key.len - 1] * 5 +
	               (unsigned char)key.ptr[key.len / 2] * 3 + (unsigned char)*key.ptr;
	return (uint64_t)1 << (mixed & 63);
}

static void check_few_keys(YamlReading *r, const Member *members, size_t count, Arena *scratch)
{
	uint64_t seen = 0;
	for (size_t i = 0; i < count && !r->stopped; i++) {
		uint64_t bit = bit_of(members[i].key);
		const Member *first = seen & bit ? earlier(members, i) : NULL;
		if (first)
			tell_twice(r, first, &members[i], scratch);
		seen |= bit;
	}
}

static void check_many_keys(YamlReading *r, const Member *members, size_t count, Arena *scratch)
{
	Map seen = { .arena = scratch };
	for (size_t i = 0; i < count && !r->stopped; i++)
		if (!map_put(&seen, members[i].key, (void *)&members[i]))
			tell_twice(r, map_find(&seen, members[i].key), &members[i], scratch);
}

void yaml_check_twice(YamlReading *r, const Member *members, size_t count, Arena *scratch)
{
	if (count <= KEYS_COMPARED)
		check_few_keys(r, members, count, scratch);
	else
		check_many_keys(r, members, count, scratch);
}
