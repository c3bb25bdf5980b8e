#include "source/history_cache.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hex.h"
#include "base/sealed.h"
#include "source/commit.h"
#include "source/history_paths.h"

#define FIRST_LINE STR("keijiban-history 1")

enum { LINE_LEAST = 2 * COMMIT_BYTES + 5 }; /* id, time, path, and what is between them */

/* Reading. */

static bool is_plain(Str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] < ' ')
			return false;
	return true;
}

static bool take_commit(SealedReader *r, HistoryCache *c)
{
	Str v;
	return sealed_field(r, FIRST_LINE, &v) && !v.len && sealed_field(r, STR("commit "), &v) &&
	       hex_take(&v, c->commit, COMMIT_BYTES) && !v.len;
}

static bool take_folders(SealedReader *r, Arena *a, HistoryCache *c)
{
	uint64_t count;
	if (!sealed_count(r, STR("folders "), CACHE_FOLDERS_MAX, &count))
		return false;
	Str *folders = NEW_ARRAY(a, Str, count);
	for (uint64_t i = 0; i < count; i++)
		if (!sealed_field(r, STR("folder "), &folders[i]) || !is_plain(folders[i]))
			return false;
	c->folders = folders;
	c->folder_count = count;
	return true;
}

static bool take_item(SealedReader *r, Changed *item)
{
	Str line;
	uint64_t time;
	if (!sealed_line(r, &line) || !hex_take(&line, item->last.id, COMMIT_BYTES) ||
	    !str_take(&line, STR(" ")) || !sealed_take_decimal(&line, COMMIT_TIME_MAX, &time) ||
	    !str_take(&line, STR(" ")))
		return false;
	item->last.time = (int64_t)time;
	item->path = line;
	return time && line.len && is_plain(line);
}

static bool take_items(SealedReader *r, Arena *a, HistoryCache *c)
{
	uint64_t count;
	if (!sealed_count(r, STR("files "), PATHS_ENTRIES_MAX, &count) ||
	    count > r->rest.len / LINE_LEAST)
		return false;
	Changed *items = NEW_ARRAY(a, Changed, count);
	for (uint64_t i = 0; i < count; i++)
		if (!take_item(r, &items[i]) ||
		    (i && str_compare(items[i - 1].path, items[i].path) >= 0))
			return false;
	c->items = items;
	c->count = count;
	return true;
}

bool history_cache_parse(Str bytes, Arena *a, HistoryCache *cache)
{
	SealedReader r = sealed_open(bytes);
	*cache = (HistoryCache){ 0 };
	return take_commit(&r, cache) && take_folders(&r, a, cache) && take_items(&r, a, cache) &&
	       sealed_end(&r);
}

/* Writing. */

static size_t count_known(const HistoryCache *c)
{
	size_t known = 0;
	for (size_t i = 0; i < c->count; i++)
		known += c->items[i].last.time != 0;
	return known;
}

static void put_item(SealedWriter *w, const Changed *item)
{
	hex_put(w->out, item->last.id, COMMIT_BYTES);
	buf_char(w->out, ' ');
	sealed_put_decimal(w->out, (uint64_t)item->last.time);
	buf_char(w->out, ' ');
	buf_str(w->out, item->path);
	buf_char(w->out, '\n');
}

/* About what the text will need, so that it grows once. */
static size_t room_of(const HistoryCache *c)
{
	size_t room = 1024;
	for (size_t i = 0; i < c->count; i++)
		room += LINE_LEAST + 10 + c->items[i].path.len;
	return room;
}

void history_cache_render(const HistoryCache *cache, Buf *out)
{
	SealedWriter w = { .out = out };
	buf_reserve(out, room_of(cache));
	sealed_put_field(&w, FIRST_LINE, (Str){ 0 });
	buf_str(out, STR("commit "));
	hex_put(out, cache->commit, COMMIT_BYTES);
	buf_char(out, '\n');
	sealed_put_count(&w, STR("folders "), cache->folder_count);
	for (size_t i = 0; i < cache->folder_count; i++)
		sealed_put_field(&w, STR("folder "), cache->folders[i]);
	sealed_put_count(&w, STR("files "), count_known(cache));
	for (size_t i = 0; i < cache->count; i++)
		if (cache->items[i].last.time)
			put_item(&w, &cache->items[i]);
	sealed_put_end(&w);
}

/* The file. */

static bool read_whole(int fd, Arena *a, Str *bytes)
{
	struct stat facts;
	if (fstat(fd, &facts) != 0 || !S_ISREG(facts.st_mode) || facts.st_size > CACHE_BYTES_MAX)
		return false;
	size_t size = (size_t)facts.st_size, done = 0;
	char *text = arena_bytes(a, size);
	while (done < size) {
		ssize_t got = read(fd, text + done, size - done);
		if (got <= 0 && !(got < 0 && errno == EINTR))
			return false;
		done += got > 0 ? (size_t)got : 0;
	}
	*bytes = (Str){ text, size };
	return true;
}

static bool folders_equal(const HistoryCache *c, const Str *folders, size_t count)
{
	if (c->folder_count != count)
		return false;
	for (size_t i = 0; i < count; i++)
		if (!str_equal(c->folders[i], folders[i]))
			return false;
	return true;
}

bool history_cache_load(Str file, const Str *folders, size_t count, Arena *a, HistoryCache *cache)
{
	Str bytes;
	*cache = (HistoryCache){ 0 };
	if (!file.len)
		return false;
	int fd = open(str_terminated(file, a), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0)
		return false;
	bool read = read_whole(fd, a, &bytes);
	close(fd);
	return read && history_cache_parse(bytes, a, cache) && folders_equal(cache, folders, count);
}

static bool write_whole(int fd, Str bytes)
{
	while (bytes.len) {
		ssize_t put = write(fd, bytes.ptr, bytes.len);
		if (put < 0 && errno != EINTR)
			return false;
		bytes = str_skip(bytes, put > 0 ? (size_t)put : 0);
	}
	return true;
}

/* Two programs at once may take each other's new file away, but what gets the name in the end is whole. */
static void replace(const char *file, const char *new, Str bytes)
{
	unlink(new);
	int fd = open(new, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
	if (fd < 0)
		return;
	bool written = write_whole(fd, bytes);
	if (close(fd) != 0 || !written || rename(new, file) != 0)
		unlink(new);
}

static bool can_be_written(const HistoryCache *c)
{
	bool plain = c->folder_count <= CACHE_FOLDERS_MAX;
	for (size_t i = 0; i < c->folder_count; i++)
		plain = plain && is_plain(c->folders[i]);
	return plain;
}

void history_cache_save(Str file, const HistoryCache *cache, Arena *a)
{
	Buf text = { .arena = a };
	if (!file.len || !can_be_written(cache))
		return;
	const char *name = str_terminated(file, a);
	const char *new = str_terminated(STR_CONCAT(a, file, STR(".new")), a);
	history_cache_render(cache, &text);
	replace(name, new, buf_text(&text));
}
