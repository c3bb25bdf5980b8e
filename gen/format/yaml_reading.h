/*
 * One reading of a text by libyaml: from the places it names to ours, and what was told meanwhile.
 *
 *   YamlReading r;
 *   yaml_reading_begin(&r, &text, first_line);
 *   … for each event, in order:
 *   Pos pos = yaml_pos_between(&r, from, to);   and where it is wrong, yaml_fail
 *
 * `failed` once something was told; `stopped` once nothing more is to be read. Used by the files of yaml.h alone.
 */
#ifndef FORMAT_YAML_READING_H
#define FORMAT_YAML_READING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "format/yaml_text.h"

/* A place in the text and its byte. Places come in order, so it only ever moves on. */
typedef struct YamlCursor {
	YamlPlace place;
	size_t offset;
} YamlCursor;

typedef struct YamlReading {
	YamlText text;       /* without a byte order mark */
	uint32_t first_line; /* of the text, in its file */
	uint32_t mark_width; /* 1 when a byte order mark is on the first line */
	YamlCursor cursor;
	uint32_t key_line;   /* of the newest key; what stands beside it was not meant as more */
	size_t problems, warnings;
	bool has_hash;       /* somewhere in it a '#' stands right before a text: '#8008', not '# remark' */
	bool failed, stopped;
} YamlReading;

void yaml_reading_begin(YamlReading *r, const YamlText *t, uint32_t first_line);

/* The byte of a place; quick behind the one asked for before. */
size_t yaml_byte_of(YamlReading *r, YamlPlace place);
/* `length` is in characters. */
Pos yaml_pos(const YamlReading *r, YamlPlace place, size_t length);
/* The part of a node that stands on its first line. */
Pos yaml_pos_between(YamlReading *r, YamlPlace from, YamlPlace to);

/* An error; YAML_PROBLEMS_MAX of them stop the reading. */
void yaml_fail(YamlReading *r, Pos pos, const char *code, const Str *args, size_t count, const char *message,
               const char *hint);
/* A warning, unless so many were told before. */
void yaml_warn(YamlReading *r, Pos pos, const char *code, const Str *args, size_t count, const char *message,
               const char *hint);
/* True when the line at `offset` has a usual slip (yaml_tell_slip); it is reported then. */
bool yaml_fail_slip(YamlReading *r, size_t offset, bool beside);

#endif
