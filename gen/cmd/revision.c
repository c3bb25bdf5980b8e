#include "cmd/revision.h"

#include "source/repository.h"

/* Of folders on disk, the repository around them. */
static Repository *repository_of(const Options *o, Options *of, Arena *a, Diag *d)
{
	Str prefix, other;
	if (o->git.len)
		return repository_open(o->git, (Str){ 0 }, d);
	Repository *around = repository_around(o->content, &prefix, a, d);
	Repository *second = repository_around(o->layouts, &other, a, d);
	if (d->world)
		return NULL;
	bool same = around && second && str_equal(repository_top(around, a), repository_top(second, a));
	repository_close(second);
	if (same) {
		of->git = repository_top(around, a);
		of->content = prefix;
		of->layouts = other;
		return around;
	}
	diag_world(d, o->content, "explain-no-history", ARGS(o->content, o->layouts),
	           _("'{0}' and '{1}' are not together in a git repository, so what they held on "
	             "an earlier day is not known"),
	           _("name the repository with --git REPO"));
	repository_close(around);
	return NULL;
}

bool revision_on(const Options *o, Day day, Options *of, Arena *a, Diag *d)
{
	Commit tip, commit;
	*of = *o;
	Repository *repo = repository_of(o, of, a, d);
	bool found = repo && repository_resolve(repo, o->revision, &tip, d) &&
	             repository_on_day(repo, &tip, day, &commit, d);
	if (found) {
		of->today = day;
		of->revision = commit_hex(&commit, a);
	}
	repository_close(repo);
	return found;
}

bool revision_at(const Options *o, Str named, Options *of, Arena *a, Diag *d)
{
	Commit commit;
	*of = *o;
	Repository *repo = repository_of(o, of, a, d);
	bool found = repo && repository_resolve(repo, named, &commit, d);
	if (found) {
		of->today = day_of_time(commit.time);
		of->revision = commit_hex(&commit, a);
	}
	repository_close(repo);
	return found;
}
