#include "publish/pool.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/parallel.h"
#include "publish/folder.h"

enum { WAITING = 64 << 10 };                  /* bytes gathered before they are written */

struct Pool {
	int fd;                                /* -1: nothing is kept */
	Str kept;                              /* of earlier builds */
	Turn *turn;                            /* guards what follows */
	char *waiting;
	size_t waiting_len;
	uint64_t written;                      /* bytes in the file, those that wait excluded */
};

static void give_up(Pool *p)
{
	if (p->fd >= 0)
		close(p->fd);
	p->fd = -1;
}

static bool read_kept(Pool *p, size_t length, Arena *a)
{
	char *bytes = arena_bytes(a, length);
	for (size_t have = 0; have < length;) {
		ssize_t n = pread(p->fd, bytes + have, length - have, (off_t)have);
		if (n <= 0 && !(n < 0 && errno == EINTR))
			return false;
		have += n > 0 ? (size_t)n : 0;
	}
	p->kept = (Str){ bytes, length };
	return true;
}

Pool *pool_open(int folder, uint64_t length, Arena *a)
{
	Pool *p = NEW(a, Pool);
	int flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | (length ? 0 : O_TRUNC);
	p->fd = folder < 0 || length > POOL_BYTES_MAX ? -1 : openat(folder, "pool", flags, FILE_MODE);
	p->turn = turn_make(a);
	p->waiting = arena_bytes(a, WAITING);
	p->written = length;
	if (p->fd >= 0 && ((length && !read_kept(p, length, a)) || lseek(p->fd, (off_t)length, SEEK_SET) < 0))
		give_up(p);
	return p;
}

Str pool_piece(const Pool *p, Piece piece)
{
	return str_sub(p->kept, piece.at, (size_t)piece.at + piece.len);
}

bool pool_has(const Pool *p, Piece piece)
{
	Str bytes = pool_piece(p, piece);
	return bytes.len == piece.len && piece.len && hash_text(bytes) == piece.hash;
}

static void flush(Pool *p)
{
	if (p->fd >= 0 && bytes_write(p->fd, (Str){ p->waiting, p->waiting_len }) != 0)
		give_up(p);
	p->written += p->waiting_len;
	p->waiting_len = 0;
}

Piece pool_add(Pool *p, Str bytes)
{
	Piece piece = { .hash = hash_text(bytes) };
	turn_take(p->turn);
	if (p->waiting_len + bytes.len > WAITING)
		flush(p);
	uint64_t at = p->written + p->waiting_len;
	if (p->fd >= 0 && bytes.len <= WAITING && at + bytes.len <= POOL_BYTES_MAX) {
		memcpy(p->waiting + p->waiting_len, bytes.ptr, bytes.len);
		p->waiting_len += bytes.len;
		piece.at = (uint32_t)at;
		piece.len = (uint32_t)bytes.len;
	}
	turn_end(p->turn);
	return piece;
}

uint64_t pool_close(Pool *p)
{
	flush(p);
	uint64_t length = p->fd >= 0 ? p->written : 0;
	give_up(p);
	return length;
}
