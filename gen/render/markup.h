/*
 * Reading pages that this program made, tag by tag.
 *
 *   Markup m = { .html = page };
 *   MarkupPart part;
 *   while (markup_next(&m, &part))
 *           if (part.sort == MARKUP_OPEN && str_equal(part.name, STR("a"))) …
 *
 * It is no reader of any HTML: layouts are checked before anything is made
 * with them (format/mustache.h), so tags are closed, names are small letters
 * and attributes stand in double quotes. What is not so is passed on as text
 * and never read past its end. Everything borrows from the page.
 */
#ifndef RENDER_MARKUP_H
#define RENDER_MARKUP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

typedef enum MarkupSort {
	MARKUP_TEXT,
	MARKUP_OPEN,                           /* <p class="lead"> */
	MARKUP_CLOSE,                          /* </p> */
	MARKUP_ALONE,                          /* <br>, <path …/>: nothing will close it */
	MARKUP_OTHER,                          /* comments, <!DOCTYPE html>, what stands in <script> and <style> */
} MarkupSort;

typedef struct MarkupPart {
	MarkupSort sort;
	Str whole;                             /* as it stands in the page */
	Str name;                              /* of the element; empty for text */
} MarkupPart;

typedef struct Markup {
	Str html;                              /* what is left */
	bool raw;                              /* within <script> or <style> */
} Markup;

bool markup_next(Markup *m, MarkupPart *part);

typedef struct MarkupAttribute {
	Str name, value;                       /* the value as written, with its entities */
} MarkupAttribute;

/* The attributes of a tag, one by one: *rest begins as part.whole. */
bool markup_attribute(Str *rest, MarkupAttribute *attribute);
/* The value of that attribute, or empty. */
Str  markup_value(Str tag, Str name);
bool markup_has(Str tag, Str name);

#endif
