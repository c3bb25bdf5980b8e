/*
 * Why a text is not YAML, in the words of those who wrote it.
 *
 *   yaml_explain_bytes    it is not UTF-8 text: Shift_JIS, UTF-16, control
 *                         characters; false when its bytes are fine
 *   yaml_explain_line     the line at `offset` has a usual slip (a tab, a full-width
 *                         colon, '-a' …); false when it has none. With
 *                         `beside`, its neighbours with that slip as well
 *   yaml_explain_fault    libyaml stopped: always reports one error or more
 *
 * Used by the files of yaml.h alone. Nothing here is reached by a file without mistakes.
 */
#ifndef FORMAT_YAML_EXPLAIN_H
#define FORMAT_YAML_EXPLAIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/str.h"

typedef struct YamlText {
	const Source *src;
	Str text; /* a slice of src->bytes */
	Diag *diag;
} YamlText;

/* A place in the text: both from 0, columns in characters. */
typedef struct YamlPlace {
	size_t line, column;
} YamlPlace;

typedef struct YamlFault {
	const char *context, *problem; /* libyaml's words; never shown */
	YamlPlace context_at, at;
	bool has_quote; /* a quoted text over several lines came last */
	YamlPlace quote_from, quote_to;
} YamlFault;

bool yaml_explain_bytes(const YamlText *t);
/* Whether a text holds what a file could not hold, or what turns the words beside it around. */
bool yaml_is_odd(Str text);
bool yaml_explain_line(const YamlText *t, size_t offset, bool beside);
void yaml_explain_fault(const YamlText *t, const YamlFault *f);

/* A value in the quotes of a word processor (“…”, ‘…’, ＂…＂), which mean nothing here: what is inside them. */
bool yaml_in_smart_quotes(Str value, Str *inside);

/* Bytes before `place`; the end of the text where it has no such place. */
size_t yaml_offset(Str text, YamlPlace place);
/* The line around byte `offset`, without its end. */
Str yaml_line(Str text, size_t offset);
/* The bytes that indent a line, whatever they are; where its first key or text begins, behind "- ". */
size_t yaml_indent(Str line);
size_t yaml_content(Str line);
/* Nothing stands there, or a remark. */
bool yaml_is_blank(Str line);
/* Every line of `lines` reads like 'key：value' or 'key:value'. */
bool yaml_looks_like_keys(Str lines);

#endif
