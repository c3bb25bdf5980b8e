#include "format/yaml_inner.h"

#include <string.h>

#include "format/yaml.h"
#include "format/yaml_bytes.h"

enum {
	ROUNDS_MAX = 24,          /* readings of one text … */
	ROUND_BYTES_MAX = 16 << 20, /* … and bytes in all of them */
	WITHIN = UINT16_MAX,      /* column of a hole in a value */
};

/* Something of the text that is not in the tree as it was meant. */
typedef struct Hole {
	uint32_t line;
	uint16_t column; /* where what was left out began; WITHIN: nothing was, but its value is wrong */
	bool nameless;   /* of which keys it was, nobody knows */
	bool item;       /* its "- " was left in … */
	uint32_t next;   /* … and what follows it is on this line */
	Str key;
} Hole;

typedef struct Mending {
	YamlText text;       /* of a copy, where what was told becomes blank */
	uint32_t first_line;
	Diag *diag;          /* which had … */
	size_t told;         /* … so many problems before, and gets so many errors and warnings at most */
	Arena *tree;
	Arena scratch;
	Hole holes[YAML_PROBLEMS_MAX];
	size_t count;
} Mending;

/* Leaving out. */

static size_t next_line(Str text, size_t at)
{
	at += str_find_byte(str_skip(text, at), '\n') + 1;
	return at < text.len ? at : text.len;
}

static size_t offset_of(const Mending *m, uint32_t line)
{
	return yaml_offset(m->text.text, (YamlPlace){ line - m->first_line, 0 });
}

/* The column of the keys around a line too far left or right: where the line above it begins. */
static size_t column_above(Str text, size_t start)
{
	while (start) {
		Str line = yaml_line(text, start - 1);
		start = (size_t)(line.ptr - text.ptr);
		if (!yaml_is_blank(line))
			return yaml_content(line);
	}
	return SIZE_MAX;
}

static char first_of(Str text)
{
	return text.len ? *text.ptr : '\n';
}

/* What goes on with a line whose text begins in `column`: lines further right; a list right below a key. */
static bool goes_on(Str line, size_t column, char begins)
{
	size_t indent = yaml_indent(line);
	Str rest = str_skip(line, indent);
	if (yaml_is_blank(line) || indent > column)
		return true;
	bool list = begins != '-' && (str_starts(rest, STR("- ")) || str_equal(rest, STR("-")));
	return indent == column && (list || strchr("]}:", first_of(rest)));
}

static size_t block_end(Str text, size_t start, size_t column)
{
	char begins = first_of(str_skip(yaml_line(text, start), column));
	size_t at = next_line(text, start);
	while (at < text.len && goes_on(yaml_line(text, at), column, begins))
		at = next_line(text, at);
	return at;
}

/* Lines in a wrong column are often several, and then the right column goes on. */
static size_t shifted_end(Str text, size_t start, size_t column)
{
	size_t above = column_above(text, start), at = next_line(text, start);
	for (; at < text.len; at = next_line(text, at)) {
		Str line = yaml_line(text, at);
		size_t indent = yaml_indent(line);
		if (!yaml_is_blank(line) && (indent < column || !indent || (indent == above && above != column)))
			break;
	}
	return at;
}

static void blank(Str text, size_t from, size_t until)
{
	for (char *at = (char *)text.ptr + from; at < text.ptr + until; at++)
		if (*at != '\n' && *at != '\r')
			*at = ' ';
}

/* The name in 'key: value', 'key：value', 'key = value', 'key value'. */
static Str key_of(Str content)
{
	static const char *const ends[] = { ":", "：", "=", "＝", " ", "\u3000", "\t" };
	str_take(&content, STR("\ufeff"));
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		content = str_sub(content, 0, str_find(content, str_from(ends[i])));
	return content;
}

/* Up to the '>>>>>>>' line: which of both is right nobody knows. */
static size_t conflict_end(Str text, size_t start)
{
	size_t at = start;
	while (at < text.len && !str_starts(yaml_line(text, at), STR(">>>>>>>")))
		at = next_line(text, at);
	return next_line(text, at);
}

typedef enum Extent { A_BLOCK, SHIFTED_LINES, A_CONFLICT } Extent;

static size_t end_of(Str text, size_t start, size_t column, Extent extent)
{
	return extent == SHIFTED_LINES ? shifted_end(text, start, column) :
	       extent == A_CONFLICT    ? conflict_end(text, start) :
	                                 block_end(text, start, column);
}

/* Where a line's text begins; its "- " stays, unless that is no part of the list around it. */
static size_t column_of_text(Str line)
{
	size_t indent = yaml_indent(line);
	bool odd = str_find_byte(line, '\t') < indent || str_find(line, STR("\u3000")) < indent;
	return odd ? indent : yaml_content(line);
}

/* False when nothing is left there, or no room. */
static bool leave_out(Mending *m, uint32_t number, Extent extent)
{
	Str text = m->text.text;
	size_t start = offset_of(m, number);
	Str line = yaml_line(text, start);
	size_t column = column_of_text(line), indent = yaml_indent(line);
	if (number < m->first_line || !str_trim(line).len || column >= line.len || m->count == YAML_PROBLEMS_MAX)
		return false;
	Hole hole = { .line = number, .column = (uint16_t)(column < WITHIN ? column + 1 : WITHIN),
		      .nameless = extent != A_BLOCK, .item = column > indent };
	if (!hole.nameless)
		hole.key = str_copy(key_of(str_skip(line, column)), &m->scratch);
	hole.nameless |= yaml_is_odd(hole.key);
	m->holes[m->count++] = hole;
	blank(text, start + (column > indent ? column : 0), end_of(text, start, column, extent));
	return true;
}

static bool leave_out_told(Mending *m, const Diag *d, size_t from)
{
	bool some = false;
	for (size_t i = from; i < d->count; i++) {
		const Problem *p = &d->problems[i];
		Extent extent = str_equal(p->code, STR("yaml-merge-left")) ? A_CONFLICT :
		                str_equal(p->code, STR("yaml-indent"))     ? SHIFTED_LINES :
		                                                             A_BLOCK;
		if (problem_is_error(p))
			some |= leave_out(m, p->pos.line, extent);
	}
	return some;
}

/* Telling. */

static bool is_told(const Diag *d, const Problem *p, size_t from)
{
	for (size_t i = from; i < d->count; i++)
		if (d->problems[i].pos.line == p->pos.line && d->problems[i].pos.column == p->pos.column &&
		    str_equal(d->problems[i].code, p->code))
			return true;
	return false;
}

static void tell(const Mending *m, const Diag *said, size_t from)
{
	Diag *d = m->diag;
	for (size_t i = from; i < said->count && d->count < m->told + 2 * YAML_PROBLEMS_MAX; i++)
		if (!is_told(d, &said->problems[i], m->told))
			diag_again(d, &said->problems[i]);
}

/* Values that hold a mistake without being left out. */
static void note_wrong(Mending *m, const Diag *d)
{
	for (size_t i = 0; i < d->count && m->count < YAML_PROBLEMS_MAX; i++)
		if (problem_is_error(&d->problems[i]))
			m->holes[m->count++] = (Hole){ .line = d->problems[i].pos.line, .column = WITHIN };
}

static void copy_text(Mending *m, Arena *texts)
{
	const Source *whole = m->text.src;
	Source *copy = NEW(&m->scratch, Source);
	*copy = (Source){ whole->path, str_copy(whole->bytes, texts) };
	size_t before = (size_t)(m->text.text.ptr - whole->bytes.ptr);
	m->text.text = str_sub(copy->bytes, before, before + m->text.text.len);
	m->text.src = copy;
}

/* True when the rest could be read. */
static bool read_rest(Mending *m, Arena *texts, const Diag *first, size_t broke_at, Value *out)
{
	size_t rounds = ROUND_BYTES_MAX / (m->text.text.len + 1);
	copy_text(m, texts);
	bool going = leave_out_told(m, first, broke_at);
	for (rounds = rounds < ROUNDS_MAX ? rounds : ROUNDS_MAX; going && rounds; rounds--) {
		Diag said = { 0 };
		m->text.diag = &said;
		yaml_read(&m->text, m->first_line, m->tree, texts, &broke_at, out);
		bool broken = broke_at != YAML_NOT_BROKEN;
		tell(m, &said, broken ? broke_at : 0);
		if (broken)
			going = leave_out_told(m, &said, broke_at);
		else
			note_wrong(m, &said);
		diag_free(&said);
		if (!broken)
			return true;
	}
	return false;
}

/* Tearing: what is missing in the tree, or wrong, must not be told as something else. */

static uint16_t column_of(const Value *map)
{
	return map->count ? map->as.members[0].key_pos.column : 0;
}

/* Whether a hole is, or was, one of the lines from `from` to before `until`; one at "- " belongs to what follows. */
static bool is_between(const Hole *h, uint32_t from, uint32_t until)
{
	return h->line >= from && h->line < until;
}

/* A list of groups of keys, each on lines of its own: one of them may be torn alone. */
static bool is_list_of_maps(const Member *m)
{
	const Value *items = m->value.as.items;
	bool maps = m->value.kind == VALUE_LIST && m->value.count && m->value.pos.line > m->key_pos.line;
	for (size_t i = 0; maps && i < m->value.count; i++)
		maps = (items[i].kind == VALUE_MAP || items[i].kind == VALUE_NONE) &&
		       (!i || items[i].pos.line > items[i - 1].pos.line);
	return maps;
}

/* Whether all holes between these lines are inside items of the list. */
static bool holds_holes(const Mending *m, const Value *list, uint32_t from, uint32_t until)
{
	for (size_t i = 0; i < m->count; i++) {
		const Hole *h = &m->holes[i];
		if (is_between(h, from, until) && (h->column <= list->pos.column || h->line < list->pos.line))
			return false;
	}
	return true;
}

static void tear_list(Mending *m, Value *list, uint32_t from, uint32_t until);

/* Only the items a hole is in, where the member is a list of groups; else all of it, and those on its line. */
static void tear_member(Mending *m, Member *members, size_t at, uint32_t until)
{
	uint32_t line = members[at].key_pos.line;
	if (is_list_of_maps(&members[at]) && holds_holes(m, &members[at].value, line, until)) {
		tear_list(m, &members[at].value, line, until);
		return;
	}
	for (size_t n = at + 1; n && members[n - 1].key_pos.line == line; n--)
		members[n - 1].value.kind = VALUE_TORN;
}

/* Inside a member, and not one whose line was left out. */
static bool is_in_member(const Hole *h, const Value *map)
{
	return map->count && h->line >= map->as.members[0].key_pos.line && h->column > column_of(map);
}

static void tear_members(Mending *m, const Value *map, Member *members, uint32_t from, uint32_t until)
{
	for (size_t n = 0; n < map->count; n++) {
		uint32_t begin = members[n].key_pos.line;
		uint32_t end = n + 1 < map->count ? members[n + 1].key_pos.line : until;
		bool torn = false;
		for (size_t i = 0; i < m->count; i++)
			torn |= is_between(&m->holes[i], from, until) && is_between(&m->holes[i], begin, end) &&
			        is_in_member(&m->holes[i], map);
		if (torn)
			tear_member(m, members, n, end);
	}
}

static void tear_map(Mending *m, Value *map, uint32_t from, uint32_t until)
{
	size_t room = map->count, count = map->count;
	for (size_t i = 0; i < m->count; i++)
		room += is_between(&m->holes[i], from, until);
	if (room == count)
		return;
	Member *members = NEW_ARRAY(m->tree, Member, room);
	if (count)
		memcpy(members, map->as.members, count * sizeof(*members));
	tear_members(m, map, members, from, until);
	for (size_t i = 0; i < m->count; i++) {
		const Hole *h = &m->holes[i];
		if (is_between(h, from, until) && (h->nameless || !is_in_member(h, map)))
			members[count++] = (Member){ str_copy(h->key, m->tree), { h->line, h->column, 0 },
				                     { .kind = VALUE_TORN } };
	}
	map->as.members = members;
	map->count = (uint32_t)count;
}

static void find_next(const Mending *m, Hole *h)
{
	Str text = m->text.text;
	size_t at = next_line(text, offset_of(m, h->line));
	for (h->next = h->line + 1; at < text.len && yaml_is_blank(yaml_line(text, at)); h->next++)
		at = next_line(text, at);
}

/* Where an item begins: at its "- ", though the first line behind it may have been left out. */
static uint32_t start_of(const Mending *m, const Value *items, size_t at)
{
	const Pos *pos = &items[at].pos;
	for (size_t i = 0; i < m->count; i++) {
		const Hole *h = &m->holes[i];
		bool behind = !at || items[at - 1].pos.line < h->line;
		if (h->item && h->next == pos->line && h->column == pos->column && behind)
			return h->line;
	}
	return pos->line;
}

static void tear_item(Mending *m, Value *item, uint32_t from, uint32_t until)
{
	if (item->kind == VALUE_MAP)
		tear_map(m, item, from, until);
	for (size_t i = 0; item->kind != VALUE_MAP && i < m->count; i++)
		if (is_between(&m->holes[i], from, until))
			item->kind = VALUE_TORN;
}

/* Left out whole: further left than what items hold. */
static bool is_lost_item(const Hole *h, const Value *list)
{
	return h->column <= list->pos.column && !h->item;
}

static void tear_list(Mending *m, Value *list, uint32_t from, uint32_t until)
{
	size_t count = list->count, lost = 0;
	Value *items = NEW_ARRAY(m->tree, Value, count + m->count);
	for (size_t i = 0; i < m->count; i++) {
		Hole *h = &m->holes[i];
		if (!is_between(h, from, until))
			continue;
		find_next(m, h);
		if (is_lost_item(h, list)) {
			items[count + lost++] = (Value){ .kind = VALUE_TORN, .pos = { h->line, 1, 0 } };
			h->line = 0;
		}
	}
	memcpy(items, list->as.items, count * sizeof(*items));
	for (size_t i = 0; i < count; i++)
		tear_item(m, &items[i], start_of(m, list->as.items, i),
		          i + 1 < count ? start_of(m, list->as.items, i + 1) : until);
	list->as.items = items;
	list->count = (uint32_t)(count + lost);
}

static void tear(Mending *m, Value *root)
{
	if (root->kind == VALUE_MAP)
		tear_map(m, root, 0, UINT32_MAX);
	else if (root->kind == VALUE_LIST && root->count)
		tear_list(m, root, 1, UINT32_MAX);
	else
		*root = (Value){ .kind = VALUE_TORN, .pos = root->pos };
}

static void mend(Mending *m, Arena *texts, const Diag *first, size_t broke_at, Value *out)
{
	if (broke_at == YAML_NOT_BROKEN) {
		tell(m, first, 0);
		note_wrong(m, first);
	} else {
		/* What is told before, in lines that a quote without an end has swallowed, may be no mistake at all. */
		broke_at = broke_at < first->count ? broke_at : 0;
		tell(m, first, broke_at);
		if (!read_rest(m, texts, first, broke_at, out)) {
			tell(m, first, 0);
			*out = (Value){ .kind = VALUE_TORN };
		}
	}
	tear(m, out);
}

/* A slip that libyaml refuses and no rule of ours explains must not pass in silence. */
static void tell_unexplained(const YamlText *t, uint32_t first_line)
{
	if (!t->diag->errors)
		diag_error(t->diag, t->src, (Pos){ first_line, 1, 0 }, "yaml-unreadable", NO_ARGS,
		           _("this file cannot be read from here on"),
		           _("look for a bracket, a quote or a ':' too many, or begin the file anew"));
}

bool yaml_parse_apart(const Source *src, Str text, uint32_t first_line, Arena *tree, Arena *texts,
                      Diag *d, Value *out)
{
	Diag first = { 0 };
	const YamlText t = { src, text, &first };
	size_t broke_at;
	*out = (Value){ 0 };
	if (text.len > YAML_FILE_MAX) {
		diag_error(d, src, (Pos){ 0 }, "yaml-size", NO_ARGS,
		           _("this file is larger than 4 MiB"), _("split it into several files"));
		return false;
	}
	bool sound = yaml_read(&t, first_line, tree, texts, &broke_at, out);
	if (!sound) {
		Arena scratch = { 0 };
		Mending *m = NEW(&scratch, Mending);
		*m = (Mending){ .text = t, .first_line = first_line, .diag = d, .told = d->count, .tree = tree };
		tell_unexplained(&t, first_line);
		mend(m, texts, &first, broke_at, out);
		arena_free(&m->scratch);
		arena_free(&scratch);
		diag_free(&first);
	} else if (first.count) {
		diag_merge(d, &first);
	}
	return sound;
}

bool yaml_parse(const Source *src, Str text, uint32_t first_line, Arena *a, Diag *d, Value *out)
{
	return yaml_parse_apart(src, text, first_line, a, a, d, out);
}
