#include "publish/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

enum {
	NESTING_MAX = 128,                     /* of folders to remove: one descriptor each */
	PASSES_MAX  = 8,                       /* over one folder that is being emptied */
	COPY_BYTES  = 32 << 10,
};

static int open_at(int at, const char *path, int flags, unsigned mode, int *fd)
{
	do {
		*fd = openat(at, path, flags | O_CLOEXEC | O_NOFOLLOW, mode);
	} while (*fd < 0 && errno == EINTR);
	return *fd < 0 ? errno : 0;
}

/* On Linux the descriptor is gone after EINTR too, and the bytes are not lost by it. */
static int close_told(int fd)
{
	return close(fd) < 0 && errno != EINTR ? errno : 0;
}

int folder_open(int at, const char *path, int *fd)
{
	return open_at(at, path, O_RDONLY | O_DIRECTORY, 0, fd);
}

int folder_facts(int at, const char *path, FolderFacts *facts)
{
	struct statx st;
	int flags = AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT | (*path ? 0 : AT_EMPTY_PATH);
	if (statx(at, path, flags, STATX_BASIC_STATS | STATX_BTIME, &st) < 0)
		return errno;
	*facts = (FolderFacts){
		.identity.inode = st.stx_ino,
		.links = st.stx_nlink,
		.size = st.stx_size,
		.device = makedev(st.stx_dev_major, st.stx_dev_minor),
		.mode = st.stx_mode & 07777,
		.is_folder = S_ISDIR(st.stx_mode),
		.is_link = S_ISLNK(st.stx_mode),
		.is_mount = st.stx_attributes & STATX_ATTR_MOUNT_ROOT,
	};
	if (st.stx_mask & STATX_BTIME) {
		facts->identity.born_second = (uint64_t)st.stx_btime.tv_sec;
		facts->identity.born_nanosecond = st.stx_btime.tv_nsec;
	}
	return 0;
}

/* A stream over the folder with a descriptor of its own. */
static int stream_open(int fd, DIR **stream)
{
	int own, error = folder_open(fd, ".", &own);
	if (error)
		return error;
	*stream = fdopendir(own);
	if (*stream)
		return 0;
	error = errno;
	close(own);
	return error;
}

/* The next name but "." and ".."; NULL at the end, with 0 or an error in *error. */
static const struct dirent *stream_next(DIR *stream, int *error)
{
	const struct dirent *found;
	do {
		errno = 0;
		found = readdir(stream);
	} while (found && (!strcmp(found->d_name, ".") || !strcmp(found->d_name, "..")));
	*error = found ? 0 : errno;
	return found;
}

int folder_is_empty(int fd, bool *empty)
{
	DIR *stream;
	int error = stream_open(fd, &stream);
	if (error)
		return error;
	*empty = !stream_next(stream, &error);
	closedir(stream);
	return error;
}

Str folder_of(Str path)
{
	while (path.len && path.ptr[path.len - 1] != '/')
		path.len--;
	return str_sub(path, 0, path.len ? path.len - 1 : 0);
}

bool is_obstacle(int error)
{
	return error == ENOTDIR || error == EISDIR;
}

static int make_one(int at, Str path, bool mind_umask)
{
	char text[PUBLISHED_PATH_MAX + 1];
	memcpy(text, path.ptr, path.len);
	text[path.len] = '\0';
	if (mkdirat(at, text, FOLDER_MODE) < 0)
		return errno == EEXIST ? 0 : errno;
	return mind_umask && fchmodat(at, text, FOLDER_MODE, 0) < 0 ? errno : 0;
}

/* Most often only the last one is missing, so it is tried first. */
int folder_make(int at, Str path, bool mind_umask)
{
	if (!path.len)
		return 0;
	if (path.len > PUBLISHED_PATH_MAX)
		return ENAMETOOLONG;
	int error = make_one(at, path, mind_umask);
	if (error != ENOENT || !folder_of(path).len)
		return error;
	error = folder_make(at, folder_of(path), mind_umask);
	return error ? error : make_one(at, path, mind_umask);
}

int file_remove(int at, const char *path)
{
	return unlinkat(at, path, 0) < 0 && errno != ENOENT ? errno : 0;
}

static int empty_nested(int fd, uint64_t device, int depth);

static int remove_nested(int at, const char *name, uint64_t device, int depth)
{
	FolderFacts facts = { 0 };
	int fd, refusal = file_remove(at, name);

	if (refusal != EISDIR && refusal != EPERM)
		return refusal;
	int error = folder_open(at, name, &fd);
	if (error)
		return error == ENOTDIR ? refusal : error;
	error = folder_facts(fd, "", &facts);
	if (!error && (facts.is_mount || facts.device != device))
		error = EBUSY;
	if (!error)
		error = empty_nested(fd, device, depth + 1);
	close(fd);
	if (!error && unlinkat(at, name, AT_REMOVEDIR) < 0)
		error = errno;
	return error;
}

/* Removing while reading may hide names from the stream, so it is read again until it is empty. */
static int empty_nested(int fd, uint64_t device, int depth)
{
	DIR *stream;
	int error = depth > NESTING_MAX ? ENAMETOOLONG : stream_open(fd, &stream);
	if (error)
		return error;
	bool found = true;
	for (int pass = 0; found && !error && pass < PASSES_MAX; pass++) {
		const struct dirent *name;
		found = false;
		rewinddir(stream);
		while (!error && (name = stream_next(stream, &error))) {
			found = true;
			error = remove_nested(fd, name->d_name, device, depth);
		}
	}
	closedir(stream);
	return error;
}

int folder_empty(int fd)
{
	FolderFacts facts = { 0 };
	int error = folder_facts(fd, "", &facts);
	return error ? error : empty_nested(fd, facts.device, 0);
}

int folder_remove(int at, const char *name)
{
	FolderFacts facts = { 0 };
	int error = folder_facts(at, "", &facts);
	return error ? error : remove_nested(at, name, facts.device, 0);
}

typedef struct Visit {
	FileSeen *seen;
	void *context;
	Arena arena;                           /* paths */
} Visit;

static int each_nested(int fd, Str above, int depth, Visit *v);

static int each_one(int at, const char *name, Str above, int depth, Visit *v)
{
	struct stat st;
	Str path = STR_CONCAT(&v->arena, above, str_from(name));
	int fd, error;
	if (fstatat(at, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return errno;
	if (S_ISREG(st.st_mode))
		return v->seen(v->context, at, name, path);
	if (!S_ISDIR(st.st_mode))
		return 0;
	error = folder_open(at, name, &fd);
	if (error)
		return error;
	error = each_nested(fd, STR_CONCAT(&v->arena, path, STR("/")), depth + 1, v);
	close(fd);
	return error;
}

static int each_nested(int fd, Str above, int depth, Visit *v)
{
	DIR *stream;
	const struct dirent *name;
	int error = depth > NESTING_MAX ? ENAMETOOLONG : stream_open(fd, &stream);
	if (error)
		return error;
	while (!error && (name = stream_next(stream, &error))) {
		ArenaMark mark = arena_mark(&v->arena);
		error = each_one(fd, name->d_name, above, depth, v);
		arena_reset(&v->arena, mark);
	}
	closedir(stream);
	return error;
}

int folder_each(int fd, FileSeen *seen, void *context)
{
	Visit v = { .seen = seen, .context = context };
	int error = each_nested(fd, (Str){ 0 }, 0, &v);
	arena_free(&v.arena);
	return error;
}

int bytes_write(int fd, Str bytes)
{
	while (bytes.len) {
		ssize_t done = write(fd, bytes.ptr, bytes.len);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return done < 0 ? errno : EIO;
		bytes = str_skip(bytes, (size_t)done);
	}
	return 0;
}

static int set_time(int fd, FileTime t)
{
	struct timespec times[2] = { { .tv_nsec = UTIME_OMIT }, { t.second, t.nanosecond } };
	return futimens(fd, times) < 0 ? errno : 0;
}

/* Readers ask "changed since?" in whole seconds, so a change within one must be pushed on. */
static int push_time(int fd, FileWish *wish)
{
	struct stat elder, own;
	if (fstatat(wish->elder_at, wish->elder, &elder, AT_SYMLINK_NOFOLLOW) < 0)
		return errno == ENOENT || errno == ENOTDIR ? 0 : errno;
	if (fstat(fd, &own) < 0)
		return errno;
	FileTime least = { elder.st_mtim.tv_sec + 1, (uint32_t)elder.st_mtim.tv_nsec };
	if (own.st_mtim.tv_sec > least.second ||
	    (own.st_mtim.tv_sec == least.second && own.st_mtim.tv_nsec >= least.nanosecond))
		return 0;
	wish->pushed = least;
	return set_time(fd, least);
}

int file_write(int at, const char *path, Str bytes, FileWish *wish)
{
	int fd, error = open_at(at, path, O_WRONLY | O_CREAT | O_EXCL, FILE_MODE, &fd);
	if (error)
		return error;
	error = bytes_write(fd, bytes);
	if (!error && wish->mind_umask && fchmod(fd, FILE_MODE) < 0)
		error = errno;
	if (!error && wish->elder)
		error = push_time(fd, wish);
	int closing = close_told(fd);
	return error ? error : closing;
}

static int read_whole(int fd, char *to, size_t size)
{
	for (size_t have = 0; have < size;) {
		ssize_t more = read(fd, to + have, size - have);
		if (more < 0 && errno == EINTR)
			continue;
		if (more <= 0)
			return more < 0 ? errno : EIO;
		have += (size_t)more;
	}
	return 0;
}

static int open_regular(int at, const char *path, int *fd, size_t *size)
{
	struct stat st;
	int error = open_at(at, path, O_RDONLY | O_NONBLOCK, 0, fd);
	if (error)
		return error;
	if (fstat(*fd, &st) < 0)
		error = errno;
	else if (!S_ISREG(st.st_mode))
		error = EINVAL;
	else
		*size = (size_t)st.st_size;
	if (error)
		close(*fd);
	return error;
}

static int read_and_close(int fd, size_t size, Arena *a, Str *bytes)
{
	char *text = arena_bytes(a, size);
	int error = read_whole(fd, text, size);
	*bytes = (Str){ text, size };
	close(fd);
	return error;
}

int file_read(int at, const char *path, size_t most, Arena *a, Str *bytes)
{
	int fd = -1;
	size_t size = 0;
	int error = open_regular(at, path, &fd, &size);
	if (error)
		return error;
	if (size <= most)
		return read_and_close(fd, size, a, bytes);
	close(fd);
	return EFBIG;
}

int file_read_start(int at, const char *path, size_t most, Arena *a, Str *bytes)
{
	int fd = -1;
	size_t size = 0;
	int error = open_regular(at, path, &fd, &size);
	return error ? error : read_and_close(fd, size < most ? size : most, a, bytes);
}

static int copy_bytes(int from, int to)
{
	char piece[COPY_BYTES];
	for (;;) {
		ssize_t have = read(from, piece, sizeof(piece));
		if (have < 0 && errno == EINTR)
			continue;
		if (have <= 0)
			return have < 0 ? errno : 0;
		int error = bytes_write(to, (Str){ piece, (size_t)have });
		if (error)
			return error;
	}
}

static int copy_opened(int from, int to, bool mind_umask)
{
	struct stat st;
	if (fstat(from, &st) < 0)
		return errno;
	int error = copy_bytes(from, to);
	if (!error && mind_umask && fchmod(to, FILE_MODE) < 0)
		error = errno;
	return error ? error
	             : set_time(to, (FileTime){ st.st_mtim.tv_sec, (uint32_t)st.st_mtim.tv_nsec });
}

static int file_copy(int from, int to, const char *path, bool mind_umask)
{
	int source, target, error = open_at(from, path, O_RDONLY | O_NONBLOCK, 0, &source);
	if (error)
		return error;
	error = open_at(to, path, O_WRONLY | O_CREAT | O_EXCL, FILE_MODE, &target);
	if (!error) {
		error = copy_opened(source, target, mind_umask);
		int closing = close_told(target);
		error = error ? error : closing;
	}
	close(source);
	return error;
}

static bool link_is_refused(int error)
{
	return error == EPERM || error == EXDEV || error == EMLINK || error == EOPNOTSUPP ||
	       error == ENOSYS;
}

int file_link(int from, int to, const char *path, bool mind_umask)
{
	if (linkat(from, path, to, path, 0) == 0)
		return 0;
	return link_is_refused(errno) ? file_copy(from, to, path, mind_umask) : errno;
}

/* Some network file systems cannot sync a folder, and say EINVAL. */
int folder_sync(int fd)
{
	int result;
	do {
		result = fsync(fd);
	} while (result < 0 && errno == EINTR);
	return result < 0 && errno != EINVAL ? errno : 0;
}
