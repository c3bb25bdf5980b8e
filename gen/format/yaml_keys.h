/*
 * Keys: what is told of one that is none, and of one that is written twice.
 *
 * Used by yaml.c alone, for each key and each map.
 */
#ifndef FORMAT_YAML_KEYS_H
#define FORMAT_YAML_KEYS_H

#include "base/arena.h"
#include "format/yaml_scalar.h"

/* Empty, '<<', or with the slip of a line in it. */
void yaml_check_key(YamlReading *r, const YamlScalar *s);

/* The keys of a whole map; `scratch` is for maps of very many. */
void yaml_check_twice(YamlReading *r, const Member *members, size_t count, Arena *scratch);

#endif
