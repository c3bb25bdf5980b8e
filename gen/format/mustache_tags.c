#include "format/mustache_tags.h"

#include <string.h>

#include "base/utf8.h"

enum { DELIMITER_MAX = 16 };

typedef struct Reader {
	Tags *tags;
	Arena *scratch;
	Diag *diag;
	Str text;
	Str open, close;                       /* the delimiters in force */
	Token *tokens;
	size_t count, room;
} Reader;

static void report(Reader *r, size_t at, size_t len, const char *code, const Str *args, size_t count,
                   const char *message, const char *hint)
{
	diag_error(r->diag, &r->tags->home->source, pos_at(r->text, at, len), code, args, count, message, hint);
}

/* Lines around tags. */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

size_t blanks_from(Str text, size_t at)
{
	while (at < text.len && is_blank(text.ptr[at]))
		at++;
	return at;
}

size_t blanks_before(const Tags *tags, size_t at)
{
	while (at > tags->begin && is_blank(tags->text.ptr[at - 1]))
		at--;
	return at;
}

size_t newline_at(Str text, size_t at)
{
	Str rest = str_skip(text, at);
	return str_starts(rest, STR("\r\n")) ? 2 : str_starts(rest, STR("\n"));
}

bool starts_line(const Tags *tags, size_t at)
{
	return at == tags->begin || tags->text.ptr[at - 1] == '\n';
}

static void note_lines(const Reader *r, Token *t)
{
	size_t after = blanks_from(r->text, t->end);
	t->clear_before = starts_line(r->tags, blanks_before(r->tags, t->start));
	t->clear_after = after == r->text.len || newline_at(r->text, after);
}

/* Reading tags. */

static Token *token_push(Reader *r, Token t)
{
	if (r->count == r->room) {
		size_t room = r->room ? r->room * 2 : 64;
		Token *grown = NEW_ARRAY(r->scratch, Token, room);
		if (r->count)
			memcpy(grown, r->tokens, r->count * sizeof(*grown));
		r->tokens = grown;
		r->room = room;
	}
	r->tokens[r->count] = t;
	return &r->tokens[r->count++];
}

static TagKind kind_of(char sigil)
{
	static const struct { char sigil; TagKind kind; } kinds[] = {
		{ '!', TAG_COMMENT }, { '=', TAG_DELIMITERS }, { '{', TAG_RAW },     { '&', TAG_RAW },
		{ '#', TAG_SECTION }, { '^', TAG_INVERTED },   { '>', TAG_PARTIAL }, { '<', TAG_PARENT },
		{ '$', TAG_BLOCK },   { '/', TAG_END },
	};
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (kinds[i].sigil == sigil)
			return kinds[i].kind;
	return TAG_VALUE;
}

static bool has_space(Str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (strchr(" \t\r\n", s.ptr[i]))
			return true;
	return false;
}

static bool delimiters_set(Reader *r, const Token *t, Str inside)
{
	size_t at = 0;
	while (at < inside.len && !strchr(" \t\r\n", inside.ptr[at]))
		at++;
	Str open = str_sub(inside, 0, at), close = str_trim(str_skip(inside, at));
	if (open.len && close.len && open.len <= DELIMITER_MAX && close.len <= DELIMITER_MAX &&
	    !has_space(close) && !str_has_byte(open, '=') && !str_has_byte(close, '=')) {
		r->open = open;
		r->close = close;
		return true;
	}
	report(r, t->start, t->end - t->start, "tag-delimiters", NO_ARGS, _("this is no pair of delimiters"),
	       _("write {{=<% %>=}} for tags like <%name%>, without '=' or spaces in them"));
	return false;
}

/* No dot at either end, no two together. */
static bool dots_are_sound(Str name)
{
	return str_equal(name, STR(".")) ||
	       !(str_starts(name, STR(".")) || str_ends(name, STR(".")) || str_contains(name, STR("..")));
}

bool token_names_data(const Token *t)
{
	return t->kind == TAG_VALUE || t->kind == TAG_RAW || t->kind == TAG_SECTION ||
	       t->kind == TAG_INVERTED || t->dynamic;
}

static bool name_set(Reader *r, Token *t, Str inside)
{
	if ((t->kind == TAG_PARTIAL || t->kind == TAG_PARENT) && str_take(&inside, STR("*"))) {
		t->dynamic = true;
		inside = str_trim(inside);
	}
	t->name = inside;
	if (!inside.len) {
		report(r, t->start, t->end - t->start, "tag-empty", NO_ARGS, _("this tag has no name"),
		       _("write a name between the braces, or delete the tag"));
		return false;
	}
	if ((has_space(inside) && t->kind != TAG_END) || (token_names_data(t) && !dots_are_sound(inside))) {
		report(r, t->start, t->end - t->start, "tag-name", ARGS(inside), _("'{0}' is no name"),
		       _("write one name without spaces, parts joined by single dots, as in {{page.title}}"));
		return false;
	}
	return true;
}

/* What ends a tag that began with `sigil`. */
static Str tag_close(const Reader *r, char sigil, char room[DELIMITER_MAX + 1])
{
	if (sigil != '{' && sigil != '=')
		return r->close;
	room[0] = sigil == '{' ? '}' : '=';
	memcpy(room + 1, r->close.ptr, r->close.len);
	return (Str){ room, r->close.len + 1 };
}

/* The tag at `start`; returns where it ends, or 0 when nothing can be read behind it. */
static size_t tag_read(Reader *r, size_t start)
{
	char room[DELIMITER_MAX + 1];
	size_t at = start + r->open.len;
	while (at < r->text.len && strchr(" \t\r\n", r->text.ptr[at]))
		at++;
	char sigil = at < r->text.len ? r->text.ptr[at] : '\0';
	Token t = { .kind = kind_of(sigil), .start = (uint32_t)start };
	if (t.kind != TAG_VALUE)
		at++;
	Str rest = str_skip(r->text, at), close = tag_close(r, sigil, room);
	size_t len = str_find(rest, close);
	if (len == rest.len) {
		report(r, start, r->open.len, "tag-unclosed", ARGS(close),
		       _("this tag is never closed"), _("write {0} behind the name"));
		return 0;
	}
	t.end = (uint32_t)(at + len + close.len);
	note_lines(r, &t);
	Str inside = str_trim(str_sub(rest, 0, len));
	if (t.kind == TAG_DELIMITERS) {
		if (!delimiters_set(r, &t, inside))
			return 0;
	} else if (t.kind != TAG_COMMENT && !name_set(r, &t, inside)) {
		return t.end;
	}
	token_push(r, t);
	return t.end;
}

static bool tokens_read(Reader *r)
{
	size_t before = r->diag->errors;
	for (size_t at = r->tags->begin; at < r->text.len;) {
		at += str_find(str_skip(r->text, at), r->open);
		if (at < r->text.len && !(at = tag_read(r, at)))
			break;
	}
	return r->diag->errors == before;
}

/* Pairs. */

bool token_opens(TagKind kind)
{
	return kind == TAG_SECTION || kind == TAG_INVERTED || kind == TAG_PARENT || kind == TAG_BLOCK;
}

static bool closes(const Token *end, const Token *open)
{
	Str name = end->name;
	if (open->dynamic && str_take(&name, STR("*")))
		name = str_trim(name);
	return str_equal(name, open->name);
}

static bool pair_close(Reader *r, size_t i, const size_t *stack, size_t depth)
{
	Token *end = &r->tokens[i];
	if (!depth) {
		report(r, end->start, end->end - end->start, "section-stray", ARGS(end->name),
		       _("nothing called '{0}' is open here"),
		       _("delete this tag, or write {{#{0}}} where it should begin"));
		return false;
	}
	Token *open = &r->tokens[stack[depth - 1]];
	if (!closes(end, open)) {
		report(r, end->start, end->end - end->start, "section-mismatch", ARGS(end->name, open->name),
		       _("'{0}' is closed where '{1}' is open"), _("write {{/{1}}} here first"));
		return false;
	}
	open->partner = i;
	return true;
}

/* Sections and parents that are open, the innermost last. */
typedef struct Open {
	size_t tokens[MUSTACHE_NESTING_MAX], blocks[MUSTACHE_NESTING_MAX];
	size_t depth;
} Open;

static bool pair_open(Reader *r, size_t i, Open *open)
{
	Token *t = &r->tokens[i];
	if (open->depth == MUSTACHE_NESTING_MAX) {
		report(r, t->start, t->end - t->start, "section-deep", NO_ARGS,
		       _("too many sections inside each other"),
		       _("move the inner ones into a partial: {{>name}}"));
		return false;
	}
	size_t outer = open->depth - 1;
	t->argument = t->kind == TAG_BLOCK && open->depth &&
	              r->tokens[open->tokens[outer]].kind == TAG_PARENT;
	if (t->argument && ++open->blocks[outer] > MUSTACHE_BLOCKS_MAX) {
		report(r, t->start, t->end - t->start, "block-many", NO_ARGS,
		       _("too many blocks for one parent"), _("put several of them into one block"));
		return false;
	}
	open->blocks[open->depth] = 0;
	open->tokens[open->depth++] = i;
	return true;
}

static bool tokens_pair(Reader *r)
{
	Open open = { .depth = 0 };
	for (size_t i = 0; i < r->count; i++) {
		if (r->tokens[i].kind == TAG_END) {
			if (!pair_close(r, i, open.tokens, open.depth))
				return false;
			open.depth--;
		} else if (token_opens(r->tokens[i].kind) && !pair_open(r, i, &open)) {
			return false;
		}
	}
	if (!open.depth)
		return true;
	const Token *last = &r->tokens[open.tokens[open.depth - 1]];
	report(r, last->start, last->end - last->start, "section-unclosed", ARGS(last->name),
	       _("'{0}' is opened here and never closed"), _("write {{/{0}}} where it should end"));
	return false;
}

/*
 * Which tags own their lines. A parent or block may own one together with
 * its end: then what stands between is free to share the lines.
 */
static void lines_settle(Reader *r)
{
	for (size_t i = 0; i < r->count; i++) {
		Token *t = &r->tokens[i], *end = token_opens(t->kind) ? &r->tokens[t->partner] : t;
		bool alone = t->clear_before && t->clear_after;
		bool end_alone = end->clear_before && end->clear_after;
		bool pair = t->clear_before && end->clear_after;
		switch (t->kind) {
		case TAG_VALUE:
		case TAG_RAW:
		case TAG_END:
			break;
		case TAG_COMMENT:
		case TAG_DELIMITERS:
		case TAG_PARTIAL:
		case TAG_SECTION:
		case TAG_INVERTED:
			t->strip_before = t->strip_after = alone;
			if (end != t)
				end->strip_before = end->strip_after = end_alone;
			break;
		case TAG_PARENT:
			t->strip_before = end->strip_after = pair;
			break;
		case TAG_BLOCK:
			t->strip_before = pair || alone;
			t->strip_after = t->argument ? t->clear_after : alone;
			end->strip_before = t->argument ? end->clear_before : end_alone;
			end->strip_after = pair || end_alone;
			break;
		}
	}
}

static bool text_is_sound(Reader *r)
{
	if (r->text.len > MUSTACHE_SIZE_MAX) {
		diag_error(r->diag, &r->tags->home->source, (Pos){ 0 }, "template-large", NO_ARGS,
		           _("this layout is larger than 256 KiB"),
		           _("move parts of it into partials: {{>name}}"));
		return false;
	}
	size_t bad = utf8_first_bad(r->text);
	if (bad == r->text.len)
		return true;
	report(r, bad, 1, "template-utf8", NO_ARGS, _("this is no UTF-8 text"),
	       _("save the file as UTF-8 in the editor"));
	return false;
}

bool tags_read(Tags *tags, const Template *home, Arena *scratch, Diag *d)
{
	Str text = home->source.bytes;
	*tags = (Tags){ .home = home, .text = text,
	                .begin = str_starts(text, STR("\xef\xbb\xbf")) ? 3 : 0 };
	Reader r = { .tags = tags, .scratch = scratch, .diag = d, .text = text,
	             .open = STR("{{"), .close = STR("}}") };
	if (!text_is_sound(&r) || !tokens_read(&r) || !tokens_pair(&r))
		return false;
	lines_settle(&r);
	tags->tokens = r.tokens;
	tags->count = r.count;
	return true;
}
