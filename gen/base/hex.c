#include "base/hex.h"

enum { BYTES_64 = 8, DIGITS_64 = 16 };

void hex_put(Buf *out, const uint8_t *bytes, size_t count)
{
	static const char digits[] = "0123456789abcdef";
	buf_reserve(out, count * 2);
	char *at = out->ptr + out->len;
	for (size_t i = 0; i < count; i++) {
		*at++ = digits[bytes[i] >> 4];
		*at++ = digits[bytes[i] & 15];
	}
	out->len += count * 2;
}

/* The digit and 16; 0 is none. */
static const uint8_t digit_of[256] = {
	['0'] = 16, ['1'] = 17, ['2'] = 18, ['3'] = 19, ['4'] = 20, ['5'] = 21, ['6'] = 22, ['7'] = 23,
	['8'] = 24, ['9'] = 25, ['a'] = 26, ['b'] = 27, ['c'] = 28, ['d'] = 29, ['e'] = 30, ['f'] = 31,
};

bool hex_take(Str *s, uint8_t *bytes, size_t count)
{
	unsigned sound = 16;
	if (s->len / 2 < count)
		return false;
	for (size_t i = 0; i < count; i++) {
		unsigned high = digit_of[(uint8_t)s->ptr[2 * i]];
		unsigned low = digit_of[(uint8_t)s->ptr[2 * i + 1]];
		sound &= high & low;
		bytes[i] = (uint8_t)((high & 15) << 4 | (low & 15));
	}
	if (!sound)
		return false;
	*s = str_skip(*s, 2 * count);
	return true;
}

bool hex_take_number(Str *s, uint64_t *number)
{
	unsigned sound = 16;
	uint64_t all = 0;
	if (s->len < DIGITS_64)
		return false;
	for (size_t i = 0; i < DIGITS_64; i++) {
		unsigned digit = digit_of[(uint8_t)s->ptr[i]];
		sound &= digit;
		all = all << 4 | (digit & 15);
	}
	if (!sound)
		return false;
	*number = all;
	*s = str_skip(*s, DIGITS_64);
	return true;
}

void hex_put_number(Buf *out, uint64_t number)
{
	uint8_t bytes[BYTES_64];
	for (size_t i = BYTES_64; i--; number >>= 8)
		bytes[i] = (uint8_t)number;
	hex_put(out, bytes, BYTES_64);
}
