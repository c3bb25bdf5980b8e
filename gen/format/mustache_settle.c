#include <string.h>

#include "format/mustache_inner.h"

/* Of a bound template to one that is shorter: what is known of one frame becomes text, and sections are decided. */

typedef struct Settle {
	const Template *from;
	const Value *frame;
	size_t slot;
	Arena *arena;
	bool *targets;   /* by old number: jumps lead there */
	uint32_t *place; /* by old number: the new one */
	uint32_t *old;   /* by new number */
	Op *ops;
	size_t count;
	Buf text; /* static text that is no instruction yet */
} Settle;

/* A line end in a value does not end a line of the template, as one in its text does: such a value stays. */
static bool is_plain(const Value *v)
{
	switch (v->kind) {
	case VALUE_NONE:
	case VALUE_FALSE:
	case VALUE_TRUE: return true;
	case VALUE_TEXT:
	case VALUE_HTML: return !str_has_byte(v->as.text, '\n');
	case VALUE_LIST:
	case VALUE_MAP:
	case VALUE_TORN:
	case VALUE_FRAME: break;
	}
	return false;
}

/* What the op asks of the frame, where that can be told now; or NULL. */
static const Value *known_to(const Settle *s, const Op *op)
{
	bool asks = op->code == OP_VALUE || op->code == OP_HTML || op->code == OP_IF ||
	            op->code == OP_UNLESS;
	if (!asks || op->level != 0 || op->steps != 2 || op->as.slots[0] != s->slot)
		return NULL;
	const Value *v = &s->frame->as.frame.slots[op->as.slots[1]];
	return is_plain(v) ? v : NULL;
}

/* The op that follows, in the order they are laid down: a section that never shows is passed over. */
static size_t next_of(const Settle *s, size_t at)
{
	const Op *op = &s->from->ops[at];
	const Value *v = known_to(s, op);
	if (v && (op->code == OP_IF || op->code == OP_UNLESS) &&
	    value_is_true(v) == (op->code == OP_UNLESS))
		return at + op->skip;
	return at + (op->code == OP_IS ? 2 : 1);
}

static void find_targets(Settle *s)
{
	for (size_t at = 0; at < s->from->count; at = next_of(s, at))
		if (s->from->ops[at].skip && !known_to(s, &s->from->ops[at]))
			s->targets[at + s->from->ops[at].skip] = true;
}

static void push(Settle *s, size_t at, Op op)
{
	s->old[s->count] = (uint32_t)at;
	s->ops[s->count++] = op;
}

static void push_with_text(Settle *s, size_t at, Op op)
{
	Str text = buf_text(&s->text);
	if (text.len) {
		op.before = text_lay(text, s->arena);
		op.ends_line = text.ptr[text.len - 1] == '\n';
		s->text.len = 0;
	} else {
		op.before = text;
		op.ends_line = false;
	}
	push(s, at, op);
}

static void arrive(Settle *s, size_t at)
{
	if (s->targets[at] && s->text.len)
		push_with_text(s, at, (Op){ .code = OP_NONE });
	s->place[at] = (uint32_t)s->count;
}

static void put_known(Settle *s, const Op *op, const Value *v)
{
	if (op->code != OP_VALUE && op->code != OP_HTML)
		return;
	if (v->kind == VALUE_TRUE || v->kind == VALUE_FALSE)
		buf_str(&s->text, v->kind == VALUE_TRUE ? STR("true") : STR("false"));
	else if (v->kind == VALUE_HTML && op->code == OP_HTML)
		buf_str(&s->text, v->as.text);
	else if (v->kind != VALUE_NONE)
		buf_escaped(&s->text, v->as.text);
}

static void lay_down(Settle *s)
{
	const Op *ops = s->from->ops;
	for (size_t at = 0; at < s->from->count; at = next_of(s, at)) {
		const Value *v = known_to(s, &ops[at]);
		arrive(s, at);
		buf_str(&s->text, ops[at].before);
		if (v)
			put_known(s, &ops[at], v);
		else if (ops[at].code != OP_NONE)
			push_with_text(s, at, ops[at]);
		if (ops[at].code == OP_IS)
			push(s, at + 1, ops[at + 1]);
	}
	s->targets[s->from->count] = true;
	arrive(s, s->from->count);
}

static const Template *template_of(Settle *s)
{
	Template *t = NEW(s->arena, Template);
	Op *ops = NEW_ARRAY(s->arena, Op, s->count);
	for (size_t i = 0; i < s->count; i++) {
		ops[i] = s->ops[i];
		if (ops[i].skip)
			ops[i].skip = s->place[s->old[i] + ops[i].skip] - (uint32_t)i;
	}
	*t = *s->from;
	t->ops = ops;
	t->count = s->count;
	return t;
}

const Template *mustache_settle(const Template *bound, Str slot, const Value *frame, Arena *a)
{
	Arena scratch = { 0 };
	size_t count = bound->count, at = 0;
	while (at < bound->root->count && !str_equal(str_from(bound->root->slots[at].name), slot))
		at++;
	if (at == bound->root->count)
		return bound;
	/* At most one text before each of them and at the end. */
	Settle s = { .from = bound,
		     .frame = frame,
		     .slot = at,
		     .arena = a,
		     .targets = NEW_ARRAY(&scratch, bool, count + 1),
		     .place = NEW_ARRAY(&scratch, uint32_t, count + 1),
		     .old = NEW_ARRAY(&scratch, uint32_t, 2 * count + 1),
		     .ops = NEW_ARRAY(&scratch, Op, 2 * count + 1) };
	Arena texts = { 0 };
	s.text.arena = &texts;
	find_targets(&s);
	lay_down(&s);
	const Template *settled = template_of(&s);
	arena_free(&texts);
	arena_free(&scratch);
	return settled;
}
