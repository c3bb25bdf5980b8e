#include "source/repository.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/hex.h"
#include "base/nearest.h"
#include "source/repository_inner.h"

/* Opening. */

/* With the library, and nothing opened yet; NULL with an error reported. */
static Repository *repository_make(Str path, Str quarantine, Diag *d)
{
	Arena a = { 0 };
	Repository *repo = NEW(&a, Repository);
	if (!git_library_open(&repo->git2)) {
		diag_world(d, path, "git-library", ARGS(STR(GIT_LIBRARY), STR(LIBGIT2_SOVERSION)),
		           _("the library that reads git repositories ({0}) is missing"),
		           _("install the package libgit2-{1}"));
		arena_free(&a);
		return NULL;
	}
	repo->git2.libgit2_init();
	repo->path = str_copy(path, &a);
	repo->quarantine = str_copy(quarantine, &a);
	repo->arena = a;
	return repo;
}

void repository_close(Repository *repo)
{
	if (!repo)
		return;
	Arena a = repo->arena;
	repo->git2.odb_free(repo->odb);
	repo->git2.repository_free(repo->git);
	repo->git2.libgit2_shutdown();
	arena_free(&a);
}

static bool is_anothers(const char *path)
{
	struct stat facts;
	return stat(path, &facts) == 0 && facts.st_uid != geteuid();
}

/* libgit2 1.5 says so in words of its own only when there is a global configuration. */
static bool is_foreign(const Repository *repo, int error, const char *path, Arena *a)
{
	if (error == GIT_EOWNER)
		return true;
	const char *inner = str_format(a, "%s/.git%c", path, '\0').ptr;
	const git_error *last = repo->git2.error_last();
	return last && last->klass == GIT_ERROR_CONFIG && (is_anothers(path) || is_anothers(inner));
}

static Str real_path(Str path, Arena *a)
{
	char *real = realpath(str_terminated(path, a), NULL);
	Str copy = str_from(real ? str_terminated(str_from(real), a) : NULL);
	free(real);
	return copy;
}

/* What git and libgit2 both compare with safe.directory. */
static Str safe_path(Str path, Arena *a)
{
	Str real = real_path(path, a);
	return str_ends(real, STR("/.git")) ? str_sub(real, 0, real.len - 5) : real;
}

static void tell_unopened(const Repository *repo, int error, Diag *d)
{
	Arena *a = &d->arena;
	const git_error *last = repo->git2.error_last();
	Str path = repo->path, reason = str_from(last ? last->message : NULL);
	if (is_foreign(repo, error, str_terminated(path, a), a))
		diag_world(
			d, path, "repository-foreign", ARGS(path, safe_path(path, a)),
			_("the repository '{0}' belongs to another user"),
			_("if you trust it, run: git config --global --add safe.directory '{1}'"));
	else if (str_contains(reason, STR("objectformat")))
		diag_world(d, path, "repository-sha256", ARGS(path),
		           _("the repository '{0}' names its objects by SHA-256, which is not read "
		             "yet"),
		           _("use one made with: git init --object-format=sha1"));
	else if (error == GIT_ENOTFOUND)
		diag_world(
			d, path, "repository-absent", ARGS(path),
			_("'{0}' is not a git repository"),
			_("give the folder that git clone or git init made; folders around it are "
		          "not searched"));
	else
		diag_world(d, path, "repository-unreadable", ARGS(path, reason),
		           _("the repository '{0}' cannot be read: {1}"),
		           _("see what 'git -C {0} status' says"));
}

static int add_quarantine(const Repository *repo, git_odb *odb)
{
	Arena scratch = { 0 };
	int error = repo->quarantine.len ? repo->git2.odb_add_disk_alternate(
						   odb, str_terminated(repo->quarantine, &scratch))
	                                 : 0;
	arena_free(&scratch);
	return error;
}

static int open_objects(Repository *repo)
{
	int error = repo->git2.repository_odb(&repo->odb, repo->git);
	return error ? error : add_quarantine(repo, repo->odb);
}

int repository_objects(const Repository *repo, git_odb **odb)
{
	Arena scratch = { 0 };
	const char *common = repo->git2.repository_commondir(repo->git);
	int error = repo->git2.odb_open(odb, str_format(&scratch, "%s/objects%c", common, '\0').ptr);
	if (!error)
		error = add_quarantine(repo, *odb);
	arena_free(&scratch);
	return error;
}

Repository *repository_open(Str path, Str quarantine, Diag *d)
{
	Repository *repo = repository_make(path, quarantine, d);
	if (!repo)
		return NULL;
	int error = repo->git2.repository_open_ext(&repo->git, str_terminated(path, &d->arena),
	                                           GIT_REPOSITORY_OPEN_NO_SEARCH, NULL);
	if (!error)
		error = open_objects(repo);
	if (!error)
		return repo;
	tell_unopened(repo, error, d);
	repository_close(repo);
	return NULL;
}

/* Around a work tree. */

/* Looked for before libgit2 is opened: most folders without one are no work tree at all. */
static bool has_git_above(Str folder)
{
	Arena a = { 0 };
	bool found = false;
	for (Str at = folder; at.len && !found;) {
		found = access(str_format(&a, "%.*s/.git%c", STR_ARG(at), '\0').ptr, F_OK) == 0;
		while (at.len && at.ptr[--at.len] != '/')
			;
	}
	arena_free(&a);
	return found;
}

/* Where `folder` is beneath the work tree; false when it is not. */
static bool find_prefix(const Repository *repo, Str folder, Str *prefix, Arena *a)
{
	const char *work = repo->git2.repository_workdir(repo->git);
	Str top = work ? real_path(str_from(work), a) : (Str){ 0 };
	*prefix = folder;
	if (!top.len || !str_take(prefix, top))
		return false;
	return !prefix->len || str_take(prefix, STR("/"));
}

Repository *repository_around(Str folder, Str *prefix, Arena *a, Diag *d)
{
	Str real = real_path(folder, a);
	if (!real.len || !has_git_above(real))
		return NULL;
	Repository *repo = repository_make(real, (Str){ 0 }, d);
	if (repo && !repo->git2.repository_open_ext(&repo->git, real.ptr, 0, NULL) &&
	    find_prefix(repo, real, prefix, a) && !open_objects(repo))
		return repo;
	repository_close(repo);
	return NULL;
}

/* Revisions. */

/* The names people call branches and tags by. */
static size_t short_names(const Repository *repo, Str **names, Arena *a)
{
	git_strarray list = { 0 };
	repo->git2.reference_list(&list, repo->git);
	*names = NEW_ARRAY(a, Str, list.count);
	for (size_t i = 0; i < list.count; i++) {
		Str name = str_copy(str_from(list.strings[i]), a);
		if (!str_take(&name, STR("refs/heads/")) && !str_take(&name, STR("refs/tags/")))
			str_take(&name, STR("refs/remotes/"));
		(*names)[i] = name;
	}
	size_t count = list.count;
	repo->git2.strarray_dispose(&list);
	return count;
}

/* A clone has the branch of another name: origin/main. */
static Str meant(Str revision, const Str *names, size_t count, Arena *a)
{
	Str tail = STR_CONCAT(a, STR("/"), revision);
	for (size_t i = 0; i < count; i++)
		if (str_ends(names[i], tail))
			return names[i];
	return str_nearest(revision, names, count);
}

static void tell_unknown(const Repository *repo, Str revision, Str nearest, Diag *d)
{
	diag_world(
		d, repo->path, "revision-unknown", ARGS(revision, nearest),
		_("the repository has no revision '{0}'"),
		nearest.len
			? _("did you mean '{1}'?")
			: _("give a branch, a tag or a commit; 'git branch --all' lists branches"));
}

/* HEAD of a repository that is pushed to stays with the name git init gave it. */
static void tell_unborn(const Repository *repo, Str first, Diag *d)
{
	git_reference *head = NULL;
	const char *target = NULL;
	if (repo->git2.reference_lookup(&head, repo->git, "HEAD") == 0)
		target = repo->git2.reference_symbolic_target(head);
	Str branch = str_from(target);
	str_take(&branch, STR("refs/heads/"));
	diag_world(d, repo->path, "revision-unborn", ARGS(branch, first),
	           _("HEAD is the branch '{0}', which has no commit yet"),
	           _("say which branch to build, for example --rev {1}"));
	repo->git2.reference_free(head);
}

static bool is_unborn(const Repository *repo)
{
	return repo->git2.repository_head_unborn(repo->git) == 1;
}

static void tell_absent(const Repository *repo, Str revision, Diag *d)
{
	Arena scratch = { 0 };
	Str *names;
	size_t count = short_names(repo, &names, &scratch);
	if (!count && is_unborn(repo))
		diag_world(d, repo->path, "repository-empty", ARGS(repo->path),
		           _("the repository '{0}' has no commit yet"),
		           _("commit the content and the layouts, or push them here"));
	else if (str_equal(revision, STR("HEAD")) && is_unborn(repo))
		tell_unborn(repo, names[0], d);
	else
		tell_unknown(repo, revision, meant(revision, names, count, &scratch), d);
	arena_free(&scratch);
}

static void tell_unresolved(const Repository *repo, Str revision, int error, Diag *d)
{
	if (error == GIT_EAMBIGUOUS)
		diag_world(d, repo->path, "revision-ambiguous", ARGS(revision),
		           _("'{0}' may be any of several revisions"),
		           _("give more digits of its id"));
	else if (error == GIT_EPEEL)
		diag_world(
			d, repo->path, "revision-kind", ARGS(revision), _("'{0}' is not a commit"),
			_("give a branch, a tag or a commit; 'git branch --all' lists branches"));
	else if (error != GIT_ENOTFOUND && error != GIT_EINVALIDSPEC)
		diag_world(d, repo->path, "revision-damaged", ARGS(revision),
		           _("the commit of '{0}' is damaged or missing in the repository"),
		           _("see what 'git fsck' says; bring it back from another clone"));
	else
		tell_absent(repo, revision, d);
}

/* A branch may be named like an id, and whoever pushes chooses its name: a whole id is only itself. */
static bool is_whole_id(const Repository *repo, const char *revision)
{
	git_oid id;
	return strlen(revision) == COMMIT_HEX && repo->git2.oid_fromstr(&id, revision) == 0;
}

/* What it points to is there, or something is damaged. */
static int follow(const Git2 *git2, git_object **commit, const git_reference *reference)
{
	int error = git2->reference_peel(commit, reference, GIT_OBJECT_COMMIT);
	return error == GIT_ENOTFOUND ? GIT_ERROR : error;
}

static int find_commit(const Repository *repo, git_object **commit, const char *revision)
{
	const Git2 *git2 = &repo->git2;
	git_reference *reference = NULL;
	git_object *object = NULL;
	int error;
	if (!is_whole_id(repo, revision) && git2->reference_dwim(&reference, repo->git, revision) == 0)
		error = follow(git2, commit, reference);
	else if ((error = git2->revparse_single(&object, repo->git, revision)) == 0)
		error = git2->object_peel(commit, object, GIT_OBJECT_COMMIT);
	if ((reference || object) && (error == GIT_EINVALIDSPEC || error == GIT_EAMBIGUOUS))
		error = GIT_EPEEL;
	git2->object_free(object);
	git2->reference_free(reference);
	return error;
}

static Commit commit_of(const Git2 *git2, const git_commit *found)
{
	Commit commit = { .time = git2->commit_time(found) };
	memcpy(commit.id, git2->commit_id(found)->id, COMMIT_BYTES);
	return commit;
}

bool repository_resolve(Repository *repo, Str revision, Commit *commit, Diag *d)
{
	git_object *found = NULL;
	int error = find_commit(repo, &found, str_terminated(revision, &d->arena));
	if (error) {
		tell_unresolved(repo, revision, error, d);
		return false;
	}
	*commit = commit_of(&repo->git2, (git_commit *)found);
	repo->git2.object_free(found);
	return true;
}

/* What was published on a day. */

/* The parent takes the place of *commit, if it is there. */
static int step_back(const Git2 *git2, git_commit **commit)
{
	git_commit *parent = NULL;
	int error = git2->commit_parent(&parent, *commit, 0);
	if (error)
		return error;
	git2->commit_free(*commit);
	*commit = parent;
	return 0;
}

static void tell_too_early(const Repository *repo, Day day, const git_commit *first, Diag *d)
{
	Arena *a = &d->arena;
	Str begin = day_iso(day_of_time(repo->git2.commit_time(first)), a);
	if (repository_depth(repo))
		diag_world(d, repo->path, "revision-cut", ARGS(day_iso(day, a), begin),
		           _("what was published on {0} is not known here: the history before {1} is "
		             "cut off"),
		           _("bring the rest with: git fetch --unshallow"));
	else
		diag_world(d, repo->path, "revision-later", ARGS(day_iso(day, a), begin),
		           _("nothing was published on {0} yet: the first revision is of {1}"),
		           _("give a later day with --on DATE"));
}

bool repository_on_day(Repository *repo, const Commit *tip, Day day, Commit *commit, Diag *d)
{
	const Git2 *git2 = &repo->git2;
	git_oid id;
	git_commit *at = NULL;
	memcpy(id.id, tip->id, sizeof(id.id));
	int error = git2->commit_lookup(&at, repo->git, &id);
	bool found = false, later = false;
	while (!error && !found && !later) {
		found = day_of_time(git2->commit_time(at)) <= day;
		later = !found && git2->commit_parentcount(at) == 0;
		if (!found && !later)
			error = step_back(git2, &at);
	}
	if (found)
		*commit = commit_of(git2, at);
	else if (later || (error == GIT_ENOTFOUND && at))
		tell_too_early(repo, day, at, d);
	else
		tell_unresolved(repo, commit_hex(tip, &d->arena), GIT_ERROR, d);
	git2->commit_free(at);
	return found;
}

uint64_t repository_depth(const Repository *repo)
{
	Arena scratch = { 0 };
	struct stat facts = { 0 };
	const char *common = repo->git2.repository_commondir(repo->git);
	stat(str_format(&scratch, "%s/shallow%c", common, '\0').ptr, &facts);
	const uint64_t marks[] = { facts.st_ino, (uint64_t)facts.st_size, (uint64_t)facts.st_mtim.tv_sec,
		                   (uint64_t)facts.st_mtim.tv_nsec };
	arena_free(&scratch);
	return facts.st_size ? hash_text((Str){ (const char *)marks, sizeof(marks) }) : 0;
}

Str commit_hex(const Commit *commit, Arena *a)
{
	Buf hex = { .arena = a };
	hex_put(&hex, commit->id, COMMIT_BYTES);
	return buf_done(&hex);
}

Str repository_top(const Repository *repo, Arena *a)
{
	const char *work = repo->git2.repository_workdir(repo->git);
	return str_copy(str_from(work ? work : repo->git2.repository_path(repo->git)), a);
}

/* As git reads it: a relative one begins where hooks of a push run. */
static Str hooks_path(const Repository *repo, Arena *a)
{
	git_config *config = NULL;
	git_buf value = { 0 };
	Str path = { 0 };
	if (repo->git2.repository_config_snapshot(&config, repo->git) == 0 &&
	    repo->git2.config_get_path(&value, config, "core.hooksPath") == 0) {
		path = str_copy((Str){ value.ptr, value.size }, a);
		if (!str_starts(path, STR("/")))
			path = STR_CONCAT(a, str_from(repo->git2.repository_path(repo->git)), path);
	}
	repo->git2.buf_dispose(&value);
	repo->git2.config_free(config);
	return path;
}

Str repository_hooks(const Repository *repo, Arena *a, Diag *d)
{
	Str own = STR_CONCAT(a, str_from(repo->git2.repository_commondir(repo->git)), STR("hooks"));
	Str path = hooks_path(repo, a);
	if (!path.len || str_equal(path, own) ||
	    (real_path(path, a).len && str_equal(real_path(path, a), real_path(own, a))))
		return own;
	diag_world(d, repo->path, "hook-path", ARGS(repo->path, path, own),
	           _("git looks for the hooks of '{0}' in '{1}' (core.hooksPath), which others may share"),
	           _("let it have hooks of its own: git -C {0} config core.hooksPath '{2}'"));
	return (Str){ 0 };
}
