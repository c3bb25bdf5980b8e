/*
 * Readings as HTML: <ruby>相談<rp>（</rp><rt>そうだん</rt><rp>）</rp></ruby>
 *
 * `text` is a text of a page, its entities written out already, and goes
 * through as it is but for its kanji. The class `r` tells these from the ones
 * that staff wrote ({漢字|かんじ}): style.css hides them until they are wanted.
 */
#ifndef RENDER_RUBY_H
#define RENDER_RUBY_H

#include "base/buf.h"
#include "site/readings.h"

void ruby_write(const Readings *readings, Str text, Buf *out);
/* A name with its own kana. */
void ruby_write_name(Str name, Str kana, Buf *out);
void ruby_write_piece(Reading piece, Buf *out);

#endif
