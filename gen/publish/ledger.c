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

/* The entry of that path, made if there is none; NULL when the ledger is full. */
static LedgerEntry *entry_of(Ledger *l, Str path, bool lasting)
{
	if (are_full(l->slot_room, l->count))
		slots_grow(l, l->count);
	uint32_t tag = tag_of(path);
	LedgerSlot *slot = slot_of(l, path, tag);
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

static void entry_set(LedgerEntry *entry, const ManifestEntry *file)
{
	Str path = entry->file.path;
	entry->file = *file;
	entry->file.path = path;
}

bool ledger_published(Ledger *l, const ManifestEntry *file)
{
	LedgerEntry *entry = entry_of(l, file->path, false);
	if (!entry)
		return false;
	entry_set(entry, file);
	entry->published = true;
	l->published = l->count;
	return true;
}

static bool bytes_equal(const ManifestEntry *a, const ManifestEntry *b)
{
	return hash_equal(a->hash, b->hash) && a->size == b->size;
}

bool ledger_spare(Ledger *l, const ManifestEntry *file)
{
	LedgerEntry *entry = entry_of(l, file->path, false);
	if (!entry)
		return false;
	bool same = entry->published && bytes_equal(&entry->file, file) &&
	            entry->file.build == file->build;
	entry->spare = same ? SPARE_SAME : SPARE_OTHER;
	return true;
}

void ledger_same(Ledger *l, uint32_t number)
{
	ledger_at(l, number)->spare = SPARE_SAME;
}

void ledger_forget_spare(Ledger *l)
{
	for (uint32_t i = 0; i < l->count; i++)
		ledger_at(l, i)->spare = SPARE_NONE;
}

LedgerVerdict ledger_put(Ledger *l, const ManifestEntry *file, bool lasting, LedgerEntry **found)
{
	LedgerEntry *entry = entry_of(l, file->path, lasting);
	*found = entry;
	if (!entry)
		return LEDGER_FULL;
	if (entry->put && !entry->kept)
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

bool ledger_keep(Ledger *l, Str path)
{
	LedgerEntry *entry = ledger_find(l, path);
	if (!entry || !entry->published || entry->put)
		return false;
	entry->put = entry->kept = true;
	l->kept++;
	return true;
}

void ledger_keep_all(Ledger *l)
{
	for (uint32_t i = 0; i < l->published; i++) {
		LedgerEntry *entry = ledger_at(l, i);
		l->kept += !entry->put;
		entry->kept |= !entry->put;
		entry->put = true;
	}
}

void ledger_let_go(Ledger *l, Str path)
{
	LedgerEntry *entry = ledger_find(l, path);
	if (!entry || !entry->kept)
		return;
	entry->put = entry->kept = false;
	l->kept--;
}

static int by_path(const void *left, const void *right)
{
	const LedgerEntry *const *a = left, *const *b = right;
	return str_compare((*a)->file.path, (*b)->file.path);
}

/* The published ones are in order already; the others are sorted and merged in from the end. */
const LedgerEntry **ledger_sorted(const Ledger *l, Arena *a, size_t *count)
{
	const LedgerEntry **sorted = NEW_ARRAY(a, const LedgerEntry *, l->count), **other;
	size_t old = 0, new = 0;

	for (uint32_t i = 0; i < l->published; i++)
		if (ledger_at(l, i)->put)
			sorted[old++] = ledger_at(l, i);
	other = NEW_ARRAY(a, const LedgerEntry *, l->count - l->published);
	for (uint32_t i = l->published; i < l->count; i++)
		if (ledger_at(l, i)->put)
			other[new++] = ledger_at(l, i);
	if (new)
		qsort(other, new, sizeof(*other), by_path);
	*count = old + new;
	for (size_t at = *count; new;)
		sorted[--at] = old && by_path(&sorted[old - 1], &other[new - 1]) > 0 ? sorted[--old]
		                                                                 : other[--new];
	return sorted;
}

bool sorted_has_folder(const LedgerEntry **sorted, size_t count, Str folder)
{
	size_t low = 0, high = count;
	char text[PUBLISHED_PATH_MAX + 1];
	if (!folder.len || folder.len >= sizeof(text))
		return count > 0;
	memcpy(text, folder.ptr, folder.len);
	text[folder.len] = '/';
	Str prefix = { text, folder.len + 1 };
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (str_compare(sorted[middle]->file.path, prefix) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && str_starts(sorted[low]->file.path, prefix);
}
