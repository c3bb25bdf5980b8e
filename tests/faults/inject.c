/*
 * A library to preload that lets one system call fail.
 *
 *   FAULT_AT=n        the n-th of the calls below, counted from 1; 0 or unset: none
 *   FAULT_KIND=…      EIO, ENOSPC, EINTR: it fails so (a close is done all the same);
 *                     SHORT: a write or read does half of its bytes, others nothing special;
 *                     KILL: the process is killed before the call
 *   FAULT_STICKY=1    and all later ones fail too
 *   FAULT_ALWAYS=a=E,b=E   these calls never work: renameat2=EINVAL, linkat=EPERM
 *   FAULT_ABSENT=text files and libraries with this in their name are not found by access and dlopen
 *   FAULT_REPORT=1    at the end the number of calls goes to stderr
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static atomic_long calls;

static const struct { const char *name; int number; } errors[] = {
	{ "EIO", EIO }, { "ENOSPC", ENOSPC }, { "EINTR", EINTR }, { "EINVAL", EINVAL },
	{ "EPERM", EPERM }, { "EXDEV", EXDEV }, { "EMFILE", EMFILE },
};

static int error_named(const char *name, size_t length)
{
	for (size_t i = 0; i < sizeof(errors) / sizeof(*errors); i++)
		if (strlen(errors[i].name) == length && !strncmp(errors[i].name, name, length))
			return errors[i].number;
	return 0;
}

static const char *setting(const char *name)
{
	const char *value = getenv(name);
	return value ? value : "";
}

static int always(const char *call)
{
	size_t length = strlen(call);
	for (const char *at = setting("FAULT_ALWAYS"); *at; at += *at == ',') {
		size_t item = strcspn(at, ",");
		if (!strncmp(at, call, length) && at[length] == '=')
			return error_named(at + length + 1, item - length - 1);
		at += item;
	}
	return 0;
}

typedef struct Fault {
	int error;
	bool half;
} Fault;

static Fault fault_of(const char *call)
{
	int error = always(call);
	if (error)
		return (Fault){ .error = error };
	long number = atomic_fetch_add(&calls, 1) + 1, at = atol(setting("FAULT_AT"));
	if (!at || number < at || (number > at && !*setting("FAULT_STICKY")))
		return (Fault){ 0 };
	const char *kind = setting("FAULT_KIND");
	if (!strcmp(kind, "KILL"))
		raise(SIGKILL);
	return (Fault){ error_named(kind, strlen(kind)), !strcmp(kind, "SHORT") };
}

/* True with errno set: the call must not be made. */
static bool fails(const char *call)
{
	Fault f = fault_of(call);
	if (f.error)
		errno = f.error;
	return f.error;
}

#define REAL(name) static __typeof__(&name) real; \
	if (!real) \
		*(void **)&real = dlsym(RTLD_NEXT, #name)

#define FAILING(name, parameters, ...) \
	int name parameters; \
	int name parameters \
	{ \
		REAL(name); \
		return fails(#name) ? -1 : real(__VA_ARGS__); \
	}

FAILING(fsync, (int fd), fd)
FAILING(syncfs, (int fd), fd)
FAILING(fchmod, (int fd, mode_t mode), fd, mode)
FAILING(fchmodat, (int at, const char *path, mode_t mode, int flags), at, path, mode, flags)
FAILING(futimens, (int fd, const struct timespec times[2]), fd, times)
FAILING(fstat, (int fd, struct stat *st), fd, st)
FAILING(fstatat, (int at, const char *path, struct stat *st, int flags), at, path, st, flags)
FAILING(mkdirat, (int at, const char *path, mode_t mode), at, path, mode)
FAILING(unlinkat, (int at, const char *path, int flags), at, path, flags)
FAILING(linkat, (int from, const char *a, int to, const char *b, int flags), from, a, to, b, flags)
FAILING(renameat, (int from, const char *a, int to, const char *b), from, a, to, b)
FAILING(renameat2, (int from, const char *a, int to, const char *b, unsigned flags), from, a, to, b,
        flags)
FAILING(statx, (int at, const char *path, int flags, unsigned mask, struct statx *st), at, path,
        flags, mask, st)
FAILING(flock, (int fd, int operation), fd, operation)

int openat(int at, const char *path, int flags, ...)
{
	REAL(openat);
	va_list rest;
	va_start(rest, flags);
	mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
	va_end(rest);
	return fails("openat") ? -1 : real(at, path, flags, mode);
}

static bool is_absent(const char *name)
{
	const char *absent = setting("FAULT_ABSENT");
	return name && *absent && strstr(name, absent);
}

int access(const char *path, int mode)
{
	REAL(access);
	errno = ENOENT;
	return is_absent(path) ? -1 : real(path, mode);
}

void *dlopen(const char *name, int flags)
{
	REAL(dlopen);
	return is_absent(name) ? NULL : real(name, flags);
}

int close(int fd)
{
	REAL(close);
	Fault f = fault_of("close");
	int result = real(fd);
	if (f.error)
		errno = f.error;
	return f.error ? -1 : result;
}

ssize_t write(int fd, const void *bytes, size_t size)
{
	REAL(write);
	if (fd <= STDERR_FILENO)
		return real(fd, bytes, size);
	Fault f = fault_of("write");
	if (f.error)
		errno = f.error;
	return f.error ? -1 : real(fd, bytes, f.half ? size - size / 2 : size);
}

ssize_t read(int fd, void *bytes, size_t size)
{
	REAL(read);
	Fault f = fault_of("read");
	if (f.error)
		errno = f.error;
	return f.error ? -1 : real(fd, bytes, f.half ? size - size / 2 : size);
}

__attribute__((destructor)) static void report(void)
{
	if (*setting("FAULT_REPORT"))
		fprintf(stderr, "calls %ld\n", atomic_load(&calls));
}
