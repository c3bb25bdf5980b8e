#include "source/name.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "source/files.h"

/* Characters nobody sees, or that turn the ones beside them around. */
static bool is_hidden(uint32_t point)
{
	static const struct {
		uint32_t low, high;
	} ranges[] = {
		{ 0x00, 0x1f },        { 0x7f, 0x9f },     { 0xad, 0xad },     { 0x61c, 0x61c },
		{ 0x115f, 0x1160 },    { 0x17b4, 0x17b5 }, { 0x180b, 0x180f }, { 0x200b, 0x200f },
		{ 0x2028, 0x202e },    { 0x2060, 0x206f }, { 0x3164, 0x3164 }, { 0xfe00, 0xfe0f },
		{ 0xfeff, 0xfeff },    { 0xffa0, 0xffa0 }, { 0xfff0, 0xfffb }, { 0xfffe, 0xffff },
		{ 0xe0000, 0x10ffff },
	};
	for (size_t i = 0; i < sizeof(ranges) / sizeof(*ranges); i++)
		if (point >= ranges[i].low && point <= ranges[i].high)
			return true;
	return false;
}

static bool is_combining(uint32_t point)
{
	return (point >= 0x300 && point <= 0x36f) || point == 0x3099 || point == 0x309a;
}

static Str spelled(Str name, bool combining, Arena *a)
{
	Buf b = { .arena = a };
	while (name.len) {
		Str rest = name;
		uint32_t point = utf8_next(&rest);
		size_t bytes = name.len - rest.len;
		if (point == 0xfffd && bytes == 1)
			buf_format(&b, "\\x%02x", (unsigned char)*name.ptr);
		else if (is_hidden(point) || (combining && is_combining(point)))
			buf_format(&b, "\\u{%x}", (unsigned)point);
		else
			buf_str(&b, str_sub(name, 0, bytes));
		name = rest;
	}
	return buf_text(&b);
}

Str name_shown(Str name, Arena *a)
{
	return spelled(name, false, a);
}

Str name_spelled(Str name, Arena *a)
{
	return spelled(name, true, a);
}

/* What may be wrong with a name. */

static bool is_long(Str name)
{
	return name.len > FILES_NAME_MAX;
}

static bool is_not_utf8(Str name)
{
	return !utf8_valid(name);
}

static bool has_hidden(Str name)
{
	while (name.len)
		if (is_hidden(utf8_next(&name)))
			return true;
	return false;
}

static bool has_bad_end(Str name)
{
	return *name.ptr == ' ' || strchr(". ", name.ptr[name.len - 1]) ||
	       str_starts(name, STR("\u3000")) || str_ends(name, STR("\u3000"));
}

static bool has_sign(Str name)
{
	for (size_t i = 0; i < name.len; i++)
		if (strchr("<>:\"|?*\\", name.ptr[i]))
			return true;
	return false;
}

static bool is_device(Str name)
{
	static const char *const devices[] = { "con", "prn", "aux", "nul", "com", "lpt" };
	Str stem = str_sub(name, 0, str_find_byte(name, '.'));
	for (size_t i = 0; i < sizeof(devices) / sizeof(*devices); i++) {
		bool numbered = i >= 4;
		if (stem.len != (numbered ? 4 : 3) || strncasecmp(stem.ptr, devices[i], 3) != 0)
			continue;
		if (!numbered || (stem.ptr[3] >= '1' && stem.ptr[3] <= '9'))
			return true;
	}
	return false;
}

typedef struct NameRule {
	bool (*breaks)(Str name);
	const char *code, *message, *hint;
} NameRule;

/* The first that is broken is told. */
static const NameRule rules[] = {
	{ is_long, "name-long",
	  N_("this name is longer than 200 bytes (about 66 Japanese characters)"),
	  N_("give it a shorter name") },
	{ is_not_utf8, "name-utf8", N_("this name is not UTF-8: '{0}'"),
	  N_("type the name again") },
	{ has_hidden, "name-hidden", N_("this name holds characters that nobody sees: '{0}'"),
	  N_("type the name again") },
	{ has_bad_end, "name-end",
	  N_("this name begins or ends with a space, or ends with '.': '{0}'"),
	  N_("take it off: Windows cannot hold such a name") },
	{ has_sign, "name-sign", N_("this name holds one of < > : \" | ? * \\: '{0}'"),
	  N_("take it off: Windows cannot hold such a name") },
	{ is_device, "name-device", N_("Windows keeps the name '{0}' for itself"),
	  N_("give it another name") },
};

/* A tree object is bytes: whoever pushes may put into it what no checkout would write. */
static bool is_forged(Str name)
{
	return !name.len || str_has_byte(name, '/') || str_equal(name, STR(".")) ||
	       str_equal(name, STR("..")) ||
	       (name.len == 4 && strncasecmp(name.ptr, ".git", 4) == 0);
}

static const NameRule forgery = {
	is_forged, "name-forged", N_("git itself never writes the name '{0}' into a revision"),
	N_("somebody made it by hand: look at the commit that brought it, and see what 'git fsck' says")
};

static bool obeys(Str name, const NameRule *r, Str folder, Diag *d)
{
	if (!r->breaks(name))
		return true;
	Str shown = name_shown(utf8_prefix(name, FILES_NAME_MAX), &d->arena);
	const Source place = { .path = STR_CONCAT(&d->arena, folder, STR("/"), shown) };
	diag_error(d, &place, (Pos){ 0 }, r->code, ARGS(shown), _(r->message), _(r->hint));
	return false;
}

/* Lower-case letters, digits, - _ and dots inside: no rule but that of devices can be broken. */
static bool is_plain(Str name)
{
	if (name.len > FILES_NAME_MAX || name.ptr[name.len - 1] == '.')
		return false;
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];
		if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '_' && c != '.')
			return false;
	}
	return !is_device(name);
}

bool name_check(Str name, Str folder, Diag *d)
{
	bool sound = true;
	if (is_plain(name))
		return true;
	for (size_t i = 0; sound && i < sizeof(rules) / sizeof(*rules); i++)
		sound = obeys(name, &rules[i], folder, d);
	return sound;
}

bool name_is_real(Str name, Str folder, Diag *d)
{
	return obeys(name, &forgery, folder, d);
}
