#include "source/object.h"

#include <string.h>
#include <strings.h>

#include "base/hex.h"
#include "source/files.h"
#include "source/repository_inner.h"

static git_object_t type_of(ObjectKind kind)
{
	switch (kind) {
	case OBJECT_COMMIT: return GIT_OBJECT_COMMIT;
	case OBJECT_TREE: return GIT_OBJECT_TREE;
	case OBJECT_BLOB: return GIT_OBJECT_BLOB;
	}
	return GIT_OBJECT_INVALID;
}

static git_oid oid_of(const uint8_t *id)
{
	git_oid oid;
	memcpy(oid.id, id, sizeof(oid.id));
	return oid;
}

bool object_exists(Repository *repo, const uint8_t *id)
{
	git_oid oid = oid_of(id);
	return git_odb_exists(repo->odb, &oid);
}

/* A small pack can hold a huge blob, so its size is asked for before it is unpacked. */
static bool is_bearable(Repository *repo, const git_oid *oid, ObjectKind kind, size_t most)
{
	git_object_t type;
	size_t size;
	return kind != OBJECT_BLOB ||
	       (git_odb_read_header(&size, &type, repo->odb, oid) == 0 && size <= most);
}

bool object_read(Repository *repo, const uint8_t *id, ObjectKind kind, size_t most, Object *object)
{
	git_oid oid = oid_of(id);
	git_odb_object *held;
	*object = (Object){ 0 };
	if (!is_bearable(repo, &oid, kind, most) || git_odb_read(&held, repo->odb, &oid) != 0)
		return false;
	object->bytes = (Str){ git_odb_object_data(held), git_odb_object_size(held) };
	object->held = held;
	if (git_odb_object_type(held) == type_of(kind) && object->bytes.len <= most)
		return true;
	object_drop(object);
	return false;
}

Object object_share(const Object *object)
{
	git_odb_object *held = NULL;
	git_odb_object_dup(&held, object->held);
	return (Object){ object->bytes, held };
}

void object_drop(Object *object)
{
	git_odb_object_free(object->held);
	*object = (Object){ 0 };
}

void objects_verify(bool verify)
{
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, (int)verify);
}

/* Commits. */

static bool take_id(Str *rest, Str name, uint8_t *id)
{
	return str_take(rest, name) && hex_take(rest, id, COMMIT_BYTES) &&
	       str_take(rest, STR("\n"));
}

static size_t count_parents(Str rest)
{
	uint8_t id[COMMIT_BYTES];
	size_t count = 0;
	while (take_id(&rest, STR("parent "), id))
		count++;
	return count;
}

/* Digits to the first other character; 0 where they are none, or too many for a commit. */
static int64_t time_of(Str digits)
{
	int64_t time = 0;
	for (size_t i = 0; i < digits.len && digits.ptr[i] >= '0' && digits.ptr[i] <= '9'; i++) {
		time = time * 10 + (digits.ptr[i] - '0');
		if (time > COMMIT_TIME_MAX)
			return 0;
	}
	return time;
}

/* "committer NAME <ADDRESS> SECONDS ZONE": a name may hold anything, even '>'. */
static int64_t committer_time(Str line)
{
	size_t at = line.len;
	while (at && line.ptr[at - 1] != '>')
		at--;
	return at ? time_of(str_trim(str_skip(line, at))) : 0;
}

static bool line_is_silent(Str line)
{
	Str value, key = str_trim(str_cut(line, ':', &value));
	value = str_trim(value);
	return key.len == 10 && strncasecmp(key.ptr, "Site-Touch", 10) == 0 && value.len == 2 &&
	       strncasecmp(value.ptr, "no", 2) == 0;
}

/* The title is no trailer, and a blank line begins another paragraph. */
static bool message_is_silent(Str message)
{
	bool silent = false, in_title = true;
	for (Str rest = str_trim(message); rest.len;) {
		Str line = str_trim(str_cut(rest, '\n', &rest));
		in_title = in_title && line.len;
		silent = line.len && (silent || (!in_title && line_is_silent(line)));
	}
	return silent;
}

bool commit_parse(Str bytes, Arena *a, CommitFacts *facts)
{
	Str rest = bytes;
	*facts = (CommitFacts){ 0 };
	if (!take_id(&rest, STR("tree "), facts->tree))
		return false;
	facts->parent_count = count_parents(rest);
	uint8_t *parents = (uint8_t *)arena_bytes(a, facts->parent_count * COMMIT_BYTES);
	for (size_t i = 0; i < facts->parent_count; i++)
		take_id(&rest, STR("parent "), parents + i * COMMIT_BYTES);
	facts->parents = parents;
	while (rest.len && *rest.ptr != '\n') {
		Str line = str_cut(rest, '\n', &rest);
		if (!facts->time && str_starts(line, STR("committer ")))
			facts->time = committer_time(line);
	}
	facts->silent = message_is_silent(rest);
	return true;
}

bool commit_read(Repository *repo, const uint8_t *id, Arena *a, CommitFacts *facts)
{
	Object o;
	if (!object_read(repo, id, OBJECT_COMMIT, COMMIT_BYTES_MAX, &o))
		return false;
	bool sound = commit_parse(o.bytes, a, facts);
	object_drop(&o);
	return sound;
}

/* Trees. */

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

bool tree_next(Str *rest, TreeEntry *entry)
{
	const char *at = rest->ptr, *end = at + rest->len;
	unsigned mode = 0;
	if (!rest->len)
		return false;
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

void tree_skip_same(Str *a, Str *b)
{
	size_t same = same_bytes(*a, *b), at = 0;
	if (same == a->len && same == b->len)
		at = same;
	for (const char *nul; at < same; at = (size_t)(nul - a->ptr) + 1 + COMMIT_BYTES) {
		nul = memchr(a->ptr + at, '\0', same - at);
		if (!nul || same - (size_t)(nul - a->ptr) <= COMMIT_BYTES)
			break;
	}
	*a = str_skip(*a, at);
	*b = str_skip(*b, at);
}

int tree_order(Str a, bool a_is_folder, Str b, bool b_is_folder)
{
	size_t common = a.len < b.len ? a.len : b.len;
	int order = memcmp(a.ptr, b.ptr, common);
	if (order)
		return order;
	int x = a.len > common ? (unsigned char)a.ptr[common] : a_is_folder ? '/' : 0;
	int y = b.len > common ? (unsigned char)b.ptr[common] : b_is_folder ? '/' : 0;
	return x - y;
}

static bool is_folder(const TreeEntry *e)
{
	return e->mode == MODE_FOLDER;
}

bool tree_is_sound(Str bytes, size_t *count)
{
	TreeEntry last = { 0 }, next;
	Str rest = bytes;
	*count = 0;
	while (tree_next(&rest, &next)) {
		if ((*count)++ &&
		    tree_order(last.name, is_folder(&last), next.name, is_folder(&next)) >= 0)
			return false;
		if (str_has_byte(next.name, '/'))
			return false;
		last = next;
	}
	return !rest.len;
}

static bool find_folder(Repository *repo, const uint8_t *tree, Str name, uint8_t *id)
{
	Object o;
	TreeEntry e;
	bool found = false;
	if (!object_read(repo, tree, OBJECT_TREE, TREE_BYTES_MAX, &o))
		return false;
	for (Str rest = o.bytes; !found && tree_next(&rest, &e);)
		found = is_folder(&e) && str_equal(e.name, name);
	if (found)
		memcpy(id, e.id, COMMIT_BYTES);
	object_drop(&o);
	return found;
}

bool tree_find(Repository *repo, const uint8_t *top, Str path, uint8_t *id)
{
	memcpy(id, top, COMMIT_BYTES);
	while (path.len) {
		uint8_t above[COMMIT_BYTES];
		memcpy(above, id, COMMIT_BYTES);
		if (!find_folder(repo, above, str_cut(path, '/', &path), id))
			return false;
	}
	return true;
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
