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

static void add_end(FlyerText *t, uint32_t block, size_t at)
{
	if (t->end_count < FLYER_ENDS)
		t->ends[t->end_count++] = (TextEnd){ block, (uint32_t)at };
}

/* Past kanji and kana: none of them ends a sentence or stands around one. */
static Str skip_letters(Str text)
{
	const unsigned char *p = (const unsigned char *)text.ptr, *end = p + text.len;
	while (end - p >= 3 && (((unsigned)p[0] - 0xe4 < 0xed - 0xe4) | ((p[0] == 0xe3) & (p[1] != 0x80))))
		p += 3;
	return str_skip(text, (size_t)((const char *)p - text.ptr));
}

/* Where the block may be cut: behind a sentence, and behind itself; a heading says nothing alone. */
static void add_ends(FlyerText *t, uint32_t number)
{
	const TextBlock *block = &t->blocks[number];
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
		if (left.len)
			add_end(t, number, block->words.len - left.len);
	}
	add_end(t, number, block->words.len);
}

bool flyer_has_text(Desk *desk, const Record *r)
{
	const TextBlocks all = view_body_blocks(desk, r);
	for (size_t i = 0; i < all.count; i++)
		if (all.items[i].sort != TEXT_HEADING)
			return true;
	return false;
}

FlyerText flyer_text(Desk *desk, const Record *r, size_t most)
{
	const TextBlocks all = view_body_blocks(desk, r);
	FlyerText t = { .blocks = all.items, .leads = r->kind == KIND_NOTICE };
	size_t bytes = 0;
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

Value flyer_text_until(const FlyerText *t, size_t ends, Arena *a)
{
	List list = { .arena = a };
	TextEnd end = ends ? t->ends[ends - 1] : (TextEnd){ 0 };
	for (uint32_t i = 0; ends && i <= end.block; i++) {
		const TextBlock *block = &t->blocks[i];
		list_add(&list, block_frame(block, i < end.block ? block->words : str_sub(block->words, 0, end.at), a));
	}
	return list_value(&list);
}
