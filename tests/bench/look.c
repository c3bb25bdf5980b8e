/*
 * The least a build must do that finds nothing changed: it opens every folder
 * beneath the roots and asks lstat of every file in them. Nothing is read.
 *
 *   build/bench/look ROOT…
 *
 * It is the measure of builds after small edits (tests/bench/incremental.sh):
 * what those take more than this is what remembering costs.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static size_t files, folders;
static unsigned long long sum;

static _Noreturn void fail(const char *what)
{
	perror(what);
	exit(3);
}

static void look(int at, const char *name)
{
	int fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *folder = fd < 0 ? NULL : fdopendir(fd);
	if (!folder)
		fail(name);
	folders++;
	for (const struct dirent *e; (e = readdir(folder));) {
		struct stat facts;
		if (e->d_name[0] == '.')
			continue;
		if (e->d_type == DT_DIR) {
			look(fd, e->d_name);
			continue;
		}
		if (fstatat(fd, e->d_name, &facts, AT_SYMLINK_NOFOLLOW) != 0)
			fail(e->d_name);
		sum += (unsigned long long)facts.st_size;
		files++;
	}
	closedir(folder);
}

int main(int argc, char **argv)
{
	if (argc < 2) {
		fprintf(stderr, "usage: look ROOT…\n");
		return 2;
	}
	for (int i = 1; i < argc; i++)
		look(AT_FDCWD, argv[i]);
	fprintf(stderr, "%zu files in %zu folders, %llu bytes\n", files, folders, sum);
	return 0;
}
