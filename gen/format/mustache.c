#include "format/mustache.h"

#include <string.h>

#include "format/mustache_inner.h"

Mustache *mustache_make(Arena *a)
{
	Mustache *m = NEW(a, Mustache);
	m->arena = a;
	m->templates.arena = a;
	return m;
}

bool mustache_add(Mustache *m, Str name, const Source *source, Diag *d)
{
	Template *t = NEW(m->arena, Template);
	*t = (Template){ .name = name, .source = *source, .set = m };
	if (mustache_find(m, name)) {
		diag_error(d, source, (Pos){ 0 }, "template-twice", ARGS(name),
		           _("there are two layouts called '{0}'"), _("give one of them another name"));
		return false;
	}
	if (!template_parse(t, m->arena, d))
		return false;
	map_put(&m->templates, name, t);
	return true;
}

const Template *mustache_find(const Mustache *m, Str name)
{
	return map_find(&m->templates, name);
}

const Op *scope_argument(const Op *parent, Str name)
{
	const Op *end = parent + parent->skip;
	for (const Op *block = parent + 1; block < end; block += block->skip)
		if (str_equal(block->as.tag->name, name))
			return block;
	return NULL;
}

const Op *scope_find(const Scope *scope, Str name, const Scope **where)
{
	const Op *found = NULL;
	for (; scope; scope = scope->outer) {
		const Op *block = scope_argument(scope->parent, name);
		if (block) {
			found = block;
			*where = scope;
		}
	}
	return found;
}

size_t indent_push(Indent *indent, Str more)
{
	size_t before = indent->len;
	if (more.len > INDENT_MAX - before)
		more.len = INDENT_MAX - before;
	if (more.len)
		memcpy(indent->text + before, more.ptr, more.len);
	indent->len += more.len;
	return before;
}

Str line_take(Str *text)
{
	Str line = str_sub(*text, 0, str_find_byte(*text, '\n') + 1);
	*text = str_skip(*text, line.len);
	return line;
}

bool line_is_blank(Str line)
{
	return !str_trim(line).len;
}
