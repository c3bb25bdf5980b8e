#include "cmd/import.h"

#include <stdlib.h>

#include "site/site_load.h"

static int by_path(const void *left, const void *right)
{
	return str_compare(((const File *)left)->source.path, ((const File *)right)->source.path);
}

/* The content as it would be afterwards. */
static Files with_changes(Import *m, Map *changed)
{
	const Files *now = &m->walk.content;
	File *items = NEW_ARRAY(&m->arena, File, now->count + m->change_count + 1);
	size_t count = 0;
	for (size_t i = 0; i < m->change_count; i++) {
		Str path = STR_CONCAT(&m->arena, STR("content/"), m->changes[i].path);
		items[count++] = (File){ .source = { path, m->changes[i].after } };
		map_put(changed, path, &m->changes[i]);
	}
	for (size_t i = 0; i < now->count; i++)
		if (!map_find(changed, now->items[i].source.path))
			items[count++] = now->items[i];
	qsort(items, count, sizeof(*items), by_path);
	return (Files){ .items = items, .count = count };
}

/* Told at the row that the file comes of. */
static void tell(Import *m, const FileChange *c, const Problem *problem)
{
	Problem p = *problem;
	p.path = m->table.shown.path;
	p.pos = (Pos){ c->row, 1, 0 };
	p.line = (Str){ 0 };
	diag_again(&m->diag, &p);
}

static void take_out(Import *m, FileChange *c)
{
	if (!c->path.len)
		return;
	m->made -= !c->before.len;
	m->changed -= c->before.len > 0;
	*c = (FileChange){ 0 };
}

void import_try(Import *m)
{
	const SiteOptions options = { .today = m->options->today, .jobs = m->options->jobs, .early = true };
	Map changed = { .arena = &m->arena };
	Diag d = { 0 };
	if (!m->change_count)
		return;
	Files files = with_changes(m, &changed);
	const Site *site = site_load(&files, &options, &d);
	for (size_t i = 0; i < d.count; i++) {
		FileChange *c = problem_is_error(&d.problems[i]) ? map_find(&changed, d.problems[i].path) : NULL;
		if (c && c->path.len)
			tell(m, c, &d.problems[i]);
	}
	for (size_t i = 0; i < d.count; i++) {
		FileChange *c = problem_is_error(&d.problems[i]) ? map_find(&changed, d.problems[i].path) : NULL;
		if (c)
			take_out(m, c);
	}
	site_drop(site);
	diag_free(&d);
}
