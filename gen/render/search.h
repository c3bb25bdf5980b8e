/*
 * What layouts/search.js searches in, as JSON: no server is asked.
 *
 *   search/data.json      the city's words, and of every listed record what a
 *                         result shows and what it is found by, by kana
 *   search/part-N.json    where there are too many records for one file: some
 *                         of them, all of one area; then data.json has none
 *   search/pairs-N.json   for each two characters side by side in names,
 *                         readings, summaries or words: the parts they are in
 *   search/text-N.json    texts of records, folded (site/fold.h), by id
 *
 * Nothing in them depends on the day but which records are listed. A record's
 * text is in the file its id falls to, and on a line of its own: so a build of
 * one text (cmd/quiet.h) changes that line alone and knows no other record.
 * How many such files there are follows from ids.txt, which only grows.
 *
 * data.json:
 *
 *   texts      how many text-N.json
 *   kinds      [folder, label]
 *   areas      [path, name, short name, words]; the city first
 *   ages, purposes, troubles, access      [label, words]
 *   same       words that are taken for one another, a list each
 *   records    [id, name, kana, summary, kind, [areas], [ages], [purposes],
 *               [troubles], [access], state, marks, words, its name in
 *               English if it has one]
 *              marks: 1 sample, 2 not confirmed for long
 *   parts      instead of records: of each part the areas it serves
 *   pairs      how many pairs-N.json
 *
 * `words` are folded and only searched; everything else is as people read it.
 * A record's first area is where its page is.
 */
#ifndef RENDER_SEARCH_H
#define RENDER_SEARCH_H

#include "render/desk.h"
#include "render/plan.h"

enum { SEARCH_TEXT_POINTS = 600 };             /* folded characters of a record's text */

/* How many pairs-N.json there are; a pair is in the one of its first character's number modulo that. 0: no parts. */
size_t search_pair_files(const Press *press);
Str    search_part_path(size_t part, Arena *a);
Str    search_pair_path(size_t file, Arena *a);

/* How many text-N.json there are, and which one that id falls to. */
size_t search_text_files(const Site *site);
size_t search_text_file(const Site *site, Str id);
/* Its path below out/. */
Str    search_text_path(size_t file, Arena *a);

Str    render_search_data(Desk *desk, const Output *out);
Str    render_search_part(Desk *desk, const Output *out);
Str    render_search_pairs(Desk *desk, const Output *out);
/* Of all that the pairs are made from, one hash: for keys.c. */
Hash   search_pairs_source(const Press *press, Arena *scratch);
Str    render_search_text(Desk *desk, const Output *out);

/*
 * The published bytes of a text file with these records' lines made anew: what render_search_text would make if
 * nothing but these texts has changed. False when a line is not there, or a text cannot be read.
 */
bool   search_text_again(Desk *desk, const Record *const *records, size_t count, Str published, Buf *out);

#endif
