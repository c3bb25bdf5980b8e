#include "source/watch.h"

#include <dirent.h>
#include <stddef.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "source/files.h"

enum { ROOTS_MAX = 4, EVENTS_BYTES = 16384, FOLDERS_MAX = 20000, NAMES_MOST = 64 };

/* A file that is only made (IN_CREATE) has no bytes yet: its closing tells. */
static const uint32_t SAVED = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE;
static const uint32_t ITSELF = IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED | IN_UNMOUNT | IN_Q_OVERFLOW;

struct Watch {
	Str roots[ROOTS_MAX];
	size_t root_count;
	int fd;
	bool whole;
	Arena arena;                           /* names of folders */
	Str *folders;                          /* by number of watch, from 1 */
	size_t folder_room;
	bool twice;                            /* a folder is watched under two names: a file in it has two, too */
	Arena told_arena;
	Str *told;                             /* files */
	size_t told_count;
	bool told_more;                        /* than can be named */
};

static void name_folder(Watch *w, size_t number, Str folder)
{
	if (number >= w->folder_room) {
		size_t room = number * 2 + 64;
		Str *grown = NEW_ARRAY(&w->arena, Str, room);
		if (w->folder_room)
			memcpy(grown, w->folders, w->folder_room * sizeof(*grown));
		w->folders = grown;
		w->folder_room = room;
	}
	w->twice |= w->folders[number].len > 0;
	w->folders[number] = str_copy(folder, &w->arena);
}

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
	int number = inotify_add_watch(w->fd, str_terminated(folder, scratch), mask);
	if (number >= 0) {
		name_folder(w, (size_t)number, folder);
		watch_inside(w, folder, depth + 1, folders, scratch);
	} else if (!depth || access(str_terminated(folder, scratch), R_OK) != 0) {
		w->whole = false;
	}
}

static void stop(Watch *w)
{
	if (w->fd >= 0)
		close(w->fd);
	w->fd = -1;
	arena_free(&w->arena);
	w->folders = NULL;
	w->folder_room = 0;
	w->twice = false;
}

void watch_again(Watch *w)
{
	Arena scratch = { 0 };
	size_t folders = 0;
	stop(w);
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

static void name_saved(Watch *w, const struct inotify_event *e)
{
	bool known = e->len && e->wd >= 0 && (size_t)e->wd < w->folder_room && w->folders[e->wd].len;
	if (!known || w->told_count == NAMES_MOST) {
		w->told_more = true;
		return;
	}
	if (!w->told)
		w->told = NEW_ARRAY(&w->told_arena, Str, NAMES_MOST);
	w->told[w->told_count++] = STR_CONCAT(&w->told_arena, w->folders[e->wd], STR("/"), str_from(e->name));
}

bool watch_read(Watch *w)
{
	_Alignas(struct inotify_event) char bytes[EVENTS_BYTES];
	bool saved = false, moved = false;
	for (ssize_t len; w->fd >= 0 && (len = read(w->fd, bytes, sizeof(bytes))) > 0;) {
		for (char *at = bytes; at < bytes + len;) {
			const struct inotify_event *e = (const struct inotify_event *)(void *)at;
			at += sizeof(*e) + e->len;
			if (!is_ours(e))
				continue;
			moved |= moves_folders(e);
			if (e->mask & SAVED)
				name_saved(w, e);
			saved |= (e->mask & SAVED) != 0;
		}
	}
	w->told_more |= moved;
	if (moved)
		watch_again(w);
	return saved || moved;
}

bool watch_names(const Watch *w, const Str **paths, size_t *count)
{
	*paths = w->told;
	*count = w->told_count;
	return w->whole && !w->twice && !w->told_more;
}

void watch_forget(Watch *w)
{
	arena_free(&w->told_arena);
	w->told = NULL;
	w->told_count = 0;
	w->told_more = false;
}

void watch_close(Watch *w)
{
	stop(w);
	watch_forget(w);
}
