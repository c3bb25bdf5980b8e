#include "publish/draft.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	PIECE     = 64 << 10,                  /* bytes written at once */
	LINE_MOST = PUBLISHED_PATH_MAX + 80,
};

static uint64_t second_of(const struct stat *st)
{
	return st->st_mtim.tv_sec > 0 ? (uint64_t)st->st_mtim.tv_sec : 0;
}

int draft_open(Draft *draft, const Place *place)
{
	struct stat st;
	do {
		draft->fd = openat(place->state, "draft", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
		                   FOLDER_MODE);
	} while (draft->fd < 0 && errno == EINTR);
	if (draft->fd < 0 || fstat(draft->fd, &st) < 0)
		return errno;
	draft->mind_umask = (st.st_mode & 0777) != FOLDER_MODE;
	draft->began = second_of(&st);
	return fchmod(draft->fd, FILE_MODE) < 0 ? errno : 0;
}

static int flush(const Draft *draft, ManifestWriter *w, size_t least)
{
	if (w->out->len < least)
		return 0;
	sealed_pass_on(w);
	int error = bytes_write(draft->fd, buf_text(w->out));
	w->out->len = 0;
	return error;
}

/* No file of the tree is newer than now, rounded up, but for those that were pushed on. */
static int head_make(const Draft *draft, const Place *place, ManifestHead *head)
{
	struct stat st;
	FolderFacts facts;
	int error = folder_facts(place->spare.fd, "", &facts);
	if (error)
		return error;
	if (futimens(draft->fd, NULL) < 0 || fstat(draft->fd, &st) < 0)
		return errno;
	head->tree = facts.identity;
	head->top_links = facts.links;
	head->top_size = facts.size;
	if (second_of(&st) + 1 > head->newest)
		head->newest = second_of(&st) + 1;
	return 0;
}

static int lines_write(const Draft *draft, ManifestWriter *w, Str lines)
{
	int error = 0;
	for (; lines.len && !error; lines = str_skip(lines, PIECE)) {
		buf_str(w->out, str_sub(lines, 0, PIECE));
		error = flush(draft, w, PIECE);
	}
	return error;
}

static int files_write(const Draft *draft, const ManifestHead *head, LedgerWalk files, Arena *a)
{
	Buf text = { .arena = a };
	ManifestWriter w = { .out = &text };
	int error = 0;
	buf_reserve(&text, 2 * PIECE + LINE_MOST);
	manifest_head(&w, head);
	while (!error && ledger_next(&files)) {
		error = lines_write(draft, &w, files.lines);
		if (files.put)
			manifest_entry(&w, &files.put->file);
		if (!error)
			error = flush(draft, &w, PIECE);
	}
	manifest_end(&w);
	return error ? error : flush(draft, &w, 1);
}

static int close_told(Draft *draft)
{
	int result = close(draft->fd);
	draft->fd = -1;
	return result < 0 && errno != EINTR ? errno : 0;
}

int draft_seal(Draft *draft, const Place *place, ManifestHead head, LedgerWalk files, Arena *a)
{
	int error = head_make(draft, place, &head);
	if (!error)
		error = files_write(draft, &head, files, a);
	if (!error && syncfs(draft->fd) < 0)
		error = errno;
	if (!error)
		error = folder_sync(draft->fd);
	int closing = close_told(draft);
	if (!error)
		error = closing;
	if (!error && renameat(place->state, "draft", place->state, place->spare.manifest) < 0)
		error = errno;
	return error ? error : folder_sync(place->state);
}

void draft_drop(Draft *draft)
{
	if (draft->fd >= 0)
		close(draft->fd);
	draft->fd = -1;
}
