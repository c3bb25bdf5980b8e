#include "base/sealed.h"

#include "base/hash.h"
#include "base/hex.h"

enum { DECIMAL_64 = 20 };

/* Numbers, in the one spelling that is accepted. */

void sealed_put_decimal(Buf *out, uint64_t number)
{
	char digits[DECIMAL_64], *at = digits + DECIMAL_64;
	do {
		*--at = (char)('0' + number % 10);
	} while (number /= 10);
	buf_str(out, (Str){ at, (size_t)(digits + DECIMAL_64 - at) });
}

bool sealed_take_decimal(Str *line, uint64_t most, uint64_t *number)
{
	const uint64_t tenth = most / 10;
	size_t i = 0;
	*number = 0;
	for (; i < line->len && line->ptr[i] >= '0' && line->ptr[i] <= '9'; i++) {
		uint64_t digit = (uint64_t)(line->ptr[i] - '0');
		if (*number > tenth || digit > most - *number * 10)
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

static bool line_cut(SealedReader *r, Str *line)
{
	size_t at = str_find_byte(r->rest, '\n');
	if (at == r->rest.len)
		return false;
	*line = str_sub(r->rest, 0, at);
	r->rest = str_skip(r->rest, at + 1);
	return true;
}

bool sealed_line(SealedReader *r, Str *line)
{
	if (!line_cut(r, line))
		return false;
	r->sum = sum_with(r->sum, *line);
	return true;
}

bool sealed_field(SealedReader *r, Str name, Str *value)
{
	return sealed_line(r, value) && str_take(value, name);
}

bool sealed_count(SealedReader *r, Str name, uint64_t most, uint64_t *number)
{
	Str v;
	return sealed_field(r, name, &v) && sealed_take_decimal(&v, most, number) && !v.len;
}

bool sealed_end(SealedReader *r)
{
	Str line;
	uint64_t sum;
	return line_cut(r, &line) && str_take(&line, STR("end ")) && hex_take_number(&line, &sum) &&
	       !line.len && sum == r->sum && !r->rest.len;
}

/* Writing: a line is summed when it is whole. */

void sealed_line_end(SealedWriter *w, size_t from)
{
	w->sum = sum_with(w->sum, str_skip(buf_text(w->out), from));
	buf_char(w->out, '\n');
}

void sealed_put_field(SealedWriter *w, Str name, Str value)
{
	size_t from = w->out->len;
	buf_str(w->out, name);
	buf_str(w->out, value);
	sealed_line_end(w, from);
}

void sealed_put_count(SealedWriter *w, Str name, uint64_t number)
{
	size_t from = w->out->len;
	buf_str(w->out, name);
	sealed_put_decimal(w->out, number);
	sealed_line_end(w, from);
}

void sealed_put_end(SealedWriter *w)
{
	buf_str(w->out, STR("end "));
	hex_put_number(w->out, w->sum);
	buf_char(w->out, '\n');
}
