#include "source/entry.h"

#include <string.h>

#include "source/files.h"
#include "source/repository.h"

/* Old programs wrote other permissions; git reads them as these. */
static unsigned mode_shown(unsigned mode)
{
	switch (mode & 0170000) {
	case 0100000: return mode & 0100 ? MODE_PROGRAM : MODE_FILE;
	case 0120000: return MODE_LINK;
	case 0040000: return MODE_FOLDER;
	}
	return MODE_MODULE;
}

bool entry_next(Str *rest, TreeEntry *entry)
{
	if (!rest->len)
		return false;
	const char *at = rest->ptr, *end = at + rest->len;
	unsigned mode = 0;
	for (; at < end && *at >= '0' && *at <= '7' && mode <= 0177777; at++)
		mode = mode << 3 | (unsigned)(*at - '0');
	if (at == rest->ptr || at == end || *at++ != ' ')
		return false;
	const char *nul = memchr(at, '\0', (size_t)(end - at));
	if (!nul || nul == at || end - nul <= COMMIT_BYTES)
		return false;
	entry->name = (Str){ at, (size_t)(nul - at) };
	entry->id = (const uint8_t *)nul + 1;
	entry->mode = mode_shown(mode);
	*rest = (Str){ nul + 1 + COMMIT_BYTES, (size_t)(end - nul - 1 - COMMIT_BYTES) };
	return true;
}

int name_order(Str a, bool a_is_folder, Str b, bool b_is_folder)
{
	size_t common = a.len < b.len ? a.len : b.len;
	int order = memcmp(a.ptr, b.ptr, common);
	if (order)
		return order;
	int x = a.len > common ? (unsigned char)a.ptr[common] : a_is_folder ? '/' : 0;
	int y = b.len > common ? (unsigned char)b.ptr[common] : b_is_folder ? '/' : 0;
	return x - y;
}

bool entry_is_folder(const TreeEntry *entry)
{
	return entry->mode == MODE_FOLDER;
}

bool tree_is_sound(Str bytes, size_t *count)
{
	TreeEntry last = { 0 }, next;
	Str rest = bytes;
	*count = 0;
	while (entry_next(&rest, &next)) {
		if ((*count)++ && name_order(last.name, entry_is_folder(&last), next.name,
		                             entry_is_folder(&next)) >= 0)
			return false;
		if (str_has_byte(next.name, '/'))
			return false;
		last = next;
	}
	return !rest.len;
}

bool entry_is_plain(const TreeEntry *entry)
{
	for (size_t i = 0; i < entry->name.len; i++)
		if ((unsigned char)entry->name.ptr[i] < ' ' || entry->name.ptr[i] == 0x7f)
			return false;
	return entry->name.len <= FILES_NAME_MAX;
}

bool entry_is_equal(const TreeEntry *a, const TreeEntry *b)
{
	return a->mode == b->mode && memcmp(a->id, b->id, COMMIT_BYTES) == 0;
}

/* Two trees in step. */

static size_t same_bytes(Str a, Str b)
{
	size_t most = a.len < b.len ? a.len : b.len, at = 0;
	for (uint64_t x, y; at + sizeof(x) <= most; at += sizeof(x)) {
		memcpy(&x, a.ptr + at, sizeof(x));
		memcpy(&y, b.ptr + at, sizeof(y));
		if (x != y)
			break;
	}
	while (at < most && a.ptr[at] == b.ptr[at])
		at++;
	return at;
}

/* Takes off both the entries with which both begin; all, when they are equal. */
static void skip_same(Str *a, Str *b)
{
	size_t same = same_bytes(*a, *b), at = 0;
	if (same == a->len && same == b->len)
		at = same;
	for (const char *nul; at < same; at = (size_t)(nul - a->ptr) + 1 + COMMIT_BYTES) {
		nul = memchr(a->ptr + at, '\0', same - at);
		if (!nul || same - (size_t)(nul - a->ptr) <= COMMIT_BYTES)
			break;
	}
	if (at) {
		*a = str_skip(*a, at);
		*b = str_skip(*b, at);
	}
}

EntryPairs entry_pairs(Str left, Str right)
{
	return (EntryPairs){ .left = left, .right = right };
}

static int pair_order(const TreeEntry *a, const TreeEntry *b)
{
	return name_order(a->name, entry_is_folder(a), b->name, entry_is_folder(b));
}

bool entry_pairs_next(EntryPairs *p)
{
	skip_same(&p->left, &p->right);
	Str after_left = p->left, after_right = p->right;
	p->has_left = entry_next(&after_left, &p->of_left);
	p->has_right = entry_next(&after_right, &p->of_right);
	p->broken = p->has_left != (p->left.len > 0) || p->has_right != (p->right.len > 0);
	if (p->broken || (!p->has_left && !p->has_right))
		return false;
	int order = !p->has_left ? 1 : !p->has_right ? -1 : pair_order(&p->of_left, &p->of_right);
	p->has_left = order <= 0;
	p->has_right = order >= 0;
	if (p->has_left)
		p->left = after_left;
	if (p->has_right)
		p->right = after_right;
	return true;
}
