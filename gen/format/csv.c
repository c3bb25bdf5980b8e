#include "format/csv.h"

static const Str MARK = STR_INIT("\xef\xbb\xbf");
static const Str END = STR_INIT("\r\n");

void csv_begin(Buf *out)
{
	buf_str(out, MARK);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* -3, +81-42, 35.7: nothing but a sign, digits and what stands between them. */
static bool is_number(Str text)
{
	size_t at = text.ptr[0] == '-' || text.ptr[0] == '+' ? 1 : 0;
	bool digit = false;
	for (; at < text.len; at++) {
		bool here = is_digit(text.ptr[at]);
		if (!here && (!digit || (text.ptr[at] != '.' && text.ptr[at] != '-')))
			return false;
		digit = here;
	}
	return digit;
}

static bool is_formula(Str text)
{
	unsigned char first = (unsigned char)text.ptr[0];
	/* Japanese spreadsheets take the wide signs, too. */
	if (str_starts(text, STR("＝")) || str_starts(text, STR("＋")) || str_starts(text, STR("－")) ||
	    str_starts(text, STR("＠")))
		return true;
	bool begins = first < ' ' || first == '=' || first == '+' || first == '-' || first == '@' || first == '\'';
	return begins && !is_number(text);
}

static bool needs_quotes(Str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] == ',' || text.ptr[i] == '"' || text.ptr[i] == '\n' || text.ptr[i] == '\r')
			return true;
	return text.ptr[0] == ' ' || text.ptr[text.len - 1] == ' ';
}

/* Whether a cell comes before this place on its row. */
static bool is_first(const Buf *out)
{
	return !out->len || out->ptr[out->len - 1] == '\n' || (out->len == MARK.len && str_equal(buf_text(out), MARK));
}

static void put_quoted(Buf *out, Str text, bool formula)
{
	buf_char(out, '"');
	if (formula)
		buf_char(out, '\'');
	while (text.len) {
		size_t quote = str_find_byte(text, '"');
		buf_str(out, str_sub(text, 0, quote));
		if (quote < text.len)
			buf_str(out, STR("\"\""));
		text = str_skip(text, quote + 1);
	}
	buf_char(out, '"');
}

void csv_cell(Buf *out, Str text)
{
	if (!is_first(out))
		buf_char(out, ',');
	else if (!text.len)
		buf_str(out, STR("\"\"")); /* so that the row is not empty, and the next cell not the first */
	if (!text.len)
		return;
	bool formula = is_formula(text);
	if (formula || needs_quotes(text))
		put_quoted(out, text, formula);
	else
		buf_str(out, text);
}

void csv_end_row(Buf *out)
{
	buf_str(out, END);
}

Str csv_text(Str bytes)
{
	return str_starts(bytes, MARK) ? str_skip(bytes, MARK.len) : bytes;
}

static Str without_guard(Str cell)
{
	return cell.len > 1 && cell.ptr[0] == '\'' && is_formula(str_skip(cell, 1)) ? str_skip(cell, 1) : cell;
}

/* The rest of a cell whose quote has been taken. */
static bool take_quoted(Str *rest, Arena *a, Str *cell)
{
	Buf b = { .arena = a };
	for (;;) {
		size_t quote = str_find_byte(*rest, '"');
		if (quote == rest->len)
			return false;
		buf_str(&b, str_sub(*rest, 0, quote));
		*rest = str_skip(*rest, quote + 1);
		if (!str_take(rest, STR("\"")))
			break;
		buf_char(&b, '"');
	}
	*cell = buf_text(&b);
	return true;
}

static size_t cell_end(Str text)
{
	size_t at = 0;
	while (at < text.len && text.ptr[at] != ',' && text.ptr[at] != '\n' && text.ptr[at] != '\r')
		at++;
	return at;
}

static bool take_cell(Str *rest, Arena *a, Str *cell)
{
	*cell = (Str){ 0 };
	bool whole = !str_take(rest, STR("\"")) || take_quoted(rest, a, cell);
	/* Behind a closing quote nothing should stand; what does belongs to the cell. */
	size_t end = cell_end(*rest);
	if (end)
		*cell = cell->len ? STR_CONCAT(a, *cell, str_sub(*rest, 0, end)) : str_sub(*rest, 0, end);
	*rest = str_skip(*rest, end);
	*cell = without_guard(*cell);
	return whole;
}

bool csv_take_row(Str *rest, Arena *a, CsvRow *row)
{
	*row = (CsvRow){ 0 };
	while (str_take(rest, STR("\n")) || str_take(rest, STR("\r")))
		;
	if (!rest->len)
		return false;
	Str *cells = NEW_ARRAY(a, Str, CSV_CELLS_MAX);
	row->cells = cells;
	do {
		if (row->count == CSV_CELLS_MAX || !take_cell(rest, a, &cells[row->count])) {
			row->open = true;
			*rest = (Str){ 0 };
			return true;
		}
		row->count++;
	} while (str_take(rest, STR(",")));
	return true;
}
