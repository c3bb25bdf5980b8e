#include "format/qr.h"

#include <limits.h>
#include <qrencode.h>

#include "base/buf.h"

bool qr_make(Str text, QrLevel level, Arena *a, Qr *code)
{
	static const QRecLevel levels[] = {
		[QR_L] = QR_ECLEVEL_L, [QR_M] = QR_ECLEVEL_M, [QR_Q] = QR_ECLEVEL_Q,
	};
	*code = (Qr){ 0 };
	if (!text.len || text.len > INT_MAX)
		return false;
	const unsigned char *bytes = (const unsigned char *)text.ptr;
	QRcode *made = QRcode_encodeData((int)text.len, bytes, 0, levels[level]);
	if (!made)
		return false;
	size_t count = (size_t)made->width * (size_t)made->width;
	uint8_t *squares = NEW_ARRAY(a, uint8_t, count);
	/* The other bits of a square tell libqrencode's own story of it. */
	for (size_t i = 0; i < count; i++)
		squares[i] = made->data[i] & 1;
	*code = (Qr){ made->width, squares };
	QRcode_free(made);
	return true;
}

/* Each run of black squares is a stroke, reached from the end of the one before: m-25 1h7. */
static void write_row(Buf *b, const uint8_t *row, int side, int *x, int *down)
{
	for (int from = 0; from < side; from++) {
		if (!row[from])
			continue;
		int to = from;
		while (to < side && row[to])
			to++;
		buf_char(b, 'm');
		buf_number(b, from - *x);
		buf_char(b, ' ');
		buf_number(b, *down);
		buf_char(b, 'h');
		buf_number(b, to - from);
		*x = to;
		*down = 0;
		from = to;
	}
	++*down;
}

Str qr_svg(const Qr *code, Str label, Arena *a)
{
	Buf b = { .arena = a };
	int all = code->side + 2 * QR_QUIET, x = 0, down = 0;
	buf_reserve(&b, (size_t)code->side * (size_t)code->side * 3 + label.len + 256);
	buf_format(&b, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
	           "shape-rendering=\"crispEdges\" role=\"img\" aria-label=\"", all, all);
	buf_escaped(&b, label);
	buf_format(&b, "\"><path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/>"
	           "<path stroke=\"#000\" d=\"M%d %d.5", all, all, QR_QUIET, QR_QUIET);
	for (int y = 0; y < code->side; y++)
		write_row(&b, code->squares + y * code->side, code->side, &x, &down);
	buf_str(&b, STR("\"/></svg>"));
	return buf_text(&b);
}
