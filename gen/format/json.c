#include "format/json.h"

#include "base/utf8.h"

static bool is_escaped(uint32_t point)
{
	return point < 0x20 || point == '"' || point == '\\' || point == '<' || point == '>' || point == '&' ||
	       point == 0x7f || point == 0x2028 || point == 0x2029 || point == 0xfffd;
}

void json_text(Buf *out, Str text)
{
	buf_char(out, '"');
	while (text.len) {
		Str rest = text;
		uint32_t point = utf8_next(&rest);
		if (is_escaped(point))
			buf_format(out, "\\u%04x", (unsigned)point);
		else
			buf_str(out, str_sub(text, 0, text.len - rest.len));
		text = rest;
	}
	buf_char(out, '"');
}
