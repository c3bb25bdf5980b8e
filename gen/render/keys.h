/*
 * Keys of outputs: of all that an output's bytes are made from, one hash.
 *
 *   const Keys *keys = keys_make(press, plan, content, layouts, run);
 *   Hash key = output_key(keys, &desk, out);
 *   if it is not zero, and that of the last build for this path is equal,
 *   the bytes would be the same: nothing need be rendered
 *
 * A key may differ where the bytes do not: then a page is rendered that
 * would not have needed it. The other way round would leave an old page
 * standing; tests/incremental tries it with hundreds of random edits.
 *
 * What an output depends on:
 *
 *   base        layouts, and all of content/ that is no record's own file
 *   area        what its pages say of it: crumbs, whom to ask
 *   record      its file and day, what is told of its changes, the files of
 *               the records it names or is named by, the lines of what belongs
 *               to it, where its links lead
 *   index page  the lines on it, its tiles and counts
 *   calendar    the files of its events and of whom they name, their days of change, the
 *               notices that call something off, the month
 *   handout     its places, and whom to ask
 *   card        names and the map: base and area
 *   vcard       its office: base
 *   board       what is on in its month from today on, places, and whom to ask; its page: the size of its PDF, too
 *   board plan  all that its flyers are made of, and the month
 *   search      of records found by their fields, these and whom they name; of
 *               pairs, the texts these are of; of texts, the files of those that
 *               stand together
 *   open data   the same as of a search, and when each record changed and is next; of an area's
 *               records, the notices that call something off, too
 *
 * Other outputs have no key; there are few of them.
 */
#ifndef RENDER_KEYS_H
#define RENDER_KEYS_H

#include "base/hash.h"
#include "render/desk.h"
#include "render/plan.h"
#include "source/files.h"

typedef struct Keys Keys;

/* Every File knows its hash. Lives in the arena. */
const Keys *keys_make(const Press *press, const Plan *plan, const Files *content, const Files *layouts, Arena *a);
/* Works in the desk's page arena. */
Hash        output_key(const Keys *keys, Desk *desk, const Output *out);

/* A file of content/ or layouts/ that is part of every key. */
bool        key_is_common(const File *file);
/* The records whose files are part of the key of this one: itself first. In the arena; some may be there twice. */
Selection   key_records(const Press *press, const Record *r, Arena *a);

#endif
