#include "format/yaml.h"

#include <string.h>
#include <yaml.h>

#include "base/map.h"
#include "base/utf8.h"
#include "format/yaml_inner.h"

enum {
	MEMBERS_HERE = 96,  /* of all open lists and maps, before the stack moves to an arena */
	KEYS_COMPARED = 24, /* more keys than these in one map go through a table */
};

typedef struct Open {
	size_t first; /* its first member on the stack */
	Pos pos;
	bool is_map, has_key; /* has_key: the next node is a value */
} Open;

/* A place in the text and its byte. Marks come in order, so it only ever moves on. */
typedef struct Cursor {
	YamlPlace place;
	size_t offset;
} Cursor;

typedef struct Parse {
	yaml_parser_t yaml;
	YamlText text;
	uint32_t first_line;
	uint32_t mark_width; /* 1 when a byte order mark is on the first line */
	Arena *tree, *texts;
	Arena scratch;
	Cursor cursor;
	Value root;
	int depth;
	size_t nodes, documents, problems, warnings;
	uint32_t key_line; /* of the newest key; what stands beside it was not meant as more */
	bool has_hash, failed, stopped;
	size_t *broke_at;
	YamlFault fault;
	Member *stack;
	size_t count, room;
	Open open[YAML_DEPTH_MAX]; /* from here on not zeroed */
	Member here[MEMBERS_HERE];
} Parse;

static uint16_t short_of(size_t n)
{
	return (uint16_t)(n < UINT16_MAX ? n : UINT16_MAX);
}

static YamlPlace place_of(yaml_mark_t mark)
{
	return (YamlPlace){ mark.line, mark.column };
}

/* Characters that begin among 8 bytes. */
static size_t starts_in(const char *bytes)
{
	const uint64_t ones = 0x0101010101010101;
	uint64_t w;
	memcpy(&w, bytes, sizeof(w));
	uint64_t inner = w >> 7 & ~(w >> 6) & ones;
	return 8 - (size_t)(inner * ones >> 56);
}

/* The byte `columns` characters behind `offset`. */
static size_t skip_columns(Str text, size_t offset, size_t columns)
{
	while (text.len - offset >= 8) {
		size_t starts = starts_in(text.ptr + offset);
		if (starts > columns)
			break;
		columns -= starts;
		offset += 8;
	}
	for (; offset < text.len; offset++)
		if (((unsigned char)text.ptr[offset] & 0xc0) != 0x80 && !columns--)
			break;
	return offset;
}

static size_t offset_of(Parse *p, yaml_mark_t mark)
{
	Cursor *c = &p->cursor;
	Str text = p->text.text;
	if (mark.line < c->place.line ||
	    (mark.line == c->place.line && mark.column < c->place.column))
		return yaml_offset(text, place_of(mark));
	for (; c->place.line < mark.line; c->place.line++) {
		c->place.column = 0;
		c->offset +=
			str_find_byte((Str){ text.ptr + c->offset, text.len - c->offset }, '\n') +
			1;
		if (c->offset > text.len)
			c->offset = text.len;
	}
	c->offset = skip_columns(text, c->offset, mark.column - c->place.column);
	c->place.column = mark.column;
	return c->offset;
}

static Pos pos_of(const Parse *p, yaml_mark_t mark, size_t length)
{
	size_t shift = mark.line ? 1 : 1 + p->mark_width;
	return (Pos){ p->first_line + (uint32_t)mark.line, short_of(mark.column + shift),
		      short_of(length) };
}

/* The part of a node that stands on its first line. */
static Pos pos_between(Parse *p, yaml_mark_t from, yaml_mark_t to)
{
	if (from.line == to.line)
		return pos_of(p, from, to.column - from.column);
	size_t at = offset_of(p, from);
	Str line = { p->text.text.ptr + at,
		     str_find_byte((Str){ p->text.text.ptr + at, p->text.text.len - at }, '\n') };
	return pos_of(p, from, utf8_count(str_trim(line)));
}

static void count_problems(Parse *p, size_t more)
{
	p->failed = true;
	p->problems += more;
	p->stopped |= p->problems >= YAML_PROBLEMS_MAX;
}

static void fail(Parse *p, Pos pos, const char *code, const Str *args, size_t count,
                 const char *message, const char *hint)
{
	count_problems(p, 1);
	diag_error(p->text.diag, p->text.src, pos, code, args, count, message, hint);
}

/* True when the line at `offset` has a usual slip; it is reported then. */
static bool explain(Parse *p, size_t offset, bool beside)
{
	size_t before = p->text.diag->count;
	if (!yaml_explain_line(&p->text, offset, beside))
		return false;
	count_problems(p, p->text.diag->count - before);
	return true;
}

static void stop(Parse *p, Pos pos, const char *code, const char *message, const char *hint)
{
	p->stopped = true;
	p->root = (Value){ 0 };
	fail(p, pos, code, NO_ARGS, message, hint);
}

/* The stack of members. */

static Member *push(Parse *p)
{
	if (p->count == p->room) {
		Member *grown = NEW_ARRAY(&p->scratch, Member, p->room * 2);
		memcpy(grown, p->stack, p->count * sizeof(*grown));
		p->stack = grown;
		p->room *= 2;
	}
	return &p->stack[p->count++];
}

static void add_value(Parse *p, Value v)
{
	Open *in = p->depth ? &p->open[p->depth - 1] : NULL;
	if (!in) {
		p->root = v;
	} else if (in->is_map) {
		p->stack[p->count - 1].value = v;
		in->has_key = false;
	} else {
		*push(p) = (Member){ .value = v };
	}
}

static bool expects_key(const Parse *p)
{
	return p->depth && p->open[p->depth - 1].is_map && !p->open[p->depth - 1].has_key;
}

static void add_key(Parse *p, Str key, Pos pos)
{
	*push(p) = (Member){ .key = utf8_nfc(key, p->texts), .key_pos = pos };
	p->open[p->depth - 1].has_key = true;
	p->key_line = pos.line;
}

/* Keys written twice. */

static void tell_twice(Parse *p, const Member *first, const Member *again)
{
	Str line = str_format(&p->scratch, "%u", (unsigned)first->key_pos.line);
	fail(p, again->key_pos, "yaml-key-twice", ARGS(again->key, line),
	     _("'{0}' is written twice"), _("delete this line or line {1}"));
}

static const Member *earlier(const Member *members, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (str_equal(members[i].key, members[at].key))
			return &members[i];
	return NULL;
}

/* One of 64: keys with different ones differ. */
static uint64_t bit_of(Str key)
{
	if (!key.len)
		return 1;
	size_t mixed = key.len * 7 + (unsigned char)key.ptr[key.len - 1] * 5 +
	               (unsigned char)key.ptr[key.len / 2] * 3 + (unsigned char)*key.ptr;
	return (uint64_t)1 << (mixed & 63);
}

static void check_few_keys(Parse *p, const Member *members, size_t count)
{
	uint64_t seen = 0;
	for (size_t i = 0; i < count && !p->stopped; i++) {
		uint64_t bit = bit_of(members[i].key);
		const Member *first = seen & bit ? earlier(members, i) : NULL;
		if (first)
			tell_twice(p, first, &members[i]);
		seen |= bit;
	}
}

static void check_many_keys(Parse *p, const Member *members, size_t count)
{
	Map seen = { .arena = &p->scratch };
	for (size_t i = 0; i < count && !p->stopped; i++)
		if (!map_put(&seen, members[i].key, (void *)&members[i]))
			tell_twice(p, map_find(&seen, members[i].key), &members[i]);
}

/* Lists and maps. */

static void refuse_extras(Parse *p, const yaml_event_t *e, const yaml_char_t *anchor,
                          const yaml_char_t *tag)
{
	Pos pos = pos_of(p, e->start_mark, 1);
	if (anchor)
		fail(p, pos, "yaml-anchor", NO_ARGS, _("a value cannot begin with '&'"),
		     _("put the whole value in quotes"));
	if (tag)
		fail(p, pos, "yaml-tag", NO_ARGS, _("a value cannot begin with '!'"),
		     _("put the whole value in quotes"));
}

static void begin(Parse *p, const yaml_event_t *e, bool is_map)
{
	Pos pos = pos_of(p, e->start_mark, 0);
	if (expects_key(p)) {
		*p->broke_at = p->text.diag->count;
		fail(p, pos, "yaml-key", NO_ARGS, _("a list or a group cannot be a key"),
		     _("put the text in quotes when it begins with '[' or '{'"));
		add_key(p, (Str){ 0 }, pos);
		p->stopped = true;
		return;
	}
	if (p->depth == YAML_DEPTH_MAX) {
		stop(p, pos, "yaml-depth", _("lists are nested too deep"),
		     _("begin this part anew, with fewer '[', '{' or '-' inside each other"));
		return;
	}
	p->open[p->depth++] = (Open){ .first = p->count, .pos = pos, .is_map = is_map };
}

static Value map_of(Parse *p, const Member *members, size_t count)
{
	if (count <= KEYS_COMPARED)
		check_few_keys(p, members, count);
	else
		check_many_keys(p, members, count);
	Member *kept = NEW_ARRAY(p->tree, Member, count);
	if (count)
		memcpy(kept, members, count * sizeof(*kept));
	return (Value){ .kind = VALUE_MAP, .count = (uint32_t)count, .as.members = kept };
}

static Value list_of(Parse *p, const Member *members, size_t count)
{
	Value *kept = NEW_ARRAY(p->tree, Value, count);
	for (size_t i = 0; i < count; i++)
		kept[i] = members[i].value;
	return value_list(kept, count);
}

static void end(Parse *p)
{
	const Open *o = &p->open[--p->depth];
	const Member *members = p->stack + o->first;
	size_t count = p->count - o->first;
	Value v = o->is_map ? map_of(p, members, count) : list_of(p, members, count);
	v.pos = o->pos;
	p->count = o->first;
	add_value(p, v);
}

/* Scalars. */

static void check_key(Parse *p, Str key, Pos pos, const yaml_event_t *e, size_t at)
{
	bool plain = e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	if (!key.len)
		fail(p, pos, "yaml-key-empty", NO_ARGS, _("there is no key before ':'"),
		     _("type the name of the field before ':'"));
	else if (plain && str_equal(key, STR("<<")))
		fail(p, pos, "yaml-merge", NO_ARGS, _("'<<' is not used here"),
		     _("write the lines out where they belong"));
	else if (plain &&
	         (*key.ptr == '-' || (*key.ptr == '\xe3' && str_starts(key, STR("\u3000")))))
		explain(p, at, false);
}

/* 'phone: #8008' reads as no phone at all: what follows ' #' is a remark. */
static void check_hash(Parse *p, Str value, const yaml_event_t *e)
{
	Str rest = str_skip(p->text.text, offset_of(p, e->end_mark));
	size_t spaces = 0;
	rest = str_sub(rest, 0, str_find_byte(rest, '\n'));
	while (spaces < rest.len && (rest.ptr[spaces] == ' ' || rest.ptr[spaces] == '\t'))
		spaces++;
	rest = str_trim(str_skip(rest, spaces));
	if (rest.len < 2 || *rest.ptr != '#' || strchr(" \t#", rest.ptr[1]))
		return;
	yaml_mark_t from = e->end_mark;
	from.column += spaces;
	fail(p, pos_of(p, from, utf8_count(rest)), "yaml-hash",
	     ARGS(rest, value, value.len ? STR(" ") : STR("")),
	     _("'{0}' is not read, because '#' begins a remark"),
	     _("put the whole value in quotes: \"{1}{2}{0}\"; for a remark type a space behind "
	       "'#'"));
}

/* In '{田無|たなし}' or '{name:x}' YAML sees one key without a value. */
static void check_lone_key(Parse *p)
{
	const Open *in = p->depth ? &p->open[p->depth - 1] : NULL;
	if (!in || !in->is_map)
		return;
	const Member *m = &p->stack[p->count - 1];
	if (str_has_byte(m->key, '|'))
		fail(p, m->key_pos, "yaml-ruby", ARGS(m->key),
		     _("'{' at the start is not read as ruby here"),
		     _("put the whole value in quotes: \"{{0}}\""));
	else if (str_contains(m->key, STR("：")))
		fail(p, m->key_pos, "yaml-wide-colon", NO_ARGS, _("the ':' in '{ }' is full-width"),
		     _("type a half-width colon and a space"));
	else if (str_has_byte(m->key, ':'))
		fail(p, m->key_pos, "yaml-colon-space", NO_ARGS, _("there is no space behind ':'"),
		     _("type ':' and a space"));
}

static void warn_key(Parse *p, const Member *m, const yaml_event_t *e)
{
	if (p->warnings++ < YAML_PROBLEMS_MAX)
		diag_warning(p->text.diag, p->text.src, pos_between(p, e->start_mark, e->end_mark),
		             "yaml-looks-like-key", ARGS(m->key),
		             _("this is read as the text of '{0}', not as a key of its own"),
		             _("type ': ', a half-width colon and a space; if it is meant as text, "
		               "put it in quotes"));
}

/* A plain text that begins under its key may have been meant as a list or as keys. */
static void check_beneath(Parse *p, const yaml_event_t *e, Str written, size_t at)
{
	const Open *in = p->depth ? &p->open[p->depth - 1] : NULL;
	if (!in || !in->is_map)
		return;
	const Member *m = &p->stack[p->count - 1];
	if (p->first_line + e->start_mark.line == m->key_pos.line)
		return;
	bool like_list = str_starts(written, STR("-")) || str_starts(written, STR("・"));
	if (!(like_list && explain(p, at, true)) && yaml_looks_like_keys(written))
		warn_key(p, m, e);
}

/* 'a: b', and under it '  - c': one text 'b - c' to YAML. */
static void check_list_in_text(Parse *p, Str written, size_t line)
{
	for (Str rest = str_skip(written, str_find_byte(written, '\n') + 1); rest.len;) {
		Str text = str_cut(rest, '\n', &rest), item = str_trim(text);
		line++;
		if (!str_starts(item, STR("- ")))
			continue;
		size_t indent = (size_t)(item.ptr - text.ptr);
		yaml_mark_t at = { .line = line, .column = utf8_count(str_sub(text, 0, indent)) };
		fail(p, pos_of(p, at, 1), "yaml-list-in-text", NO_ARGS,
		     _("this is read as more of the text above, not as an item of a list"),
		     _("leave nothing behind the ':' of the key above, or put its text in quotes"));
		return;
	}
}

/* Quotes that are shown to residents, because nobody reads them as quotes. */
static void check_quotes(Parse *p, Str text, const yaml_event_t *e)
{
	Str inside;
	Pos pos = pos_between(p, e->start_mark, e->end_mark);
	if (yaml_in_smart_quotes(text, &inside))
		fail(p, pos, "yaml-smart-quote", ARGS(STR(""), inside),
		     _("these quotes are of a word processor, and mean nothing here"),
		     _("take them away, or type half-width ones: \"{1}\""));
	else if (str_ends(text, STR("\"")) && str_find_byte(text, '"') == text.len - 1 &&
	         p->warnings++ < YAML_PROBLEMS_MAX)
		diag_warning(p->text.diag, p->text.src, pos, "yaml-quote-left", ARGS(str_sub(text, 0, text.len - 1)),
		             _("the quote at the end is shown as it is"),
		             _("delete it, or put the whole value in quotes: \"{0}\""));
}

static void check_plain(Parse *p, Str text, const yaml_event_t *e, size_t at)
{
	if (text.len && (*text.ptr == '\xe2' || *text.ptr == '\xef' || text.ptr[text.len - 1] == '"'))
		check_quotes(p, text, e);
	if (!text.len) {
		check_lone_key(p);
	} else if (e->start_mark.line != e->end_mark.line ||
	           p->first_line + e->start_mark.line != p->key_line) {
		Str written = str_sub(p->text.text, at, offset_of(p, e->end_mark));
		check_list_in_text(p, written, e->start_mark.line);
		check_beneath(p, e, written, at);
	}
	if (p->has_hash)
		check_hash(p, text, e);
}

/*
 * A plain scalar on one line is always written as it reads; its ends are
 * compared lest our count of bytes be wrong.
 */
static bool reads_as_written(Str text, Str written, const yaml_event_t *e)
{
	bool plain = e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
	             e->start_mark.line == e->end_mark.line;
	if (plain)
		return *text.ptr == *written.ptr &&
		       text.ptr[text.len - 1] == written.ptr[text.len - 1];
	return memcmp(text.ptr, written.ptr, text.len) == 0;
}

/* Most scalars stand in the file as they read, so that nothing need be copied. */
static Str kept(Parse *p, Str text, const yaml_event_t *e, size_t at)
{
	if (!text.len)
		return (Str){ 0 };
	Str whole = p->text.text;
	at += e->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	Str written = { whole.ptr + at, text.len };
	if (at <= whole.len && text.len <= whole.len - at && reads_as_written(text, written, e))
		return written;
	return str_copy(text, p->texts);
}

/* What "\0" and "\u202e" stand for would come to pages unseen. */
static void check_escapes(Parse *p, Str text, Pos pos, const yaml_event_t *e)
{
	Str whole = p->text.text;
	bool quoted = e->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
	if (!quoted || !yaml_is_odd(text))
		return;
	Str written = str_sub(whole, offset_of(p, e->start_mark), offset_of(p, e->end_mark));
	if (str_has_byte(written, '\\'))
		fail(p, pos, "yaml-control", NO_ARGS,
		     _("something written with '\\' here stands for an invisible control character"),
		     _("delete it, or write '\\\\' where a '\\' is meant"));
}

static void take_scalar(Parse *p, const yaml_event_t *e)
{
	Str text = { (const char *)e->data.scalar.value, e->data.scalar.length };
	yaml_scalar_style_t style = e->data.scalar.style;
	bool block = style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
	size_t at = offset_of(p, e->start_mark);
	Pos pos = block ? pos_of(p, e->start_mark, 1) : pos_between(p, e->start_mark, e->end_mark);

	if (text.len > YAML_TEXT_MAX) {
		fail(p, pos, "yaml-text-long", NO_ARGS, _("this text is longer than 64 KiB"),
		     _("shorten it, or split it over several records"));
		text = (Str){ 0 };
	}
	text = kept(p, text, e, at);
	check_escapes(p, text, pos, e);
	if (expects_key(p)) {
		check_key(p, text, pos, e, at);
		add_key(p, text, pos);
		return;
	}
	if (style == YAML_PLAIN_SCALAR_STYLE)
		check_plain(p, text, e, at);
	bool empty = style == YAML_PLAIN_SCALAR_STYLE && !text.len;
	add_value(p,
	          (Value){ .kind = empty ? VALUE_NONE : VALUE_TEXT, .as.text = text, .pos = pos });
}

static void take_alias(Parse *p, const yaml_event_t *e)
{
	Pos pos = pos_between(p, e->start_mark, e->end_mark);
	fail(p, pos, "yaml-alias", NO_ARGS, _("a value cannot begin with '*'"),
	     _("put the whole value in quotes"));
	if (expects_key(p))
		add_key(p, (Str){ 0 }, pos);
	else
		add_value(p, (Value){ .pos = pos });
}

static void remember_quote(Parse *p, const yaml_event_t *e)
{
	yaml_scalar_style_t style = e->data.scalar.style;
	p->fault.has_quote = e->type == YAML_SCALAR_EVENT &&
	                     e->start_mark.line != e->end_mark.line &&
	                     (style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
	                      style == YAML_DOUBLE_QUOTED_SCALAR_STYLE);
	if (p->fault.has_quote) {
		p->fault.quote_from = place_of(e->start_mark);
		p->fault.quote_to = place_of(e->end_mark);
	}
}

static void take_document(Parse *p, const yaml_event_t *e)
{
	if (p->documents++)
		stop(p, pos_between(p, e->start_mark, e->end_mark), "yaml-documents",
		     _("a second '---' ends the record here"),
		     _("delete this line, and put what follows in a file of its own"));
	else if (e->data.document_start.version_directive ||
	         e->data.document_start.tag_directives.start !=
	                 e->data.document_start.tag_directives.end)
		fail(p, pos_of(p, e->start_mark, 0), "yaml-directive", NO_ARGS,
		     _("a line cannot begin with '%'"),
		     _("put the whole value in quotes, or delete the line"));
}

static void count_node(Parse *p, const yaml_event_t *e)
{
	if (++p->nodes > YAML_NODES_MAX)
		stop(p, pos_of(p, e->start_mark, 0), "yaml-nodes",
		     _("this file holds too many values"), _("split it into several files"));
}

static void take(Parse *p, const yaml_event_t *e)
{
	remember_quote(p, e);
	switch (e->type) {
	case YAML_SCALAR_EVENT:
		count_node(p, e);
		refuse_extras(p, e, e->data.scalar.anchor, e->data.scalar.tag);
		take_scalar(p, e);
		break;
	case YAML_SEQUENCE_START_EVENT:
		count_node(p, e);
		refuse_extras(p, e, e->data.sequence_start.anchor, e->data.sequence_start.tag);
		begin(p, e, false);
		break;
	case YAML_MAPPING_START_EVENT:
		count_node(p, e);
		refuse_extras(p, e, e->data.mapping_start.anchor, e->data.mapping_start.tag);
		begin(p, e, true);
		break;
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT: end(p); break;
	case YAML_ALIAS_EVENT:
		count_node(p, e);
		take_alias(p, e);
		break;
	case YAML_DOCUMENT_START_EVENT: take_document(p, e); break;
	case YAML_STREAM_END_EVENT: p->stopped = true; break;
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_DOCUMENT_END_EVENT: break;
	}
}

static void tell_memory(Parse *p)
{
	p->failed = true;
	diag_world(p->text.diag, p->text.src->path, "yaml-memory", NO_ARGS,
	           _("not enough memory to read this file"),
	           _("end other programs, then try again"));
}

/* What is wrong with the bytes; one sign alone leaves the lines around it to be read. */
static bool tell_bytes(Parse *p)
{
	const Diag *d = p->text.diag;
	size_t before = d->count;
	if (!yaml_explain_bytes(&p->text))
		return false;
	Str code = before < d->count ? d->problems[before].code : (Str){ 0 };
	if (str_equal(code, STR("yaml-control")) || str_equal(code, STR("yaml-line-end")))
		*p->broke_at = before;
	p->failed = true;
	return true;
}

static void tell_fault(Parse *p)
{
	p->failed = true;
	if (p->yaml.error == YAML_MEMORY_ERROR) {
		tell_memory(p);
	} else if (!tell_bytes(p)) {
		p->fault.context = p->yaml.context;
		p->fault.problem = p->yaml.problem;
		p->fault.context_at = place_of(p->yaml.context_mark);
		p->fault.at = place_of(p->yaml.problem_mark);
		*p->broke_at = p->text.diag->count;
		yaml_explain_fault(&p->text, &p->fault);
	}
}

static void read_events(Parse *p)
{
	while (!p->stopped) {
		yaml_event_t e;
		if (!yaml_parser_parse(&p->yaml, &e)) {
			tell_fault(p);
			return;
		}
		take(p, &e);
		yaml_event_delete(&e);
	}
}

/* Of those that begin with E2. */
static bool is_odd_mark(Str s)
{
	unsigned char last = s.len > 2 ? (unsigned char)s.ptr[2] : 0;
	return (str_starts(s, STR("\xe2\x80")) && ((last >= 0xa8 && last <= 0xae) || last == 0x8b)) ||
	       (str_starts(s, STR("\xe2\x81")) && ((last >= 0xa6 && last <= 0xa9) || last == 0xa0));
}

static bool is_odd_sign(Str s)
{
	if (*s.ptr == '\r')
		return !str_starts(s, STR("\r\n"));
	return *s.ptr == '\xc2' ? str_starts(s, STR("\xc2\x85")) : is_odd_mark(s);
}

/*
 * libyaml also ends lines at a lone CR, NEL, LS and PS, which nobody sees in an editor; and it lets pass what turns
 * the words beside it around, and what makes another word of an id though it has no width.
 */
static bool has_odd_sign(Str text)
{
	static const char begins[] = { '\r', '\xc2', '\xe2' };
	for (size_t i = 0; i < sizeof(begins); i++)
		for (Str rest = text; (rest = str_skip(rest, str_find_byte(rest, begins[i]))).len;
		     rest = str_skip(rest, 1))
			if (is_odd_sign(rest))
				return true;
	return false;
}

/* '#' right before a text, right behind a space: '#8008', not '# remark'. */
static bool has_tight_hash(Str text)
{
	Str rest = text;
	while ((rest = str_skip(rest, str_find_byte(rest, '#') + 1)).len)
		if (!memchr(" \t\r\n#", *rest.ptr, 5))
			return true;
	return false;
}

/* A text without any key: somebody forgot the colons, or the file is not a record. */
static void check_root(Parse *p)
{
	if (p->root.kind == VALUE_NONE)
		p->root.pos = (Pos){ p->first_line, 1, 0 }; /* libyaml sees it behind the end */
	if (p->failed || p->root.kind != VALUE_TEXT)
		return;
	p->failed = true;
	if (!yaml_explain_line(
		    &p->text,
		    yaml_offset(p->text.text, (YamlPlace){ p->root.pos.line - p->first_line, 0 }),
		    true))
		diag_error(p->text.diag, p->text.src, p->root.pos, "yaml-no-keys", NO_ARGS,
		           _("there is no 'key: value' here"),
		           _("write one field a line: its name, ':' and a space, then what belongs "
		             "there"));
}

static void read_text(Parse *p)
{
	if (has_odd_sign(p->text.text) && tell_bytes(p))
		return;
	if (!yaml_parser_initialize(&p->yaml)) {
		tell_memory(p);
		return;
	}
	yaml_parser_set_encoding(&p->yaml, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&p->yaml, (const unsigned char *)p->text.text.ptr,
	                             p->text.text.len);
	read_events(p);
	check_root(p);
	yaml_parser_delete(&p->yaml);
}

bool yaml_read(const YamlText *t, uint32_t first_line, Arena *tree, Arena *texts, size_t *broke_at,
               Value *out)
{
	Parse p;
	memset(&p, 0, offsetof(Parse, open));
	p.text = *t;
	p.mark_width = str_take(&p.text.text, STR("\ufeff"));
	if (!p.text.text.len)
		p.text.text = STR("");
	p.first_line = first_line;
	p.tree = tree;
	p.texts = texts;
	p.broke_at = broke_at;
	p.stack = p.here;
	p.room = MEMBERS_HERE;
	p.has_hash = has_tight_hash(p.text.text);
	*broke_at = YAML_NOT_BROKEN;
	read_text(&p);
	arena_free(&p.scratch);
	*out = p.root;
	return !p.failed;
}
