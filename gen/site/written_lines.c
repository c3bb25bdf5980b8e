#include "site/written.h"

#include <string.h>

#include "base/utf8.h"

enum { INDENT_OF_CODE = 4 };

typedef enum Slip { SLIP_BULLET, SLIP_TAB, SLIP_TABLE, SLIP_INDENT, SLIP_LINK, SLIP_WIDE, SLIP_STRIKE,
	SLIP_UNDERLINE, SLIPS } Slip;

static const struct {
	const char *code, *message, *hint;
} slips[SLIPS] = {
	[SLIP_BULLET] = { "bullet-left", N_("a line that begins with '{0}' is joined to the one above"),
	                  N_("type a half-width hyphen and a space: - {1}") },
	[SLIP_TAB] = { "tab-left", N_("columns apart by tabs, as from a spreadsheet, run into one another"),
	               N_("write them as a list: begin each line with '- '") },
	[SLIP_TABLE] = { "table-left", N_("columns between '|' make no table, and are shown as they are"),
	                 N_("write them as a list: begin each line with '- '") },
	[SLIP_INDENT] = { "indent-left", N_("a line that begins with four spaces is shown as the code of a program"),
	                  N_("begin it at the left edge; behind '- ', two spaces are enough") },
	[SLIP_LINK] = { "link-left", N_("'{0}' makes no link, and is shown as it is"),
	                N_("write [words](record:id), with half-width signs and without spaces between them") },
	[SLIP_WIDE] = { "sign-wide", N_("'{0}' in full width is shown as it is"),
	                N_("write it in half width: {1}") },
	[SLIP_STRIKE] = { "strike-left", N_("'{0}' crosses nothing out, and is shown as it is"),
	                  N_("take ~~ away; what no longer holds, say in words, or leave out") },
	[SLIP_UNDERLINE] = { "underline-left", N_("this line makes a heading of the text above it"),
	                     N_("put an empty line above it, or take it away") },
};

typedef struct Lines {
	const Written *written;
	uint32_t number;
	Str before;                            /* the line above; empty at the start */
	bool fenced, in_list;
	bool told[SLIPS];                      /* each sort once a text */
} Lines;

static void tell(Lines *l, Slip slip, Str line, size_t at, Str part, Str rest)
{
	const Pos pos = { l->number, (uint16_t)(utf8_count(str_sub(line, 0, at)) + 1), (uint16_t)utf8_count(part) };
	l->told[slip] = true;
	diag_warning(l->written->diag, l->written->src, pos, slips[slip].code, ARGS(part, rest),
	             _(slips[slip].message), _(slips[slip].hint));
}

static Str bullet_of(Str line)
{
	static const Str bullets[] = { STR_INIT("・"), STR_INIT("•"), STR_INIT("●"), STR_INIT("○"),
		                       STR_INIT("■"), STR_INIT("□"), STR_INIT("◆"), STR_INIT("◇"), STR_INIT("※"),
		                       STR_INIT("－"), STR_INIT("−") };
	for (size_t i = 0; i < sizeof(bullets) / sizeof(*bullets); i++)
		if (str_starts(line, bullets[i]))
			return bullets[i];
	return (Str){ 0 };
}

/* -お茶 without the space that makes an item of it. */
static Str hyphen_of(Str line)
{
	bool close = line.len > 1 && line.ptr[0] == '-' && (line.ptr[1] & 0x80);
	return close ? str_sub(line, 0, 1) : (Str){ 0 };
}

/* A sign of Markdown as a Japanese keyboard leaves it, and what it should be. */
static size_t wide_sign(Str line, Str *sign, Str *half)
{
	static const Str bold = STR_INIT("＊＊"), head = STR_INIT("＃"), brace = STR_INIT("｛");
	size_t at = str_find(line, bold), ruby = str_find(line, brace);
	Str behind = str_skip(line, ruby);
	if (str_has_byte(behind, '|') || str_contains(behind, STR("｜"))) {
		*sign = brace;
		*half = STR("{漢字|かんじ}");
		return ruby;
	}
	*sign = at < line.len ? bold : head;
	*half = at < line.len ? STR("**太字**") : STR("# 見出し");
	return at < line.len ? at : str_starts(line, head) ? 0 : line.len;
}

/* ---- or ==== and no more. */
static bool is_underline(Str text)
{
	size_t same = 0;
	while (same < text.len && text.ptr[same] == text.ptr[0])
		same++;
	return same > 1 && same == text.len && strchr("-=", text.ptr[0]);
}

static bool is_item(Str line)
{
	Str text = str_trim(line);
	size_t digits = 0;
	while (digits < text.len && text.ptr[digits] >= '0' && text.ptr[digits] <= '9')
		digits++;
	return str_starts(text, STR("- ")) || str_starts(text, STR("* ")) ||
	       (digits && str_starts(str_skip(text, digits), STR(". ")));
}

/* Brackets of a link that do not touch, or are full-width. */
static bool is_apart(Str before)
{
	static const Str ends[] = { STR_INIT("] ("), STR_INIT("］("), STR_INIT("］（"), STR_INIT("]（") };
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (str_ends(before, ends[i]))
			return true;
	return false;
}

/* Where something meant as a link begins, and what of it is shown; line.len when there is none. */
static size_t broken_link(Str line, Str *part)
{
	static const Str marks[] = { STR_INIT("record:"), STR_INIT("http") };
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		size_t at = str_find(line, marks[i]), end = 0;
		Str before = str_sub(line, 0, at), from = str_skip(line, at);
		bool opened = str_ends(before, STR("]("));
		bool broken = opened ? !str_has_byte(from, ')') : i == 0 || is_apart(before);
		if (at == line.len || !broken)
			continue;
		while (end < from.len && from.ptr[end] > ' ' && !(from.ptr[end] & 0x80) && from.ptr[end] != ')')
			end++;
		*part = str_sub(from, 0, end);
		return at;
	}
	return line.len;
}

/* |---|:--| below the head of a table, as other kinds of Markdown have it. */
static bool is_table_rule(Str text)
{
	size_t bars = 0, dashes = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (!strchr("|-: ", text.ptr[i]))
			return false;
		bars += text.ptr[i] == '|';
		dashes += text.ptr[i] == '-';
	}
	return bars && dashes > 1;
}

/* Signs of other kinds of Markdown, or of another width. */
static void look_at_signs(Lines *l, Str line, size_t blank)
{
	Str sign, half, whole = str_trim(line);
	size_t wide = wide_sign(line, &sign, &half), strike = str_find(line, STR("~~"));
	if (wide < line.len && !l->told[SLIP_WIDE])
		tell(l, SLIP_WIDE, line, wide, sign, half);
	if (strike < line.len && !l->told[SLIP_STRIKE])
		tell(l, SLIP_STRIKE, line, strike, STR("~~"), (Str){ 0 });
	if (is_underline(whole) && str_trim(l->before).len && !is_item(l->before) && !l->told[SLIP_UNDERLINE])
		tell(l, SLIP_UNDERLINE, line, blank, whole, (Str){ 0 });
	if (is_table_rule(whole) && !l->told[SLIP_TABLE])
		tell(l, SLIP_TABLE, line, blank, whole, (Str){ 0 });
}

static void look_at(Lines *l, Str line)
{
	size_t blank = 0, tab = str_find_byte(line, '\t');
	while (blank < line.len && line.ptr[blank] == ' ')
		blank++;
	Str text = str_skip(line, blank), bullet = bullet_of(text), part;
	if (!bullet.len)
		bullet = hyphen_of(text);
	bool beneath = str_trim(l->before).len && !str_ends(l->before, STR("\\")) && !str_ends(l->before, STR("  "));
	if (bullet.len && beneath && !l->told[SLIP_BULLET])
		tell(l, SLIP_BULLET, line, blank, bullet, utf8_prefix(str_trim(str_skip(text, bullet.len)), 20));
	if (text.len)
		look_at_signs(l, line, blank);
	if (tab > blank && tab < line.len && str_trim(str_skip(line, tab)).len && !l->told[SLIP_TAB])
		tell(l, SLIP_TAB, line, tab, STR("\t"), (Str){ 0 });
	if (blank >= INDENT_OF_CODE && text.len && !l->in_list && !str_trim(l->before).len && !l->told[SLIP_INDENT])
		tell(l, SLIP_INDENT, line, 0, str_sub(line, 0, blank), (Str){ 0 });
	size_t link = str_has_byte(line, ':') && !str_has_byte(line, '`') ? broken_link(line, &part) : line.len;
	if (link < line.len && !l->told[SLIP_LINK])
		tell(l, SLIP_LINK, line, link, part, (Str){ 0 });
	if (text.len && (!blank || is_item(line)))
		l->in_list = is_item(line);
}

void written_lines(const Written *w, Str text, uint32_t first_line)
{
	Lines l = { .written = w, .number = first_line };
	for (Str rest = text; rest.len; l.number++) {
		Str line = str_cut(rest, '\n', &rest);
		if (str_ends(line, STR("\r")))
			line.len--;
		if (str_starts(line, STR("```")) || str_starts(line, STR("~~~")))
			l.fenced = !l.fenced;
		else if (!l.fenced)
			look_at(&l, line);
		l.before = line;
	}
}
