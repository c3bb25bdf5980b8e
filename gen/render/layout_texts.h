/*
 * What layouts say in Japanese, text by text, as the files of languages have
 * it for a key: {name}の更新情報 for {{name}}の更新情報.
 *
 * A text ends at every HTML tag and at every section, partial or block of
 * Mustache; alt, aria-label, title, placeholder and label are texts too. A
 * text that a language has nothing for would stand there in Japanese: that is
 * a warning, once a language, at its place in the layout.
 */
#ifndef RENDER_LAYOUT_TEXTS_H
#define RENDER_LAYOUT_TEXTS_H

#include "base/arena.h"
#include "base/diag.h"
#include "site/site.h"
#include "source/files.h"

/* Of the layouts that the languages' pages are made with. */
void layout_texts_check(const Files *files, const Site *site, Diag *d);

/* Every text of one layout, in order; `at` is its first byte. */
void layout_texts_each(Str layout, Arena *a, void (*tell)(void *context, Str text, size_t at), void *context);

#endif
