#include "publish/place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LOCK_MODE = 0644 };

/* Errors in words. */

typedef struct Reason {
	int error;
	const char *code, *message, *hint;
} Reason;

static const Reason reasons[] = {
	{ ENOSPC, "disk-full", N_("no space left on the disk for '{0}'"),
	  N_("delete files there that nobody needs, then build again") },
	{ EDQUOT, "disk-full", N_("no space left for this user on the disk, for '{0}'"),
	  N_("delete files there that nobody needs, then build again") },
	{ EACCES, "disk-denied", N_("no permission to write '{0}'"),
	  N_("run as the user who owns the folder, or choose another with --out DIR") },
	{ EPERM, "disk-denied", N_("no permission to write '{0}'"),
	  N_("run as the user who owns the folder, or choose another with --out DIR") },
	{ EROFS, "disk-denied", N_("'{0}' lies on a disk that can only be read"),
	  N_("choose another folder with --out DIR") },
};

void report_errno(Diag *d, Str path, int error)
{
	for (size_t i = 0; i < sizeof(reasons) / sizeof(*reasons); i++) {
		const Reason *r = &reasons[i];
		if (r->error == error) {
			diag_world(d, path, r->code, ARGS(path), _(r->message), _(r->hint));
			return;
		}
	}
	const char *name = strerrorname_np(error);
	diag_world(d, path, "disk-fault", ARGS(path, str_from(name ? name : "?")),
	           _("the system could not write '{0}' ({1})"),
	           _("see to the disk, then build again"));
}

static bool refuse(Diag *d, Str out, const char *code, const char *message, const char *hint)
{
	diag_world(d, out, code, ARGS(out), message, hint);
	return false;
}

static bool failed(Diag *d, Str path, int error)
{
	report_errno(d, path, error);
	return false;
}

/* Names. */

static bool names_make(Place *p, Str out, Arena *a, char **parent)
{
	while (out.len > 1 && out.ptr[out.len - 1] == '/')
		out.len--;
	Str above = folder_of(out), name = str_skip(out, above.len);
	if (str_starts(name, STR("/")))
		name = str_skip(name, 1);
	Str state = STR_CONCAT(a, STR("."), name, STR(".keijiban"));
	if (!name.len || str_equal(name, STR(".")) || str_equal(name, STR("..")) ||
	    str_has_byte(out, '\0') || state.len > PUBLISHED_NAME_MAX)
		return false;
	p->name = str_terminated(name, a);
	p->state_name = str_terminated(state, a);
	/* With "/." behind it a folder is followed through a link, as is right above `out`. */
	Str root = out.len > name.len && !above.len ? STR("/") : STR(".");
	*parent = str_terminated(above.len ? STR_CONCAT(a, above, STR("/.")) : root, a);
	return true;
}

static void names_of_tree(Tree *t)
{
	const Identity *id = &t->facts.identity;
	char own[64];
	snprintf(own, sizeof(own), "%016" PRIx64 "-%016" PRIx64 "-%" PRIu32, id->inode, id->born_second,
	         id->born_nanosecond);
	snprintf(t->manifest, sizeof(t->manifest), "tree-%.55s", own);
	snprintf(t->memo, sizeof(t->memo), "memo-%.55s", own);
}

/* Trees. */

static int tree_open(int at, const char *name, Tree *t)
{
	int error = folder_open(at, name, &t->fd);
	if (error) {
		t->fd = -1;
		return error;
	}
	error = folder_facts(t->fd, "", &t->facts);
	names_of_tree(t);
	return error;
}

static void tree_close(Tree *t)
{
	if (t->fd >= 0)
		close(t->fd);
	*t = (Tree){ .fd = -1 };
}

static bool tree_find_manifest(const Place *p, Tree *t)
{
	struct stat st;
	t->ours = fstatat(p->state, t->manifest, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	          S_ISREG(st.st_mode);
	return t->ours;
}

static bool is_same_folder(const Tree *t, const FolderFacts *facts)
{
	return t->fd >= 0 && facts->is_folder && !facts->is_mount &&
	       identity_equal(facts->identity, t->facts.identity);
}

/* `out` is absent, or a folder that a rename can replace. */
static bool out_open(Place *p, Diag *d)
{
	FolderFacts facts;
	int error = folder_facts(p->parent, p->name, &facts);
	if (!error && is_same_folder(&p->published, &facts)) {
		p->published.facts = facts;
		return true;
	}
	tree_close(&p->published);
	if (error == ENOENT)
		return true;
	if (error)
		return failed(d, p->out, error);
	if (facts.is_link)
		return refuse(d, p->out, "out-link",
		              _("'{0}' is a link, and a link cannot be exchanged for a folder"),
		              _("give the folder it points to with --out DIR"));
	if (!facts.is_folder)
		return refuse(d, p->out, "out-file", _("'{0}' is a file, not a folder"),
		              _("choose another folder with --out DIR"));
	if (facts.is_mount)
		return refuse(d, p->out, "out-mount",
		              _("'{0}' is a mount point, and its place cannot change"),
		              _("choose a folder inside it, for example --out {0}/site"));
	error = tree_open(p->parent, p->name, &p->published);
	return error ? failed(d, p->out, error) : true;
}

static bool out_is_strange(const Place *p, Diag *d)
{
	bool empty = true;
	int error = folder_is_empty(p->published.fd, &empty);
	if (error)
		return !failed(d, p->out, error);
	if (empty)
		return false;
	refuse(d, p->out, "out-strange", _("'{0}' holds files that keijiban did not publish"),
	       _("choose an empty folder with --out DIR, or add --force to replace this one"));
	return true;
}

/* State. */

static bool state_open(Place *p, const PlaceOptions *o, Diag *d)
{
	Str name = str_from(p->state_name);
	int error = folder_open(p->parent, p->state_name, &p->state);
	if (error == ENOENT) {
		p->state = -1;
		if (p->published.fd >= 0 && !o->force && out_is_strange(p, d))
			return false;
		if (o->look_only)
			return true;
		error = folder_make(p->parent, name, false);
		if (!error)
			error = folder_open(p->parent, p->state_name, &p->state);
	}
	if (!error)
		return true;
	p->state = -1;
	if (error != ENOTDIR && error != ELOOP)
		return failed(d, name, error);
	diag_world(d, name, "state-strange", ARGS(name, p->out),
	           _("'{0}' is not a folder, but keijiban needs that name for '{1}'"),
	           _("move it away, or choose another folder with --out DIR"));
	return false;
}

static int lock_take(int fd, int how)
{
	int result;
	do {
		result = flock(fd, LOCK_EX | how);
	} while (result < 0 && errno == EINTR);
	return result < 0 ? errno : 0;
}

static int lock_file(const Place *p, const char *name, int flags)
{
	int fd;
	do {
		fd = openat(p->state, name, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | flags, LOCK_MODE);
	} while (fd < 0 && errno == EINTR);
	return fd;
}

/*
 * Gives up the place in the queue before anything is read: whoever finds it
 * taken may rely on it that what he has brought will be seen.
 */
static int lock_wait(const Place *p)
{
	int error = lock_take(p->lock, LOCK_NB);
	if (error != EWOULDBLOCK)
		return error;
	int next = lock_file(p, "next", O_CREAT);
	if (next < 0)
		return errno;
	error = lock_take(next, LOCK_NB);
	if (!error)
		error = lock_take(p->lock, 0);
	close(next);
	return error;
}

static bool busy_told(const Place *p, bool waiting, Diag *d)
{
	if (waiting)
		return refuse(d, p->out, "out-queued",
		              _("another build is waiting to write '{0}', and will write the newest content"),
		              _("nothing needs to be done"));
	return refuse(d, p->out, "out-busy", _("another build is writing '{0}'"),
	              _("wait until it has ended, then type the command again; or add --wait"));
}

static bool lock_open(Place *p, const PlaceOptions *o, bool *busy, Diag *d)
{
	if (p->state < 0)
		return true;
	p->lock = lock_file(p, "lock", o->look_only ? 0 : O_CREAT);
	if (p->lock < 0 && errno == ENOENT && o->look_only)
		return true;
	int error = p->lock < 0 ? errno : o->wait ? lock_wait(p) : lock_take(p->lock, LOCK_NB);
	if (!error)
		return true;
	*busy = error == EWOULDBLOCK;
	if (!*busy)
		return failed(d, str_from(p->state_name), error);
	return busy_told(p, o->wait, d);
}

/* A crash between two renames leaves a tree under "old": the one published before. */
static int recover(Place *p)
{
	FolderFacts facts;
	int error = folder_facts(p->state, "old", &facts);
	if (error)
		return error == ENOENT ? 0 : error;
	if (folder_facts(p->parent, p->name, &facts) == ENOENT)
		return renameat(p->state, "old", p->parent, p->name) < 0 ? errno : 0;
	if (folder_facts(p->state, "spare", &facts) == ENOENT)
		return renameat(p->state, "old", p->state, "spare") < 0 ? errno : 0;
	return 0;
}

static bool parent_open(Place *p, const PlaceOptions *o, Arena *a, Diag *d)
{
	char *parent;
	if (!names_make(p, o->out, a, &parent))
		return refuse(d, o->out, "out-name", _("'{0}' cannot be the published folder"),
		              _("give a folder by its own name, for example --out out"));
	int error = folder_open(AT_FDCWD, parent, &p->parent);
	if (!error)
		return true;
	p->parent = -1;
	if (error != ENOENT && error != ENOTDIR)
		return failed(d, o->out, error);
	return refuse(d, o->out, "out-parent",
	              _("the folder that '{0}' should lie in does not exist"),
	              _("make it with mkdir -p, or choose another with --out DIR"));
}

/* Looked at twice: before the lock, so that a refusal leaves no trace, and under it, to be true. */
bool place_open(Place *p, const PlaceOptions *o, bool *busy, Arena *a, Diag *d)
{
	*p = (Place){ .out = o->out, .parent = -1, .state = -1, .lock = -1,
	              .published.fd = -1, .spare.fd = -1 };
	*busy = false;
	if (!parent_open(p, o, a, d) || !out_open(p, d) || !state_open(p, o, d) ||
	    !lock_open(p, o, busy, d))
		return false;
	if (p->state < 0)
		return true;
	int error = o->look_only ? 0 : recover(p);
	if (error)
		return failed(d, p->out, error);
	if (!out_open(p, d))
		return false;
	if (p->published.fd >= 0 && !tree_find_manifest(p, &p->published) && !o->force &&
	    out_is_strange(p, d))
		return false;
	error = place_find_spare(p);
	return error ? failed(d, str_from(p->state_name), error) : true;
}

void place_close(Place *p)
{
	tree_close(&p->published);
	tree_close(&p->spare);
	int *all[] = { &p->parent, &p->state, &p->lock };
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		if (*all[i] >= 0)
			close(*all[i]);
		*all[i] = -1;
	}
}

int place_find_spare(Place *p)
{
	tree_close(&p->spare);
	int error = tree_open(p->state, "spare", &p->spare);
	if (error)
		return error == ENOENT ? 0 : error;
	tree_find_manifest(p, &p->spare);
	return 0;
}

int place_manifest(const Place *p, const Tree *tree, Arena *a, Str *bytes)
{
	*bytes = (Str){ 0 };
	return tree->ours ? file_read(p->state, tree->manifest, MANIFEST_BYTES_MAX, a, bytes) : 0;
}

bool is_of_tree(const ManifestHead *head, const Tree *tree)
{
	return identity_equal(head->tree, tree->facts.identity) &&
	       head->top_links == tree->facts.links && head->top_size == tree->facts.size;
}

bool place_head(const Place *p, const Tree *tree, ManifestHead *head)
{
	Arena scratch = { 0 };
	Str start = { 0 };
	if (tree->fd >= 0 && tree->ours)
		file_read_start(p->state, tree->manifest, MANIFEST_HEAD_MAX, &scratch, &start);
	*head = manifest_open(start).head;
	arena_free(&scratch);
	return is_of_tree(head, tree);
}

int place_peek(Str out, Tree *tree, Arena *a, Str *manifest)
{
	Place p = { .parent = -1, .state = -1, .lock = -1, .published.fd = -1, .spare.fd = -1 };
	char *parent;
	*tree = p.published;
	*manifest = (Str){ 0 };
	int error = names_make(&p, out, a, &parent) ? folder_open(AT_FDCWD, parent, &p.parent) : ENOENT;
	if (!error)
		error = tree_open(p.parent, p.name, &p.published);
	if (!error && folder_open(p.parent, p.state_name, &p.state) == 0 && tree_find_manifest(&p, &p.published))
		error = place_manifest(&p, &p.published, a, manifest);
	*tree = p.published;
	tree->fd = -1;
	place_close(&p);
	return error;
}

int place_memo(const Place *p, const Tree *tree, Arena *a, Str *bytes)
{
	*bytes = (Str){ 0 };
	return tree->ours ? file_read(p->state, tree->memo, MEMO_BYTES_MAX, a, bytes) : ENOENT;
}

void place_keep_memo(const Place *p, const Tree *tree, Str bytes)
{
	FileWish wish = { 0 };
	if (!file_remove(p->state, "memo") && !file_write(p->state, "memo", bytes, &wish))
		renameat(p->state, "memo", p->state, tree->memo);
}

int place_distrust(const Place *p, const Tree *tree)
{
	int fd = openat(p->state, tree->manifest, O_WRONLY | O_TRUNC | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return errno;
	int error = folder_sync(fd);
	close(fd);
	return error;
}

typedef bool Leaves(const Tree *tree, Str name);

static bool is_of(const Tree *tree, Str name)
{
	return tree->ours && (str_equal(name, str_from(tree->manifest)) || str_equal(name, str_from(tree->memo)));
}

/* What a crash may have left, and what belongs to a tree that is about to change. */
static bool is_leftover(const Tree *published, Str name)
{
	return !is_of(published, name) &&
	       (str_starts(name, STR("tree-")) || str_starts(name, STR("memo")) || str_starts(name, STR("late-")) ||
	        str_equal(name, STR("old")) || str_equal(name, STR("draft")));
}

/* What still holds something of an earlier site. */
static bool is_of_the_past(const Tree *published, Str name)
{
	return is_leftover(published, name) || str_equal(name, STR("spare"));
}

static int names_remove(const Place *p, const Tree *keep, DIR *state, Leaves *leaves)
{
	const struct dirent *found;
	errno = 0;
	while ((found = readdir(state))) {
		bool goes = leaves(keep, str_from(found->d_name));
		int error = goes ? folder_remove(p->state, found->d_name) : 0;
		if (error)
			return error;
		errno = 0;
	}
	return errno;
}

static int state_clear(const Place *p, const Tree *keep, Leaves *leaves)
{
	int own, error = folder_open(p->state, ".", &own);
	if (error)
		return error;
	DIR *state = fdopendir(own);
	if (!state) {
		error = errno;
		close(own);
		return error;
	}
	error = names_remove(p, keep, state, leaves);
	closedir(state);
	return error ? error : folder_sync(p->state);
}

int place_tidy(Place *p)
{
	p->spare.ours = false;
	return state_clear(p, &p->published, is_leftover);
}

int place_purge(const Place *p, const Tree *now)
{
	Tree keep = *now;
	keep.ours = true;
	return p->state < 0 ? 0 : state_clear(p, &keep, is_of_the_past);
}

/* Swapping. */

static bool out_is_as_it_was(const Place *p)
{
	FolderFacts now;
	int error = folder_facts(p->parent, p->name, &now);
	if (p->published.fd < 0)
		return error == ENOENT;
	return !error && now.is_folder && identity_equal(now.identity, p->published.facts.identity);
}

static bool exchange_is_unknown(int error)
{
	return error == EINVAL || error == ENOSYS || error == EXDEV || error == EBUSY ||
	       error == EOPNOTSUPP;
}

static int move_in(const Place *p)
{
	if (renameat2(p->state, "spare", p->parent, p->name, RENAME_NOREPLACE) == 0)
		return 0;
	/* Where that flag is unknown a plain rename does: it replaces but an empty folder. */
	if (!exchange_is_unknown(errno))
		return errno;
	return renameat(p->state, "spare", p->parent, p->name) < 0 ? errno : 0;
}

/* If the last step fails the next place_open does it. */
static int swap_with_gap(const Place *p)
{
	if (renameat(p->parent, p->name, p->state, "old") < 0)
		return errno;
	int error = move_in(p);
	if (error) {
		renameat(p->state, "old", p->parent, p->name);
		return error;
	}
	renameat(p->state, "old", p->state, "spare");
	return 0;
}

SwapResult place_swap(Place *p, bool allow_gap, int *error)
{
	*error = 0;
	if (!out_is_as_it_was(p))
		return SWAP_CHANGED;
	if (p->published.fd < 0)
		*error = move_in(p);
	else if (renameat2(p->parent, p->name, p->state, "spare", RENAME_EXCHANGE) < 0)
		*error = errno;
	if (p->published.fd >= 0 && exchange_is_unknown(*error) && allow_gap)
		*error = swap_with_gap(p);
	if (*error)
		return exchange_is_unknown(*error) ? SWAP_IMPOSSIBLE : SWAP_FAILED;
	*error = folder_sync(p->parent);
	if (!*error)
		*error = folder_sync(p->state);
	return *error ? SWAP_UNSAFE : SWAP_DONE;
}
