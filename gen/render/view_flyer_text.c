#include "render/view.h"

#include "base/utf8.h"
#include "format/markdown.h"

/* More than a sheet has room for. */
enum { BLOCKS_MOST = 64, POINTS_MOST = 1500 };

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

/* Where the block may be cut: behind a sentence, and behind itself; a heading says nothing alone. */
static void add_ends(FlyerText *t, uint32_t number)
{
	const TextBlock *block = &t->blocks[number];
	int depth = 0;
	if (block->sort == TEXT_HEADING)
		return;
	for (Str left = block->words; left.len;) {
		uint32_t point = utf8_next(&left), next;
		depth += point == U'「' || point == U'『' || point == U'（';
		depth -= depth && is_closing(point);
		if (depth || !is_stop(point, left))
			continue;
		for (Str behind = left; behind.len && is_closing(next = utf8_next(&behind));)
			left = behind;
		if (left.len)
			add_end(t, number, block->words.len - left.len);
	}
	add_end(t, number, block->words.len);
}

FlyerText flyer_text(Desk *desk, const Record *r, Arena *a)
{
	TextBlock *blocks = NEW_ARRAY(a, TextBlock, BLOCKS_MOST + 1);
	FlyerText t = { .blocks = blocks, .leads = r->kind == KIND_NOTICE };
	size_t points = 0, count = markdown_blocks(view_body_again(desk, r), blocks, BLOCKS_MOST + 1, a);
	for (t.count = 0; t.count < count && t.count < BLOCKS_MOST && points < POINTS_MOST; t.count++) {
		points += utf8_count(blocks[t.count].words);
		add_ends(&t, (uint32_t)t.count);
	}
	t.endless = t.count < count || t.end_count == FLYER_ENDS || points >= POINTS_MOST;
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
