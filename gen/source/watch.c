#include "source/watch.h"

#include <dirent.h>
#include <stddef.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "source/files.h"

enum { ROOTS_MAX = 4, EVENTS_BYTES = 16384, FOLDERS_MAX = 20000 };

/* A file that is only made (IN_CREATE) has no bytes yet: its closing tells. */
static const uint32_t SAVED = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE;
static const uint32_t ITSELF = IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED | IN_UNMOUNT | IN_Q_OVERFLOW;

struct Watch {
	Str roots[ROOTS_MAX];
	size_t root_count;
	int fd;
	bool whole;
};

static void watch_below(Watch *w, Str folder, int depth, size_t *folders, Arena *scratch);

static void watch_inside(Watch *w, Str folder, int depth, size_t *folders, Arena *scratch)
{
	DIR *d = opendir(str_terminated(folder, scratch));
	for (const struct dirent *e; d && (e = readdir(d));) {
		bool maybe = e->d_type == DT_DIR || e->d_type == DT_UNKNOWN;
		if (maybe && e->d_name[0] != '.')
			watch_below(w, STR_CONCAT(scratch, folder, STR("/"), str_from(e->d_name)), depth, folders,
			            scratch);
	}
	if (d)
		closedir(d);
}

/* Links are not followed, except the root itself, as in tree.c. */
static void watch_below(Watch *w, Str folder, int depth, size_t *folders, Arena *scratch)
{
	uint32_t mask = SAVED | ITSELF | IN_CREATE | IN_ONLYDIR | IN_EXCL_UNLINK | (depth ? IN_DONT_FOLLOW : 0u);
	if (depth > FILES_DEPTH_MAX || ++*folders > FOLDERS_MAX)
		return;
	if (inotify_add_watch(w->fd, str_terminated(folder, scratch), mask) >= 0)
		watch_inside(w, folder, depth + 1, folders, scratch);
	else if (!depth || access(str_terminated(folder, scratch), R_OK) != 0)
		w->whole = false;
}

void watch_again(Watch *w)
{
	Arena scratch = { 0 };
	size_t folders = 0;
	watch_close(w);
	w->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	w->whole = w->fd >= 0;
	for (size_t i = 0; i < w->root_count && w->fd >= 0; i++)
		watch_below(w, w->roots[i], 0, &folders, &scratch);
	w->whole &= folders <= FOLDERS_MAX;
	arena_free(&scratch);
}

Watch *watch_open(const Str *roots, size_t count, Arena *a)
{
	Watch *w = NEW(a, Watch);
	w->fd = -1;
	for (; w->root_count < count && w->root_count < ROOTS_MAX; w->root_count++)
		w->roots[w->root_count] = roots[w->root_count];
	watch_again(w);
	return w;
}

int watch_fd(const Watch *w)
{
	return w->fd;
}

bool watch_is_whole(const Watch *w)
{
	return w->whole;
}

static bool is_ours(const struct inotify_event *e)
{
	Str name = e->len ? str_from(e->name) : (Str){ 0 };
	return !str_starts(name, STR(".")) && !str_ends(name, STR("~"));
}

/* Folders came or went: what is watched is found anew. */
static bool moves_folders(const struct inotify_event *e)
{
	bool folder = (e->mask & IN_ISDIR) && (e->mask & (IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE));
	return folder || (e->mask & ITSELF);
}

bool watch_read(Watch *w)
{
	_Alignas(struct inotify_event) char bytes[EVENTS_BYTES];
	bool saved = false, moved = false;
	for (ssize_t len; w->fd >= 0 && (len = read(w->fd, bytes, sizeof(bytes))) > 0;) {
		for (char *at = bytes; at < bytes + len;) {
			const struct inotify_event *e = (const struct inotify_event *)(void *)at;
			at += sizeof(*e) + e->len;
			moved |= is_ours(e) && moves_folders(e);
			saved |= is_ours(e) && (e->mask & SAVED);
		}
	}
	if (moved)
		watch_again(w);
	return saved || moved;
}

void watch_close(Watch *w)
{
	if (w->fd >= 0)
		close(w->fd);
	w->fd = -1;
}
