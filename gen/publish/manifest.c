#include "publish/manifest.h"

enum { HEX_64 = 16, DECIMAL_64 = 20 };

#define FIRST_LINE STR("keijiban-manifest 1")

static bool has_control(Str path)
{
	unsigned found = 0;
	for (size_t i = 0; i < path.len; i++) {
		unsigned char c = (unsigned char)path.ptr[i];
		found |= (c < 0x20) | (c == 0x7f);
	}
	return found;
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

/* Numbers, in the one spelling that is accepted. */

static void put_hex(Buf *out, uint64_t number)
{
	char digits[HEX_64];
	for (size_t i = HEX_64; i--; number >>= 4)
		digits[i] = "0123456789abcdef"[number & 15];
	buf_str(out, (Str){ digits, HEX_64 });
}

static void put_decimal(Buf *out, uint64_t number)
{
	char digits[DECIMAL_64], *at = digits + DECIMAL_64;
	do {
		*--at = (char)('0' + number % 10);
	} while (number /= 10);
	buf_str(out, (Str){ at, (size_t)(digits + DECIMAL_64 - at) });
}

/* The digit and one, so that what is no digit is 0. */
static const uint8_t hex_digits[256] = {
	['0'] = 1, ['1'] = 2, ['2'] = 3, ['3'] = 4, ['4'] = 5, ['5'] = 6, ['6'] = 7, ['7'] = 8,
	['8'] = 9, ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
};

static bool take_hex(Str *line, uint64_t *number)
{
	if (line->len < HEX_64)
		return false;
	*number = 0;
	for (size_t i = 0; i < HEX_64; i++) {
		uint8_t digit = hex_digits[(unsigned char)line->ptr[i]];
		if (!digit)
			return false;
		*number = *number << 4 | (uint64_t)(digit - 1);
	}
	*line = str_skip(*line, HEX_64);
	return true;
}

static bool take_decimal(Str *line, uint64_t most, uint64_t *number)
{
	size_t i = 0;
	*number = 0;
	for (; i < line->len && line->ptr[i] >= '0' && line->ptr[i] <= '9'; i++) {
		uint64_t digit = (uint64_t)(line->ptr[i] - '0');
		if (digit > most || *number > (most - digit) / 10)
			return false;
		*number = *number * 10 + digit;
	}
	if (!i || (i > 1 && line->ptr[0] == '0'))
		return false;
	*line = str_skip(*line, i);
	return true;
}

/* Reading. */

static uint64_t sum_with(uint64_t sum, Str line)
{
	return sum * 0x9e3779b97f4a7c15 + hash_text(line);
}

/* The next line, which must have its end. */
static bool take_line(ManifestReader *r, Str *line)
{
	size_t at = str_find_byte(r->rest, '\n');
	if (at == r->rest.len)
		return false;
	*line = str_sub(r->rest, 0, at);
	r->rest = str_skip(r->rest, at + 1);
	return true;
}

static bool take_field(ManifestReader *r, Str name, Str *value)
{
	if (!take_line(r, value))
		return false;
	r->sum = sum_with(r->sum, *value);
	return str_take(value, name);
}

static bool take_tree(ManifestReader *r)
{
	Str v;
	uint64_t nanosecond;
	Identity *tree = &r->head.tree;
	if (!take_field(r, STR("tree "), &v) || !take_hex(&v, &tree->inode) ||
	    !str_take(&v, STR("-")) || !take_hex(&v, &tree->born_second) ||
	    !str_take(&v, STR("-")) || !take_decimal(&v, 999999999, &nanosecond))
		return false;
	tree->born_nanosecond = (uint32_t)nanosecond;
	return !v.len;
}

static bool take_count(ManifestReader *r, Str name, uint64_t most, uint64_t *number)
{
	Str v;
	return take_field(r, name, &v) && take_decimal(&v, most, number) && !v.len;
}

static bool take_top(ManifestReader *r)
{
	Str v;
	return take_field(r, STR("top "), &v) && take_decimal(&v, UINT64_MAX, &r->head.top_links) &&
	       str_take(&v, STR(" ")) && take_decimal(&v, UINT64_MAX, &r->head.top_size) && !v.len;
}

static bool take_head(ManifestReader *r)
{
	Str v;
	uint64_t build, files;
	if (!take_field(r, FIRST_LINE, &v) || v.len || !take_tree(r) ||
	    !take_count(r, STR("build "), UINT32_MAX - 1, &build) ||
	    !take_count(r, STR("newest "), INT64_MAX / 2, &r->head.newest) || !take_top(r) ||
	    !take_count(r, STR("files "), PUBLISHED_FILES_MAX, &files))
		return false;
	r->head.build = (uint32_t)build;
	r->head.files = (uint32_t)files;
	return true;
}

ManifestReader manifest_open(Str bytes)
{
	ManifestReader r = { .rest = bytes };
	if (bytes.len > MANIFEST_BYTES_MAX || !take_head(&r))
		return (ManifestReader){ 0 };
	r.left = r.head.files;
	return r;
}

static bool entry_parse(Str line, ManifestEntry *entry)
{
	uint64_t build;
	if (!take_hex(&line, &entry->hash.high) || !take_hex(&line, &entry->hash.low) ||
	    !str_take(&line, STR(" ")) || !take_decimal(&line, UINT64_MAX, &entry->size) ||
	    !str_take(&line, STR(" ")) || !take_decimal(&line, UINT32_MAX, &build) ||
	    !str_take(&line, STR(" ")))
		return false;
	entry->build = (uint32_t)build;
	entry->path = line;
	return path_is_publishable(line);
}

static bool take_end(ManifestReader *r)
{
	Str line;
	uint64_t sum;
	return take_line(r, &line) && str_take(&line, STR("end ")) && take_hex(&line, &sum) &&
	       !line.len && sum == r->sum && !r->rest.len;
}

bool manifest_next(ManifestReader *r, ManifestEntry *entry)
{
	Str line;
	if (!r->left) {
		r->sound = r->sound || take_end(r);
		return false;
	}
	if (!take_line(r, &line) || !entry_parse(line, entry) || entry->build > r->head.build ||
	    str_compare(r->last, entry->path) >= 0) {
		*r = (ManifestReader){ .head = r->head };
		return false;
	}
	r->sum = sum_with(r->sum, line);
	r->last = entry->path;
	r->left--;
	return true;
}

/* Writing: a line begins at `from` in the Buf and is summed when it is whole. */

static void line_end(ManifestWriter *w, size_t from)
{
	w->sum = sum_with(w->sum, str_skip(buf_text(w->out), from));
	buf_char(w->out, '\n');
}

static void put_count(ManifestWriter *w, Str name, uint64_t number)
{
	size_t from = w->out->len;
	buf_str(w->out, name);
	put_decimal(w->out, number);
	line_end(w, from);
}

static void put_tree(ManifestWriter *w, Identity tree)
{
	size_t from = w->out->len;
	buf_str(w->out, STR("tree "));
	put_hex(w->out, tree.inode);
	buf_char(w->out, '-');
	put_hex(w->out, tree.born_second);
	buf_char(w->out, '-');
	put_decimal(w->out, tree.born_nanosecond);
	line_end(w, from);
}

void manifest_head(ManifestWriter *w, const ManifestHead *head)
{
	size_t from = w->out->len;
	buf_str(w->out, FIRST_LINE);
	line_end(w, from);
	put_tree(w, head->tree);
	put_count(w, STR("build "), head->build);
	put_count(w, STR("newest "), head->newest);
	from = w->out->len;
	buf_str(w->out, STR("top "));
	put_decimal(w->out, head->top_links);
	buf_char(w->out, ' ');
	put_decimal(w->out, head->top_size);
	line_end(w, from);
	put_count(w, STR("files "), head->files);
}

void manifest_entry(ManifestWriter *w, const ManifestEntry *entry)
{
	size_t from = w->out->len;
	put_hex(w->out, entry->hash.high);
	put_hex(w->out, entry->hash.low);
	buf_char(w->out, ' ');
	put_decimal(w->out, entry->size);
	buf_char(w->out, ' ');
	put_decimal(w->out, entry->build);
	buf_char(w->out, ' ');
	buf_str(w->out, entry->path);
	line_end(w, from);
}

void manifest_end(ManifestWriter *w)
{
	buf_str(w->out, STR("end "));
	put_hex(w->out, w->sum);
	buf_char(w->out, '\n');
}
