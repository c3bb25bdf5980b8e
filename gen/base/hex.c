#include "base/hex.h"

void hex_put(Buf *out, const uint8_t *bytes, size_t count)
{
	static const char digits[] = "0123456789abcdef";
	buf_reserve(out, count * 2);
	for (size_t i = 0; i < count; i++) {
		out->ptr[out->len++] = digits[bytes[i] >> 4];
		out->ptr[out->len++] = digits[bytes[i] & 15];
	}
}

static int digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool hex_take(Str *s, uint8_t *bytes, size_t count)
{
	if (s->len / 2 < count)
		return false;
	for (size_t i = 0; i < count; i++) {
		int high = digit_of(s->ptr[2 * i]), low = digit_of(s->ptr[2 * i + 1]);
		if (high < 0 || low < 0)
			return false;
		bytes[i] = (uint8_t)(high << 4 | low);
	}
	*s = str_skip(*s, 2 * count);
	return true;
}
