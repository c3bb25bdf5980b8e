#include <assert.h>
#include <string.h>

#include "format/mustache_inner.h"

enum {
	STACK_MAX     = 256,                   /* frames; lenient templates may recurse */
	ESCAPE_GROWTH = 6,                     /* the longest entity: &quot; */
};

typedef struct Run {
	Buf out;                               /* a copy of the caller's, given back at the end */
	const Mustache *set;
	const Scope *scope;
	size_t line;                           /* of the output: a line of the template is due here */
	size_t limit, steps, calls, depth;
	bool cut;
	Indent indent;
	const Value *stack[STACK_MAX];
} Run;

static const Value nothing;

/* Output. */

static inline void put(Run *r, Str text)
{
	if (text.len > r->limit - r->out.len)
		r->cut = true;
	else
		buf_str(&r->out, text);
}

static inline void put_text(Run *r, Str text, bool ends_line)
{
	put(r, text);
	if (ends_line)
		r->line = r->out.len;
}

static inline void put_before(Run *r, const Op *op)
{
	if (op->before.len > r->limit - r->out.len)
		r->cut = true;
	else
		buf_padded(&r->out, op->before);
	if (op->ends_line)
		r->line = r->out.len;
}

static inline bool is_due(const Run *r)
{
	return r->line == r->out.len;
}

static inline void line_begin(Run *r)
{
	if (r->indent.len && is_due(r))
		put(r, (Str){ r->indent.text, r->indent.len });
}

static void put_lines(Run *r, const Op *op)
{
	if (!r->indent.len) {
		put_text(r, op->as.text, op->ends_line);
		return;
	}
	for (Str text = op->as.text; text.len;) {
		Str line = line_take(&text);
		if (!line_is_blank(line))
			line_begin(r);
		put(r, line);
		if (line.ptr[line.len - 1] == '\n')
			r->line = r->out.len;
	}
}

static inline void put_escaped(Run *r, Str text)
{
	if (text.len > (r->limit - r->out.len) / ESCAPE_GROWTH)
		r->cut = true;
	else
		buf_escaped(&r->out, text);
}

static inline void put_value(Run *r, const Value *v, OpCode code)
{
	switch (v->kind) {
	case VALUE_TEXT:
		if (code == OP_RAW)
			put(r, v->as.text);
		else
			put_escaped(r, v->as.text);
		break;
	case VALUE_HTML:
		if (code == OP_VALUE)
			put_escaped(r, v->as.text);
		else
			put(r, v->as.text);
		break;
	case VALUE_TRUE:
		put(r, STR("true"));
		break;
	case VALUE_FALSE:
		put(r, STR("false"));
		break;
	case VALUE_LIST:
		for (uint32_t i = 0; code == OP_HTML && i < v->count; i++)
			put(r, v->as.items[i].kind == VALUE_HTML ? v->as.items[i].as.text : (Str){ 0 });
		break;
	case VALUE_NONE:
	case VALUE_TORN:
	case VALUE_MAP:
	case VALUE_FRAME:
		break;
	}
}

/* Data. */

/* The first part from the innermost frame outwards, the others inside what was found. */
static const Value *value_by_name(const Run *r, const Tag *tag)
{
	if (!tag->count)
		return r->stack[r->depth - 1];
	const Value *v = NULL;
	for (size_t i = r->depth; i-- > 0 && !v;)
		v = value_find(r->stack[i], tag->parts[0]);
	for (size_t i = 1; i < tag->count && v; i++)
		v = value_find(v, tag->parts[i]);
	return v ? v : &nothing;
}

static inline const Value *value_of(const Run *r, const Op *op)
{
	if (op->steps == BY_NAME)
		return value_by_name(r, op->as.tag);
	const Value *v = r->stack[op->level];
	for (size_t i = 0; i < op->steps; i++) {
		if (v->kind != VALUE_FRAME)
			return &nothing;
		assert(op->as.slots[i] < v->as.frame.shape->count);
		v = &v->as.frame.slots[op->as.slots[i]];
	}
	return v;
}

/* Before the instructions from `at` to `end` are begun. */
static bool may_run(Run *r, const Op *at, const Op *end)
{
	size_t count = (size_t)(end - at) + 1;
	if (r->steps < count)
		r->cut = true;
	else
		r->steps -= count;
	return !r->cut;
}

/* Instructions. */

static void run(Run *r, const Op *at, const Op *end);

static void run_with(Run *r, const Value *frame, const Op *at, const Op *end)
{
	if (r->depth == STACK_MAX)
		r->cut = true;
	if (r->cut || !may_run(r, at, end))
		return;
	r->stack[r->depth++] = frame;
	run(r, at, end);
	r->depth--;
}

static void run_each(Run *r, const Op *op)
{
	const Value *v = value_of(r, op);
	const Op *body = op + 1, *end = op + op->skip;
	if (v->kind == VALUE_LIST) {
		for (uint32_t i = 0; i < v->count && !r->cut; i++)
			run_with(r, &v->as.items[i], body, end);
	} else if (value_is_true(v)) {
		run_with(r, v, body, end);
	}
}

static const Template *callee_of(const Run *r, const Tag *tag)
{
	if (!tag->dynamic)
		return mustache_find(r->set, tag->name);
	const Value *name = value_by_name(r, tag);
	return name->kind == VALUE_TEXT ? mustache_find(r->set, name->as.text) : NULL;
}

static void run_call(Run *r, const Tag *tag)
{
	const Template *callee = callee_of(r, tag);
	if (!callee)
		return;
	const Op *end = callee->ops + callee->count;
	if (r->calls == MUSTACHE_CALLS_MAX)
		r->cut = true;
	if (r->cut || !may_run(r, callee->ops, end))
		return;
	size_t indent = indent_push(&r->indent, tag->indent);
	r->calls++;
	run(r, callee->ops, end);
	r->calls--;
	r->indent.len = indent;
}

static void run_parent(Run *r, const Op *op)
{
	Scope scope = { op, r->scope, NULL };
	r->scope = &scope;
	run_call(r, op->as.tag);
	r->scope = scope.outer;
}

static void line_end(Run *r, Str newline)
{
	if (newline.len && !is_due(r))
		put_text(r, newline, true);
}

/* An override sees the overrides of its own callers only, so it cannot come back to itself. */
static void run_override(Run *r, const Tag *site, const Op *given, const Scope *from)
{
	const Scope *scope = r->scope;
	size_t indent = indent_push(&r->indent, site->indent);
	r->scope = from->outer;
	run(r, given + 1, given + given->skip);
	r->scope = scope;
	r->indent.len = indent;
	line_end(r, site->newline);
}

static void run_block(Run *r, const Op *op)
{
	const Scope *from = NULL;
	const Op *given = scope_find(r->scope, op->as.tag->name, &from);
	if (given)
		run_override(r, op->as.tag, given, from);
	else
		run(r, op + 1, op + op->skip);
}

static bool is_text(const Value *v, Str text)
{
	return v->kind == VALUE_TEXT && str_equal(v->as.text, text);
}

static void run(Run *r, const Op *at, const Op *end)
{
	while (at < end && !r->cut) {
		if (at->before.len)
			put_before(r, at);
		switch ((OpCode)at->code) {
		case OP_NONE:     at++; break;
		case OP_LINES:    put_lines(r, at++); break;
		case OP_INDENT:
			if (is_due(r))
				put(r, at->as.text);
			at++;
			break;
		case OP_LINE_END: line_end(r, at->as.text); at++; break;
		case OP_VALUE:
		case OP_RAW:
		case OP_HTML:
			line_begin(r);
			put_value(r, value_of(r, at), (OpCode)at->code);
			at++;
			break;
		case OP_IF:       at += value_is_true(value_of(r, at)) ? 1 : at->skip; break;
		case OP_UNLESS:   at += value_is_true(value_of(r, at)) ? at->skip : 1; break;
		case OP_IS:       at += is_text(value_of(r, at), at[1].as.text) ? 2 : at->skip; break;
		case OP_JUMP:     at += at->skip; break;
		case OP_EACH:     run_each(r, at); at += at->skip; break;
		case OP_PARTIAL:  run_call(r, at->as.tag); at++; break;
		case OP_PARENT:   run_parent(r, at); at += at->skip; break;
		case OP_BLOCK:    run_block(r, at); at += at->skip; break;
		}
	}
}

bool mustache_render(const Template *t, const Value *root, Buf *out)
{
	Run r;
	assert(!t->root || (root->kind == VALUE_FRAME && root->as.frame.shape == t->root));
	r.out = *out;
	r.set = t->set;
	r.scope = NULL;
	r.line = out->len;
	r.limit = out->len + MUSTACHE_OUTPUT_MAX;
	r.steps = MUSTACHE_STEPS_MAX;
	r.calls = 0;
	r.depth = 1;
	r.cut = false;
	r.indent.len = 0;
	r.stack[0] = root;
	run(&r, t->ops, t->ops + t->count);
	*out = r.out;
	return !r.cut;
}
