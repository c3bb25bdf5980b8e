#include "publish/ledger.h"

#include <stdlib.h>
#include <string.h>

enum {
	PAGE        = 256,                     /* entries */
	FIRST_PAGES = 16,
	FIRST_SLOTS = 256,                     /* a power of two, at most three quarters full */
};

LedgerEntry *ledger_at(const Ledger *l, uint32_t number)
{
	return &l->pages[number / PAGE][number % PAGE];
}

static uint32_t tag_of(Str path)
{
	return (uint32_t)hash_text(path);
}

static LedgerSlot *slot_of(const Ledger *l, Str path, uint32_t tag)
{
	for (uint32_t at = tag & (l->slot_room - 1);; at = (at + 1) & (l->slot_room - 1)) {
		LedgerSlot *slot = &l->slots[at];
		if (!slot->entry ||
		    (slot->tag == tag && str_equal(ledger_at(l, slot->entry - 1)->file.path, path)))
			return slot;
	}
}

static bool are_full(uint32_t slots, uint32_t count)
{
	return count >= slots / 4 * 3;
}

static void slots_grow(Ledger *l, uint32_t count)
{
	const LedgerSlot *old = l->slots;
	uint32_t room = l->slot_room;
	l->slot_room = room ? room : FIRST_SLOTS / 2;
	do
		l->slot_room *= 2;
	while (are_full(l->slot_room, count));
	l->slots = NEW_ARRAY(l->arena, LedgerSlot, l->slot_room);
	for (uint32_t i = 0; i < room; i++) {
		uint32_t at = old[i].tag & (l->slot_room - 1);
		if (!old[i].entry)
			continue;
		while (l->slots[at].entry)
			at = (at + 1) & (l->slot_room - 1);
		l->slots[at] = old[i];
	}
}

static void pages_grow(Ledger *l)
{
	uint32_t room = l->page_room ? l->page_room * 2 : FIRST_PAGES;
	LedgerEntry **pages = NEW_ARRAY(l->arena, LedgerEntry *, room);
	if (l->page_room)
		memcpy(pages, l->pages, l->page_room * sizeof(LedgerEntry *));
	l->pages = pages;
	l->page_room = room;
}

static LedgerEntry *entry_make(Ledger *l)
{
	uint32_t page = l->count / PAGE;
	if (page == l->page_room)
		pages_grow(l);
	if (!l->pages[page])
		l->pages[page] = NEW_ARRAY(l->arena, LedgerEntry, PAGE);
	return ledger_at(l, l->count++);
}

static void entry_set(LedgerEntry *entry, const ManifestEntry *file)
{
	Str path = entry->file.path;
	entry->file = *file;
	entry->file.path = path;
}

static void note_standing(const Ledger *l, LedgerEntry *entry, const ManifestEntry *file)
{
	entry_set(entry, file);
	entry->published = true;
	entry->put = entry->kept = l->keeps_all;
	entry->spare = l->spare_is_like ? SPARE_SAME : SPARE_NONE;
}

/* The entry of that path, made if there is none; NULL when the ledger is full. */
static LedgerEntry *entry_make_once(Ledger *l, Str path, bool lasting, bool *made)
{
	if (are_full(l->slot_room, l->count))
		slots_grow(l, l->count);
	uint32_t tag = tag_of(path);
	LedgerSlot *slot = slot_of(l, path, tag);
	*made = !slot->entry;
	if (slot->entry)
		return ledger_at(l, slot->entry - 1);
	/* The published list and the spare's together may have twice as many. */
	if (l->count >= 2 * (uint32_t)PUBLISHED_FILES_MAX)
		return NULL;
	LedgerEntry *entry = entry_make(l);
	entry->file.path = lasting ? path : (Str){ str_terminated(path, l->arena), path.len };
	*slot = (LedgerSlot){ tag, l->count };
	return entry;
}

/* The same, with what is standing there. */
static LedgerEntry *entry_of(Ledger *l, Str path, bool lasting)
{
	bool made;
	ManifestEntry file;
	LedgerEntry *entry = entry_make_once(l, path, lasting, &made);
	if (entry && made && manifest_parse(manifest_find(&l->standing, path), &file))
		note_standing(l, entry, &file);
	return entry;
}

void ledger_expect(Ledger *l, size_t count)
{
	uint32_t known = count < PUBLISHED_FILES_MAX ? (uint32_t)count : (uint32_t)PUBLISHED_FILES_MAX;
	if (are_full(l->slot_room, known))
		slots_grow(l, known);
}

LedgerEntry *ledger_find(const Ledger *l, Str path)
{
	if (!l->count)
		return NULL;
	uint32_t entry = slot_of(l, path, tag_of(path))->entry;
	return entry ? ledger_at(l, entry - 1) : NULL;
}

bool ledger_has(const Ledger *l, Str path, ManifestEntry *file)
{
	const LedgerEntry *entry = ledger_find(l, path);
	if (!entry)
		return manifest_parse(manifest_find(&l->standing, path), file);
	*file = entry->file;
	return entry->published;
}

void ledger_standing(Ledger *l, const Manifest *standing)
{
	l->standing = *standing;
	l->published = standing->head.files;
}

bool ledger_published(Ledger *l, const ManifestEntry *file)
{
	bool made;
	LedgerEntry *entry = entry_make_once(l, file->path, false, &made);
	if (!entry)
		return false;
	l->published += !entry->published;
	note_standing(l, entry, file);
	return true;
}

bool ledger_spare(Ledger *l, Str lines)
{
	ManifestPair p = { .one_rest = l->standing.lines, .other_rest = lines };
	ManifestEntry file;
	l->spare_is_like = true;
	while (manifest_differ(&p)) {
		bool sound = manifest_parse(p.one.ptr ? p.one : p.other, &file);
		LedgerEntry *entry = sound ? entry_of(l, file.path, false) : NULL;
		if (!entry)
			return false;
		entry->spare = p.other.ptr ? SPARE_OTHER : SPARE_NONE;
	}
	return true;
}

void ledger_forget_spare(Ledger *l)
{
	l->spare_is_like = false;
	for (uint32_t i = 0; i < l->count; i++)
		ledger_at(l, i)->spare = SPARE_NONE;
}

static bool bytes_equal(const ManifestEntry *a, const ManifestEntry *b)
{
	return hash_equal(a->hash, b->hash) && a->size == b->size;
}

static bool is_put_with_bytes(const LedgerEntry *entry)
{
	return entry->put && !entry->kept;
}

LedgerVerdict ledger_put(Ledger *l, const ManifestEntry *file, bool lasting, LedgerEntry **found)
{
	LedgerEntry *entry = entry_of(l, file->path, lasting);
	*found = entry;
	if (!entry)
		return LEDGER_FULL;
	if (is_put_with_bytes(entry))
		return LEDGER_TWICE;
	entry->put = true;
	l->kept -= entry->kept;
	entry->kept = false;
	if (entry->published && bytes_equal(&entry->file, file))
		return LEDGER_UNCHANGED;
	entry_set(entry, file);
	entry->written = true;
	return entry->published ? LEDGER_CHANGED : LEDGER_NEW;
}

bool ledger_keep(Ledger *l, Str path, bool lasting)
{
	LedgerEntry *entry = entry_of(l, path, lasting);
	if (!entry || !entry->published || is_put_with_bytes(entry))
		return false;
	l->kept += !entry->kept;
	entry->put = entry->kept = true;
	return true;
}

void ledger_keep_all(Ledger *l)
{
	l->keeps_all = true;
	l->kept = l->published;
	for (uint32_t i = 0; i < l->count; i++) {
		LedgerEntry *entry = ledger_at(l, i);
		bool seen = is_put_with_bytes(entry);
		l->kept -= entry->published && seen;
		if (entry->published && !seen)
			entry->put = entry->kept = true;
	}
}

void ledger_let_go(Ledger *l, Str path)
{
	LedgerEntry *entry = entry_of(l, path, false);
	if (!entry || !entry->kept)
		return;
	entry->put = entry->kept = false;
	l->kept--;
}

bool ledger_note_all(Ledger *l)
{
	for (Str rest = l->standing.lines, line; rest.len; rest = manifest_behind(rest, line)) {
		bool made;
		ManifestEntry file;
		line = manifest_line(rest);
		LedgerEntry *entry =
			manifest_parse(line, &file) ? entry_make_once(l, file.path, false, &made) : NULL;
		if (!entry)
			return false;
		if (made)
			note_standing(l, entry, &file);
	}
	return true;
}

/* The new list. */

static int by_path(const void *left, const void *right)
{
	const LedgerEntry *const *a = left, *const *b = right;
	return str_compare((*a)->file.path, (*b)->file.path);
}

const LedgerEntry **ledger_noted(const Ledger *l, Arena *a, size_t *count)
{
	const LedgerEntry **noted = NEW_ARRAY(a, const LedgerEntry *, l->count);
	for (uint32_t i = 0; i < l->count; i++)
		noted[i] = ledger_at(l, i);
	if (l->count)
		qsort(noted, l->count, sizeof(*noted), by_path);
	*count = l->count;
	return noted;
}

LedgerWalk ledger_walk(const Ledger *l, const LedgerEntry **noted, size_t count)
{
	return (LedgerWalk){ .noted = noted, .count = count, .rest = l->standing.lines };
}

/* Takes off what stands before that path, and its own line. Mostly it is the next one. */
static Str lines_before(Str *lines, Str path)
{
	bool is_ahead = str_compare(manifest_path(manifest_line(*lines)), path) >= 0;
	Str from = is_ahead ? *lines : manifest_from(*lines, path), line = manifest_line(from);
	Str before = str_sub(*lines, 0, lines->len - from.len);
	*lines = str_equal(manifest_path(line), path) ? manifest_behind(from, line) : from;
	return before;
}

bool ledger_next(LedgerWalk *w)
{
	w->lines = (Str){ 0 };
	for (w->put = NULL; w->count && !w->put && !w->lines.len; w->count--, w->noted++) {
		w->put = (*w->noted)->put ? *w->noted : NULL;
		w->lines = lines_before(&w->rest, (*w->noted)->file.path);
	}
	if (w->put || w->lines.len)
		return true;
	w->lines = w->rest;
	w->rest = (Str){ 0 };
	return w->lines.len > 0;
}

/* The first of them that is not before `path`. */
static size_t noted_from(const LedgerEntry **noted, size_t count, Str path)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (str_compare(noted[middle]->file.path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* A published file in that folder that no build has let go. */
static bool keeps_in(const Ledger *l, Str prefix)
{
	for (Str rest = manifest_from(l->standing.lines, prefix), line; rest.len; rest = manifest_behind(rest, line)) {
		line = manifest_line(rest);
		const LedgerEntry *entry = ledger_find(l, manifest_path(line));
		if (!str_starts(manifest_path(line), prefix))
			return false;
		if (!entry || entry->put)
			return true;
	}
	return false;
}

bool ledger_has_folder(const Ledger *l, const LedgerEntry **put, size_t count, Str folder)
{
	char text[PUBLISHED_PATH_MAX + 1];
	if (!folder.len || folder.len >= sizeof(text))
		return count || l->kept;
	memcpy(text, folder.ptr, folder.len);
	text[folder.len] = '/';
	Str prefix = { text, folder.len + 1 };
	size_t first = noted_from(put, count, prefix);
	return (first < count && str_starts(put[first]->file.path, prefix)) || (l->keeps_all && keeps_in(l, prefix));
}
