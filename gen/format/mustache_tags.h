/*
 * Between the two halves of reading a template: mustache_tags.c finds the
 * tags, pairs them and settles which own their lines; mustache_parse.c
 * makes instructions of them and of the text between.
 */
#ifndef FORMAT_MUSTACHE_TAGS_H
#define FORMAT_MUSTACHE_TAGS_H

#include "format/mustache_inner.h"

typedef enum TagKind {
	TAG_COMMENT, TAG_DELIMITERS, TAG_VALUE, TAG_RAW, TAG_SECTION, TAG_INVERTED,
	TAG_PARTIAL, TAG_PARENT, TAG_BLOCK, TAG_END,
} TagKind;

typedef struct Token {
	TagKind kind;
	uint32_t start, end;                   /* in the source */
	size_t partner;                        /* of an opening tag: the token that closes it */
	Str name;
	bool dynamic, argument;                /* argument: a block directly inside a parent */
	bool clear_before, clear_after;        /* only blanks from the line's start, to the line's end */
	bool strip_before, strip_after;        /* those blanks, and the line's end, are not output */
} Token;

typedef struct Tags {
	const Template *home;
	Str text;
	size_t begin;                          /* behind a byte order mark */
	const Token *tokens;
	size_t count;
} Tags;

/* All tags of a template, in the scratch arena; false when something was reported. */
bool tags_read(Tags *tags, const Template *home, Arena *scratch, Diag *d);

/* Whether the tag's name is one of the data, with parts between dots. */
bool   token_names_data(const Token *t);
bool   token_opens(TagKind kind);
/* Where spaces and tabs end, forwards and backwards. */
size_t blanks_from(Str text, size_t at);
size_t blanks_before(const Tags *tags, size_t at);
/* Length of the line end at `at`: 0, 1 or 2. */
size_t newline_at(Str text, size_t at);
bool   starts_line(const Tags *tags, size_t at);

#endif
