#include "base/sealed.h"

#include "base/hex.h"

enum {
	DECIMAL_64 = 20,
	END_LINE   = 21,                       /* bytes, with its end */
};

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

SealedReader sealed_open(Str bytes)
{
	return (SealedReader){ bytes, bytes.ptr };
}

bool sealed_line(SealedReader *r, Str *line)
{
	size_t at = str_find_byte(r->rest, '\n');
	if (at == r->rest.len)
		return false;
	*line = str_sub(r->rest, 0, at);
	r->rest = str_skip(r->rest, at + 1);
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
	Str line, before = { r->start, (size_t)(r->rest.ptr - r->start) };
	uint64_t sum;
	bool sound = sealed_line(r, &line) && str_take(&line, STR("end ")) && hex_take_number(&line, &sum) &&
	             !line.len && !r->rest.len && sum == hash_text(before);
	r->rest = (Str){ 0 };
	return sound;
}

bool sealed_is_whole(Str bytes, Str *lines)
{
	if (bytes.len < END_LINE)
		return false;
	SealedReader r = { str_skip(bytes, bytes.len - END_LINE), bytes.ptr };
	*lines = str_sub(bytes, 0, bytes.len - END_LINE);
	return sealed_end(&r);
}

/* Writing. */

void sealed_put_field(SealedWriter *w, Str name, Str value)
{
	buf_str(w->out, name);
	buf_str(w->out, value);
	buf_char(w->out, '\n');
}

void sealed_put_count(SealedWriter *w, Str name, uint64_t number)
{
	buf_str(w->out, name);
	sealed_put_decimal(w->out, number);
	buf_char(w->out, '\n');
}

void sealed_pass_on(SealedWriter *w)
{
	if (!w->sum)
		w->sum = hash_pieces_make(w->out->arena);
	hash_pieces_add(w->sum, buf_text(w->out));
}

void sealed_put_end(SealedWriter *w)
{
	uint64_t sum;
	if (w->sum)
		sealed_pass_on(w);
	sum = w->sum ? hash_pieces_text(w->sum) : hash_text(buf_text(w->out));
	buf_str(w->out, STR("end "));
	hex_put_number(w->out, sum);
	buf_char(w->out, '\n');
}
