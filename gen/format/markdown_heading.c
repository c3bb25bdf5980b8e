#include "format/markdown_heading.h"

#include "base/buf.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "format/markdown_source.h"

static void add_point(Buf *id, Str bytes, uint32_t point)
{
	if (point == '_')
		buf_char(id, '_');
	else if (point == ' ' || point == '\t' || point == 0x3000 || point == '-')
		buf_char(id, '-');
	else if (point >= 'A' && point <= 'Z')
		buf_char(id, (char)(point + 'a' - 'A'));
	else if (point > ' ' && point != '<' && !point_is_punctuation(point))
		buf_str(id, bytes);
}

static Str id_of(Str words, Arena *a)
{
	Buf id = { .arena = a };
	words = str_trim(words);
	while (words.len) {
		Str before = words;
		uint32_t point = utf8_next(&words);
		add_point(&id, str_sub(before, 0, before.len - words.len), point);
	}
	return id.len ? buf_text(&id) : STR("section");
}

void heading_add(Headings *h, Str words)
{
	Str id = id_of(words, h->ids.arena), name = id;
	int *more = map_find(&h->ids, id);
	while (map_find(&h->ids, name))
		name = str_format(h->ids.arena, "%.*s-%d", STR_ARG(id), ++*more + 1);
	map_put(&h->ids, name, NEW(h->ids.arena, int));
}

Str heading_id(const Headings *h, size_t number)
{
	return h->ids.entries[number].key;
}

static int hex_value(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 :
	       c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The byte that %XX at the start of `s` stands for, or -1. */
static int percent_byte(Str s)
{
	if (s.len < 3 || s.ptr[0] != '%' || hex_value(s.ptr[1]) < 0 || hex_value(s.ptr[2]) < 0)
		return -1;
	return hex_value(s.ptr[1]) * 16 + hex_value(s.ptr[2]);
}

static Str percent_decoded(Str s, Arena *a)
{
	Buf b = { .arena = a };
	while (s.len) {
		int byte = percent_byte(s);
		buf_char(&b, byte < 0 ? s.ptr[0] : (char)byte);
		s = str_skip(s, byte < 0 ? 1 : 3);
	}
	return buf_text(&b);
}

Str heading_find(const Headings *h, Str anchor)
{
	Str id = percent_decoded(anchor, h->ids.arena);
	return map_find(&h->ids, id) ? id : (Str){ 0 };
}

Str heading_nearest(const Headings *h, Str anchor)
{
	Str *names = NEW_ARRAY(h->ids.arena, Str, h->ids.count);
	for (size_t i = 0; i < h->ids.count; i++)
		names[i] = heading_id(h, i);
	return str_nearest(percent_decoded(anchor, h->ids.arena), names, h->ids.count);
}
