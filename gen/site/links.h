/*
 * Where a text may lead: what must be the same for the same text to become
 * the same HTML. Found without reading the Markdown, so there may be more.
 *
 *   record:ID    each record that is named
 *   anywhere     some address of the site, or one written in a guise
 *
 * Addresses of other sites do not count.
 */
#ifndef SITE_LINKS_H
#define SITE_LINKS_H

#include "base/arena.h"
#include "base/str.h"
#include "site/facts.h"

/* Borrowed from the text. */
Texts links_of(Str text, Arena *a);

#endif
