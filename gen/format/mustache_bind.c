#include <string.h>

#include "format/mustache_inner.h"

#include "base/nearest.h"

enum {
	OPS_MAX    = 1 << 16,                  /* instructions of one bound template */
	BYTES_MAX  = 4 << 20,                  /* its static text */
	WALK_MAX   = 1 << 18,                  /* instructions looked at to make them */
	NEST_MAX   = 256,                      /* sections, partials and blocks in each other */
	ERRORS_MAX = 200,                      /* then there is no sense in going on */
};

/* Whether a line of a template has just begun. */
typedef enum Due { DUE_NO, DUE_YES, DUE_MAYBE } Due;

typedef struct Call Call;
struct Call {
	const Template *callee;
	const Call *outer;
	size_t depth;
};

typedef struct Bind {
	Library library;
	Arena *arena, *scratch;
	Diag *diag;
	const Call *call;
	const Scope *scope;
	BindFrame frames[MUSTACHE_NESTING_MAX];
	size_t depth, nest, walked, bytes, errors;     /* errors: how many there were before */
	bool full;
	Indent indent;
	Due due;
	Html html;
	Buf text;                              /* static text that is no instruction yet */
	Op *ops;
	size_t count, room;
} Bind;

/* Where two ways through the template meet. */
static Due due_join(Due a, Due b)
{
	return a == b ? a : DUE_MAYBE;
}

static size_t op_push(Bind *b, Op op)
{
	if (b->count == b->room) {
		size_t room = b->room ? b->room * 2 : 256;
		Op *grown = NEW_ARRAY(b->scratch, Op, room);
		if (b->count)
			memcpy(grown, b->ops, b->count * sizeof(*grown));
		b->ops = grown;
		b->room = room;
	}
	b->ops[b->count] = op;
	return b->count++;
}

Str text_lay(Str text, Arena *a)
{
	char *laid = arena_bytes(a, text.len + BUF_BLOCK);
	memcpy(laid, text.ptr, text.len);
	memset(laid + text.len, 0, BUF_BLOCK);
	return (Str){ laid, text.len };
}

/* The text waiting becomes the new op's own. */
static size_t op_add(Bind *b, Op op)
{
	Str text = buf_text(&b->text);
	if (text.len) {
		op.before = text_lay(text, b->arena);
		op.ends_line = text.ptr[text.len - 1] == '\n';
		b->text.len = 0;
	}
	return op_push(b, op);
}

static void text_flush(Bind *b)
{
	if (b->text.len)
		op_add(b, (Op){ .code = OP_NONE });
}

/* Jumps lead here, so no text of before may wait any longer. */
static void op_close(Bind *b, size_t open)
{
	text_flush(b);
	b->ops[open].skip = (uint32_t)(b->count - open);
}

static void line_begin(Bind *b)
{
	Str indent = { b->indent.text, b->indent.len };
	if (!indent.len || b->due == DUE_NO)
		return;
	if (b->due == DUE_YES)
		buf_str(&b->text, indent);
	else
		op_add(b, (Op){ .code = OP_INDENT, .as.text = str_copy(indent, b->arena) });
	b->due = DUE_NO;
}

static void bind_text(Bind *b, Str text)
{
	b->bytes += text.len;
	html_step(&b->html, text);
	while (text.len) {
		Str line = line_take(&text);
		if (!line_is_blank(line))
			line_begin(b);
		buf_str(&b->text, line);
		b->due = line.ptr[line.len - 1] == '\n' ? DUE_YES : DUE_NO;
	}
}

static void say_refusal(Bind *b, const Tag *tag, const HtmlRefusal *why)
{
	Str where = str_from(b->html.attribute[0] ? b->html.attribute : b->html.element);
	tag_error(tag, b->diag, why->code, ARGS(tag->name, where), _(why->message), _(why->hint));
}

static bool value_fits(Bind *b, const Tag *tag, const Slot *slot, bool raw)
{
	switch (slot->type) {
	case SLOT_TEXT:
		if (!raw)
			return true;
		tag_error(tag, b->diag, "value-raw", ARGS(tag->name), _("'{0}' is plain text, not HTML"),
		          _("write {{{0}}} with two braces"));
		return false;
	case SLOT_HTML:
		if (raw)
			return true;
		tag_error(tag, b->diag, "value-html", ARGS(tag->name), _("'{0}' is ready-made HTML"),
		          _("write {{{{0}}}} with three braces"));
		return false;
	case SLOT_BOOL:
	case SLOT_FRAME:
	case SLOT_LIST:
		tag_error(tag, b->diag, "value-kind", ARGS(tag->name), _("'{0}' is not a text to show"),
		          _("write {{#{0}}} … {{/{0}}} around what should appear"));
		return false;
	}
	return false;
}

static void bind_value(Bind *b, const Op *op)
{
	const Tag *tag = op->as.tag;
	bool raw = op->code == OP_RAW;
	Op value = { .code = raw ? OP_HTML : OP_VALUE };
	const Slot *slot = frame_slot(b->frames, b->depth, tag, &value, b->diag);
	if (!slot || !value_fits(b, tag, slot, raw))
		return;
	const HtmlRefusal *why = html_refuses(&b->html, str_from(slot->name), raw);
	if (why) {
		say_refusal(b, tag, why);
		return;
	}
	line_begin(b);
	op_add(b, value);
	if (b->due == DUE_YES)
		b->due = DUE_MAYBE;            /* it may be empty */
}

static void bind_ops(Bind *b, const Op *at, const Op *end);

static bool say_deep(Bind *b, const Tag *tag)
{
	tag_error(tag, b->diag, "layout-deep", NO_ARGS, _("too many sections and partials inside each other"),
	          _("use fewer partials inside partials"));
	return false;
}

static bool nest_enter(Bind *b, const Tag *tag)
{
	if (b->nest < NEST_MAX) {
		b->nest++;
		return true;
	}
	return say_deep(b, tag);
}

static bool frame_push(Bind *b, const Tag *tag, BindFrame frame)
{
	if (b->depth < MUSTACHE_NESTING_MAX) {
		b->frames[b->depth++] = frame;
		return true;
	}
	return say_deep(b, tag);
}

/* A list goes round from its end to its beginning, so there they must be alike to the byte. */
static void html_settle(Bind *b, const Tag *tag, Html before, bool loops)
{
	Html after = b->html;
	b->html = before;
	if (loops ? html_same(&before, &after) : html_join(&b->html, &after))
		return;
	tag_error(tag, b->diag, "html-section", ARGS(tag->name),
	          _("'{0}' begins at one place of the HTML and ends at another"),
	          _("open and close tags, quotes and comments inside the same section"));
}

static OpCode section_code(const Slot *slot, bool inverted)
{
	if (inverted)
		return OP_UNLESS;
	return slot && (slot->type == SLOT_FRAME || slot->type == SLOT_LIST) ? OP_EACH : OP_IF;
}

static void bind_section(Bind *b, const Op *op)
{
	const Tag *tag = op->as.tag;
	Op section = { 0 };
	const Slot *slot = frame_slot(b->frames, b->depth, tag, &section, b->diag);
	section.code = (uint8_t)section_code(slot, op->code == OP_UNLESS);
	bool loops = section.code == OP_EACH && slot->type == SLOT_LIST;
	bool pushes = section.code == OP_EACH || (!slot && op->code == OP_EACH);
	if (!nest_enter(b, tag))
		return;
	BindFrame frame = { slot ? slot->shape : NULL, !slot };
	if (!pushes || frame_push(b, tag, frame)) {
		Html html = b->html;
		Due due = b->due;
		size_t open = op_add(b, section);
		if (loops)
			b->due = DUE_MAYBE;
		bind_ops(b, op + 1, op + op->skip);
		op_close(b, open);
		b->due = due_join(due, b->due);
		b->depth -= pushes;
		html_settle(b, tag, html, loops);
	}
	b->nest--;
}

/* Partials and parents. */

static bool call_is_sound(Bind *b, const Tag *tag, const Template *callee)
{
	for (const Call *call = b->call; call; call = call->outer)
		if (call->callee == callee) {
			tag_error(tag, b->diag, "partial-recursion", ARGS(callee->name),
			          _("'{0}' would contain itself"), _("take this tag out, or write another name"));
			return false;
		}
	if (b->call->depth < MUSTACHE_CALLS_MAX)
		return true;
	return say_deep(b, tag);
}

static void bind_call(Bind *b, const Tag *tag, const Template *callee)
{
	if (!call_is_sound(b, tag, callee) || !nest_enter(b, tag))
		return;
	Call call = { callee, b->call, b->call->depth + 1 };
	size_t indent = indent_push(&b->indent, tag->indent);
	b->call = &call;
	bind_ops(b, callee->ops, callee->ops + callee->count);
	b->call = call.outer;
	b->indent.len = indent;
	b->nest--;
}

static Str template_nearest(const Mustache *m, Str name, Arena *scratch)
{
	Str *names = NEW_ARRAY(scratch, Str, m->templates.count);
	for (size_t i = 0; i < m->templates.count; i++)
		names[i] = m->templates.entries[i].key;
	return str_nearest(name, names, m->templates.count);
}

static const Template *callee_find(Bind *b, const Tag *tag, Str name, bool parent)
{
	const Template *found = mustache_find(b->library.set, name);
	if (found)
		return found;
	Str nearest = template_nearest(b->library.set, name, b->scratch);
	tag_error(tag, b->diag, parent ? "parent-unknown" : "partial-unknown", ARGS(name, nearest),
	          _("there is no layout '{0}'"),
	          nearest.len ? _("did you mean '{1}'?") : _("write the layout's path without its ending"));
	return NULL;
}

/* The slot that names a template, and what it may say; NULL when reported. */
static const MustacheChoices *choices_of(Bind *b, const Tag *tag, Op *is)
{
	const Slot *slot = frame_slot(b->frames, b->depth, tag, is, b->diag);
	if (!slot)
		return NULL;
	const MustacheChoices *choices = choices_find(&b->library, str_from(slot->name));
	if (choices && slot->type == SLOT_TEXT)
		return choices;
	tag_error(tag, b->diag, "partial-dynamic", ARGS(tag->name),
	          _("'{0}' does not name a layout"), _("write the name of a layout without *"));
	return NULL;
}

/* One body for each template the name may stand for, each ending in a jump behind the last. */
static void bind_dynamic(Bind *b, const Tag *tag, bool parent)
{
	Op is = { .code = OP_IS };
	const MustacheChoices *choices = choices_of(b, tag, &is);
	if (!choices)
		return;
	Html html = b->html;
	Due due = b->due, after = due;
	size_t *jumps = NEW_ARRAY(b->scratch, size_t, choices->count), jump_count = 0;
	for (size_t i = 0; i < choices->count; i++) {
		const Template *callee = callee_find(b, tag, choices->templates[i], parent);
		if (!callee)
			continue;
		size_t open = op_add(b, is);
		op_push(b, (Op){ .code = OP_NONE, .as.text = callee->name });
		b->due = due;
		bind_call(b, tag, callee);
		jumps[jump_count++] = op_add(b, (Op){ .code = OP_JUMP });
		op_close(b, open);
		after = due_join(after, b->due);
		html_settle(b, tag, html, true);
	}
	for (size_t i = 0; i < jump_count; i++)
		op_close(b, jumps[i]);
	b->due = after;
}

static void bind_callee(Bind *b, const Tag *tag, bool parent)
{
	if (tag->dynamic) {
		bind_dynamic(b, tag, parent);
		return;
	}
	const Template *callee = callee_find(b, tag, tag->name, parent);
	if (callee)
		bind_call(b, tag, callee);
}

static void bind_parent(Bind *b, const Op *op)
{
	Scope scope = { op, b->scope, b->call };
	b->walked += parent_check(&b->library, op, b->scratch, b->diag);
	b->scope = &scope;
	bind_callee(b, op->as.tag, true);
	b->scope = scope.outer;
}

static void line_end(Bind *b, Str newline)
{
	if (!newline.len || b->due == DUE_YES)
		return;
	if (b->due == DUE_NO) {
		buf_str(&b->text, newline);
	} else {
		op_add(b, (Op){ .code = OP_LINE_END, .as.text = newline });
	}
	html_step(&b->html, newline);
	b->due = DUE_YES;
}

/* An override belongs to the template that gave it: its partials and blocks are those of that place. */
static void bind_override(Bind *b, const Tag *site, const Op *given, const Scope *from)
{
	if (!nest_enter(b, given->as.tag))
		return;
	const Scope *scope = b->scope;
	const Call *call = b->call;
	size_t indent = indent_push(&b->indent, site->indent);
	b->scope = from->outer;
	b->call = from->call;
	bind_ops(b, given + 1, given + given->skip);
	b->scope = scope;
	b->call = call;
	b->indent.len = indent;
	line_end(b, site->newline);
	b->nest--;
}

static void bind_block(Bind *b, const Op *op)
{
	const Scope *from = NULL;
	const Op *given = scope_find(b->scope, op->as.tag->name, &from);
	if (given) {
		bind_override(b, op->as.tag, given, from);
	} else if (nest_enter(b, op->as.tag)) {
		bind_ops(b, op + 1, op + op->skip);
		b->nest--;
	}
}

static bool room_is_left(Bind *b)
{
	if (b->full || b->diag->errors - b->errors > ERRORS_MAX)
		return false;
	b->full = b->walked++ >= WALK_MAX || b->count >= OPS_MAX || b->bytes >= BYTES_MAX;
	if (b->full)
		diag_error(b->diag, &b->call->callee->source, (Pos){ 0 }, "layout-large", NO_ARGS,
		           _("with all its partials this layout is too large"),
		           _("use partials less often inside partials"));
	return !b->full;
}

static void bind_ops(Bind *b, const Op *at, const Op *end)
{
	for (; at < end && room_is_left(b); at += at->skip ? at->skip : 1) {
		switch ((OpCode)at->code) {
		case OP_LINES:   bind_text(b, at->as.text); break;
		case OP_VALUE:
		case OP_RAW:
		case OP_HTML:    bind_value(b, at); break;
		case OP_EACH:
		case OP_IF:
		case OP_UNLESS:  bind_section(b, at); break;
		case OP_PARTIAL: bind_callee(b, at->as.tag, false); break;
		case OP_PARENT:  bind_parent(b, at); break;
		case OP_BLOCK:   bind_block(b, at); break;
		case OP_NONE:
		case OP_INDENT:
		case OP_LINE_END:
		case OP_IS:
		case OP_JUMP:    break;
		}
	}
}

static void end_check(Bind *b, const Template *t)
{
	if (html_is_text(&b->html))
		return;
	Str text = t->source.bytes;
	diag_error(b->diag, &t->source, pos_at(text, text.len, 0), "html-open", NO_ARGS,
	           _("the page ends inside a tag, a comment or a script"),
	           _("look for a missing quote, > or -->"));
}

static const Template *bound_make(const Bind *b, const Template *parsed, const Shape *root)
{
	Template *t = NEW(b->arena, Template);
	Op *ops = NEW_ARRAY(b->arena, Op, b->count);
	if (b->count)
		memcpy(ops, b->ops, b->count * sizeof(*ops));
	*t = (Template){ .name = parsed->name, .source = parsed->source, .set = parsed->set,
	                 .root = root, .ops = ops, .count = b->count };
	return t;
}

const Template *mustache_bind(Mustache *m, Str name, const Shape *root,
                              const MustacheChoices *choices, size_t count, Diag *d)
{
	const Template *parsed = mustache_find(m, name), *bound = NULL;
	size_t errors = d->errors;
	if (!parsed) {
		diag_error(d, &(Source){ .path = name }, (Pos){ 0 }, "template-unknown", ARGS(name),
		           _("there is no layout '{0}'"), _("add the file, or restore it from the history"));
		return NULL;
	}
	Arena scratch = { 0 }, texts = { 0 };
	Call call = { parsed, NULL, 0 };
	Bind *b = NEW(&scratch, Bind);
	*b = (Bind){ .library = { m, choices, count }, .arena = m->arena,
	             .scratch = &scratch, .diag = d, .errors = errors, .call = &call, .due = DUE_YES,
	             .frames = { { root, false } }, .depth = 1, .text = { .arena = &texts } };
	bind_ops(b, parsed->ops, parsed->ops + parsed->count);
	text_flush(b);
	if (d->errors == errors)
		end_check(b, parsed);
	if (d->errors == errors)
		bound = bound_make(b, parsed, root);
	arena_free(&texts);
	arena_free(&scratch);
	return bound;
}
