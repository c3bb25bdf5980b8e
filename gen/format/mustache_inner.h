/*
 * What the files of the Mustache engine share; nobody else includes this.
 *
 *   mustache_tags.c     text → tags in pairs, one template by itself
 *   mustache_parse.c    tags and the text between → instructions
 *   mustache_bind.c     instructions + Shape → checked, flat instructions
 *   mustache_settle.c   bound instructions + a frame that is known → fewer
 *   mustache_names.c    the names of a Shape, for binding
 *   mustache_reach.c    the blocks that a parent has, for binding
 *   mustache_html.c     where in HTML a place of a template stands
 *   mustache_render.c   instructions + Value → text: the one evaluator
 *
 * A template is an array of Op. An op that opens something (a section, a
 * block, a parent) is followed by its body, and `skip` leads past it.
 *
 * Lines. A partial or block that has a line to itself is indented as its
 * tag is. Rendering keeps the indentation in force and whether a line of
 * the template has just begun ("due": nothing was written since); text and
 * values write the indentation first when it is due. Blank lines and line
 * ends inside values get none. Binding does the same ahead of time.
 */
#ifndef FORMAT_MUSTACHE_INNER_H
#define FORMAT_MUSTACHE_INNER_H

#include <stdint.h>

#include "base/map.h"
#include "format/mustache.h"

enum { PATH_MAX_STEPS = 8, BY_NAME = 0xff, INDENT_MAX = 256 };

typedef enum OpCode {
	OP_NONE,                               /* only the text before it */
	OP_LINES,                              /* text whose lines take the indentation in force */
	OP_INDENT,                             /* text, if a line is due */
	OP_LINE_END,                           /* text, unless a line is due */
	OP_VALUE,                              /* escaped */
	OP_RAW,                                /* unescaped, whatever it is: lenient only */
	OP_HTML,                               /* unescaped if it is HTML, else escaped */
	OP_IF, OP_UNLESS,                      /* body once, no frame */
	OP_EACH,                               /* body for each item, or once; the item is the new frame */
	OP_IS,                                 /* body if the value is the text of the op behind this one */
	OP_JUMP,
	OP_PARTIAL, OP_PARENT, OP_BLOCK,       /* only as parsed: binding dissolves them */
} OpCode;

/* What was written, for lookups by name and for messages. */
typedef struct Tag {
	const Template *home;
	uint32_t offset, length;               /* of the whole tag */
	Str name;                              /* without the * of a dynamic name */
	const Str *parts;                      /* the name split at its dots; none for {{.}} */
	size_t count;
	bool dynamic;
	Str indent;                            /* what the lines that come in its place start with */
	Str newline;                           /* of a block's own line: ends an override that does not */
	uint32_t stray;                        /* a parent's first content outside of blocks + 1, or 0 */
} Tag;

typedef struct Op {
	uint8_t code;
	uint8_t level;                         /* which frame, from the root */
	uint8_t steps;                         /* how many of slots; BY_NAME: the tag says */
	bool ends_line;                        /* the text before it or of it does */
	uint32_t skip;                         /* ops to what follows the body */
	Str before;                            /* static text that comes first (see text_lay); only when bound */
	union {
		Str text;
		uint16_t slots[PATH_MAX_STEPS];
		const Tag *tag;
	} as;
} Op;

struct Template {
	Str name;
	Source source;
	const Mustache *set;
	const Shape *root;                     /* when bound */
	const Op *ops;
	size_t count;
};

struct Mustache {
	Arena *arena;
	Map templates;
};

/* Static text of a bound template, where buf_padded may copy it from. */
Str text_lay(Str text, Arena *a);

/* Parents being rendered, the innermost first; a block asks the outermost first. */
typedef struct Scope Scope;
struct Scope {
	const Op *parent;
	const Scope *outer;
	const void *call;                      /* where the binder was */
};

/* The block of that name directly inside a parent, or NULL. */
const Op *scope_argument(const Op *parent, Str name);
/* The overriding block and the scope it was found in, or NULL. */
const Op *scope_find(const Scope *scope, Str name, const Scope **where);

bool template_parse(Template *t, Arena *a, Diag *d);

/* The indentation in force; what does not fit is dropped. */
typedef struct Indent {
	char text[INDENT_MAX];
	size_t len;
} Indent;

/* Returns the length to go back to. */
size_t indent_push(Indent *indent, Str more);
/* One line of `text` with its end, taken off. */
Str    line_take(Str *text);
bool   line_is_blank(Str line);

/* Where in HTML we are. Two places are the same when all bytes are. */
typedef struct Html {
	uint8_t place;
	uint8_t matched;                       /* of an end that is being looked for */
	bool closing;                          /* in an end tag */
	char element[13], attribute[16];       /* lower case, cut to fit */
} Html;

typedef struct HtmlRefusal {
	const char *code, *message, *hint;
} HtmlRefusal;

void html_step(Html *h, Str text);
bool html_same(const Html *a, const Html *b);
/* Both ways lead here: false when they cannot be one place. */
bool html_join(Html *h, const Html *other);
/* In running text, where a page may end. */
bool html_is_text(const Html *h);
/* Why a value of that slot may not stand here; NULL when it may. */
const HtmlRefusal *html_refuses(const Html *h, Str slot, bool raw);

/* What binding knows of one open frame. */
typedef struct BindFrame {
	const Shape *shape;                    /* NULL: an item of a list of texts */
	bool unknown;                          /* opened by a name already reported: be silent inside */
} BindFrame;

/* Fills in the op's level and slots; NULL when the name was refused (or stands in an unknown frame). */
const Slot *frame_slot(const BindFrame *frames, size_t depth, const Tag *tag, Op *op, Diag *d);

/* The templates a page may be made of. */
typedef struct Library {
	const Mustache *set;
	const MustacheChoices *choices;
	size_t choice_count;
} Library;

const MustacheChoices *choices_find(const Library *l, Str slot);
/* Refuses blocks that nothing the parent calls has; returns how many ops were looked at. */
size_t parent_check(const Library *l, const Op *parent, Arena *scratch, Diag *d);

void tag_error(const Tag *tag, Diag *d, const char *code, const Str *args, size_t count,
               const char *message, const char *hint);

#endif
