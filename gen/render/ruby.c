#include "render/ruby.h"

void ruby_write_piece(Reading piece, Buf *out)
{
	if (!piece.kana.len) {
		buf_str(out, piece.base);
		return;
	}
	buf_str(out, STR("<ruby class=\"r\">"));
	buf_str(out, piece.base);
	buf_str(out, STR("<rp>（</rp><rt>"));
	buf_str(out, piece.kana);
	buf_str(out, STR("</rt><rp>）</rp></ruby>"));
}

void ruby_write(const Readings *readings, Str text, Buf *out)
{
	while (text.len) {
		ReadingRun run;
		readings_next(readings, &text, &run);
		for (size_t i = 0; i < run.count; i++)
			ruby_write_piece(run.pieces[i], out);
	}
}

void ruby_write_name(Str name, Str kana, Buf *out)
{
	ReadingRun run;
	reading_align(name, kana, &run);
	for (size_t i = 0; i < run.count; i++)
		ruby_write_piece(run.pieces[i], out);
}
