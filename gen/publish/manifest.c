#include "publish/manifest.h"

#include <string.h>

#include "base/hex.h"

#define FIRST_LINE STR("keijiban-manifest 2")

#define EACH(byte) (0x0101010101010101u * (byte))

/* Among eight bytes one below 0x20, or 0x7f: a byte that is too small borrows from its highest bit. */
static inline bool word_has_control(uint64_t word)
{
	uint64_t low = (word - EACH(0x20)) & ~word, rest = word ^ EACH(0x7f);
	return (low | ((rest - EACH(1)) & ~rest)) & EACH(0x80);
}

/* Almost no path has one, so a word that only may have one is enough for a second look. */
static bool has_control(Str path)
{
	size_t at = 0;
	for (uint64_t word; at + sizeof(word) <= path.len; at += sizeof(word)) {
		memcpy(&word, path.ptr + at, sizeof(word));
		if (word_has_control(word))
			break;
	}
	for (; at < path.len; at++) {
		unsigned char c = (unsigned char)path.ptr[at];
		if (c < 0x20 || c == 0x7f)
			return true;
	}
	return false;
}

static bool name_is_publishable(Str name)
{
	if (!name.len || name.len > PUBLISHED_NAME_MAX)
		return false;
	return *name.ptr != '.' || !(name.len == 1 || (name.len == 2 && name.ptr[1] == '.'));
}

bool path_is_publishable(Str path)
{
	size_t depth = 0;
	if (!path.len || path.len > PUBLISHED_PATH_MAX || has_control(path) || path.ptr[path.len - 1] == '/')
		return false;
	for (Str rest = path; rest.len;)
		if (!name_is_publishable(str_cut(rest, '/', &rest)) || depth++ > PUBLISHED_DEPTH_MAX)
			return false;
	return true;
}

bool identity_equal(Identity a, Identity b)
{
	return a.inode == b.inode && a.born_second == b.born_second &&
	       a.born_nanosecond == b.born_nanosecond;
}

/* Reading. */

static bool take_tree(ManifestReader *r)
{
	Str v;
	uint64_t nanosecond;
	Identity *tree = &r->head.tree;
	if (!sealed_field(&r->text, STR("tree "), &v) || !hex_take_number(&v, &tree->inode) ||
	    !str_take(&v, STR("-")) || !hex_take_number(&v, &tree->born_second) ||
	    !str_take(&v, STR("-")) || !sealed_take_decimal(&v, 999999999, &nanosecond))
		return false;
	tree->born_nanosecond = (uint32_t)nanosecond;
	return !v.len;
}

static bool take_top(ManifestReader *r)
{
	Str v;
	return sealed_field(&r->text, STR("top "), &v) &&
	       sealed_take_decimal(&v, UINT64_MAX, &r->head.top_links) && str_take(&v, STR(" ")) &&
	       sealed_take_decimal(&v, UINT64_MAX, &r->head.top_size) && !v.len;
}

static bool take_head(ManifestReader *r)
{
	Str v;
	uint64_t build, files;
	if (!sealed_field(&r->text, FIRST_LINE, &v) || v.len || !take_tree(r) ||
	    !sealed_count(&r->text, STR("build "), UINT32_MAX - 1, &build) ||
	    !sealed_count(&r->text, STR("newest "), INT64_MAX / 2, &r->head.newest) ||
	    !take_top(r) || !sealed_count(&r->text, STR("files "), PUBLISHED_FILES_MAX, &files))
		return false;
	r->head.build = (uint32_t)build;
	r->head.files = (uint32_t)files;
	return true;
}

ManifestReader manifest_open(Str bytes)
{
	ManifestReader r = { .text = sealed_open(bytes) };
	if (bytes.len > MANIFEST_BYTES_MAX || !take_head(&r))
		return (ManifestReader){ 0 };
	r.left = r.head.files;
	return r;
}

bool manifest_parse(Str line, ManifestEntry *entry)
{
	uint64_t size, build;
	if (!hex_take_number(&line, &entry->hash.high) ||
	    !hex_take_number(&line, &entry->hash.low) || !str_take(&line, STR(" ")) ||
	    !sealed_take_decimal(&line, UINT32_MAX, &size) || !str_take(&line, STR(" ")) ||
	    !sealed_take_decimal(&line, UINT32_MAX, &build) || !str_take(&line, STR(" ")))
		return false;
	entry->size = (uint32_t)size;
	entry->build = (uint32_t)build;
	entry->path = line;
	return path_is_publishable(line);
}

/* A list that is wrong in one place is believed nowhere. */
static bool accept(ManifestReader *r, bool sound, const ManifestEntry *entry)
{
	if (!sound || entry->build > r->head.build || str_compare(r->last, entry->path) >= 0) {
		*r = (ManifestReader){ .head = r->head };
		return false;
	}
	r->last = entry->path;
	r->left--;
	return true;
}

bool manifest_next(ManifestReader *r, ManifestEntry *entry)
{
	Str line;
	if (!r->left) {
		r->sound = r->sound || sealed_end(&r->text);
		return false;
	}
	return accept(r, sealed_line(&r->text, &line) && manifest_parse(line, entry), entry);
}

/* Searching. */

enum {
	DIGITS = 32,                           /* of the hash a line begins with */
	BLOCK  = 256,
};

bool manifest_take(Str bytes, Manifest *m)
{
	Str lines;
	ManifestReader r = manifest_open(bytes);
	bool whole = r.text.rest.ptr && sealed_is_whole(bytes, &lines);
	*m = (Manifest){ 0 };
	if (whole)
		*m = (Manifest){ r.head, str_skip(lines, (size_t)(r.text.rest.ptr - bytes.ptr)) };
	return whole;
}

Str manifest_line(Str lines)
{
	return str_sub(lines, 0, str_find_byte(lines, '\n'));
}

Str manifest_behind(Str lines, Str line)
{
	return str_skip(lines, line.len + 1);
}

/* Behind hash, size and build. */
Str manifest_path(Str line)
{
	str_cut(str_skip(line, DIGITS + 1), ' ', &line);
	str_cut(line, ' ', &line);
	return line;
}

/* Where the line begins that the byte at `at` is in. */
static size_t line_start(Str lines, size_t at)
{
	const char *end = at ? memrchr(lines.ptr, '\n', at) : NULL;
	return end ? (size_t)(end - lines.ptr) + 1 : 0;
}

Str manifest_from(Str lines, Str path)
{
	size_t low = 0, high = lines.len;
	while (low < high) {
		size_t middle = line_start(lines, low + (high - low) / 2);
		Str line = manifest_line(str_skip(lines, middle));
		if (str_compare(manifest_path(line), path) < 0)
			low = middle + line.len + 1;
		else
			high = middle;
	}
	return str_skip(lines, low);
}

Str manifest_find(const Manifest *m, Str path)
{
	Str line = manifest_line(manifest_from(m->lines, path));
	return str_equal(manifest_path(line), path) ? line : (Str){ 0 };
}

/* How many bytes both begin with. */
static size_t common_length(Str a, Str b)
{
	size_t most = a.len < b.len ? a.len : b.len, at = 0;
	while (most - at >= BLOCK && memcmp(a.ptr + at, b.ptr + at, BLOCK) == 0)
		at += BLOCK;
	while (at < most && a.ptr[at] == b.ptr[at])
		at++;
	return at;
}

bool manifest_differ(ManifestPair *p)
{
	size_t same = line_start(p->one_rest, common_length(p->one_rest, p->other_rest));
	p->one_rest = str_skip(p->one_rest, same);
	p->other_rest = str_skip(p->other_rest, same);
	p->one = manifest_line(p->one_rest);
	p->other = manifest_line(p->other_rest);
	int order = !p->one_rest.len    ? 1
	            : !p->other_rest.len ? -1
	                                 : str_compare(manifest_path(p->one), manifest_path(p->other));
	if (order > 0)
		p->one = (Str){ 0 };
	else
		p->one_rest = manifest_behind(p->one_rest, p->one);
	if (order < 0)
		p->other = (Str){ 0 };
	else
		p->other_rest = manifest_behind(p->other_rest, p->other);
	return p->one.ptr || p->other.ptr;
}

/* Writing. */

static void put_tree(ManifestWriter *w, Identity tree)
{
	buf_str(w->out, STR("tree "));
	hex_put_number(w->out, tree.inode);
	buf_char(w->out, '-');
	hex_put_number(w->out, tree.born_second);
	buf_char(w->out, '-');
	sealed_put_decimal(w->out, tree.born_nanosecond);
	buf_char(w->out, '\n');
}

void manifest_head(ManifestWriter *w, const ManifestHead *head)
{
	sealed_put_field(w, FIRST_LINE, (Str){ 0 });
	put_tree(w, head->tree);
	sealed_put_count(w, STR("build "), head->build);
	sealed_put_count(w, STR("newest "), head->newest);
	buf_str(w->out, STR("top "));
	sealed_put_decimal(w->out, head->top_links);
	buf_char(w->out, ' ');
	sealed_put_decimal(w->out, head->top_size);
	buf_char(w->out, '\n');
	sealed_put_count(w, STR("files "), head->files);
}

void manifest_entry(ManifestWriter *w, const ManifestEntry *entry)
{
	hex_put_number(w->out, entry->hash.high);
	hex_put_number(w->out, entry->hash.low);
	buf_char(w->out, ' ');
	sealed_put_decimal(w->out, entry->size);
	buf_char(w->out, ' ');
	sealed_put_decimal(w->out, entry->build);
	buf_char(w->out, ' ');
	buf_str(w->out, entry->path);
	buf_char(w->out, '\n');
}

void manifest_end(ManifestWriter *w)
{
	sealed_put_end(w);
}
