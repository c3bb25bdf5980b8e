/*
 * Several names that somebody wrote as one text, where a list belongs: 祝日、年末年始 for [祝日, 年末年始].
 *
 *   Str apart = names_apart(written, name_of_term, terms, a);
 *   if (apart.len)                          "write [{1}], with half-width signs"
 *
 * `known` says what is to be written for one part, or nothing when it is no name; LINE・SNS is one where it is known,
 * since a sign that leaves a part unknown is not the one that stands between names.
 */
#ifndef SITE_APART_H
#define SITE_APART_H

#include "base/arena.h"
#include "base/str.h"

typedef Str KnownName(const void *context, Str part);

/* With ", " between them, in the arena; empty unless there are two or more, and all are known. */
Str names_apart(Str written, KnownName *known, const void *context, Arena *a);

#endif
