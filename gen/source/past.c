#include "source/past.h"

#include <string.h>

#include "source/commit.h"
#include "source/past_difference.h"

enum {
	CHAIN_MAX = 100000, /* commits that are looked at */
	PATIENCE = 100,     /* commits before the first day, one behind the other */
};

/* One commit of the branch. */
typedef struct Link {
	uint8_t tree[COMMIT_BYTES];
	Day day;
	bool silent;
} Link;

typedef struct Chain {
	Link *links; /* newest first */
	size_t count, room;
	bool broken; /* there is more that cannot be read */
} Chain;

static void add_link(Chain *c, const CommitFacts *facts, Arena *a)
{
	if (c->count == c->room) {
		size_t room = c->room ? c->room * 2 : 256;
		Link *grown = NEW_ARRAY(a, Link, room);
		if (c->count)
			memcpy(grown, c->links, c->count * sizeof(*grown));
		c->links = grown;
		c->room = room;
	}
	Link *link = &c->links[c->count++];
	*link = (Link){ .day = day_of_time(facts->time), .silent = facts->silent };
	memcpy(link->tree, facts->tree, COMMIT_BYTES);
}

/* The last one is only there to be compared with: its own parent is unknown, or too old. */
static Chain read_chain(Repository *repo, const Commit *at, Day since, Arena *a)
{
	Chain chain = { 0 };
	CommitFacts facts;
	const uint8_t *id = at->id;
	int old = 0;
	while (id && old < PATIENCE && chain.count < CHAIN_MAX &&
	       commit_read(repo, id, a, &facts)) {
		add_link(&chain, &facts, a);
		old = chain.links[chain.count - 1].day < since ? old + 1 : 0;
		id = facts.parent_count ? facts.parents : NULL;
	}
	chain.broken = id && old < PATIENCE;
	return chain;
}

static void put_days_right(Chain *c, Day since)
{
	Day before = since - 1;
	for (size_t i = c->count; i-- > 0; before = c->links[i].day)
		if (c->links[i].day < before || c->links[i].day > c->links[0].day)
			c->links[i].day = before;
}

/* Commits of one day without a silent one among them: `newest` … `oldest`. */
typedef struct Run {
	size_t newest, oldest;
} Run;

/* The oldest run of a day that ends before link `end`; false when there is none from `begin` on. */
static bool last_run(const Chain *c, size_t begin, size_t end, Run *run)
{
	while (end > begin && c->links[end - 1].silent)
		end--;
	if (end == begin)
		return false;
	run->oldest = run->newest = end - 1;
	while (run->newest > begin && !c->links[run->newest - 1].silent)
		run->newest--;
	return true;
}

typedef struct Search {
	Repository *repo;
	Str folder, shown;
	const Chain *chain;
	Differences found;
} Search;

/* What is known before nothing, or cannot be read, is no difference. */
static void add_run(Search *s, Run run)
{
	Differences *d = &s->found;
	size_t count = d->count;
	if (run.oldest + 1 == s->chain->count)
		return;
	d->broken = false;
	differences_add(d, s->chain->links[run.oldest + 1].tree, s->chain->links[run.newest].tree,
	                s->folder, s->shown);
	if (d->broken)
		d->count = count;
}

/* The links `begin` … `end` - 1 are of one day. */
static void add_day(Search *s, size_t begin, size_t end)
{
	Run run;
	s->found.files = NULL;
	s->found.count = s->found.room = 0;
	while (!s->found.full && last_run(s->chain, begin, end, &run)) {
		add_run(s, run);
		end = run.newest;
	}
}

static size_t end_of_day(const Chain *c, size_t begin)
{
	size_t end = begin;
	while (end < c->count && c->links[end].day == c->links[begin].day)
		end++;
	return end;
}

static size_t count_days(const Chain *c)
{
	size_t days = 0;
	for (size_t at = 0; at < c->count; at = end_of_day(c, at))
		days++;
	return days;
}

/* Of its last day a broken chain may have only the end. */
static Day first_whole_day(const Chain *c, Day since)
{
	Day next = c->broken && c->count ? c->links[c->count - 1].day + 1 : since;
	return next > since ? next : since;
}

static Past find_days(Search *s, Day since, Arena *a)
{
	const Chain *c = s->chain;
	PastDay *days = NEW_ARRAY(a, PastDay, count_days(c));
	Past past = { .days = days, .since = first_whole_day(c, since) };
	for (size_t at = 0; at < c->count && c->links[at].day >= since;) {
		ArenaMark mark = arena_mark(a);
		size_t end = end_of_day(c, at);
		add_day(s, at, end);
		if (s->found.full) {
			arena_reset(a, mark);
			past.since = c->links[at].day + 1;
			break;
		}
		if (s->found.count)
			days[past.count++] =
				(PastDay){ c->links[at].day, s->found.files, s->found.count };
		at = end;
	}
	return past;
}

Past past_days(Repository *repo, const Commit *at, Str folder, Str shown, Day since, Arena *a)
{
	Arena scratch = { 0 };
	Chain chain = read_chain(repo, at, since, &scratch);
	put_days_right(&chain, since);
	Search s = { .repo = repo, .folder = folder, .shown = shown, .chain = &chain };
	s.found = (Differences){ .repo = repo, .arena = a };
	Past past = find_days(&s, since, a);
	arena_free(&scratch);
	return past;
}
