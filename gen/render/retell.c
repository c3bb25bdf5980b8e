#include "render/retell.h"

#include <string.h>

#include "render/address.h"
#include "render/languages.h"
#include "render/markup.h"
#include "render/plan.h"
#include "render/ruby.h"

/* A page being told again. Depths count open elements; 0 is outside of all. */
typedef struct Telling {
	Desk *desk;
	const Readings *readings;
	const Language *language;
	bool english;
	const Record *record;                  /* spoken of: whose page it is, then those that links lead to */
	Buf out;
	Str kept;                              /* of the page: read, not yet written */
	int depth;
	int mute;                              /* depth of the part where nothing is touched; 0: not in one */
	int bare;                              /* likewise, where there may be no tags: texts only */
	int noted;                             /* likewise, the link that wants a note */
} Telling;

#define IS_AMONG(name, names) is_among((name), (names), sizeof(names) / sizeof(*(names)))

static bool is_among(Str name, const Str *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(name, names[i]))
			return true;
	return false;
}

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

/* Texts. */

/* Of the five that buf_escaped writes. */
static Str unescaped(const Telling *t, Str text)
{
	static const struct { Str entity; char c; } entities[] = {
		{ STR_INIT("&amp;"), '&' }, { STR_INIT("&lt;"), '<' }, { STR_INIT("&gt;"), '>' },
		{ STR_INIT("&quot;"), '"' }, { STR_INIT("&#39;"), '\'' }, { STR_INIT("&#x27;"), '\'' },
	};
	if (!str_has_byte(text, '&'))
		return text;
	Buf b = { .arena = &t->desk->group };
	while (text.len) {
		size_t i = 0, count = sizeof(entities) / sizeof(*entities);
		while (i < count && !str_take(&text, entities[i].entity))
			i++;
		buf_char(&b, i < count ? entities[i].c : *text.ptr);
		text = str_skip(text, i < count ? 0 : 1);
	}
	return buf_text(&b);
}

/* Staff write {漢字|かんじ} in easy texts: the first of them in `text`; false where there is none. */
static bool cut_ruby(Str *text, Str *before, Reading *ruby)
{
	size_t open = str_find_byte(*text, '{'), bar = open + str_find_byte(str_skip(*text, open), '|');
	size_t close = open + str_find_byte(str_skip(*text, open), '}');
	if (close >= text->len || bar >= close)
		return false;
	*before = str_sub(*text, 0, open);
	*ruby = (Reading){ str_sub(*text, open + 1, bar), str_sub(*text, bar + 1, close) };
	*text = str_skip(*text, close + 1);
	return true;
}

/* Easy Japanese, escaped, with readings over all of it. */
static void write_read(Telling *t, Str text)
{
	Buf escaped = { .arena = &t->desk->group };
	Str before;
	Reading ruby;
	buf_escaped(&escaped, text);
	for (text = buf_text(&escaped); cut_ruby(&text, &before, &ruby);) {
		ruby_write(t->readings, before, &t->out);
		ruby_write_piece(ruby, &t->out);
	}
	ruby_write(t->readings, text, &t->out);
}

/* For titles and attributes. */
static void write_bare(Telling *t, Str text)
{
	Str before;
	Reading ruby;
	while (cut_ruby(&text, &before, &ruby)) {
		buf_escaped(&t->out, before);
		buf_escaped(&t->out, ruby.base);
	}
	buf_escaped(&t->out, text);
}

static void write_japanese(Telling *t, Str text)
{
	if (!has_japanese(text)) {
		buf_escaped(&t->out, text);
		return;
	}
	buf_str(&t->out, STR("<span lang=\"ja\">"));
	buf_escaped(&t->out, text);
	buf_str(&t->out, STR("</span>"));
}

static void write_piece(Telling *t, SaidPiece piece, bool bare)
{
	if (bare)
		write_bare(t, piece.text);
	else if (t->language->easy)
		write_read(t, piece.text);
	else if (piece.japanese)
		write_japanese(t, piece.text);
	else
		buf_escaped(&t->out, piece.text);
}

/* In easy Japanese a number and what counts it are read together. */
static void write_joined(Telling *t, const Said *said)
{
	Buf whole = { .arena = &t->desk->group };
	for (size_t i = 0; i < said->count; i++)
		buf_str(&whole, said->pieces[i].text);
	write_read(t, buf_text(&whole));
}

/* False where the language has nothing for it: then nothing is written. */
static bool write_anew(Telling *t, Str text, bool bare)
{
	Said said;
	if (!language_say(t->language, text, &said))
		return false;
	if (t->language->easy && !bare)
		write_joined(t, &said);
	for (size_t i = 0; i < said.count && (bare || !t->language->easy); i++)
		write_piece(t, said.pieces[i], bare);
	return true;
}

/* What a text became, once for all pages of one worker: most of a page is on many others too. */
typedef struct Retold {
	Str html;
	bool known;
} Retold;

enum { TOLD_TEXTS = 20000, TOLD_BYTES = 300 };

static Str told_key(const Telling *t, Str text, bool bare)
{
	int number = (int)(t->language - t->desk->press->site->languages.items);
	return STR_CONCAT(&t->desk->page, str_format(&t->desk->page, "%d%c", number, bare ? 'b' : 'p'), text);
}

static void remember(Telling *t, Str key, Str html, bool known)
{
	Desk *desk = t->desk;
	if (desk->texts_told.count >= TOLD_TEXTS || key.len > TOLD_BYTES)
		return;
	Retold *told = NEW(&desk->told, Retold);
	*told = (Retold){ str_copy(html, &desk->told), known };
	desk->texts_told.arena = &desk->told;
	map_put(&desk->texts_told, str_copy(key, &desk->told), told);
}

static bool write_said(Telling *t, Str text, bool bare)
{
	Str key = told_key(t, text, bare);
	const Retold *told = t->desk->texts_told.count ? map_find(&t->desk->texts_told, key) : NULL;
	size_t from = t->out.len;
	if (told) {
		buf_str(&t->out, told->html);
		return told->known;
	}
	bool known = write_anew(t, text, bare);
	remember(t, key, str_skip(buf_text(&t->out), from), known);
	return known;
}

static bool write_of_record(Telling *t, Str text, bool bare)
{
	const Record *r = t->record;
	if (!r || !text.len)
		return false;
	bool name = str_equal(text, r->name), summary = str_equal(text, r->summary);
	Str easy = name ? r->easy->name : summary ? r->easy->summary : (Str){ 0 };
	if (!name && !easy.len)
		return false;
	if (easy.len)
		write_piece(t, (SaidPiece){ easy, false }, bare);
	else if (bare)
		buf_escaped(&t->out, text);
	else
		ruby_write_name(t->readings, text, r->name_kana, &t->out);
	return true;
}

/* A name that its holders gave it themselves comes first; people ask the way by the Japanese one. */
static bool write_english_name(Telling *t, Str text, bool bare)
{
	const Record *r = t->record;
	if (!r || !r->name_en.len || !t->english || !str_equal(text, r->name))
		return false;
	buf_escaped(&t->out, r->name_en);
	if (bare)
		return true;
	buf_str(&t->out, STR(" <span class=\"own\" lang=\"ja\">"));
	buf_escaped(&t->out, text);
	buf_str(&t->out, STR("</span>"));
	return true;
}

static bool write_by_record(Telling *t, Str text, bool bare)
{
	return t->language->easy ? write_of_record(t, text, bare) : write_english_name(t, text, bare);
}

/* Titles tell the page, its area and the site with bars between them. */
static void write_title(Telling *t, Str text)
{
	Str bar = STR(" | ");
	while (text.len) {
		Str part = str_sub(text, 0, str_find(text, bar));
		if (!write_by_record(t, part, true) && !write_said(t, part, true))
			write_bare(t, part);
		text = str_skip(text, part.len);
		if (str_take(&text, bar))
			buf_str(&t->out, bar);
	}
}

static void write_text(Telling *t, Str text)
{
	if (t->bare) {
		write_title(t, text);
	} else if (!write_by_record(t, text, false) && !write_said(t, text, false)) {
		if (t->language->easy)
			write_read(t, text);
		else
			write_japanese(t, text);
	}
}

static void tell_text(Telling *t, Str text)
{
	Str inner = str_trim(text);
	if (t->mute || !has_japanese(inner)) {
		keep(t, text);
		return;
	}
	size_t before = (size_t)(inner.ptr - text.ptr);
	write_kept(t);
	buf_str(&t->out, str_sub(text, 0, before));
	write_text(t, unescaped(t, inner));
	keep(t, str_skip(text, before + inner.len));
}

/* Links. */

/* The path of the Japanese page that an address of this site names, or empty. */
static Str page_of_address(const Telling *t, Str address)
{
	Str path = path_of_address(t->desk->press->site, unescaped(t, address), &t->desk->group);
	return str_ends(path, STR(".html")) ? path : (Str){ 0 };
}

static void speak_of(Telling *t, Str path)
{
	const Output *to = plan_find(t->desk->plan, path);
	if (to && to->kind->scope == OF_RECORD)
		t->record = to->of.record;
}

/* Writes the address of the page in the language; false where there is none. */
static bool write_address(Telling *t, Str address)
{
	Str base = t->desk->press->site->info.base_path, path = page_of_address(t, address);
	if (!path.len || !plan_find(t->desk->plan, path_in(t->language, path, &t->desk->group)))
		return false;
	buf_str(&t->out, base);
	buf_char(&t->out, '/');
	buf_str(&t->out, t->language->path);
	buf_str(&t->out, str_skip(address, base.len));
	return true;
}

static void tell_address(Telling *t, Str address)
{
	Str path = page_of_address(t, address);
	if (path.len)
		speak_of(t, path);
	if (write_address(t, address))
		return;
	buf_str(&t->out, address);
	if (!path.len)
		return;
	buf_str(&t->out, STR("\" hreflang=\"ja"));
	t->noted = t->depth;
}

static void write_note(Telling *t)
{
	t->noted = 0;
	if (t->bare)
		return;
	write_kept(t);
	buf_str(&t->out, STR(" <small class=\"tongue\">"));
	write_piece(t, (SaidPiece){ t->language->note, false }, false);
	buf_str(&t->out, STR("</small>"));
}

/* In a drawing a link is called by its <title>, and there are no other tags. */
static void write_bare_note(Telling *t)
{
	write_kept(t);
	buf_char(&t->out, ' ');
	write_bare(t, t->language->note);
	t->noted = 0;
}

/* Attributes. */

static const Str told_attributes[] = {
	STR_INIT("alt"), STR_INIT("aria-label"), STR_INIT("title"), STR_INIT("placeholder"), STR_INIT("content"),
	STR_INIT("label"),
};

/* What scripts say: texts with bars between them. Other data-… are for scripts alone. */
static const Str told_data[] = { STR_INIT("data-words"), STR_INIT("data-access"), STR_INIT("data-name") };

static void write_words(Telling *t, Str words)
{
	while (words.len) {
		Str word = str_sub(words, 0, str_find_byte(words, '|'));
		if (!write_said(t, word, true))
			write_bare(t, word);
		words = str_skip(words, word.len);
		if (str_take(&words, STR("|")))
			buf_char(&t->out, '|');
	}
}

static void tell_attribute(Telling *t, const MarkupPart *part, MarkupAttribute attribute)
{
	bool link = str_equal(attribute.name, STR("href")) && str_equal(part->name, STR("a"));
	bool own = link && markup_has(part->whole, STR("hreflang"));
	bool data = IS_AMONG(attribute.name, told_data);
	bool told = (data || IS_AMONG(attribute.name, told_attributes)) && has_japanese(attribute.value);
	Str value = told ? unescaped(t, attribute.value) : (Str){ 0 };
	if (link && !own)
		tell_address(t, attribute.value);
	else if (!told)
		buf_str(&t->out, attribute.value);
	else if (data)
		write_words(t, value);
	else
		write_title(t, value);
}

static void tell_tag(Telling *t, const MarkupPart *part)
{
	Str whole = part->whole, rest = whole;
	size_t from = 0;
	MarkupAttribute attribute;
	write_kept(t);
	while (markup_attribute(&rest, &attribute)) {
		size_t at = (size_t)(attribute.value.ptr - whole.ptr);
		buf_str(&t->out, str_sub(whole, from, at));
		tell_attribute(t, part, attribute);
		from = at + attribute.value.len;
	}
	keep(t, str_skip(whole, from));
}

/* Elements. */

/* Where there can be no tags. */
static const Str plain[] = {
	STR_INIT("svg"), STR_INIT("button"), STR_INIT("option"), STR_INIT("textarea"), STR_INIT("title"),
};

static const Str mutes[] = { STR_INIT("ruby"), STR_INIT("pre"), STR_INIT("code") };

/* What has another language of its own is in it already. */
static bool is_mute(const Telling *t, const MarkupPart *part)
{
	if (IS_AMONG(part->name, mutes))
		return true;
	Str lang = markup_value(part->whole, STR("lang"));
	bool own = t->language->easy && str_equal(lang, t->language->lang);
	return lang.len && !own && !str_equal(part->name, STR("html"));
}

static void open_element(Telling *t, const MarkupPart *part)
{
	t->depth++;
	if (!t->mute && is_mute(t, part))
		t->mute = t->depth;
	if (!t->bare && IS_AMONG(part->name, plain))
		t->bare = t->depth;
	if (!t->mute)
		tell_tag(t, part);
	else
		keep(t, part->whole);
}

static void close_element(Telling *t, const MarkupPart *part)
{
	if (t->noted && t->noted == t->depth)
		write_note(t);
	else if (t->noted && t->bare && str_equal(part->name, STR("title")))
		write_bare_note(t);
	if (t->mute == t->depth)
		t->mute = 0;
	if (t->bare == t->depth)
		t->bare = 0;
	if (t->depth)
		t->depth--;
	keep(t, part->whole);
}

static Str told(Telling *t, Str html)
{
	Markup m = { .html = html };
	MarkupPart part;
	buf_reserve(&t->out, html.len + html.len / 4);
	while (markup_next(&m, &part)) {
		if (part.sort == MARKUP_OPEN)
			open_element(t, &part);
		else if (part.sort == MARKUP_CLOSE)
			close_element(t, &part);
		else if (part.sort == MARKUP_TEXT)
			tell_text(t, part.whole);
		else if (part.sort == MARKUP_ALONE && !t->mute)
			tell_tag(t, &part);
		else
			keep(t, part.whole);
	}
	write_kept(t);
	return buf_text(&t->out);
}

Str retell(Desk *desk, const Output *out, Str html)
{
	Telling t = { .desk = desk,
		      .readings = desk->press->site->ruby,
		      .language = output_language(desk->press, out),
		      .record = out->kind->scope == OF_RECORD ? out->of.record : NULL,
		      .out = { .arena = &desk->page } };
	/* Only the page itself grows in the page's arena, so it need not be moved. */
	ArenaMark scratch = arena_mark(&desk->group);
	t.english = t.language && str_starts(t.language->lang, STR("en"));
	if (t.language)
		html = told(&t, html);
	arena_reset(&desk->group, scratch);
	return html;
}
