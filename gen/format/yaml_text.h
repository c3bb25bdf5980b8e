/*
 * A text that is read as YAML: its lines, places in it, and telling what is wrong there.
 *
 *   yaml_offset     a place → its byte, from which
 *   yaml_line       the line around it, and of that line
 *   yaml_indent     where it begins, yaml_content where its first key or text does
 *   yaml_tell       an error at so many bytes from an offset
 *
 * Offsets are bytes of YamlText.text. Used by the files of yaml.h alone.
 */
#ifndef FORMAT_YAML_TEXT_H
#define FORMAT_YAML_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/str.h"

enum { YAML_PROBLEMS_MAX = 100 }; /* of one text: who made more wants a template, not a list */

typedef struct YamlText {
	const Source *src;
	Str text; /* a slice of src->bytes */
	Diag *diag;
} YamlText;

/* A place in the text: both from 0, columns in characters. */
typedef struct YamlPlace {
	size_t line, column;
} YamlPlace;

/* Bytes before `place`; the end of the text where it has no such place. */
size_t yaml_offset(Str text, YamlPlace place);
/* The line around byte `offset`, without its end; and the byte it begins at. */
Str yaml_line(Str text, size_t offset);
size_t yaml_line_start(Str text, size_t offset);
/* The bytes that indent a line, whatever they are; where its first key or text begins, behind "- ". */
size_t yaml_indent(Str line);
size_t yaml_content(Str line);
/* Nothing stands there, or a remark. */
bool yaml_is_blank(Str line);
/* There is a ':' that ends a key, as YAML reads it. */
bool yaml_has_key(Str line);

/* An error; {0} and {1} of its words are the beginnings of `first` and `second`, which may be long. */
void yaml_tell(const YamlText *t, size_t offset, size_t bytes, const char *code, Str first, Str second,
               const char *message, const char *hint);

#endif
