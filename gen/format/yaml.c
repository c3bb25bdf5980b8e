#include "format/yaml.h"

#include <string.h>
#include <yaml.h>

#include "base/utf8.h"
#include "format/yaml_bytes.h"
#include "format/yaml_explain.h"
#include "format/yaml_inner.h"
#include "format/yaml_keys.h"
#include "format/yaml_slip.h"

enum { MEMBERS_HERE = 96 }; /* of all open lists and maps, before the stack moves to an arena */

typedef struct Open {
	size_t first; /* its first member on the stack */
	Pos pos;
	bool is_map, has_key; /* has_key: the next node is a value */
} Open;

typedef struct Parse {
	yaml_parser_t yaml;
	YamlReading r;
	Arena *tree, *texts;
	Arena scratch;
	Value root;
	int depth;
	size_t nodes, documents;
	size_t *broke_at;
	YamlFault fault;
	Member *stack;
	size_t count, room;
	Open open[YAML_DEPTH_MAX]; /* from here on not zeroed */
	Member here[MEMBERS_HERE];
} Parse;

static YamlPlace place_of(yaml_mark_t mark)
{
	return (YamlPlace){ mark.line, mark.column };
}

/* A node marked with so many characters of its first line. */
static Pos pos_of(const Parse *p, const yaml_event_t *e, size_t length)
{
	return yaml_pos(&p->r, place_of(e->start_mark), length);
}

/* A node marked with all of it that stands on its first line. */
static Pos pos_on_line(Parse *p, const yaml_event_t *e)
{
	return yaml_pos_between(&p->r, place_of(e->start_mark), place_of(e->end_mark));
}

static void stop(Parse *p, Pos pos, const char *code, const char *message, const char *hint)
{
	p->r.stopped = true;
	p->root = (Value){ 0 };
	yaml_fail(&p->r, pos, code, NO_ARGS, message, hint);
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
	p->r.key_line = pos.line;
}

/* Lists and maps. */

static void refuse_extras(Parse *p, const yaml_event_t *e, const yaml_char_t *anchor,
                          const yaml_char_t *tag)
{
	Pos pos = pos_of(p, e, 1);
	if (anchor)
		yaml_fail(&p->r, pos, "yaml-anchor", NO_ARGS, _("a value cannot begin with '&'"),
		          _("put the whole value in quotes"));
	if (tag)
		yaml_fail(&p->r, pos, "yaml-tag", NO_ARGS, _("a value cannot begin with '!'"),
		          _("put the whole value in quotes"));
}

static void begin(Parse *p, const yaml_event_t *e, bool is_map)
{
	Pos pos = pos_of(p, e, 0);
	if (expects_key(p)) {
		*p->broke_at = p->r.text.diag->count;
		yaml_fail(&p->r, pos, "yaml-key", NO_ARGS, _("a list or a group cannot be a key"),
		          _("put the text in quotes when it begins with '[' or '{'"));
		add_key(p, (Str){ 0 }, pos);
		p->r.stopped = true;
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
	yaml_check_twice(&p->r, members, count, &p->scratch);
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

/*
 * A plain scalar on one line is always written as it reads; its ends are
 * compared lest our count of bytes be wrong.
 */
static bool reads_as_written(const YamlScalar *s, Str written)
{
	Str text = s->text;
	if (s->plain && s->from.line == s->to.line)
		return *text.ptr == *written.ptr &&
		       text.ptr[text.len - 1] == written.ptr[text.len - 1];
	return memcmp(text.ptr, written.ptr, text.len) == 0;
}

/* Most scalars stand in the file as they read, so that nothing need be copied. */
static Str kept(Parse *p, const YamlScalar *s)
{
	Str text = s->text, whole = p->r.text.text;
	if (!text.len)
		return (Str){ 0 };
	size_t at = s->at + !s->plain;
	Str written = { whole.ptr + at, text.len };
	if (at <= whole.len && text.len <= whole.len - at && reads_as_written(s, written))
		return written;
	return str_copy(text, p->texts);
}

/* The member whose value comes next; NULL: none, but an item or the whole text. */
static const Member *awaiting(const Parse *p)
{
	return p->depth && p->open[p->depth - 1].is_map ? &p->stack[p->count - 1] : NULL;
}

static YamlScalar scalar_of(Parse *p, const yaml_event_t *e)
{
	yaml_scalar_style_t style = e->data.scalar.style;
	bool block = style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
	YamlScalar s = {
		.text = { (const char *)e->data.scalar.value, e->data.scalar.length },
		.from = place_of(e->start_mark),
		.to = place_of(e->end_mark),
		.plain = style == YAML_PLAIN_SCALAR_STYLE,
		.in_double = style == YAML_DOUBLE_QUOTED_SCALAR_STYLE,
	};
	s.at = yaml_byte_of(&p->r, s.from);
	s.pos = block ? pos_of(p, e, 1) : pos_on_line(p, e);
	if (s.text.len > YAML_TEXT_MAX) {
		yaml_fail(&p->r, s.pos, "yaml-text-long", NO_ARGS, _("this text is longer than 64 KiB"),
		          _("shorten it, or split it over several records"));
		s.text = (Str){ 0 };
	}
	s.text = kept(p, &s);
	return s;
}

static void take_scalar(Parse *p, const yaml_event_t *e)
{
	YamlScalar s = scalar_of(p, e);
	yaml_check_escapes(&p->r, &s);
	if (expects_key(p)) {
		yaml_check_key(&p->r, &s);
		add_key(p, s.text, s.pos);
		return;
	}
	if (s.plain)
		yaml_check_plain(&p->r, &s, awaiting(p));
	bool empty = s.plain && !s.text.len;
	add_value(p, (Value){ .kind = empty ? VALUE_NONE : VALUE_TEXT, .as.text = s.text, .pos = s.pos });
}

static void take_alias(Parse *p, const yaml_event_t *e)
{
	Pos pos = pos_on_line(p, e);
	yaml_fail(&p->r, pos, "yaml-alias", NO_ARGS, _("a value cannot begin with '*'"),
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
		stop(p, pos_on_line(p, e), "yaml-documents",
		     _("a second '---' ends the record here"),
		     _("delete this line, and put what follows in a file of its own"));
	else if (e->data.document_start.version_directive ||
	         e->data.document_start.tag_directives.start !=
	                 e->data.document_start.tag_directives.end)
		yaml_fail(&p->r, pos_of(p, e, 0), "yaml-directive", NO_ARGS,
		          _("a line cannot begin with '%'"),
		          _("put the whole value in quotes, or delete the line"));
}

static void count_node(Parse *p, const yaml_event_t *e)
{
	if (++p->nodes > YAML_NODES_MAX)
		stop(p, pos_of(p, e, 0), "yaml-nodes",
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
	case YAML_STREAM_END_EVENT: p->r.stopped = true; break;
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_DOCUMENT_END_EVENT: break;
	}
}

static void tell_memory(Parse *p)
{
	p->r.failed = true;
	diag_world(p->r.text.diag, p->r.text.src->path, "yaml-memory", NO_ARGS,
	           _("not enough memory to read this file"),
	           _("end other programs, then try again"));
}

/* What is wrong with the bytes; one sign alone leaves the lines around it to be read. */
static bool tell_bytes(Parse *p)
{
	const Diag *d = p->r.text.diag;
	size_t before = d->count;
	if (!yaml_tell_bytes(&p->r.text))
		return false;
	Str code = before < d->count ? d->problems[before].code : (Str){ 0 };
	if (str_equal(code, STR("yaml-control")) || str_equal(code, STR("yaml-line-end")))
		*p->broke_at = before;
	p->r.failed = true;
	return true;
}

static void tell_fault(Parse *p)
{
	p->r.failed = true;
	if (p->yaml.error == YAML_MEMORY_ERROR) {
		tell_memory(p);
	} else if (!tell_bytes(p)) {
		p->fault.context = p->yaml.context;
		p->fault.problem = p->yaml.problem;
		p->fault.context_at = place_of(p->yaml.context_mark);
		p->fault.at = place_of(p->yaml.problem_mark);
		*p->broke_at = p->r.text.diag->count;
		yaml_explain_fault(&p->r.text, &p->fault);
	}
}

static void read_events(Parse *p)
{
	while (!p->r.stopped) {
		yaml_event_t e;
		if (!yaml_parser_parse(&p->yaml, &e)) {
			tell_fault(p);
			return;
		}
		take(p, &e);
		yaml_event_delete(&e);
	}
}

/* A text without any key: somebody forgot the colons, or the file is not a record. */
static void check_root(Parse *p)
{
	if (p->root.kind == VALUE_NONE)
		p->root.pos = (Pos){ p->r.first_line, 1, 0 }; /* libyaml sees it behind the end */
	if (p->r.failed || p->root.kind != VALUE_TEXT)
		return;
	p->r.failed = true;
	const YamlText *t = &p->r.text;
	if (!yaml_tell_slip(t, yaml_offset(t->text, (YamlPlace){ p->root.pos.line - p->r.first_line, 0 }), true))
		diag_error(t->diag, t->src, p->root.pos, "yaml-no-keys", NO_ARGS,
		           _("there is no 'key: value' here"),
		           _("write one field a line: its name, ':' and a space, then what belongs "
		             "there"));
}

static void read_text(Parse *p)
{
	if (yaml_has_odd_sign(p->r.text.text) && tell_bytes(p))
		return;
	if (!yaml_parser_initialize(&p->yaml)) {
		tell_memory(p);
		return;
	}
	yaml_parser_set_encoding(&p->yaml, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&p->yaml, (const unsigned char *)p->r.text.text.ptr,
	                             p->r.text.text.len);
	read_events(p);
	check_root(p);
	yaml_parser_delete(&p->yaml);
}

bool yaml_read(const YamlText *t, uint32_t first_line, Arena *tree, Arena *texts, size_t *broke_at,
               Value *out)
{
	Parse p;
	memset(&p, 0, offsetof(Parse, open));
	yaml_reading_begin(&p.r, t, first_line);
	p.tree = tree;
	p.texts = texts;
	p.broke_at = broke_at;
	p.stack = p.here;
	p.room = MEMBERS_HERE;
	*broke_at = YAML_NOT_BROKEN;
	read_text(&p);
	arena_free(&p.scratch);
	*out = p.root;
	return !p.r.failed;
}
