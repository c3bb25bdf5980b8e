#include <math.h>
#include <string.h>

#include "base/bits.h"
#include "base/utf8.h"
#include "format/drawing_inner.h"

#define USUAL_LEADING 1.4
#define LEADING_OF(words) ((words)->leading > 0 ? (words)->leading : USUAL_LEADING)

enum { BALANCE_STEPS = 7 };

/* A text while it is gathered from its spans: what pango gets. */
typedef struct Gathering {
	Drawing *drawing;
	Buf text;
	PangoAttrList *attributes;
	bool cut;
} Gathering;

static void note_lost(Drawing *d, uint32_t point)
{
	for (size_t i = 0; i < d->lost_count; i++)
		if (d->lost[i] == point)
			return;
	if (d->lost_count < LOST_MOST)
		d->lost[d->lost_count++] = point;
}

static void note_letter(Drawing *d, uint32_t point, bool spare)
{
	if (point >= SEEN_POINTS || bits_has(d->seen, point))
		return;
	bits_put(d->seen, point);
	d->letters.face += !spare;
	d->letters.spare += spare;
}

static void insert(const Gathering *g, PangoAttribute *attribute, size_t from, size_t until)
{
	attribute->start_index = (guint)from;
	attribute->end_index = (guint)until;
	g->drawing->call.pango_attr_list_insert(g->attributes, attribute);
}

static Str as_utf8(uint32_t point, char bytes[4])
{
	return (Str){ bytes, utf8_encode(point, bytes) };
}

/* A kanji with a selector behind it, which becomes part of it where the spare font has that variant. */
static bool add_variant(Gathering *g, uint32_t kanji, uint32_t selector)
{
	char bytes[4];
	size_t from = g->text.len;
	if (!drawing_has_variant(g->drawing, kanji, selector))
		return false;
	buf_str(&g->text, as_utf8(kanji, bytes));
	buf_str(&g->text, as_utf8(selector, bytes));
	insert(g, g->drawing->call.pango_attr_family_new(DRAWING_SPARE_FAMILY), from, g->text.len);
	note_letter(g->drawing, kanji, true);
	return true;
}

static void add_point(Gathering *g, uint32_t point)
{
	Drawing *d = g->drawing;
	char bytes[4];
	size_t from = g->text.len;
	Glyph glyph = drawing_glyph(d, point);
	if (glyph == GLYPH_NONE)
		note_lost(d, point);
	else if (glyph != GLYPH_INVISIBLE)
		note_letter(d, point, glyph == GLYPH_OF_SPARE);
	if (glyph != GLYPH_INVISIBLE)
		buf_str(&g->text, glyph == GLYPH_NONE ? STR("〓") : as_utf8(point, bytes));
	if (glyph == GLYPH_OF_SPARE)
		insert(g, d->call.pango_attr_family_new(DRAWING_SPARE_FAMILY), from, g->text.len);
}

static void add_points(Gathering *g, Str left)
{
	while (left.len && g->text.len < DRAWING_TEXT_MAX) {
		uint32_t point = utf8_next(&left);
		Str behind = left;
		uint32_t next = left.len ? utf8_next(&behind) : 0;
		if (drawing_is_variant(next) && point_is_kanji(point)) {
			left = behind;
			if (add_variant(g, point, next))
				continue;
			note_lost(g->drawing, next);
		}
		add_point(g, point);
	}
	g->cut |= left.len > 0;
}

static void add_span(Gathering *g, const Span *span, double leading)
{
	const DrawingCalls *c = &g->drawing->call;
	size_t from = g->text.len;
	add_points(g, span->text);
	if (g->text.len == from)
		return;
	insert(g, c->pango_attr_size_new_absolute((int)lround(span->size * PANGO_SCALE)), from, g->text.len);
	double height = span->size * (span->leading > 0 ? span->leading : leading);
	insert(g, c->pango_attr_line_height_new_absolute((int)lround(height * PANGO_SCALE)), from, g->text.len);
	if (span->whole)
		insert(g, c->pango_attr_allow_breaks_new(false), from, g->text.len);
	if (span->bold)
		insert(g, c->pango_attr_weight_new(PANGO_WEIGHT_BOLD), from, g->text.len);
}

/* Phrases: a line may begin with a word, not with the ending of one. */

typedef enum Sort {
	SORT_SPACE, SORT_KANJI, SORT_HIRAGANA, SORT_KATAKANA, SORT_LATIN, SORT_OPENING, SORT_OTHER,
} Sort;

static Sort sort_of(uint32_t point)
{
	static const uint32_t opening[] = { U'「', U'『', U'（', U'(', U'【', U'〈', U'《', U'［' };
	for (size_t i = 0; i < sizeof(opening) / sizeof(*opening); i++)
		if (point == opening[i])
			return SORT_OPENING;
	if (point == ' ' || point == 0x3000)
		return SORT_SPACE;
	if (point_is_hiragana(point) && point != U'ー')
		return SORT_HIRAGANA;
	if (point_is_kana(point))
		return SORT_KATAKANA;
	if (point_is_kanji(point))
		return SORT_KANJI;
	if ((point < 0x2000 && point > ' ') || (point >= 0xff10 && point <= 0xff5a))
		return SORT_LATIN;
	return SORT_OTHER;
}

/* お知らせ, ご案内: what is before the word belongs to it. */
static bool is_honorific(uint32_t point, uint32_t next)
{
	return (point == U'お' || point == U'ご') && sort_of(next) == SORT_KANJI;
}

/* A particle ends what came before it. */
static bool is_particle(uint32_t point)
{
	static const uint32_t particles[] = { U'の', U'を', U'に', U'は', U'が', U'と', U'で', U'へ', U'も' };
	for (size_t i = 0; i < sizeof(particles) / sizeof(*particles); i++)
		if (point == particles[i])
			return true;
	return false;
}

/* ひばりが丘, 卓球の日: a single kanji that no word goes on from ends what came before it. */
static bool is_alone(uint32_t point, uint32_t next)
{
	Sort after = sort_of(next);
	return sort_of(point) == SORT_KANJI && after != SORT_KANJI && after != SORT_HIRAGANA && after != SORT_KATAKANA;
}

/* Whether `point`, between these two, is the first of a phrase. */
static bool begins_phrase(uint32_t last, uint32_t point, uint32_t next)
{
	Sort before = sort_of(last), sort = sort_of(point);
	if (!last || sort == SORT_SPACE || before == SORT_OPENING)
		return false;
	if (before == SORT_SPACE || sort == SORT_OPENING)
		return true;
	if (sort == SORT_HIRAGANA)
		return before == SORT_OTHER || (is_particle(last) && is_honorific(point, next));
	if (before == SORT_HIRAGANA)
		return !is_honorific(last, point) && sort != SORT_OTHER && !is_alone(point, next);
	return before == SORT_OTHER && sort != SORT_OTHER;
}

/* Text that lines are broken in: `most` full-width characters are one. */
typedef struct Phrases {
	const Gathering *g;
	Str text;
	size_t most;
	NameSpan name;                         /* the next one, or the one at hand */
} Phrases;

static bool keep_whole(const Phrases *p, size_t from, size_t until)
{
	bool fits = utf8_count(str_sub(p->text, from, until)) <= p->most;
	if (fits)
		insert(p->g, p->g->drawing->call.pango_attr_allow_breaks_new(false), from, until);
	return fits;
}

/* A phrase longer than a line is broken anywhere but in a name. */
static void keep_phrase(const Phrases *p, size_t from, size_t until)
{
	NameSpan name;
	if (keep_whole(p, from, until))
		return;
	for (; names_next(&p->g->drawing->names, p->text, from, &name) && name.until <= until; from = name.until)
		keep_whole(p, name.from, name.until);
}

/* A name is one word, and so begins where another one, or an ending, is behind. */
static bool begins_here(Phrases *p, size_t at, uint32_t last, uint32_t point, uint32_t next)
{
	bool behind_name = at && at == p->name.until;
	if (at >= p->name.until && !names_next(&p->g->drawing->names, p->text, at, &p->name))
		p->name = (NameSpan){ p->text.len, p->text.len };
	if (at > p->name.from)
		return false;
	if (at == p->name.from && (behind_name || sort_of(last) == SORT_HIRAGANA))
		return true;
	return begins_phrase(last, point, next);
}

static void keep_phrases(const Gathering *g, size_t most)
{
	Phrases p = { .g = g, .text = buf_text(&g->text), .most = most };
	Str left = p.text;
	uint32_t last = 0, point = left.len ? utf8_next(&left) : 0;
	size_t from = 0, at = 0;
	while (at < p.text.len) {
		size_t behind = p.text.len - left.len;
		uint32_t next = left.len ? utf8_next(&left) : 0;
		if (begins_here(&p, at, last, point, next) && at > from) {
			keep_phrase(&p, from, at);
			from = at;
		}
		last = point;
		point = next;
		at = behind;
	}
	keep_phrase(&p, from, p.text.len);
}

/* Setting. */

static PangoLayout *lay(Drawing *d, const Words *words, bool phrases, bool *cut)
{
	static const PangoAlignment alignments[] = {
		[ALIGN_START] = PANGO_ALIGN_LEFT, [ALIGN_CENTER] = PANGO_ALIGN_CENTER, [ALIGN_END] = PANGO_ALIGN_RIGHT,
	};
	const DrawingCalls *c = &d->call;
	ArenaMark mark = arena_mark(&d->arena);
	Gathering g = { .drawing = d, .text = { .arena = &d->arena }, .attributes = c->pango_attr_list_new() };
	for (size_t i = 0; i < words->count; i++)
		add_span(&g, &words->spans[i], LEADING_OF(words));
	insert(&g, c->pango_attr_insert_hyphens_new(false), 0, g.text.len);
	if (phrases && g.text.len)
		keep_phrases(&g, (size_t)(words->width / words->spans[0].size));
	PangoLayout *layout = c->pango_layout_new(d->context);
	c->pango_layout_set_font_description(layout, d->plain);
	c->pango_layout_set_text(layout, g.text.len ? g.text.ptr : "", (int)g.text.len);
	c->pango_layout_set_attributes(layout, g.attributes);
	c->pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	c->pango_layout_set_indent(layout, -(int)lround(words->hang * PANGO_SCALE));
	c->pango_layout_set_alignment(layout, alignments[words->align]);
	if (words->width > 0)
		c->pango_layout_set_width(layout, (int)(words->width * PANGO_SCALE));
	c->pango_attr_list_unref(g.attributes);
	arena_reset(&d->arena, mark);
	*cut = g.cut;
	return layout;
}

static int width_of(const Drawing *d, PangoLayout *layout)
{
	PangoRectangle box;
	d->call.pango_layout_get_extents(layout, NULL, &box);
	return box.width;
}

/* As narrow as it can be without a line more: then its lines are of like length. */
static void balance(const Drawing *d, PangoLayout *layout, double width)
{
	const DrawingCalls *c = &d->call;
	int lines = c->pango_layout_get_line_count(layout);
	int wide = (int)(width * PANGO_SCALE), narrow = wide / lines;
	for (int i = 0; i < BALANCE_STEPS && lines > 1; i++) {
		int middle = narrow + (wide - narrow) / 2;
		c->pango_layout_set_width(layout, middle);
		if (c->pango_layout_get_line_count(layout) > lines || width_of(d, layout) > middle)
			narrow = middle;
		else
			wide = middle;
	}
	c->pango_layout_set_width(layout, wide);
}

static PangoLayout *lay_phrases(Drawing *d, const Words *words, bool *cut)
{
	PangoLayout *layout = lay(d, words, true, cut);
	if (width_of(d, layout) > (int)(words->width * PANGO_SCALE)) {
		d->call.g_object_unref(layout);
		layout = lay(d, words, false, cut);
	}
	balance(d, layout, words->width);
	if (words->align != ALIGN_START)
		d->call.pango_layout_set_width(layout, (int)(words->width * PANGO_SCALE));
	return layout;
}

static PangoLayout *lay_gently(Drawing *d, const Words *words, bool *cut)
{
	const DrawingCalls *c = &d->call;
	PangoLayout *plain = lay(d, words, false, cut);
	int lines = c->pango_layout_get_line_count(plain);
	if (lines == 1)
		return plain;
	PangoLayout *phrases = lay(d, words, true, cut);
	bool fits = c->pango_layout_get_line_count(phrases) <= lines &&
	            width_of(d, phrases) <= (int)(words->width * PANGO_SCALE);
	c->g_object_unref(fits ? plain : phrases);
	return fits ? phrases : plain;
}

static PangoLayout *lay_words(Drawing *d, const Words *words, bool *cut)
{
	if (words->width > 0 && words->phrases)
		return lay_phrases(d, words, cut);
	return words->width > 0 && words->gently ? lay_gently(d, words, cut) : lay(d, words, false, cut);
}

const SetWords *drawing_set(Drawing *d, const Words *words)
{
	const DrawingCalls *c = &d->call;
	bool cut;
	PangoLayout *layout = lay_words(d, words, &cut);
	PangoRectangle box;
	c->pango_layout_get_extents(layout, NULL, &box);
	Setting *s = NEW(&d->arena, Setting);
	*s = (Setting){ .layout = layout, .next = d->settings };
	s->set = (SetWords){ .width = (double)box.width / PANGO_SCALE,
		             .height = (double)box.height / PANGO_SCALE,
		             .baseline = (double)c->pango_layout_get_baseline(layout) / PANGO_SCALE,
		             .lines = c->pango_layout_get_line_count(layout),
		             .cut = cut };
	d->settings = s;
	return &s->set;
}

DrawnBox drawing_ink(const Drawing *d, const SetWords *set)
{
	PangoRectangle ink;
	d->call.pango_layout_get_extents(((const Setting *)set)->layout, &ink, NULL);
	return (DrawnBox){ (double)ink.x / PANGO_SCALE, (double)ink.y / PANGO_SCALE, (double)ink.width / PANGO_SCALE,
		           (double)ink.height / PANGO_SCALE };
}

void drawing_keep_names(Drawing *d, const Names *names)
{
	d->names = *names;
}

void drawing_forget(Drawing *d)
{
	for (const Setting *s = d->settings; s; s = s->next)
		d->call.g_object_unref(s->layout);
	d->settings = NULL;
	d->lost_count = 0;
	memset(d->seen, 0, sizeof(d->seen));
	d->letters = (DrawnLetters){ 0 };
	arena_reset(&d->arena, (ArenaMark){ 0 });
}

size_t drawing_lost(const Drawing *d, const uint32_t **points)
{
	*points = d->lost;
	return d->lost_count;
}

DrawnLetters drawing_letters(const Drawing *d)
{
	return d->letters;
}
