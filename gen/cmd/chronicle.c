#include "cmd/chronicle.h"

#include <stdlib.h>

#include "site/news.h"
#include "source/git.h"

static void forget(Chronicle *c)
{
	sources_drop(c->head);
	repository_close(c->repo);
	c->head = NULL;
	c->repo = NULL;
}

/* ./content/ is content. */
static Str clean(Str folder)
{
	while (str_take(&folder, STR("./")))
		continue;
	while (str_ends(folder, STR("/")))
		folder.len--;
	return str_equal(folder, STR(".")) ? (Str){ 0 } : folder;
}

/* In a pre-receive hook the objects of the push lie apart until it is accepted. */
static bool open_revision(Chronicle *c, const Options *o, Diag *d)
{
	c->revision = true;
	c->folder = clean(o->content);
	c->repo = repository_open(o->git, str_from(getenv("GIT_QUARANTINE_PATH")), d);
	return c->repo && repository_resolve(c->repo, o->revision, &c->at, d);
}

/* What is wrong with a repository nobody asked for is no trouble of the site's. */
static void open_around(Chronicle *c, const Options *o)
{
	Diag ignored = { 0 };
	c->repo = repository_around(o->content, &c->folder, &c->arena);
	if (c->repo && !repository_resolve(c->repo, STR("HEAD"), &c->at, &ignored))
		forget(c);
	diag_free(&ignored);
}

bool chronicle_open(Chronicle *c, const Options *o, Diag *d)
{
	*c = (Chronicle){ .today = o->today };
	if (o->git.len)
		return open_revision(c, o, d);
	open_around(c, o);
	return true;
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

Hash chronicle_mark(const Chronicle *c, Str bytes)
{
	return c->repo && !c->revision ? git_mark(bytes) : (Hash){ 0 };
}

/* HEAD's stamps are the marks of its blobs. */
static bool is_as_in_head(const Chronicle *c, Str path, Hash mark)
{
	size_t low = 0, high = c->head->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(c->head->paths[middle], path);
		if (!order)
			return hash_equal(c->head->stamps[middle].mark, mark);
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

bool chronicle_is_edited(Chronicle *c, Str path, Hash mark)
{
	return !c->revision && head_knows_files(c) && !is_as_in_head(c, path, mark);
}

Day chronicle_date(Chronicle *c, size_t number, Hash mark)
{
	Arena scratch = { 0 };
	if (!c->repo)
		return DAY_NONE;
	if (chronicle_is_edited(c, c->files->paths[number], mark))
		return c->today;
	Str raw = sources_raw(c->files, number);
	Str path = c->folder.len ? STR_CONCAT(&scratch, c->folder, STR("/"), raw) : raw;
	const Changed *changed = history_find(&c->history, path);
	Day day = changed && changed->last.time ? day_of_time(changed->last.time) : DAY_NONE;
	arena_free(&scratch);
	return day;
}

Hash chronicle_state(const Chronicle *c)
{
	return c->repo ? hash_bytes((Str){ (const char *)c->at.id, sizeof(c->at.id) }) : (Hash){ 0 };
}

void chronicle_close(Chronicle *c)
{
	forget(c);
	arena_free(&c->arena);
}
