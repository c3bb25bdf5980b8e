/*
 * One scalar: what is told of it where YAML reads something else than was meant.
 *
 *   yaml_check_plain     a value without quotes, where half of it is taken for a
 *                        remark, a list for a text, quotes for signs …
 *   yaml_check_escapes   what "\u202e" stands for would come to pages unseen
 *
 * Used by yaml.c alone, for each scalar: they are quick where there is nothing to tell.
 */
#ifndef FORMAT_YAML_SCALAR_H
#define FORMAT_YAML_SCALAR_H

#include "format/value.h"
#include "format/yaml_reading.h"

typedef struct YamlScalar {
	Str text;           /* as it reads */
	YamlPlace from, to; /* where it is written … */
	size_t at;          /* … the byte of `from` … */
	Pos pos;            /* … and what is marked where it is told of */
	bool plain;         /* without quotes, '|' or '>' */
	bool in_double;     /* quotes: a backslash has a meaning */
} YamlScalar;

/* `of`: the member whose value it is, still without it; NULL where it is an item or the whole text. */
void yaml_check_plain(YamlReading *r, const YamlScalar *s, const Member *of);
void yaml_check_escapes(YamlReading *r, const YamlScalar *s);

#endif
