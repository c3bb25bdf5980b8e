/*
 * The id of a new record: which one is offered, and which ones are free.
 *
 *   id_offered(&content, site, area, kana, a)     しばくぼ, おちゃのかい → shibakubo-ochanokai
 *   id_is_free(&content, site, id)
 *
 * An id stays for ever, on paper too, so what was ever one is not free:
 * content/ids.txt and withdrawn.yaml count as much as today's records.
 */
#ifndef CMD_NEW_ID_H
#define CMD_NEW_ID_H

#include "site/site.h"
#include "source/files.h"

/* The file of that path; NULL: there is none. */
const File *file_named(const Files *files, Str path);
bool id_is_free(const Files *content, const Site *site, Str id);
/* In Latin letters (Hepburn), behind the area's name, and free; empty where the reading has nothing to spell. */
Str  id_offered(const Files *content, const Site *site, const Area *area, Str kana, Arena *a);

#endif
