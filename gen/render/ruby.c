#include "render/ruby.h"

#include "format/json.h"

Str ruby_table(const Readings *readings, Arena *a)
{
	Buf b = { .arena = a };
	buf_char(&b, '[');
	for (size_t i = 0; i < readings_count(readings); i++) {
		ReadingWord word = readings_word(readings, i);
		buf_str(&b, i ? STR(",\n[") : STR("["));
		buf_char(&b, word.behind_number ? '1' : '0');
		for (size_t n = 0; n < word.count; n++) {
			buf_char(&b, ',');
			json_text(&b, word.pieces[n].base);
			buf_char(&b, ',');
			json_text(&b, word.pieces[n].kana);
		}
		buf_char(&b, ']');
	}
	buf_str(&b, STR("]\n"));
	return buf_text(&b);
}

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
