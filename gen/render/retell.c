#include "render/retell.h"

#include "render/markup.h"
#include "render/outputs.h"
#include "render/ruby.h"

/* A page being told again. Depths count open elements; 0 is outside of all. */
typedef struct Telling {
	const Readings *readings;
	const Record *record;                  /* whose page it is, or NULL */
	Buf out;
	Str kept;                              /* of the page: read, not yet written */
	int depth;
	int zone;                              /* at which depth the part with readings began; 0: not in one */
	int mute;                              /* likewise, where nothing is touched */
} Telling;

static const Str zones[] = {
	STR_INIT("h1"), STR_INIT("h2"), STR_INIT("h3"), STR_INIT("h4"), STR_INIT("dt"), STR_INIT("dd"),
};

static const Str mutes[] = {
	STR_INIT("ruby"), STR_INIT("svg"), STR_INIT("button"), STR_INIT("select"), STR_INIT("textarea"),
	STR_INIT("title"), STR_INIT("pre"), STR_INIT("code"),
};

static bool is_among(Str name, const Str *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(name, names[i]))
			return true;
	return false;
}

#define IS_AMONG(name, names) is_among((name), (names), sizeof(names) / sizeof(*(names)))

static void keep(Telling *t, Str part)
{
	if (!t->kept.len)
		t->kept.ptr = part.ptr;
	t->kept.len += part.len;
}

static void write_kept(Telling *t)
{
	buf_str(&t->out, t->kept);
	t->kept.len = 0;
}

/* The text of a record and the line that leads a page. */
static bool is_zone(const MarkupPart *part)
{
	if (IS_AMONG(part->name, zones))
		return true;
	if (!str_equal(part->name, STR("div")) && !str_equal(part->name, STR("p")))
		return false;
	Str class = markup_value(part->whole, STR("class"));
	return str_equal(class, STR("body")) || str_equal(class, STR("lead"));
}

static void open_element(Telling *t, const MarkupPart *part)
{
	t->depth++;
	if (!t->mute && IS_AMONG(part->name, mutes))
		t->mute = t->depth;
	if (!t->zone && is_zone(part))
		t->zone = t->depth;
	keep(t, part->whole);
}

static void close_element(Telling *t, const MarkupPart *part)
{
	if (t->mute == t->depth)
		t->mute = 0;
	if (t->zone == t->depth)
		t->zone = 0;
	if (t->depth)
		t->depth--;
	keep(t, part->whole);
}

static void tell_text(Telling *t, Str text)
{
	if (!t->zone || t->mute || !has_kanji(text)) {
		keep(t, text);
		return;
	}
	write_kept(t);
	if (t->record && str_equal(text, t->record->name))
		ruby_write_name(text, t->record->name_kana, &t->out);
	else
		ruby_write(t->readings, text, &t->out);
}

static Str with_readings(Desk *desk, const Output *out, Str html)
{
	Telling t = { .readings = desk->press->site->ruby,
		      .record = out->kind->scope == OF_RECORD ? out->of.record : NULL,
		      .out = { .arena = &desk->page } };
	Markup m = { .html = html };
	MarkupPart part;
	buf_reserve(&t.out, html.len + html.len / 4);
	while (markup_next(&m, &part)) {
		if (part.sort == MARKUP_OPEN)
			open_element(&t, &part);
		else if (part.sort == MARKUP_CLOSE)
			close_element(&t, &part);
		else if (part.sort == MARKUP_TEXT)
			tell_text(&t, part.whole);
		else
			keep(&t, part.whole);
	}
	write_kept(&t);
	return buf_text(&t.out);
}

Str retell(Desk *desk, const Output *out, Str html)
{
	if (!out->kind->ruby || readings_are_empty(desk->press->site->ruby))
		return html;
	return with_readings(desk, out, html);
}
