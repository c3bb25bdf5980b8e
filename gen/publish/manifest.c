#include "publish/manifest.h"

#include <string.h>

#include "base/hex.h"

#define FIRST_LINE STR("keijiban-manifest 1")

enum { HASH_DIGITS = 32 };

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
	ManifestReader r = { .text.rest = bytes };
	if (bytes.len > MANIFEST_BYTES_MAX || !take_head(&r))
		return (ManifestReader){ 0 };
	r.left = r.head.files;
	return r;
}

static bool entry_parse(Str line, ManifestEntry *entry)
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
	return accept(r, sealed_line(&r->text, &line) && entry_parse(line, entry), entry);
}

/* Two side by side. */

/* The build and the path of a line that is as a sound one. */
static bool parse_tail(Str line, ManifestEntry *entry)
{
	uint64_t build;
	str_cut(str_skip(line, HASH_DIGITS + 1), ' ', &line);
	if (!sealed_take_decimal(&line, UINT32_MAX, &build))
		return false;
	entry->build = (uint32_t)build;
	entry->path = str_skip(line, 1);
	return true;
}

static Str line_ahead(const ManifestReader *r)
{
	return str_sub(r->text.rest, 0, str_find_byte(r->text.rest, '\n'));
}

static void line_leave(ManifestReader *r, Str line)
{
	r->text.rest = str_skip(r->text.rest, line.len + 1);
	r->left--;
}

/* Up to where `path` would stand. */
static void catch_up(ManifestReader *known, Str path)
{
	for (; known->left; line_leave(known, line_ahead(known))) {
		ManifestEntry entry;
		if (!parse_tail(line_ahead(known), &entry) || str_compare(entry.path, path) >= 0)
			return;
	}
}

static bool has_next(const ManifestReader *r, Str line)
{
	Str rest = r->text.rest;
	return r->left && str_take(&rest, line) && str_starts(rest, STR("\n"));
}

bool manifest_pass(ManifestReader *r, ManifestReader *known, uint32_t *number)
{
	ManifestEntry entry;
	Str line = line_ahead(r);
	if (!r->left || !parse_tail(line, &entry))
		return false;
	if (!has_next(known, line))
		catch_up(known, entry.path);
	if (!has_next(known, line))
		return false;
	*number = known->head.files - known->left;
	line_leave(known, line);
	return accept(r, sealed_line(&r->text, &line), &entry);
}

/* Writing. */

static void put_tree(ManifestWriter *w, Identity tree)
{
	size_t from = w->out->len;
	buf_str(w->out, STR("tree "));
	hex_put_number(w->out, tree.inode);
	buf_char(w->out, '-');
	hex_put_number(w->out, tree.born_second);
	buf_char(w->out, '-');
	sealed_put_decimal(w->out, tree.born_nanosecond);
	sealed_line_end(w, from);
}

void manifest_head(ManifestWriter *w, const ManifestHead *head)
{
	sealed_put_field(w, FIRST_LINE, (Str){ 0 });
	put_tree(w, head->tree);
	sealed_put_count(w, STR("build "), head->build);
	sealed_put_count(w, STR("newest "), head->newest);
	size_t from = w->out->len;
	buf_str(w->out, STR("top "));
	sealed_put_decimal(w->out, head->top_links);
	buf_char(w->out, ' ');
	sealed_put_decimal(w->out, head->top_size);
	sealed_line_end(w, from);
	sealed_put_count(w, STR("files "), head->files);
}

void manifest_entry(ManifestWriter *w, const ManifestEntry *entry)
{
	size_t from = w->out->len;
	hex_put_number(w->out, entry->hash.high);
	hex_put_number(w->out, entry->hash.low);
	buf_char(w->out, ' ');
	sealed_put_decimal(w->out, entry->size);
	buf_char(w->out, ' ');
	sealed_put_decimal(w->out, entry->build);
	buf_char(w->out, ' ');
	buf_str(w->out, entry->path);
	sealed_line_end(w, from);
}

void manifest_end(ManifestWriter *w)
{
	sealed_put_end(w);
}
