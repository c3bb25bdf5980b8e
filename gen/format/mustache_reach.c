#include "format/mustache_inner.h"

#include "base/nearest.h"

enum {
	NAMES_MAX   = 256,                     /* templates and blocks a parent can reach */
	NAMES_SHOWN = 12,
};

const MustacheChoices *choices_find(const Library *l, Str slot)
{
	for (size_t i = 0; i < l->choice_count; i++)
		if (str_equal(l->choices[i].slot, slot))
			return &l->choices[i];
	return NULL;
}

/* What a parent's blocks may override: every block of it and of all it calls. */
typedef struct Reach {
	const Template *seen[NAMES_MAX];
	Str blocks[NAMES_MAX];
	size_t seen_count, block_count;
} Reach;

static void reach_add(Reach *r, const Template *t)
{
	for (size_t i = 0; i < r->seen_count; i++)
		if (r->seen[i] == t)
			return;
	if (t && r->seen_count < NAMES_MAX)
		r->seen[r->seen_count++] = t;
}

static void reach_callee(const Library *l, Reach *r, const Tag *tag)
{
	if (!tag->dynamic) {
		reach_add(r, mustache_find(l->set, tag->name));
		return;
	}
	const MustacheChoices *choices = tag->count ? choices_find(l, tag->parts[tag->count - 1]) : NULL;
	for (size_t i = 0; choices && i < choices->count; i++)
		reach_add(r, mustache_find(l->set, choices->templates[i]));
}

static void reach_blocks(const Library *l, Reach *r, const Template *t)
{
	for (size_t i = 0; i < t->count; i++) {
		const Op *op = &t->ops[i];
		if (op->code == OP_BLOCK && r->block_count < NAMES_MAX)
			r->blocks[r->block_count++] = op->as.tag->name;
		else if (op->code == OP_PARTIAL || op->code == OP_PARENT)
			reach_callee(l, r, op->as.tag);
	}
}

static Reach *reach_of(const Library *l, const Tag *tag, Arena *scratch)
{
	Reach *r = NEW(scratch, Reach);
	reach_callee(l, r, tag);
	for (size_t i = 0; i < r->seen_count; i++)
		reach_blocks(l, r, r->seen[i]);
	return r;
}

static bool reach_has(const Reach *r, Str name)
{
	for (size_t i = 0; i < r->block_count; i++)
		if (str_equal(r->blocks[i], name))
			return true;
	return false;
}

static void say_block_unknown(const Reach *r, const Tag *parent, const Tag *tag, Diag *d)
{
	Arena scratch = { 0 };
	const char *message = _("'{1}' has no block '{0}'");
	Str nearest = str_nearest(tag->name, r->blocks, r->block_count);
	size_t shown = r->block_count < NAMES_SHOWN ? r->block_count : NAMES_SHOWN;
	Str known = str_join(&scratch, r->blocks, shown, STR(", "));
	if (nearest.len)
		tag_error(tag, d, "block-unknown", ARGS(tag->name, parent->name, nearest), message,
		          _("did you mean '{2}'?"));
	else if (known.len)
		tag_error(tag, d, "block-unknown", ARGS(tag->name, parent->name, known), message,
		          _("its blocks are: {2}"));
	else
		tag_error(tag, d, "block-unknown", ARGS(tag->name, parent->name), message,
		          _("write {{$name}} … {{/name}} in '{1}' where this should appear"));
	arena_free(&scratch);
}

static void argument_check(const Reach *r, const Op *parent, const Op *block, Diag *d)
{
	const Tag *tag = block->as.tag;
	if (scope_argument(parent, tag->name) != block)
		tag_error(tag, d, "block-twice", ARGS(tag->name), _("block '{0}' is given twice"),
		          _("keep one of them"));
	else if (r->seen_count && !reach_has(r, tag->name))
		say_block_unknown(r, parent->as.tag, tag, d);
}

size_t parent_check(const Library *l, const Op *parent, Arena *scratch, Diag *d)
{
	const Tag *tag = parent->as.tag;
	const Source *source = &tag->home->source;
	if (tag->stray)
		diag_error(d, source, pos_at(source->bytes, tag->stray - 1, 1), "parent-content",
		           ARGS(tag->name), _("what stands outside of the blocks of '{0}' is never shown"),
		           _("move it into a block {{$name}} … {{/name}}, or delete it"));
	ArenaMark mark = arena_mark(scratch);
	const Reach *r = reach_of(l, tag, scratch);
	size_t cost = 0;
	for (size_t i = 0; i < r->seen_count; i++)
		cost += r->seen[i]->count;
	for (const Op *block = parent + 1; block < parent + parent->skip; block += block->skip)
		argument_check(r, parent, block, d);
	arena_reset(scratch, mark);
	return cost;
}
