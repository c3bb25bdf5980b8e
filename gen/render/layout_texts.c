#include "render/layout_texts.h"

#include "base/utf8.h"

/* A layout being read. */
typedef struct Scan {
	Str layout;
	size_t at;
	Buf text;                              /* since the last break */
	size_t text_at;                        /* where it began */
	void (*tell)(void *context, Str text, size_t at);
	void *context;
} Scan;

/* Letters outside of the places. */
static bool says_something(Str text)
{
	bool in_place = false;
	while (text.len) {
		uint32_t point = utf8_next(&text);
		if (point == '{' || point == '}')
			in_place = point == '{';
		else if (!in_place && (point_is_kanji(point) || point_is_kana(point)))
			return true;
	}
	return false;
}

static void end_text(Scan *s)
{
	Str text = buf_text(&s->text), inner = str_trim(text);
	if (inner.len && says_something(inner))
		s->tell(s->context, inner, s->text_at);
	s->text.len = 0;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void add(Scan *s, Str part, size_t at)
{
	if (!s->text.len && part.len && is_space(*part.ptr))
		return;
	if (!s->text.len)
		s->text_at = at;
	buf_str(&s->text, part);
}

static Str rest_of(const Scan *s)
{
	return str_skip(s->layout, s->at);
}

static void read_byte(Scan *s)
{
	add(s, str_sub(rest_of(s), 0, 1), s->at);
	s->at++;
}

/* Only {{name}} belongs to a text; all other tags end it. */
static void read_mustache(Scan *s)
{
	static const char ends[] = "#^/><$&!{=";
	size_t from = s->at;
	bool raw = str_starts(rest_of(s), STR("{{{"));
	Str close = raw ? STR("}}}") : STR("}}");
	size_t length = str_find(rest_of(s), close);
	Str name = str_trim(str_sub(rest_of(s), 2, length));
	s->at += length + close.len;
	if (!name.len || str_has_byte((Str){ ends, sizeof(ends) - 1 }, *name.ptr)) {
		end_text(s);
		return;
	}
	add(s, STR("{"), from);
	add(s, name, from);
	add(s, STR("}"), from);
}

static bool is_told(Str attribute)
{
	static const Str told[] = { STR_INIT("alt"), STR_INIT("aria-label"), STR_INIT("title"),
		                    STR_INIT("placeholder"), STR_INIT("label") };
	for (size_t i = 0; i < sizeof(told) / sizeof(*told); i++)
		if (str_equal(attribute, told[i]))
			return true;
	return false;
}

/* Letters before the = that stands before the quote at `quote`. */
static Str attribute_before(const Scan *s, size_t quote)
{
	size_t to = quote ? quote - 1 : 0, from = to;
	while (from && ((s->layout.ptr[from - 1] >= 'a' && s->layout.ptr[from - 1] <= 'z') ||
	                s->layout.ptr[from - 1] == '-'))
		from--;
	return str_sub(s->layout, from, to);
}

static void read_value(Scan *s)
{
	bool told = is_told(attribute_before(s, s->at));
	s->at++;
	while (s->at < s->layout.len && s->layout.ptr[s->at] != '"') {
		if (str_starts(rest_of(s), STR("{{")))
			read_mustache(s);
		else
			read_byte(s);
	}
	s->at++;
	if (told)
		end_text(s);
	s->text.len = 0;
}

static void read_tag(Scan *s)
{
	end_text(s);
	while (s->at < s->layout.len && s->layout.ptr[s->at] != '>') {
		if (s->layout.ptr[s->at] == '"') {
			read_value(s);
		} else if (str_starts(rest_of(s), STR("{{"))) {
			read_mustache(s);
			s->text.len = 0;
		} else {
			s->at++;
		}
	}
	s->at++;
}

void layout_texts_each(Str layout, Arena *a, void (*tell)(void *context, Str text, size_t at), void *context)
{
	Scan s = { .layout = layout, .text = { .arena = a }, .tell = tell, .context = context };
	while (s.at < layout.len) {
		if (str_starts(rest_of(&s), STR("{{")))
			read_mustache(&s);
		else if (layout.ptr[s.at] == '<')
			read_tag(&s);
		else
			read_byte(&s);
	}
	end_text(&s);
}

/* Which layouts the pages are made with. */

typedef struct Checking {
	const Files *files;
	const Language *language;
	const File *file;
	bool *wanted;
	Arena *arena;
	Diag *diag;
	bool grown;                            /* another one is wanted */
} Checking;

static Str name_of(const File *file)
{
	Str name = str_skip(file->source.path, str_find_byte(file->source.path, '/') + 1);
	Str end = STR(".mustache");
	return str_ends(name, end) ? str_sub(name, 0, name.len - end.len) : (Str){ 0 };
}

static void want(Checking *c, Str name)
{
	for (size_t i = 0; i < c->files->count; i++) {
		if (c->wanted[i] || !name.len || !str_equal(name_of(&c->files->items[i]), name))
			continue;
		c->wanted[i] = true;
		c->grown = true;
	}
}

/* Its partials and what it extends. */
static void want_named(Checking *c, Str layout)
{
	for (size_t at; (at = str_find(layout, STR("{{"))) < layout.len;) {
		layout = str_skip(layout, at + 2);
		if (layout.len && (*layout.ptr == '>' || *layout.ptr == '<'))
			want(c, str_trim(str_sub(layout, 1, str_find(layout, STR("}}")))));
	}
}

static void want_all(Checking *c)
{
	static const Str everywhere[] = { STR_INIT("parts/line"), STR_INIT("parts/ask"), STR_INIT("parts/tile") };
	for (size_t i = 0; i < sizeof(everywhere) / sizeof(*everywhere); i++)
		want(c, everywhere[i]);
	for (size_t i = 0; i < c->language->pages.count; i++) {
		Str page = c->language->pages.items[i];
		want(c, str_equal(page, STR("list")) ? STR("kind_list") : page);
	}
	while (c->grown) {
		c->grown = false;
		for (size_t i = 0; i < c->files->count; i++)
			if (c->wanted[i])
				want_named(c, c->files->items[i].source.bytes);
	}
}

static void check_text(void *context, Str text, size_t at)
{
	Checking *c = context;
	const Language *l = c->language;
	Said said;
	if (map_find(&l->forms, language_form(text, c->arena)) || language_say(l, text, &said))
		return;
	diag_warning(c->diag, &c->file->source, pos_at(c->file->source.bytes, at, 1), "language-lacks",
	             ARGS(text, l->name, l->src->path), _("'{0}' has no text in {1}"),
	             _("add a line for it to texts: in {2}"));
}

void layout_texts_check(const Files *files, const Site *site, Diag *d)
{
	Arena scratch = { 0 };
	for (size_t n = 0; n < site->languages.count; n++) {
		Checking c = { .files = files, .language = &site->languages.items[n],
			       .wanted = NEW_ARRAY(&scratch, bool, files->count), .arena = &scratch, .diag = d };
		want_all(&c);
		for (size_t i = 0; i < files->count; i++) {
			c.file = &files->items[i];
			if (c.wanted[i])
				layout_texts_each(c.file->source.bytes, &scratch, check_text, &c);
		}
	}
	arena_free(&scratch);
}
