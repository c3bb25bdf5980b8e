/*
 * What a text in Markdown may be, and what its links mean: see markdown.h.
 */
#ifndef FORMAT_MARKDOWN_RULES_H
#define FORMAT_MARKDOWN_RULES_H

#include <stdbool.h>

#include "base/str.h"

/*
 * cmark 0.30.2 needs seconds for some small inputs: 48 KB of "- " take
 * 17 s, 240 KB of "![[]()" take 10 s. Within these limits the worst input
 * known takes 24 ms. Reference definitions are copied for each use, so a
 * body that may hold some gets fewer brackets.
 */
enum {
	MARKDOWN_BYTES_MAX      = 64 << 10,
	MARKDOWN_DEPTH_MAX      = 32,          /* lists and quotations opened by one line */
	MARKDOWN_INDENT_MAX     = 64,          /* columns before a line's first sign */
	MARKDOWN_BRACKETS_MAX   = 2000,
	MARKDOWN_REFERENCES_MAX = 256,         /* brackets, where "]:" occurs */
	MARKDOWN_PROBLEMS_MAX   = 100,         /* reported for one body */
};

typedef struct MarkdownRules {
	/* CommonMark to the letter, with raw HTML, and nothing below: for its specification's tests. */
	bool plain;
	bool japanese;                         /* emphasis, line breaks and ruby as above */
	int heading_level;                     /* of the heading above: # becomes one deeper, h6 at most */
	Str id_prefix;                         /* before the ids of headings, to meet no other id */

	/*
	 * The address of record:ID and of a target without a scheme, not
	 * escaped; empty: leads nowhere. NULL takes any path and no record.
	 */
	Str (*link_url)(void *context, Str target);
	/*
	 * Where `link_url` found nothing, for the hint: a target that would have
	 * been found, or the same one when it will be on a later day. May be
	 * NULL or return empty.
	 */
	Str (*link_nearest)(void *context, Str target);
	/*
	 * The whole <img …> for a file beside the record; empty: no such
	 * picture. `alt` is not escaped. NULL knows none.
	 */
	Str (*image_html)(void *context, Str target, Str alt);
	void *context;
} MarkdownRules;

#endif
