#include "render/markup.h"

#include <string.h>

static const Str alone[] = {
	STR_INIT("area"), STR_INIT("br"),   STR_INIT("col"),  STR_INIT("hr"),     STR_INIT("img"),
	STR_INIT("input"), STR_INIT("link"), STR_INIT("meta"), STR_INIT("source"), STR_INIT("wbr"),
};

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == ':';
}

static size_t name_length(Str s)
{
	size_t length = 0;
	while (length < s.len && is_name(s.ptr[length]))
		length++;
	return length;
}

/* Bytes up to and with the > that ends the tag at the start of `s`; 0: it does not end. */
static size_t tag_length(Str s)
{
	bool quoted = false;
	for (size_t i = 1; i < s.len; i++) {
		if (s.ptr[i] == '"')
			quoted = !quoted;
		else if (s.ptr[i] == '>' && !quoted)
			return i + 1;
	}
	return 0;
}

static bool stands_alone(Str name, Str whole)
{
	for (size_t i = 0; i < sizeof(alone) / sizeof(*alone); i++)
		if (str_equal(name, alone[i]))
			return true;
	return str_ends(whole, STR("/>"));
}

static void take(Markup *m, MarkupPart *part, MarkupSort sort, size_t length)
{
	part->sort = sort;
	part->whole = str_sub(m->html, 0, length);
	m->html = str_skip(m->html, length);
}

static size_t length_of_raw(Str s)
{
	size_t script = str_find(s, STR("</script")), style = str_find(s, STR("</style"));
	return script < style ? script : style;
}

static void take_tag(Markup *m, MarkupPart *part)
{
	Str s = m->html;
	bool closes = s.len > 1 && s.ptr[1] == '/';
	size_t from = closes ? 2 : 1, name = name_length(str_skip(s, from)), length = tag_length(s);
	if (!length || !name) {
		bool comment = str_starts(s, STR("<!--"));
		size_t end = comment ? str_find(s, STR("-->")) + 3 : length;
		take(m, part, s.len > 1 && s.ptr[1] == '!' ? MARKUP_OTHER : MARKUP_TEXT, end ? end : 1);
		return;
	}
	part->name = str_sub(s, from, from + name);
	take(m, part, closes ? MARKUP_CLOSE : MARKUP_OPEN, length);
	if (!closes && stands_alone(part->name, part->whole))
		part->sort = MARKUP_ALONE;
	m->raw = part->sort == MARKUP_OPEN &&
	         (str_equal(part->name, STR("script")) || str_equal(part->name, STR("style")));
}

bool markup_next(Markup *m, MarkupPart *part)
{
	if (!m->html.len)
		return false;
	part->name = (Str){ 0 };
	size_t raw = m->raw ? length_of_raw(m->html) : 0;
	m->raw = false;
	if (raw)
		take(m, part, MARKUP_OTHER, raw);
	else if (m->html.ptr[0] == '<')
		take_tag(m, part);
	else
		take(m, part, MARKUP_TEXT, str_find_byte(m->html, '<'));
	return true;
}

bool markup_attribute(Str *rest, MarkupAttribute *attribute)
{
	size_t quote = str_find_byte(*rest, '"');
	Str value = str_skip(*rest, quote + 1);
	size_t end = str_find_byte(value, '"');
	if (quote == rest->len || end == value.len)
		return false;
	Str before = str_sub(*rest, 0, quote);
	size_t from = before.len ? before.len - 1 : 0;
	while (from && is_name(before.ptr[from - 1]))
		from--;
	attribute->name = str_ends(before, STR("=")) ? str_sub(before, from, before.len - 1) : (Str){ 0 };
	/* An empty one too has its place in the tag. */
	attribute->value = (Str){ value.ptr, end };
	*rest = str_skip(value, end + 1);
	return true;
}

Str markup_value(Str tag, Str name)
{
	MarkupAttribute attribute;
	while (markup_attribute(&tag, &attribute))
		if (str_equal(attribute.name, name))
			return attribute.value;
	return (Str){ 0 };
}

bool markup_has(Str tag, Str name)
{
	MarkupAttribute attribute;
	while (markup_attribute(&tag, &attribute))
		if (str_equal(attribute.name, name))
			return true;
	return false;
}
