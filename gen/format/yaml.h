/*
 * YAML as staff write it, read into the plain data tree (libyaml's events).
 *
 *   yaml_split    cuts a Markdown record into the lines between its two
 *                 '---' and the body; a byte order mark and CRLF are fine
 *   yaml_parse    text → MAP, LIST, TEXT or NONE (nothing written)
 *
 *   Str front, body;
 *   uint32_t front_line, body_line;
 *   if (!yaml_split(src, d, &front, &front_line, &body, &body_line) ||
 *       !yaml_parse(src, front, front_line, a, d, &v))
 *           return false;
 *
 * A part of YAML is enough, and the rest is refused with a cure: no anchors,
 * aliases, tags, merge keys, directives, second documents, keys that are
 * lists, keys written twice. A scalar is TEXT exactly as written, never
 * guessed to be a number or a date; one that was left empty is NONE, but ""
 * is the empty TEXT. Keys are in NFC. Each value knows its line and column,
 * and the length of what was written on that line.
 *
 * All problems are reported in one go. libyaml cannot go on behind what is not
 * YAML at all, so its lines are left out and the rest is read again
 * (yaml_mend.c). The messages are ours: libyaml's words mean nothing to those
 * who see them.
 *
 * libyaml stays behind yaml.c. One thread may read one text at a time, and
 * any number of threads may read at once.
 */
#ifndef FORMAT_YAML_H
#define FORMAT_YAML_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "format/value.h"

enum {
	YAML_DEPTH_MAX = 32,      /* lists and maps inside each other; records need four */
	YAML_NODES_MAX = 200000,  /* values and keys: a file of 10,000 records */
	YAML_TEXT_MAX = 64 << 10, /* bytes of one scalar: the longest body */
	YAML_FILE_MAX = 4 << 20,  /* bytes of one text */
};

/*
 * `text` is a slice of src->bytes that begins on line `first_line`. On false
 * *out still holds what was sound, for whoever wants to look further: the root,
 * a member of it, or of an item where it is a list, is TORN where there is a
 * mistake in it; a member whose line was left out has the name it may have had,
 * and a last item is TORN where items may be missing.
 *
 * A scalar that stands in the file just as it reads is borrowed from
 * src->bytes; others (several lines, escapes) are copied to the arena.
 */
bool yaml_parse(const Source *src, Str text, uint32_t first_line, Arena *a, Diag *d, Value *out);

/* With lists and maps in `tree`, copied texts in `texts`: the tree may be forgotten once decoded. */
bool yaml_parse_apart(const Source *src, Str text, uint32_t first_line, Arena *tree, Arena *texts,
                      Diag *d, Value *out);

/* Both parts are borrowed from src->bytes. On false they are what they seem to be; front_line 0: nobody can tell. */
bool yaml_split(const Source *src, Diag *d, Str *front, uint32_t *front_line, Str *body,
                uint32_t *body_line);

#endif
