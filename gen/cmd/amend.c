#include "cmd/amend.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "publish/folder.h"
#include "source/files.h"

static const char beside[] = ".keijiban-new";

/* Only the root itself may be reached by links: whoever named it, meant it. */
static int open_root(Str root)
{
	Arena scratch = { 0 };
	int fd = open(str_terminated(root, &scratch), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	arena_free(&scratch);
	return fd;
}

/* The folder of the file, part by part; *name becomes the file's own. Missing ones are made, where that is wished. */
static int open_folder(Str root, Str path, bool make, Str *name)
{
	Arena scratch = { 0 };
	int at = open_root(root), error = 0;
	for (*name = path; at >= 0 && str_has_byte(*name, '/');) {
		int next = -1;
		Str part = str_cut(*name, '/', name);
		if (make && mkdirat(at, str_terminated(part, &scratch), 0777) < 0 && errno != EEXIST)
			error = errno;
		error = error ? error : folder_open(at, str_terminated(part, &scratch), &next);
		close(at);
		at = error ? -1 : next;
	}
	arena_free(&scratch);
	if (error)
		errno = error;
	return at;
}

static int write_new(int at, Str bytes, mode_t mode)
{
	FileWish wish = { 0 };
	int error = file_remove(at, beside);
	if (!error)
		error = file_write(at, beside, bytes, &wish);
	int fd = error ? -1 : openat(at, beside, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (!error && (fd < 0 || fchmod(fd, mode & 07777) < 0))
		error = errno;
	if (!error)
		error = folder_sync(fd);
	if (fd >= 0)
		close(fd);
	return error;
}

static int replace(int at, const char *name, Str bytes)
{
	struct stat facts;
	int error = fstatat(at, name, &facts, AT_SYMLINK_NOFOLLOW) < 0 ? errno : write_new(at, bytes, facts.st_mode);
	if (!error && renameat(at, beside, at, name) < 0)
		error = errno;
	if (error)
		file_remove(at, beside);
	return error ? error : folder_sync(at);
}

AmendFault amend_file(Str root, Str path, Str before, Str after)
{
	Arena scratch = { 0 };
	Str name, now;
	AmendFault fault = AMEND_DONE;
	int at = open_folder(root, path, false, &name), error = at < 0 ? errno : 0;
	if (!error)
		error = file_read(at, str_terminated(name, &scratch), FILES_BYTES_MAX, &scratch, &now);
	if (!error && !str_equal(now, before))
		fault = AMEND_CHANGED;
	else if (!error)
		error = replace(at, str_terminated(name, &scratch), after);
	if (at >= 0)
		close(at);
	arena_free(&scratch);
	if (!error)
		return fault;
	errno = error;
	return AMEND_DISK;
}

/* A link is made only where nothing has that name. */
static int create(int at, const char *name, Str bytes)
{
	FileWish wish = { .mind_umask = true };
	int error = file_remove(at, beside);
	if (!error)
		error = file_write(at, beside, bytes, &wish);
	if (!error && linkat(at, beside, at, name, 0) < 0)
		error = errno;
	file_remove(at, beside);
	return error ? error : folder_sync(at);
}

AmendFault amend_create(Str root, Str path, Str bytes)
{
	Arena scratch = { 0 };
	Str name;
	int at = open_folder(root, path, true, &name), error = at < 0 ? errno : 0;
	if (!error)
		error = create(at, str_terminated(name, &scratch), bytes);
	if (at >= 0)
		close(at);
	arena_free(&scratch);
	if (!error)
		return AMEND_DONE;
	errno = error;
	return error == EEXIST ? AMEND_CHANGED : AMEND_DISK;
}
