#include "source/git.h"

#include <string.h>
#include <sys/stat.h>

#include "base/parallel.h"
#include "source/fault.h"
#include "source/listing.h"
#include "source/repository_inner.h"

enum { TREE_BYTES_MAX = 48 << 20 }; /* FILES_ENTRIES_MAX of the longest names */

typedef struct Reader {
	Repository *repo;
	git_odb *odbs[JOBS_MAX]; /* of the workers, opened when first needed */
	Arena home;              /* holds this struct */
} Reader;

/* Objects. */

static git_oid oid_of(EntryId id)
{
	git_oid oid;
	memcpy(oid.id, id.bytes, sizeof(oid.id));
	return oid;
}

static EntryId id_of(const git_oid *oid)
{
	EntryId id;
	memcpy(id.bytes, oid->id, sizeof(id.bytes));
	return id;
}

/* libgit2 says "not found" of an object of another type too. */
static int fault_of(const Repository *repo, git_odb *odb, const git_oid *oid, int error)
{
	bool missing = error == GIT_ENOTFOUND && !repo->git2.odb_exists(odb, oid);
	return missing ? FAULT_MISSING : FAULT_DAMAGED;
}

/* Without reading more of it: 0 or a fault. */
static int size_of(const Repository *repo, git_odb *odb, const git_oid *oid, git_object_t wanted, size_t *size)
{
	git_object_t type;
	int error = repo->git2.odb_read_header(size, &type, odb, oid);
	if (error)
		return fault_of(repo, odb, oid, error);
	return type == wanted ? 0 : FAULT_DAMAGED;
}

static int open_tree(const Repository *repo, EntryId id, git_tree **tree)
{
	git_oid oid = oid_of(id);
	size_t size;
	int fault = size_of(repo, repo->odb, &oid, GIT_OBJECT_TREE, &size);
	if (fault)
		return fault;
	if (size > TREE_BYTES_MAX)
		return FAULT_OVERFLOW;
	int error = repo->git2.tree_lookup(tree, repo->git, &oid);
	return error ? fault_of(repo, repo->odb, &oid, error) : 0;
}

/* What a listing asks for. */

static EntryKind kind_of(const Git2 *git2, const git_tree_entry *e)
{
	switch (git2->tree_entry_filemode_raw(e) & S_IFMT) {
	case GIT_FILEMODE_BLOB &S_IFMT: return ENTRY_FILE;
	case GIT_FILEMODE_TREE: return ENTRY_FOLDER;
	case GIT_FILEMODE_LINK: return ENTRY_LINK;
	case GIT_FILEMODE_COMMIT: return ENTRY_MODULE;
	}
	return ENTRY_OTHER;
}

static int names_of(void *context, const Folder *f, Listing *l)
{
	const Reader *r = context;
	const Git2 *git2 = &r->repo->git2;
	git_tree *tree;
	int fault = open_tree(r->repo, f->id, &tree);
	if (fault)
		return fault;
	for (size_t i = 0, count = git2->tree_entrycount(tree); i < count; i++) {
		const git_tree_entry *e = git2->tree_entry_byindex(tree, i);
		if (!listing_add(l, str_from(git2->tree_entry_name(e)), kind_of(git2, e),
		                 id_of(git2->tree_entry_id(e))))
			break;
	}
	git2->tree_free(tree);
	return 0;
}

static git_odb *odb_of(Reader *r, int worker)
{
	if (worker == ANY_WORKER)
		return r->repo->odb;
	git_odb **odb = &r->odbs[worker];
	if (!*odb && repository_objects(r->repo, odb) != 0) {
		r->repo->git2.odb_free(*odb);
		*odb = NULL;
	}
	return *odb ? *odb : r->repo->odb;
}

static int bytes_of(void *context, int worker, const Entry *e, Listing *l, Arena *a, Str *bytes)
{
	Reader *r = context;
	const Git2 *git2 = &r->repo->git2;
	git_odb *odb = odb_of(r, worker);
	git_oid oid = oid_of(e->id);
	size_t size;
	int fault = size_of(r->repo, odb, &oid, GIT_OBJECT_BLOB, &size);
	if (!fault)
		fault = listing_admit(l, size);
	if (fault)
		return fault;
	git_odb_object *object;
	int error = git2->odb_read(&object, odb, &oid);
	if (error)
		return fault_of(r->repo, odb, &oid, error);
	*bytes = str_copy((Str){ git2->odb_object_data(object), git2->odb_object_size(object) }, a);
	git2->odb_object_free(object);
	return 0;
}

/* The folder. */

static int find_child(const Repository *repo, EntryId *at, Str name, Arena *a)
{
	const Git2 *git2 = &repo->git2;
	git_tree *tree;
	int fault = open_tree(repo, *at, &tree);
	if (fault)
		return fault;
	const git_tree_entry *e = git2->tree_entry_byname(tree, str_terminated(name, a));
	bool found = e && kind_of(git2, e) == ENTRY_FOLDER;
	if (found)
		*at = id_of(git2->tree_entry_id(e));
	git2->tree_free(tree);
	return found ? 0 : FAULT_KIND;
}

static int find_top(const Repository *repo, const Commit *commit, EntryId *top)
{
	const Git2 *git2 = &repo->git2;
	git_oid oid;
	memcpy(oid.id, commit->id, sizeof(oid.id));
	git_commit *found;
	int error = git2->commit_lookup(&found, repo->git, &oid);
	if (error)
		return fault_of(repo, repo->odb, &oid, error);
	*top = id_of(git2->commit_tree_id(found));
	git2->commit_free(found);
	return 0;
}

static int find_folder(const Repository *repo, const Commit *commit, Str path, EntryId *at,
                       Arena *a)
{
	int fault = find_top(repo, commit, at);
	while (!fault && path.len) {
		Str part = str_cut(path, '/', &path);
		if (part.len && !str_equal(part, STR(".")))
			fault = find_child(repo, at, part, a);
	}
	return fault;
}

static void tell_no_folder(const Repository *repo, const Commit *commit, Str folder, Str shown,
                           Diag *d)
{
	Str id = str_sub(commit_hex(commit, &d->arena), 0, 10);
	diag_world(d, repo->path, "revision-folder", ARGS(id, folder, shown),
	           _("the commit {0} has no folder '{1}'"),
	           _("give the path, inside the revision, of the folder that holds '{2}'"));
}

static Hash mark_of(const git_oid *oid)
{
	return hash_bytes((Str){ (const char *)oid->id, sizeof(oid->id) });
}

Hash git_mark(const Repository *repo, Str bytes)
{
	git_oid oid;
	int error = repo->git2.odb_hash(&oid, bytes.len ? bytes.ptr : "", bytes.len, GIT_OBJECT_BLOB);
	return error ? (Hash){ 0 } : mark_of(&oid);
}

/* A blob's name is the hash of its bytes: that stamp always holds. */
static void stamp_of(void *context, const Entry *e, Stamp *stamp)
{
	git_oid oid = oid_of(e->id);
	(void)context;
	stamp->mark = mark_of(&oid);
}

static void close_reader(void *context)
{
	Reader *r = context;
	Arena home = r->home;
	for (int i = 0; i < JOBS_MAX; i++)
		r->repo->git2.odb_free(r->odbs[i]);
	arena_free(&home);
}

Sources *sources_of_git(Repository *repo, const Commit *commit, Str folder, Str shown, Diag *d)
{
	EntryId root = { 0 };
	Arena home = { 0 };
	int fault = find_folder(repo, commit, folder, &root, &home);
	if (fault == FAULT_MISSING || fault == FAULT_DAMAGED)
		fault_tell(d, shown, fault);
	else if (fault)
		tell_no_folder(repo, commit, folder, shown, d);
	if (fault) {
		arena_free(&home);
		return NULL;
	}
	Reader *r = NEW(&home, Reader);
	r->repo = repo;
	r->home = home;
	const Origin origin = { r, names_of, bytes_of, stamp_of, close_reader, .may_be_forged = true };
	return listing_open(&origin, root, shown, d);
}
