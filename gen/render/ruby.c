#include "render/ruby.h"

#include "base/utf8.h"
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
	buf_str(out, STR("<ruby>"));
	buf_str(out, piece.base);
	buf_str(out, STR("<rt>"));
	buf_str(out, piece.kana);
	buf_str(out, STR("</rt></ruby>"));
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

static bool reads_all(const Readings *readings, Str text)
{
	ReadingRun run = { 0 };
	while (text.len && !run.unread)
		readings_next(readings, &text, &run);
	return !run.unread;
}

static bool is_mixed(Str name)
{
	while (name.len)
		if (!point_is_kanji(utf8_next(&name)))
			return true;
	return false;
}

void ruby_write_name(const Readings *readings, Str name, Str kana, Buf *out)
{
	ReadingRun run;
	reading_align(name, kana, &run);
	if (run.count == 1 && is_mixed(name) && reads_all(readings, name)) {
		ruby_write(readings, name, out);
		return;
	}
	for (size_t i = 0; i < run.count; i++)
		ruby_write_piece(run.pieces[i], out);
}
