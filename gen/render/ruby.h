/*
 * Readings as they are published.
 *
 * ruby_table is what layouts/ruby.js lays over a page when somebody asks for
 * readings: [[0, "手伝", "てつだ", "いたい", ""], …], a row a word; the number
 * is 1 for a word that is read so behind a number only. Pages themselves
 * carry none, or nobody could find a word of theirs or copy it whole.
 *
 * Where readings always stand, as HTML: <ruby>相談<rt>そうだん</rt></ruby>. Brackets for browsers that
 * know no ruby (the last were of 2015) would double the elements of a page.
 *
 * `text` is a text of a page, its entities written out already, and goes
 * through as it is but for its kanji.
 */
#ifndef RENDER_RUBY_H
#define RENDER_RUBY_H

#include "base/buf.h"
#include "site/readings.h"

Str  ruby_table(const Readings *readings, Arena *a);

void ruby_write(const Readings *readings, Str text, Buf *out);
/* A name with its own kana; word by word where these do not fit together and all of it can be read. */
void ruby_write_name(const Readings *readings, Str name, Str kana, Buf *out);
void ruby_write_piece(Reading piece, Buf *out);

#endif
