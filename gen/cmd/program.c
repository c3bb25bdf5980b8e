#include "cmd/program.h"

#include <libintl.h>
#include <link.h>
#include <sys/stat.h>

#include "base/buf.h"

static void add_file(Buf *b, const char *path)
{
	struct stat f;
	if (stat(path, &f) == 0)
		buf_format(b, "%ju %ju %jd %jd.%09ld\n", (uintmax_t)f.st_dev, (uintmax_t)f.st_ino,
		           (intmax_t)f.st_size, (intmax_t)f.st_ctim.tv_sec, f.st_ctim.tv_nsec);
}

/* The kernel's own part has no file. */
static int add_object(struct dl_phdr_info *info, size_t size, void *context)
{
	(void)size;
	add_file(context, *info->dlpi_name ? info->dlpi_name : "/proc/self/exe");
	return 0;
}

/* What was said is kept in the words of that time. */
static void add_messages(Buf *b)
{
	const char *folder = bindtextdomain("keijiban", NULL);
	if (folder)
		add_file(b, str_format(b->arena, "%s/ja/LC_MESSAGES/keijiban.mo%c", folder, 0).ptr);
}

Hash program_mark(void)
{
	Arena scratch = { 0 };
	Buf b = { .arena = &scratch };
	dl_iterate_phdr(add_object, &b);
	add_messages(&b);
	Hash mark = hash_bytes(buf_text(&b));
	arena_free(&scratch);
	return mark;
}
