#include "generated.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"

enum { FILE_MOST = 6000, OPEN_FOLDERS = 16 };

static uint32_t mixed(uint32_t a, uint32_t b, uint32_t c)
{
	uint64_t x = ((uint64_t)a << 40) ^ ((uint64_t)b << 20) ^ c;
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
	x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
	return (uint32_t)(x >> 32);
}

/* The generation that last changed the file; some change for one only and then go back. */
static uint32_t version_of(Generated g, uint32_t number, uint32_t generation)
{
	if (number % 5 == 1)
		return (generation + number) % 3 ? 1 : 2;
	while (generation > 1 && mixed(g.seed, number, generation) % 8)
		generation--;
	return generation;
}

static Str path_of(uint32_t number, uint32_t version, Arena *a)
{
	if (number % 17 == 0)
		return str_format(a, version & 1 ? "x%u" : "x%u/index.html", number);
	if (number % 3 == 0)
		return str_format(a, "d%u/f%u.txt", number % 13, number);
	return str_format(a, "d%u/e%u/p%u/index.html", number % 13, number % 5, number);
}

static Str bytes_of(Generated g, uint32_t number, uint32_t version, Arena *a)
{
	Buf b = { .arena = a };
	size_t size = mixed(number, g.seed, version) % FILE_MOST;
	while (b.len < size)
		buf_format(&b, "file %u of seed %u, version %u\n", number, g.seed, version);
	return buf_text(&b);
}

bool generated_file(Generated g, uint32_t number, uint32_t generation, Arena *a, Str *path,
                    Str *bytes)
{
	uint32_t version = version_of(g, number, generation);
	if (!number) {
		*path = STR("generation.txt");
		*bytes = str_format(a, "%u\n", generation);
		return true;
	}
	*path = path_of(number, version, a);
	*bytes = bytes_of(g, number, version, a);
	return mixed(version, number, g.seed) % 10;
}

static bool read_at(int folder, const char *path, Arena *a, Str *bytes)
{
	struct stat st;
	int fd = openat(folder, path, O_RDONLY | O_NOFOLLOW);
	if (fd < 0)
		return false;
	bool good = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && (st.st_mode & 07777) == 0644;
	size_t size = good ? (size_t)st.st_size : 0;
	char *text = arena_bytes(a, size + 1);
	good = good && read(fd, text, size + 1) == (ssize_t)size;
	close(fd);
	*bytes = (Str){ text, size };
	return good;
}

static bool file_is(int folder, Str path, Str bytes, Arena *a)
{
	Str found;
	return read_at(folder, str_terminated(path, a), a, &found) && str_equal(found, bytes);
}

/* nftw knows no context. */
static _Thread_local struct { uint32_t files, strange; } seen;

static int look(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)path;
	(void)at;
	if (kind == FTW_F)
		seen.files++;
	else if (kind != FTW_D || (st->st_mode & 0777) != 0755)
		seen.strange++;
	return 0;
}

static bool holds_only(const char *out, uint32_t files)
{
	seen.files = seen.strange = 0;
	return nftw(out, look, OPEN_FOLDERS, FTW_PHYS) == 0 && seen.files == files && !seen.strange;
}

static bool is_whole(Generated g, const char *out, int folder, uint32_t generation, Arena *a)
{
	uint32_t files = 0;
	for (uint32_t i = 0; i < g.files; i++) {
		Str path, bytes;
		ArenaMark m = arena_mark(a);
		if (generated_file(g, i, generation, a, &path, &bytes)) {
			files++;
			if (!file_is(folder, path, bytes, a))
				return false;
		}
		arena_reset(a, m);
	}
	return holds_only(out, files);
}

int generated_check(Generated g, const char *out, Arena *a)
{
	Str text;
	int generation = GENERATION_MIXED, folder = open(out, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
	if (folder < 0)
		return GENERATION_ABSENT;
	if (read_at(folder, "generation.txt", a, &text) &&
	    str_number(str_trim(text), &generation) &&
	    !is_whole(g, out, folder, (uint32_t)generation, a))
		generation = GENERATION_MIXED;
	close(folder);
	return generation;
}
