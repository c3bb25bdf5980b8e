#include "format/markdown_source.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "format/markdown_rules.h"

typedef enum ByteClass {
	BYTE_PLAIN, BYTE_NEWLINE, BYTE_OPEN, BYTE_CLOSE, BYTE_STAR, BYTE_BACKSLASH,
	BYTE_POINT,                            /* past ASCII */
} ByteClass;

static const uint8_t ascii_classes[128] = {
	['\n'] = BYTE_NEWLINE, ['\r'] = BYTE_NEWLINE, ['['] = BYTE_OPEN, [']'] = BYTE_CLOSE,
	['*'] = BYTE_STAR, ['\\'] = BYTE_BACKSLASH,
};

static inline ByteClass class_of(char c)
{
	unsigned char byte = (unsigned char)c;
	return byte < 0x80 ? (ByteClass)ascii_classes[byte] : BYTE_POINT;
}

typedef struct PointRange {
	uint32_t low, high;
} PointRange;

/* CommonMark's punctuation, as far as Japanese text meets it: general category P. */
static const PointRange cjk_punctuation[] = {
	{ 0x3001, 0x3003 }, { 0x3008, 0x3011 }, { 0x3014, 0x301f }, { 0x3030, 0x3030 },
	{ 0x303d, 0x303d }, { 0x30a0, 0x30a0 }, { 0x30fb, 0x30fb }, { 0xfe10, 0xfe19 },
	{ 0xfe30, 0xfe61 }, { 0xff01, 0xff0f }, { 0xff1a, 0xff20 }, { 0xff3b, 0xff3f },
	{ 0xff5b, 0xff65 },
};
static const PointRange other_punctuation[] = {
	{ '!', '/' }, { ':', '@' }, { '[', '`' }, { '{', '~' },
	{ 0xa1, 0xa1 }, { 0xa7, 0xa7 }, { 0xab, 0xab }, { 0xb6, 0xb7 }, { 0xbb, 0xbb },
	{ 0xbf, 0xbf }, { 0x2010, 0x2027 }, { 0x2030, 0x205e },
};
/* Beyond point_is_cjk: radicals, enclosed and squared signs, vertical forms, old kana. */
static const PointRange japanese_signs[] = {
	{ 0x2460, 0x24ff }, { 0x2776, 0x277f }, { 0x2e80, 0x2fdf }, { 0x3190, 0x31ef },
	{ 0x3200, 0x33ff }, { 0xfe10, 0xfe19 }, { 0xfe30, 0xfe4f }, { 0x1b000, 0x1b16f },
};
static const PointRange spaces[] = {
	{ 0, ' ' }, { 0xa0, 0xa0 }, { 0x1680, 0x1680 }, { 0x2000, 0x200a }, { 0x202f, 0x202f },
	{ 0x205f, 0x205f }, { 0x3000, 0x3000 },
};

static bool in_ranges(uint32_t point, const PointRange *ranges, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (point >= ranges[i].low && point <= ranges[i].high)
			return true;
	return false;
}

#define IN_RANGES(point, table) in_ranges(point, table, sizeof(table) / sizeof(*table))

/* Kanji and kana, which most of a text is. */
static inline bool is_letter(uint32_t point)
{
	return (point >= 0x4e00 && point <= 0x9fff) || (point >= 0x3041 && point <= 0x3096) ||
	       (point >= 0x30a1 && point <= 0x30fa);
}

bool point_is_punctuation(uint32_t point)
{
	return !is_letter(point) && (IN_RANGES(point, cjk_punctuation) || IN_RANGES(point, other_punctuation));
}

bool markdown_is_japanese(uint32_t point)
{
	return point_is_cjk(point) || IN_RANGES(point, japanese_signs);
}

bool markdown_is_mark(Str at)
{
	return str_starts(at, MARKDOWN_MARK);
}

/* Where lines begin: behind \n, \r\n or a lone \r, as cmark counts them. */
static size_t line_end(Str text, size_t at)
{
	while (at < text.len && text.ptr[at] != '\n' && text.ptr[at] != '\r')
		at++;
	return at;
}

static size_t line_next(Str text, size_t at)
{
	at = line_end(text, at);
	bool pair = at + 1 < text.len && text.ptr[at] == '\r' && text.ptr[at + 1] == '\n';
	return at + (pair ? 2 : at < text.len);
}

static bool line_find(const MarkdownSource *s, int line, size_t *start)
{
	*start = 0;
	for (int n = 1; n < line; n++) {
		*start = line_next(s->text, *start);
		if (*start == s->text.len)
			return false;
	}
	return line >= 1;
}

char markdown_byte(const MarkdownSource *s, Place place)
{
	size_t start;
	if (!line_find(s, place.line, &start) || place.column < 1)
		return 0;
	size_t at = start + (size_t)place.column - 1;
	return at < s->text.len ? s->text.ptr[at] : 0;
}

static size_t count_unmarked(Str text)
{
	size_t count = 0;
	while (text.len) {
		count += !markdown_is_mark(text);
		utf8_next(&text);
	}
	return count;
}

/* A body inside YAML is indented in its file: how many characters stand before `line` there. */
static size_t indentation(const MarkdownSource *s, uint32_t number, Str line)
{
	size_t at = 0;
	Str bytes = s->src ? s->src->bytes : (Str){ 0 };
	for (uint32_t n = 1; n < number && at < bytes.len; n++)
		at = line_next(bytes, at);
	Str whole = str_sub(bytes, at, line_end(bytes, at));
	return str_ends(whole, line) ? utf8_count(str_sub(whole, 0, whole.len - line.len)) : 0;
}

static Pos file_pos(const MarkdownSource *s, Place place, Str subject)
{
	size_t start;
	uint32_t above = place.line > 1 ? (uint32_t)place.line - 1 : 0;
	Pos pos = { .line = s->first_line + above, .column = 1 };
	if (!line_find(s, place.line, &start))
		return pos;
	Str text = str_sub(s->text, start, line_end(s->text, start));
	size_t before = place.column > 0 ? (size_t)place.column - 1 : 0;
	size_t found = subject.len ? str_find(str_skip(text, before), subject) : text.len;
	if (before + found < text.len) {
		before += found;
		pos.length = (uint16_t)utf8_count(subject);
	}
	size_t columns = indentation(s, pos.line, text) + 1;
	columns += count_unmarked(str_sub(text, 0, before));
	pos.column = (uint16_t)(columns < UINT16_MAX ? columns : UINT16_MAX);
	return pos;
}

void markdown_error(MarkdownSource *s, Place place, Str subject, const char *code,
                    const Str *args, size_t count, const char *message, const char *hint)
{
	s->failed = true;
	if (s->problems++ < MARKDOWN_PROBLEMS_MAX)
		diag_error(s->diag, s->src, file_pos(s, place, subject), code, args, count,
		           message, hint);
}

void markdown_warning(MarkdownSource *s, Place place, Str subject, const char *code,
                      const Str *args, size_t count, const char *message, const char *hint)
{
	if (s->problems++ < MARKDOWN_PROBLEMS_MAX)
		diag_warning(s->diag, s->src, file_pos(s, place, subject), code, args, count,
		             message, hint);
}

Str markdown_unmarked(Str text, Arena *a)
{
	if (str_find(text, MARKDOWN_MARK) == text.len)
		return text;
	Buf b = { .arena = a };
	while (text.len) {
		size_t plain = str_find(text, MARKDOWN_MARK);
		buf_str(&b, str_sub(text, 0, plain));
		text = str_skip(text, plain + MARKDOWN_MARK.len);
	}
	return buf_text(&b);
}

typedef struct Check {
	size_t at, line_start;
	int line;
	size_t brackets, brackets_max;
} Check;

static Place check_place(const Check *c)
{
	return (Place){ c->line, (int)(c->at - c->line_start) + 1 };
}

static bool check_brackets(MarkdownSource *s, const Check *c)
{
	if (c->brackets <= c->brackets_max)
		return true;
	markdown_error(s, check_place(c), (Str){ 0 }, "markdown-brackets", NO_ARGS,
	               _("too many '[' in one text"),
	               _("split the text, or put a backslash before each '[' that begins no link"));
	return false;
}

/* Columns before the first sign: a list inside lists is indented by two or more for each. */
static size_t indented(Str *line)
{
	size_t columns = 0;
	while (line->len && (line->ptr[0] == ' ' || line->ptr[0] == '\t')) {
		columns += line->ptr[0] == '\t' ? 4 : 1;
		*line = str_skip(*line, 1);
	}
	return columns;
}

/* Lists and quotations this line may open: at least as many as cmark would see. */
static size_t line_depth(Str line)
{
	size_t depth = 0;
	for (size_t i = 0; i < line.len && depth <= MARKDOWN_DEPTH_MAX; i++) {
		char c = line.ptr[i], next = i + 1 < line.len ? line.ptr[i + 1] : ' ';
		bool ends = next == ' ' || next == '\t' || next == '\n' || next == '\r';
		if (c == '>' || (ends && c && strchr("-*+.)", c)))
			depth++;
		else if (c != ' ' && c != '\t' && (c < '0' || c > '9'))
			break;
	}
	return depth;
}

static bool check_line(MarkdownSource *s, Check *c, size_t start)
{
	c->line++;
	c->line_start = start;
	Str line = str_skip(s->text, start);
	size_t columns = indented(&line);
	bool blank = !line.len || line.ptr[0] == '\n' || line.ptr[0] == '\r';
	if (blank || (columns <= MARKDOWN_INDENT_MAX && line_depth(line) <= MARKDOWN_DEPTH_MAX))
		return true;
	markdown_error(s, (Place){ c->line, 1 }, (Str){ 0 }, "markdown-depth", NO_ARGS,
	               _("too many spaces, list or quotation signs at the start of a line"),
	               _("begin the line with one '- ' or '> '; a line across is '---'"));
	return false;
}

static bool check_newline(MarkdownSource *s, Check *c)
{
	c->at += str_starts(str_skip(s->text, c->at), STR("\r\n"));
	return check_line(s, c, c->at + 1);
}

/* Takes one character past ASCII; false when its bytes are no UTF-8. */
static bool check_point(MarkdownSource *s, Check *c)
{
	Str rest = str_skip(s->text, c->at);
	uint32_t point = utf8_next(&rest);
	size_t bytes = s->text.len - c->at - rest.len;
	if (point != 0xfffd || bytes > 1) {
		c->at += bytes - 1;
		return true;
	}
	markdown_error(s, check_place(c), (Str){ 0 }, "markdown-utf8", NO_ARGS,
	               _("this text is not UTF-8"), _("save the file again with the encoding UTF-8"));
	return false;
}

static inline bool continues(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

static bool check_byte(MarkdownSource *s, Check *c)
{
	const char *at = s->text.ptr + c->at;
	size_t left = s->text.len - c->at;
	switch (class_of(*at)) {
	case BYTE_PLAIN:
		return true;
	case BYTE_NEWLINE:
		return check_newline(s, c);
	case BYTE_OPEN:
		c->brackets++;
		return check_brackets(s, c);
	case BYTE_CLOSE:
		if (left > 1 && at[1] == ':')
			c->brackets_max = MARKDOWN_REFERENCES_MAX;
		return check_brackets(s, c);
	case BYTE_STAR:
		s->has_stars = true;
		return true;
	case BYTE_BACKSLASH:
		s->has_backslashes = true;
		return true;
	case BYTE_POINT:
		return check_point(s, c);
	}
	return true;
}

typedef uint8_t Bytes __attribute__((vector_size(16)));
enum { FIVE = 15 };                            /* bytes of five characters of three each */

/* Whether five characters stand here, of three bytes each whose first says nothing special about the second. */
static inline bool are_five(const unsigned char *at)
{
#define FIVE_TIMES(a, b, c) { a, b, c, a, b, c, a, b, c, a, b, c, a, b, c, 0 }
	const Bytes kept = FIVE_TIMES(0xf0, 0xc0, 0xc0), wanted = FIVE_TIMES(0xe0, 0x80, 0x80),
	            here = FIVE_TIMES(0xff, 0xff, 0xff);
#undef FIVE_TIMES
	Bytes bytes;
	uint64_t halves[2];
	memcpy(&bytes, at, sizeof(bytes));
	bytes &= here;
	Bytes others = (Bytes)((bytes & kept) != wanted) | (Bytes)(bytes == 0xe0) | (Bytes)(bytes == 0xed);
	memcpy(halves, &others, sizeof(halves));
	return !(halves[0] | halves[1]);
}

/* Past ASCII letters and past what most of a Japanese text is. */
static inline size_t skip_letters(Str text, size_t at)
{
	const unsigned char *start = (const unsigned char *)text.ptr;
	const unsigned char *p = start + at, *end = start + text.len;
	while (end - p > 2) {
		bool leads = (unsigned)(*p - 0xe1) < 15 && *p != 0xed;
		if (end - p > FIVE && are_five(p))
			p += FIVE;
		else if (leads && !(((p[1] ^ 0x80) | (p[2] ^ 0x80)) & 0xc0))
			p += 3;
		else if (*p < 0x80 && ascii_classes[*p] == BYTE_PLAIN)
			p++;
		else
			break;
	}
	return (size_t)(p - start);
}

bool markdown_source_check(MarkdownSource *s)
{
	if (s->text.len > MARKDOWN_BYTES_MAX) {
		markdown_error(s, (Place){ 1, 1 }, (Str){ 0 }, "markdown-size", NO_ARGS,
		               _("this text is longer than 64 KiB"), _("split it into several records"));
		return false;
	}
	Check c = { .brackets_max = MARKDOWN_BRACKETS_MAX };
	bool fine = check_line(s, &c, 0);
	while (fine && (c.at = skip_letters(s->text, c.at)) < s->text.len) {
		fine = check_byte(s, &c);
		c.at++;
	}
	return fine;
}

static bool is_variation(uint32_t point)
{
	return (point >= 0xfe00 && point <= 0xfe0f) || (point >= 0xe0100 && point <= 0xe01ef);
}

/* The character before `at`, or a space; variation selectors are passed over. */
static uint32_t point_before(Str text, size_t at)
{
	while (at) {
		size_t start = at - 1;
		while (start && continues(text.ptr[start]))
			start--;
		Str one = str_sub(text, start, at);
		uint32_t point = utf8_next(&one);
		if (!is_variation(point))
			return point;
		at = start;
	}
	return ' ';
}

static uint32_t point_after(Str text, size_t at)
{
	Str rest = str_skip(text, at);
	return rest.len ? utf8_next(&rest) : ' ';
}

/*
 * CommonMark lets a run of * open only if no punctuation follows it, unless
 * a space or punctuation stands before it; the same backwards for closing.
 * Japanese sets no spaces, so there Japanese punctuation counts as a
 * letter, and any punctuation does next to a Japanese character.
 */
static bool needs_mark(uint32_t inside, uint32_t beyond)
{
	if (is_letter(inside) || IN_RANGES(beyond, spaces) || point_is_punctuation(beyond))
		return false;
	if (IN_RANGES(inside, cjk_punctuation))
		return true;
	/* A mark beside _ would change what _ means, and behind a backslash what is escaped. */
	return inside != '_' && inside != '\\' && IN_RANGES(inside, other_punctuation) &&
	       markdown_is_japanese(beyond);
}

typedef struct Marking {
	Str text;
	size_t copied;
	Buf out;
} Marking;

static void mark_at(Marking *m, size_t at)
{
	if (!m->out.ptr)
		buf_reserve(&m->out, m->text.len + m->text.len / 8 + 64);
	buf_str(&m->out, str_sub(m->text, m->copied, at));
	buf_str(&m->out, MARKDOWN_MARK);
	m->copied = at;
}

static size_t mark_run(Marking *m, size_t start)
{
	size_t end = start;
	while (end < m->text.len && m->text.ptr[end] == '*')
		end++;
	uint32_t before = point_before(m->text, start), after = point_after(m->text, end);
	if (needs_mark(before, after))
		mark_at(m, start);
	if (needs_mark(after, before))
		mark_at(m, end);
	return end;
}

static size_t mark_escape(Marking *m, size_t at)
{
	char escaped = at + 1 < m->text.len ? m->text.ptr[at + 1] : 0;
	if (escaped == '*' || escaped == '{')
		mark_at(m, at + 2);
	return at + 2;
}

/* Moves *next to the first `c` at or behind `at`; what is there already is kept. */
static void find_next(Str text, size_t at, char c, size_t *next)
{
	if (*next < at)
		*next = at < text.len ? at + str_find_byte(str_skip(text, at), c) : text.len;
}

void markdown_source_mark(MarkdownSource *s, Arena *a)
{
	Marking m = { .text = s->text, .out = { .arena = a } };
	size_t len = m.text.len, at = 0;
	size_t star = s->has_stars ? str_find_byte(m.text, '*') : len;
	size_t escape = s->has_backslashes ? str_find_byte(m.text, '\\') : len;
	while (star < len || escape < len) {
		at = star < escape ? mark_run(&m, star) : mark_escape(&m, escape);
		find_next(m.text, at, '*', &star);
		find_next(m.text, at, '\\', &escape);
	}
	if (!m.out.ptr)
		return;
	buf_str(&m.out, str_skip(m.text, m.copied));
	s->text = buf_text(&m.out);
}
