/* A cache of the history is believed only in its one spelling; commits and trees may hold anything. */
#include <stdlib.h>
#include <string.h>

#include "source/commit.h"
#include "source/entry.h"
#include "source/history_cache.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void try_cache(Str text, Arena *a)
{
	HistoryCache cache;
	Buf again = { .arena = a };
	if (!history_cache_parse(text, a, &cache))
		return;
	history_cache_render(&cache, &again);
	if (!str_equal(buf_text(&again), text))
		abort();
}

static void try_commit(Str text, Arena *a)
{
	CommitFacts facts;
	if (commit_parse(text, a, &facts) && (facts.time < 0 || facts.time > COMMIT_TIME_MAX))
		abort();
}

/* Every entry lies within the bytes, and what is left is shorter than before. */
static void try_tree(Str text)
{
	size_t count, seen = 0;
	TreeEntry e;
	for (Str rest = text; entry_next(&rest, &e); seen++)
		if (e.name.ptr < text.ptr || (const char *)e.id + COMMIT_BYTES != rest.ptr ||
		    rest.ptr + rest.len != text.ptr + text.len)
			abort();
	if (tree_is_sound(text, &count) && count != seen)
		abort();
}

/* A tree and itself have no pair; two halves of the bytes have at most one for each entry. */
static void try_pairs(Str text)
{
	EntryPairs p = entry_pairs(text, text);
	if (entry_pairs_next(&p) && p.has_left && p.has_right && !p.broken)
		abort();
	p = entry_pairs(str_sub(text, 0, text.len / 2), str_skip(text, text.len / 2));
	for (size_t left = text.len + 1; entry_pairs_next(&p);) {
		if (p.left.len + p.right.len >= left)
			abort();
		left = p.left.len + p.right.len;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Arena a = { 0 };
	Str text = { (const char *)data, size };
	try_cache(text, &a);
	try_commit(text, &a);
	try_tree(text);
	try_pairs(text);
	arena_free(&a);
	return 0;
}
