#include "source/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "source/fault.h"
#include "source/listing.h"

enum { TRIES_MAX = 16 };

typedef struct Tree {
	int root;
	bool has_openat2;
	Arena home;                            /* holds this struct */
} Tree;

/* Opening beneath the root, without links. */

static int try_openat2(int root, const char *path, int flags)
{
	struct open_how how = {
		.flags = (uint64_t)flags,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
	};
	long fd = -1;
	for (int tries = 0; tries < TRIES_MAX; tries++) {
		fd = syscall(SYS_openat2, root, path, &how, sizeof(how));
		if (fd >= 0 || (errno != EINTR && errno != EAGAIN))
			break;
	}
	return (int)fd;
}

/* Part by part, for kernels before 5.6 and for sandboxes that do not know openat2. */
static int open_by_parts(int root, const char *path, int flags)
{
	int at = root;
	for (const char *slash; (slash = strchr(path, '/')); path = slash + 1) {
		char part[FILES_NAME_MAX + 1];
		size_t len = (size_t)(slash - path);
		if (len >= sizeof(part)) {
			errno = ENAMETOOLONG;
			break;
		}
		memcpy(part, path, len);
		part[len] = '\0';
		int next = openat(at, part, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		int reason = errno;
		if (at != root)
			close(at);
		errno = reason;
		at = next;
		if (at < 0)
			return -1;
	}
	int fd = strchr(path, '/') ? -1 : openat(at, path, flags);
	int reason = errno;
	if (at != root)
		close(at);
	errno = reason;
	return fd;
}

static int open_beneath(const Tree *t, const char *path, int flags)
{
	flags |= O_RDONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW | O_CLOEXEC;
	return t->has_openat2 ? try_openat2(t->root, path, flags)
	                      : open_by_parts(t->root, path, flags);
}

/* Names. */

static EntryKind kind_of(mode_t mode)
{
	return S_ISREG(mode)   ? ENTRY_FILE
	       : S_ISDIR(mode) ? ENTRY_FOLDER
	       : S_ISLNK(mode) ? ENTRY_LINK
	                       : ENTRY_OTHER;
}

static EntryKind kind_in(int folder, const struct dirent *e)
{
	struct stat facts;
	if (e->d_type != DT_UNKNOWN)
		return kind_of(DTTOIF(e->d_type));
	if (fstatat(folder, e->d_name, &facts, AT_SYMLINK_NOFOLLOW) != 0)
		return ENTRY_FILE; /* opening it will tell why */
	return kind_of(facts.st_mode);
}

static int names_of(void *context, const Folder *f, Listing *l)
{
	int fd = open_beneath(context, f->raw.len ? f->raw.ptr : ".", O_DIRECTORY);
	DIR *folder = fd < 0 ? NULL : fdopendir(fd);
	if (!folder) {
		int reason = errno;
		if (fd >= 0)
			close(fd);
		return reason;
	}
	int reason = 0;
	for (const struct dirent *e; !reason;) {
		errno = 0;
		e = readdir(folder);
		reason = errno;
		if (!e || !listing_add(l, str_from(e->d_name), kind_in(fd, e), (EntryId){ 0 }))
			break;
	}
	closedir(folder);
	return reason;
}

/* Reading. */

/* One byte more than the file has is asked for, so that its end shows without another call. */
static int fill(int fd, char *text, size_t size, size_t *have)
{
	while (*have < size || !size) {
		ssize_t n = read(fd, text + *have, size + 1 - *have);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno;
		if (n == 0)
			break;
		*have += (size_t)n;
		if (!size)
			break;
	}
	return *have == size ? 0 : FAULT_CHANGED;
}

static int read_whole(int fd, size_t size, Arena *a, Str *bytes)
{
	ArenaMark mark = arena_mark(a);
	char *text = arena_bytes(a, size + 1);
	size_t have = 0;
	int fault = fill(fd, text, size, &have);
	if (fault)
		arena_reset(a, mark);
	else
		*bytes = (Str){ text, have };
	return fault;
}

static int read_open(int fd, Listing *l, Arena *a, Str *bytes)
{
	struct stat facts;
	if (fstat(fd, &facts) != 0)
		return errno;
	if (!S_ISREG(facts.st_mode))
		return FAULT_KIND;
	int fault = listing_admit(l, (uint64_t)facts.st_size);
	return fault ? fault : read_whole(fd, (size_t)facts.st_size, a, bytes);
}

static int bytes_of(void *context, int worker, const Entry *e, Listing *l, Arena *a, Str *bytes)
{
	(void)worker;
	int fd = open_beneath(context, e->raw, 0);
	if (fd < 0)
		return errno == ENXIO ? FAULT_KIND : errno;
	int fault = read_open(fd, l, a, bytes);
	close(fd);
	return fault;
}

static bool open_root(Tree *t, Str root, Str shown, Diag *d)
{
	t->root = open(str_terminated(root, &d->arena), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (t->root < 0) {
		diag_world(d, root, "folder-unreadable",
		           ARGS(shown.len ? shown : root, root, str_from(fault_reason(errno))),
		           _("the folder '{1}' cannot be read: {2}"),
		           _("give the path of the folder that holds '{0}'"));
		return false;
	}
	int probe = try_openat2(t->root, ".", O_PATH | O_DIRECTORY | O_CLOEXEC);
	t->has_openat2 = probe >= 0 || (errno != ENOSYS && errno != EPERM);
	if (probe >= 0)
		close(probe);
	return true;
}

/* The inode tells a file that was put in another's place, its change time one that was written over. */
static void stamp_of(void *context, const Entry *e, Stamp *stamp)
{
	const Tree *t = context;
	struct stat f;
	if (fstatat(t->root, e->raw, &f, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(f.st_mode))
		return;
	const uint64_t facts[] = {
		f.st_dev, f.st_ino, (uint64_t)f.st_size, (uint64_t)f.st_mtim.tv_sec, (uint64_t)f.st_mtim.tv_nsec,
		(uint64_t)f.st_ctim.tv_sec, (uint64_t)f.st_ctim.tv_nsec,
	};
	*stamp = (Stamp){ hash_bytes((Str){ (const char *)facts, sizeof(facts) }), f.st_ctim.tv_sec,
		          (int32_t)f.st_ctim.tv_nsec };
}

static void close_root(void *context)
{
	Tree *t = context;
	Arena home = t->home;
	close(t->root);
	arena_free(&home);
}

Sources *sources_of_tree(Str root, Str shown, Diag *d)
{
	Arena home = { 0 };
	Tree *t = NEW(&home, Tree);
	t->home = home;
	if (!open_root(t, root, shown, d)) {
		arena_free(&home);
		return NULL;
	}
	const Origin origin = { t, names_of, bytes_of, stamp_of, close_root, false };
	return listing_open(&origin, (EntryId){ 0 }, shown, d);
}
