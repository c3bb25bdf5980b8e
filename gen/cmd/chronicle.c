#include "cmd/chronicle.h"

#include <stdlib.h>
#include <string.h>

#include "site/news.h"
#include "source/git.h"

static void forget(Chronicle *c)
{
	sources_drop(c->head);
	repository_close(c->repo);
	c->head = NULL;
	c->repo = NULL;
}

/* .//content/ is content. */
static Str clean(Str folder, Arena *a)
{
	Str whole = { 0 };
	while (folder.len) {
		Str part = str_cut(folder, '/', &folder);
		if (part.len && !str_equal(part, STR(".")))
			whole = whole.len ? STR_CONCAT(a, whole, STR("/"), part) : part;
	}
	return whole;
}

/* In a pre-receive hook the objects of the push lie apart until it is accepted. */
static bool open_revision(Chronicle *c, const Options *o, Diag *d)
{
	c->revision = true;
	c->folder = clean(o->content, &c->arena);
	c->repo = repository_open(o->git, str_from(getenv("GIT_QUARANTINE_PATH")), d);
	return c->repo && repository_resolve(c->repo, o->revision, &c->at, d);
}

/* What is wrong with a repository nobody asked for is no trouble of the site's. */
static void open_around(Chronicle *c, const Options *o, Diag *d)
{
	Diag ignored = { 0 };
	c->repo = repository_around(o->content, &c->folder, &c->arena, d);
	if (c->repo && !repository_resolve(c->repo, STR("HEAD"), &c->at, &ignored))
		forget(c);
	diag_free(&ignored);
}

bool chronicle_open(Chronicle *c, const Options *o, Diag *d)
{
	*c = (Chronicle){ .today = o->today };
	if (o->git.len)
		return open_revision(c, o, d);
	open_around(c, o, d);
	return !d->world;
}

/* Listed when it is first asked for: a build that finds nothing to do never does. */
static bool head_knows_files(Chronicle *c)
{
	Diag ignored = { 0 };
	if (c->repo && !c->revision && !c->head) {
		c->head = sources_of_git(c->repo, &c->at, c->folder, STR("content"), &ignored);
		if (c->head)
			sources_look(c->head, 1);
		if (!c->head || !c->head->count)
			forget(c);
	}
	diag_free(&ignored);
	return c->head;
}

void chronicle_read(Chronicle *c, const Sources *content, Str cache)
{
	c->files = content;
	if (!c->repo || (!c->revision && !head_knows_files(c)))
		return;
	c->history = history_walk(c->repo, &c->at, &c->folder, 1, cache, &c->arena);
	c->past = past_days(c->repo, &c->at, c->folder, STR("content"), c->today - NEWS_DAYS + 1, &c->arena);
}

bool chronicle_is_current(const Chronicle *c, const Options *o)
{
	Commit now;
	Diag ignored = { 0 };
	bool same = c->repo && c->today == o->today && repository_resolve(c->repo, STR("HEAD"), &now, &ignored) &&
	            memcmp(now.id, c->at.id, sizeof(now.id)) == 0;
	diag_free(&ignored);
	return same;
}

Hash chronicle_mark(const Chronicle *c, Str bytes)
{
	return chronicle_compares(c) ? git_mark(c->repo, bytes) : (Hash){ 0 };
}

/* The file of that path in HEAD, when these are its bytes: HEAD's stamps are the marks of its blobs. */
static bool find_in_head(const Chronicle *c, Str path, Hash mark, size_t *number)
{
	size_t low = 0, high = c->head->count;
	while (low < high) {
		*number = low + (high - low) / 2;
		int order = str_compare(c->head->paths[*number], path);
		if (!order)
			return hash_equal(c->head->stamps[*number].mark, mark);
		if (order < 0)
			low = *number + 1;
		else
			high = *number;
	}
	return false;
}

/* What a clock that runs ahead says of a day to come is not told. */
static Day day_of_change(const Chronicle *c, Str raw)
{
	Arena scratch = { 0 };
	Str path = c->folder.len ? STR_CONCAT(&scratch, c->folder, STR("/"), raw) : raw;
	const Changed *changed = history_find(&c->history, path);
	Day day = changed && changed->last.time ? day_of_time(changed->last.time) : DAY_NONE;
	arena_free(&scratch);
	return day > c->today ? DAY_NONE : day;
}

bool chronicle_is_edited(Chronicle *c, Str path, Hash mark)
{
	size_t number;
	return !c->revision && head_knows_files(c) && !find_in_head(c, path, mark, &number);
}

static bool has_path(const Sources *s, Str path)
{
	size_t low = 0, high = s->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(s->paths[middle], path);
		if (!order)
			return true;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

bool chronicle_has(Chronicle *c, Str path)
{
	return !c->revision && head_knows_files(c) && has_path(c->head, path);
}

Texts chronicle_gone(Chronicle *c, const Sources *now, Arena *a)
{
	if (c->revision || !head_knows_files(c))
		return (Texts){ 0 };
	Str *gone = NEW_ARRAY(a, Str, c->head->count + 1);
	size_t count = 0;
	for (size_t i = 0; i < c->head->count; i++)
		if (!has_path(now, c->head->paths[i]))
			gone[count++] = c->head->paths[i];
	return (Texts){ gone, count };
}

Day chronicle_date(Chronicle *c, size_t number, Hash mark)
{
	if (!c->repo)
		return DAY_NONE;
	if (c->revision)
		return day_of_change(c, sources_raw(c->files, number));
	if (!find_in_head(c, c->files->paths[number], mark, &number))
		return c->today;
	return day_of_change(c, sources_raw(c->head, number));
}

bool chronicle_compares(const Chronicle *c)
{
	return c->repo && !c->revision;
}

Hash chronicle_state(const Chronicle *c)
{
	Arena scratch = { 0 };
	Buf b = { .arena = &scratch };
	if (!c->repo)
		return (Hash){ 0 };
	uint64_t depth = repository_depth(c->repo);
	buf_str(&b, (Str){ (const char *)c->at.id, sizeof(c->at.id) });
	buf_str(&b, (Str){ (const char *)&depth, sizeof(depth) });
	buf_str(&b, c->folder);
	Hash state = hash_bytes(buf_text(&b));
	arena_free(&scratch);
	return state;
}

void chronicle_close(Chronicle *c)
{
	forget(c);
	arena_free(&c->arena);
}
