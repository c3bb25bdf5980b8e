/*
 * Mustache: spec 1.4 with inheritance and dynamic names, our own engine.
 *
 *   Mustache *m = mustache_make(run);
 *   mustache_add(m, STR("event"), &source, d);       each layout once; names as {{>name}} says them
 *   const Template *t = mustache_bind(m, STR("event"), &page_shape, choices, n, d);
 *   mustache_render(t, &page, &out);                 any number of times, from any thread
 *
 * One evaluator, two uses. A template found by mustache_find is rendered as
 * the public specification says: names are looked up in the data (MAP or
 * FRAME) from the innermost to the outermost, and what is missing is empty.
 * A template made by mustache_bind was checked against the Shape of its
 * data: partials, parents and blocks are laid into one flat list of
 * instructions in which every name is a position, so rendering looks
 * nothing up and allocates nothing but output. Both give the same bytes.
 *
 * What binding refuses, each with a code, at its line and column:
 *
 *   - a name that no Shape in reach declares. Only the innermost frame
 *     counts; a name of a frame around it is an error, except `site` and
 *     `page` of the root, which are reachable everywhere.
 *   - the wrong tag for a slot: {{x}} wants TEXT, {{{x}}} and {{&x}} want
 *     HTML, {{.}} an item of a list of texts. {{#x}} and {{^x}} take any;
 *     BOOL, TEXT and HTML open no frame, FRAME and LIST do.
 *   - unknown partials, parents and blocks; recursion; {{>*x}} without a
 *     declared set of names; text between {{<x}} and its blocks, which
 *     nobody would ever see.
 *   - a value where escaping does not make it harmless: in <script>,
 *     <style>, a comment, a tag or attribute name, an unquoted attribute,
 *     style=, srcdoc= and on…=. In an attribute that holds an address
 *     (href, src, action …) a slot's own name must end in `url` or `href`:
 *     such slots are made by the program. JSON-LD is one HTML slot that
 *     brings its own <script> tags.
 *   - a section that begins in one place of HTML and ends in another, and a
 *     page that ends inside a tag, comment or script.
 *
 * Names, sources and texts of templates are borrowed and must live as long
 * as the arena. Adding and binding belong to one thread; after that
 * everything is read only.
 */
#ifndef FORMAT_MUSTACHE_H
#define FORMAT_MUSTACHE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/str.h"
#include "format/value.h"

typedef struct Mustache Mustache;
typedef struct Template Template;

/*
 * Ours, so that no template can make us slow or large. A bound layout of
 * sound data stays within them; a lenient rendering ends at the last three.
 */
enum {
	MUSTACHE_SIZE_MAX    = 256 << 10,      /* bytes of one template */
	MUSTACHE_NESTING_MAX = 64,             /* sections in sections in one template; frames in all */
	MUSTACHE_BLOCKS_MAX  = 64,             /* blocks that one parent tag gives */
	MUSTACHE_CALLS_MAX   = 32,             /* partials and parents in each other */
	MUSTACHE_STEPS_MAX   = 1 << 22,        /* instructions of one page */
	MUSTACHE_OUTPUT_MAX  = 64 << 20,       /* bytes of one page */
};

/* What {{>*kind}} and {{<*page.kind}} may stand for: the templates that a slot called `kind` may name. */
typedef struct MustacheChoices {
	Str slot;
	const Str *templates;
	size_t count;
} MustacheChoices;

Mustache *mustache_make(Arena *a);

/* Parse; false when it cannot be read. */
bool mustache_add(Mustache *m, Str name, const Source *source, Diag *d);

/* The template as it was written, for lenient rendering; NULL when there is none. */
const Template *mustache_find(const Mustache *m, Str name);

/* Check a template for data of Shape `root` and lay it out flat; NULL when something was reported. */
const Template *mustache_bind(Mustache *m, Str name, const Shape *root,
                              const MustacheChoices *choices, size_t count, Diag *d);

/*
 * The bound template with what is known of one frame of its root written into it: values become static text and
 * sections are decided. It renders the same of every root whose `slot` holds a frame with these texts, truths and
 * nothings; its lists and frames may be others. Lives in `a`, beside the bound one, which stays as it is.
 */
const Template *mustache_settle(const Template *bound, Str slot, const Value *frame, Arena *a);

/* False when one of the bounds cut the page short; never so for bound templates of sound data. */
bool mustache_render(const Template *t, const Value *root, Buf *out);

#endif
