#include "cmd/program.h"

#include <link.h>
#include <sys/stat.h>

#include "base/buf.h"

static int add_file(struct dl_phdr_info *info, size_t size, void *context)
{
	Buf *b = context;
	struct stat f;
	const char *path = *info->dlpi_name ? info->dlpi_name : "/proc/self/exe";
	(void)size;
	/* The kernel's own part has no file. */
	if (stat(path, &f) == 0)
		buf_format(b, "%ju %ju %jd %jd.%09ld\n", (uintmax_t)f.st_dev, (uintmax_t)f.st_ino,
		           (intmax_t)f.st_size, (intmax_t)f.st_ctim.tv_sec, f.st_ctim.tv_nsec);
	return 0;
}

Hash program_mark(void)
{
	Arena scratch = { 0 };
	Buf b = { .arena = &scratch };
	dl_iterate_phdr(add_file, &b);
	Hash mark = hash_bytes(buf_text(&b));
	arena_free(&scratch);
	return mark;
}
