#include <string.h>

#include "format/mustache_inner.h"
#include "format/mustache_tags.h"

typedef struct Parse {
	Tags tags;
	Arena *arena, *scratch;
	Op *ops;
	size_t op_count, op_room;
	Str dedent;                            /* what the lines of the block around us are freed of */
} Parse;

static size_t op_push(Parse *p, Op op)
{
	if (p->op_count == p->op_room) {
		size_t room = p->op_room ? p->op_room * 2 : 64;
		Op *grown = NEW_ARRAY(p->scratch, Op, room);
		if (p->op_count)
			memcpy(grown, p->ops, p->op_count * sizeof(*grown));
		p->ops = grown;
		p->op_room = room;
	}
	p->ops[p->op_count] = op;
	return p->op_count++;
}

static void op_close(Parse *p, size_t open)
{
	p->ops[open].skip = (uint32_t)(p->op_count - open);
}

static Str dedented(const Parse *p, Str blanks)
{
	size_t common = 0;
	while (common < blanks.len && common < p->dedent.len && blanks.ptr[common] == p->dedent.ptr[common])
		common++;
	return str_skip(blanks, common);
}

static void text_push(Parse *p, Str text)
{
	if (text.len)
		op_push(p, (Op){ .code = OP_LINES, .as.text = text,
		                 .ends_line = text.ptr[text.len - 1] == '\n' });
}

/* Only blanks are taken off, so a text that begins in the middle of a line keeps what it has. */
static void text_emit(Parse *p, size_t from, size_t to)
{
	Str text = str_sub(p->tags.text, from, to);
	if (!p->dedent.len || !text.len) {
		text_push(p, text);
		return;
	}
	Buf out = { .arena = p->arena };
	for (bool fresh = starts_line(&p->tags, from); text.len; fresh = true) {
		Str line = line_take(&text);
		size_t blanks = fresh ? blanks_from(line, 0) : 0;
		buf_str(&out, dedented(p, str_sub(line, 0, blanks)));
		buf_str(&out, str_skip(line, blanks));
	}
	text_push(p, buf_text(&out));
}

/* Where the text before token `i` begins and ends; `i` may be the count of tokens. */
static void gap(const Parse *p, size_t i, size_t *from, size_t *to)
{
	const Token *tokens = p->tags.tokens, *last = i ? &tokens[i - 1] : NULL;
	const Token *next = i < p->tags.count ? &tokens[i] : NULL;
	*from = last ? last->end : p->tags.begin;
	*to = next ? next->start : p->tags.text.len;
	if (last && last->strip_after) {
		*from = blanks_from(p->tags.text, *from);
		*from += newline_at(p->tags.text, *from);
	}
	if (next && next->strip_before)
		*to = blanks_before(&p->tags, *to);
}

static void gap_emit(Parse *p, size_t i)
{
	size_t from, to;
	gap(p, i, &from, &to);
	text_emit(p, from, to);
}

static Str blanks_of(const Parse *p, const Token *t)
{
	size_t from = blanks_before(&p->tags, t->start);
	return str_sub(p->tags.text, from, t->start);
}

static Str newline_of(const Parse *p, const Token *end)
{
	size_t at = blanks_from(p->tags.text, end->end);
	return str_sub(p->tags.text, at, at + newline_at(p->tags.text, at));
}

/* The blanks its first line that has more than blanks begins with. */
static Str indent_inside(const Parse *p, const Token *t)
{
	size_t from = blanks_from(p->tags.text, t->end);
	from += newline_at(p->tags.text, from);
	Str inside = str_sub(p->tags.text, from, p->tags.tokens[t->partner].start);
	while (inside.len) {
		Str line = line_take(&inside);
		if (!line_is_blank(line))
			return str_sub(line, 0, blanks_from(line, 0));
	}
	return blanks_of(p, t);
}

static Tag *tag_make(Parse *p, const Token *t)
{
	Tag *tag = NEW(p->arena, Tag);
	*tag = (Tag){ .home = p->tags.home, .offset = t->start, .length = t->end - t->start,
	              .name = t->name, .dynamic = t->dynamic };
	if (!token_names_data(t) || str_equal(t->name, STR(".")))
		return tag;
	size_t count = 1;
	for (size_t i = 0; i < t->name.len; i++)
		count += t->name.ptr[i] == '.';
	Str *parts = NEW_ARRAY(p->arena, Str, count), rest = t->name;
	for (size_t i = 0; i < count; i++)
		parts[i] = str_cut(rest, '.', &rest);
	tag->parts = parts;
	tag->count = count;
	return tag;
}

static void emit(Parse *p, size_t from, size_t to);

static size_t section_emit(Parse *p, size_t i, OpCode code)
{
	const Token *t = &p->tags.tokens[i];
	size_t open = op_push(p, (Op){ .code = (uint8_t)code, .steps = BY_NAME, .as.tag = tag_make(p, t) });
	emit(p, i + 1, t->partner);
	op_close(p, open);
	return t->partner + 1;
}

/* The blanks before and the line's end behind a block that shares its line belong to its default. */
static void parameter_body(Parse *p, size_t i)
{
	const Token *t = &p->tags.tokens[i], *end = &p->tags.tokens[t->partner];
	size_t first = p->op_count;
	if (t->strip_before && !t->strip_after)
		text_push(p, dedented(p, blanks_of(p, t)));
	size_t lead = p->op_count - first;
	emit(p, i + 1, t->partner);
	if (p->op_count == first + lead)
		p->op_count = first;
	else if (end->strip_after && !end->strip_before)
		text_push(p, newline_of(p, end));
}

static size_t parameter_emit(Parse *p, size_t i)
{
	const Token *t = &p->tags.tokens[i], *end = &p->tags.tokens[t->partner];
	Tag *tag = tag_make(p, t);
	if (t->strip_before)
		tag->indent = dedented(p, t->strip_after ? indent_inside(p, t) : blanks_of(p, t));
	if (end->strip_after)
		tag->newline = newline_of(p, end);
	size_t open = op_push(p, (Op){ .code = OP_BLOCK, .as.tag = tag });
	parameter_body(p, i);
	op_close(p, open);
	return t->partner + 1;
}

static size_t argument_emit(Parse *p, size_t i)
{
	const Token *t = &p->tags.tokens[i];
	Str around = p->dedent;
	size_t open = op_push(p, (Op){ .code = OP_BLOCK, .as.tag = tag_make(p, t) });
	if (t->strip_after)
		p->dedent = indent_inside(p, t);
	emit(p, i + 1, t->partner);
	p->dedent = around;
	op_close(p, open);
	return t->partner + 1;
}

/* Only blocks count inside a parent; the first thing else is noted, for binding to refuse. */
static size_t parent_emit(Parse *p, size_t i)
{
	const Token *t = &p->tags.tokens[i];
	Tag *tag = tag_make(p, t);
	if (t->strip_before)
		tag->indent = dedented(p, blanks_of(p, t));
	size_t open = op_push(p, (Op){ .code = OP_PARENT, .steps = BY_NAME, .as.tag = tag });
	for (size_t j = i + 1; j <= t->partner;) {
		const Token *inner = &p->tags.tokens[j];
		size_t from = p->tags.tokens[j - 1].end, stray = from;
		while (stray < inner->start && strchr(" \t\r\n", p->tags.text.ptr[stray]))
			stray++;
		bool ignored = j == t->partner || inner->argument || inner->kind == TAG_COMMENT ||
		               inner->kind == TAG_DELIMITERS;
		if (!tag->stray && (stray < inner->start || !ignored))
			tag->stray = (uint32_t)stray + 1;
		if (inner->argument)
			j = argument_emit(p, j);
		else
			j = (j < t->partner && token_opens(inner->kind) ? inner->partner : j) + 1;
	}
	op_close(p, open);
	return t->partner + 1;
}

static size_t partial_emit(Parse *p, size_t i)
{
	const Token *t = &p->tags.tokens[i];
	Tag *tag = tag_make(p, t);
	if (t->strip_before)
		tag->indent = dedented(p, blanks_of(p, t));
	op_push(p, (Op){ .code = OP_PARTIAL, .steps = BY_NAME, .as.tag = tag });
	return i + 1;
}

static size_t value_emit(Parse *p, size_t i, OpCode code)
{
	op_push(p, (Op){ .code = (uint8_t)code, .steps = BY_NAME, .as.tag = tag_make(p, &p->tags.tokens[i]) });
	return i + 1;
}

static size_t token_emit(Parse *p, size_t i)
{
	switch (p->tags.tokens[i].kind) {
	case TAG_VALUE:    return value_emit(p, i, OP_VALUE);
	case TAG_RAW:      return value_emit(p, i, OP_RAW);
	case TAG_SECTION:  return section_emit(p, i, OP_EACH);
	case TAG_INVERTED: return section_emit(p, i, OP_UNLESS);
	case TAG_PARTIAL:  return partial_emit(p, i);
	case TAG_PARENT:   return parent_emit(p, i);
	case TAG_BLOCK:    return parameter_emit(p, i);
	case TAG_COMMENT:
	case TAG_DELIMITERS:
	case TAG_END:
		break;
	}
	return i + 1;
}

/* Tokens `from` up to `to`, with the text before, between and behind them. */
static void emit(Parse *p, size_t from, size_t to)
{
	for (size_t i = from; i < to;) {
		gap_emit(p, i);
		i = token_emit(p, i);
	}
	gap_emit(p, to);
}

bool template_parse(Template *t, Arena *a, Diag *d)
{
	Arena scratch = { 0 };
	Parse p = { .arena = a, .scratch = &scratch };
	bool sound = tags_read(&p.tags, t, &scratch, d);
	if (sound) {
		emit(&p, 0, p.tags.count);
		Op *ops = NEW_ARRAY(a, Op, p.op_count);
		if (p.op_count)
			memcpy(ops, p.ops, p.op_count * sizeof(*ops));
		t->ops = ops;
		t->count = p.op_count;
	}
	arena_free(&scratch);
	return sound;
}
