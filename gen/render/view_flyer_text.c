#include "render/view.h"

#include "base/utf8.h"
#include "format/markdown.h"

/* More than a sheet has room for. */
enum { BLOCKS_MOST = 64 };

/* 。」 is one end: the bracket belongs to the sentence. */
static bool is_closing(uint32_t point)
{
	return point == U'」' || point == U'』' || point == U'）' || point == ')' || point == U'”';
}

static bool is_stop(uint32_t point, Str behind)
{
	bool ends_latin = (point == '.' || point == '!' || point == '?') && (!behind.len || behind.ptr[0] == ' ');
	return point == U'。' || point == U'！' || point == U'？' || ends_latin;
}

static void add_end(FlyerText *t, uint32_t block, size_t at, bool within)
{
	if (t->end_count < FLYER_ENDS)
		t->ends[t->end_count++] = (TextEnd){ block, (uint32_t)at, within };
}

/* Within long sentences. */

/* In bytes of kanji and kana. Cuts that lie nearer to each other would make no difference to a sheet. */
enum { STRETCH = FLYER_STRETCH * 3, APART = 20 * 3 };

static bool is_comma(uint32_t point)
{
	return point == U'、' || point == U'，' || point == ',';
}

/* A word in kanji or katakana comes behind kana, or anything behind a space. */
static bool begins_word(uint32_t last, uint32_t point)
{
	bool kana = point_is_hiragana(last) && last != U'ー';
	return last == ' ' || last == 0x3000 || last == U'・' ||
	       (kana && (point_is_kanji(point) || (point_is_kana(point) && !point_is_hiragana(point))));
}

/* Whether a stretch may be cut here, so many bytes behind where it was last. */
static bool may_cut(uint32_t last, uint32_t point, size_t behind)
{
	if (is_closing(point) || is_comma(point) || is_stop(point, (Str){ 0 }))
		return false;
	return is_comma(last) || (behind >= STRETCH && begins_word(last, point)) ||
	       (behind >= 2 * STRETCH && point_is_cjk(last) && point_is_kanji(point));
}

static void add_ends_within(FlyerText *t, uint32_t number, size_t from, size_t until)
{
	Str left = str_sub(t->blocks[number].words, 0, until);
	uint32_t last = 0;
	for (left = str_skip(left, from); left.len > APART;) {
		size_t at = until - left.len;
		uint32_t point = utf8_next(&left);
		if (last && at - from >= APART && may_cut(last, point, at - from)) {
			add_end(t, number, at, true);
			from = at;
		}
		last = point;
	}
}

/* A sentence that ends there, or a block, from where the last one ended. */
static void add_sentence(FlyerText *t, uint32_t number, size_t from, size_t until)
{
	if (until - from > STRETCH)
		add_ends_within(t, number, from, until);
	add_end(t, number, until, false);
}

/* Past kanji and kana: none of them ends a sentence or stands around one. */
static Str skip_letters(Str text)
{
	const unsigned char *p = (const unsigned char *)text.ptr, *end = p + text.len;
	while (end - p >= 3 && (((unsigned)p[0] - 0xe4 < 0xed - 0xe4) | ((p[0] == 0xe3) & (p[1] != 0x80))))
		p += 3;
	return str_skip(text, (size_t)((const char *)p - text.ptr));
}

/* Where the block may be cut; a heading says nothing alone. */
static void add_ends(FlyerText *t, uint32_t number)
{
	const TextBlock *block = &t->blocks[number];
	size_t from = 0;
	int depth = 0;
	if (block->sort == TEXT_HEADING)
		return;
	for (Str left = block->words; (left = skip_letters(left)).len;) {
		uint32_t point = utf8_next(&left);
		depth += point == U'「' || point == U'『' || point == U'（';
		depth -= depth && is_closing(point);
		if (depth || !is_stop(point, left))
			continue;
		for (Str behind = left; behind.len && is_closing(utf8_next(&behind));)
			left = behind;
		size_t until = block->words.len - left.len;
		if (left.len)
			add_sentence(t, number, from, until);
		from = left.len ? until : from;
	}
	add_sentence(t, number, from, block->words.len);
}

bool flyer_has_text(Desk *desk, const Record *r)
{
	const TextBlocks all = view_body_blocks(desk, r);
	for (size_t i = 0; i < all.count; i++)
		if (all.items[i].sort != TEXT_HEADING)
			return true;
	return false;
}

static size_t bytes_of(TextBlocks all)
{
	size_t bytes = 0;
	for (size_t i = 0; i < all.count; i++)
		bytes += all.items[i].words.len;
	return bytes;
}

FlyerText flyer_text(Desk *desk, const Record *r, size_t whole, size_t part)
{
	const TextBlocks all = view_body_blocks(desk, r);
	FlyerText t = { .blocks = all.items, .leads = r->kind == KIND_NOTICE };
	size_t bytes = 0, most = bytes_of(all) < whole ? whole : part;
	for (; t.count < all.count && t.count < BLOCKS_MOST && bytes < most; t.count++) {
		bytes += all.items[t.count].words.len;
		add_ends(&t, (uint32_t)t.count);
	}
	t.endless = t.count < all.count || t.end_count == FLYER_ENDS || bytes >= most;
	return t;
}

static Value block_frame(const TextBlock *block, Str words, Arena *a)
{
	Value *s = frame_slots(&PARAGRAPH_SHAPE, a);
	s[SLOT_PARAGRAPH_WORDS] = value_text(words);
	s[SLOT_PARAGRAPH_HEADING] = value_bool(block->sort == TEXT_HEADING);
	s[SLOT_PARAGRAPH_ITEM] = value_bool(block->sort == TEXT_ITEM);
	return value_frame(&PARAGRAPH_SHAPE, s);
}

/* 、…… would stop twice. */
static Str without_comma(Str words)
{
	Str end = words.len < 3 ? (Str){ 0 } : str_skip(words, words.len - 3);
	if (str_ends(words, STR(",")))
		return str_sub(words, 0, words.len - 1);
	return str_equal(end, STR("、")) || str_equal(end, STR("，")) ? str_sub(words, 0, words.len - 3) : words;
}

static Str words_until(Str words, const TextEnd *end, Arena *a)
{
	words = str_sub(words, 0, end->at);
	return end->within ? STR_CONCAT(a, without_comma(str_trim(words)), STR("……")) : words;
}

Value flyer_text_until(const FlyerText *t, size_t ends, Arena *a)
{
	List list = { .arena = a };
	TextEnd end = ends ? t->ends[ends - 1] : (TextEnd){ 0 };
	for (uint32_t i = 0; ends && i <= end.block; i++) {
		const TextBlock *block = &t->blocks[i];
		Str words = i < end.block ? block->words : words_until(block->words, &end, a);
		list_add(&list, block_frame(block, words, a));
	}
	return list_value(&list);
}
