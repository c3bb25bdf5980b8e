#include "render/heading.h"

#include "base/buf.h"
#include "base/utf8.h"

/* Bounded: a city has fewer, and looking for them is quick. */
enum { NAMES_KNOWN = 20000 };

/* ひばりが丘 and 子ども相談室, but not お知らせ or 申し込み. */
static bool is_name(Str reading)
{
	Str last = reading.len < 3 ? (Str){ 0 } : str_skip(reading, reading.len - 3);
	return last.len && (unsigned char)*last.ptr >= 0xe0 && !point_is_hiragana(utf8_next(&last));
}

static size_t gather(const Site *site, Str *names)
{
	size_t count = 0;
	for (size_t i = 0; i < site->area_count && count < NAMES_KNOWN; i++)
		names[count++] = site->areas[i]->name;
	for (size_t i = 0; i < site->towns.count && count < NAMES_KNOWN; i++)
		names[count++] = site->towns.items[i].name;
	for (size_t i = 0; i < site->waymarks.count && count < NAMES_KNOWN; i++)
		names[count++] = site->waymarks.items[i].name;
	for (size_t i = 0; i < site->readings.count && count < NAMES_KNOWN; i++)
		if (is_name(site->readings.entries[i].key))
			names[count++] = site->readings.entries[i].key;
	return count;
}

const Names *desk_names(Desk *desk)
{
	if (desk->names_known)
		return &desk->names;
	Arena scratch = { 0 };
	Str *names = NEW_ARRAY(&scratch, Str, NAMES_KNOWN);
	desk->names = names_make(names, gather(desk->press->site, names), &desk->named);
	desk->names_known = true;
	arena_free(&scratch);
	return &desk->names;
}

Value view_heading(Desk *desk, const Output *out, Str text)
{
	Buf b = { .arena = &desk->page };
	NameSpan name = { 0 };
	size_t at = 0;
	const Names *names = desk_names(desk);
	for (; !out->language && names_next(names, text, at, &name); at = name.until) {
		buf_escaped(&b, str_sub(text, at, name.from));
		buf_str(&b, STR("<span class=\"whole\">"));
		buf_escaped(&b, str_sub(text, name.from, name.until));
		buf_str(&b, STR("</span>"));
	}
	buf_escaped(&b, str_skip(text, at));
	return value_html(buf_text(&b));
}
