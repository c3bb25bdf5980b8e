#include "format/mustache_inner.h"

#include "base/nearest.h"

enum { NAMES_SHOWN = 12, NAMES_MAX = 256 };

void tag_error(const Tag *tag, Diag *d, const char *code, const Str *args, size_t count,
               const char *message, const char *hint)
{
	const Source *source = &tag->home->source;
	diag_error(d, source, pos_at(source->bytes, tag->offset, tag->length), code, args, count, message, hint);
}

static const Slot *shape_slot(const Shape *shape, Str name, uint16_t *at)
{
	for (size_t i = 0; shape && i < shape->count; i++)
		if (str_equal(str_from(shape->slots[i].name), name)) {
			*at = (uint16_t)i;
			return &shape->slots[i];
		}
	return NULL;
}

static bool is_everywhere(Str name)
{
	return str_equal(name, STR("site")) || str_equal(name, STR("page"));
}

static Str shape_name(const Shape *shape)
{
	return shape ? str_from(shape->name) : STR("{{.}}");
}

/* The nearest name to type instead, or a list of those there are. */
static void say_unknown(const Tag *tag, Str name, const Shape *shape, bool first, Diag *d)
{
	static const Str everywhere[] = { STR_INIT("page"), STR_INIT("site") };
	Arena scratch = { 0 };
	Str *names = NEW_ARRAY(&scratch, Str, NAMES_MAX + 2);
	size_t count = 0;
	for (size_t i = 0; shape && i < shape->count && count < NAMES_MAX; i++)
		names[count++] = str_from(shape->slots[i].name);
	for (size_t i = 0; first && i < 2; i++)
		names[count++] = everywhere[i];
	Str nearest = str_nearest(name, names, count);
	size_t shown = count < NAMES_SHOWN ? count : NAMES_SHOWN;
	Str known = str_join(&scratch, names, shown, STR(", "));
	if (nearest.len)
		tag_error(tag, d, "name-unknown", ARGS(name, shape_name(shape), nearest),
		          _("unknown name '{0}' in '{1}'"), _("did you mean '{2}'?"));
	else
		tag_error(tag, d, "name-unknown", ARGS(name, shape_name(shape), known),
		          _("unknown name '{0}' in '{1}'"), _("names known here: {2}"));
	arena_free(&scratch);
}

/* Which of page and site has that name too; empty when neither does. */
static Str reachable_as(const Shape *root, Str name)
{
	static const Str everywhere[] = { STR_INIT("page"), STR_INIT("site") };
	for (size_t i = 0; i < 2; i++) {
		uint16_t at;
		const Slot *slot = shape_slot(root, everywhere[i], &at);
		if (slot && slot->type == SLOT_FRAME && shape_slot(slot->shape, name, &at))
			return everywhere[i];
	}
	return (Str){ 0 };
}

static void say_outer(const Tag *tag, const BindFrame *frames, size_t depth, size_t level, Diag *d)
{
	Str name = tag->parts[0], holder = reachable_as(frames[0].shape, name);
	const Shape *inner = frames[depth - 1].shape, *outer = frames[level].shape;
	const char *message = _("'{0}' is not in '{1}' but in '{2}' around it");
	if (holder.len)
		tag_error(tag, d, "name-outer", ARGS(name, shape_name(inner), shape_name(outer), holder),
		          message, _("write {{{3}.{0}}}"));
	else
		tag_error(tag, d, "name-outer", ARGS(name, shape_name(inner), shape_name(outer)), message,
		          _("move the tag out of this section, or use a name that '{1}' has"));
}

static const Slot *first_slot(const BindFrame *frames, size_t depth, const Tag *tag, Op *op, Diag *d)
{
	Str name = tag->parts[0];
	for (size_t level = depth; level-- > 0;) {
		if (frames[level].unknown)
			return NULL;
		const Slot *slot = shape_slot(frames[level].shape, name, &op->as.slots[0]);
		if (!slot)
			continue;
		if (level < depth - 1 && (level || !is_everywhere(name))) {
			say_outer(tag, frames, depth, level, d);
			return NULL;
		}
		op->level = (uint8_t)level;
		op->steps = 1;
		return slot;
	}
	say_unknown(tag, name, frames[depth - 1].shape, depth > 1, d);
	return NULL;
}

static const Slot *item_slot(const BindFrame *frames, size_t depth, const Tag *tag, Op *op, Diag *d)
{
	static const Slot item = { ".", SLOT_TEXT, NULL, NULL };
	const BindFrame *top = &frames[depth - 1];
	op->level = (uint8_t)(depth - 1);
	op->steps = 0;
	if (top->unknown)
		return NULL;
	if (!top->shape)
		return &item;
	tag_error(tag, d, "dot-misplaced", ARGS(shape_name(top->shape)),
	          _("{{.}} stands for one text of a list, and this is '{0}'"),
	          _("write the name of what should be shown here"));
	return NULL;
}

const Slot *frame_slot(const BindFrame *frames, size_t depth, const Tag *tag, Op *op, Diag *d)
{
	if (!tag->count)
		return item_slot(frames, depth, tag, op, d);
	if (tag->count > PATH_MAX_STEPS) {
		tag_error(tag, d, "name-deep", ARGS(tag->name), _("'{0}' has too many parts"),
		          _("open a section {{#…}} for the first parts"));
		return NULL;
	}
	const Slot *slot = first_slot(frames, depth, tag, op, d);
	for (size_t i = 1; slot && i < tag->count; i++) {
		const Slot *outer = slot;
		if (outer->type != SLOT_FRAME) {
			tag_error(tag, d, "name-inside", ARGS(tag->parts[i], tag->parts[i - 1]),
			          _("'{1}' has no '{0}' inside: it is a single value or a list"),
			          _("write {{{1}}}, or {{#{1}}} … {{/{1}}} for a list"));
			return NULL;
		}
		slot = shape_slot(outer->shape, tag->parts[i], &op->as.slots[i]);
		if (!slot)
			say_unknown(tag, tag->parts[i], outer->shape, false, d);
		op->steps++;
	}
	return slot;
}
