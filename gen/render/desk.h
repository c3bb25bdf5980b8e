/*
 * One worker's place: arenas for the work at hand, a Diag, and what the
 * outputs of one group share.
 *
 *   Desk desk = { .press = press, .plan = plan };
 *   for (out = group.first; out < group.until; out++) {
 *           Str bytes = output_render(&desk, out);
 *           ...
 *           desk_clear_page(&desk);
 *   }
 *   desk_clear(&desk);
 *   ...
 *   desk_free(&desk);
 *
 * A page lives until desk_clear_page; what is kept for the whole group (the
 * frame of a record, the records of an index) until desk_clear.
 */
#ifndef RENDER_DESK_H
#define RENDER_DESK_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/hash.h"
#include "base/map.h"
#include "format/drawing.h"
#include "format/markdown.h"
#include "format/names.h"
#include "format/value.h"
#include "render/indexes.h"
#include "render/output.h"
#include "render/press.h"
#include "site/series.h"

/* A record's text, while its group is made. */
typedef struct DeskBody {
	const Record *record;                  /* NULL: none is kept */
	Str text, html;
	TextBlocks blocks;
	bool rendered, has_blocks;
} DeskBody;

/* Of a search that reads in parts: see search.c. */
typedef struct SearchPairs SearchPairs;

struct Desk {
	const Press *press;
	const Plan *plan;
	Arena page, group;
	Arena told;                            /* of texts_told */
	Map texts_told;                        /* what texts are in other languages: see retell.c */
	Diag diag;                             /* errors of bodies: merge it when all is done */
	bool checks;                           /* only what may be wrong matters: sheets are laid out, not drawn */
	const Record *record;                  /* whose frame this is, while its group is made */
	Value record_frame;
	DeskBody body;
	Names names;                           /* that no line of large type is broken in: see known_names.h */
	bool names_known;
	Arena named;
	Drawing *drawing;                      /* opened when the first sheet is drawn */
	bool drawing_failed;                   /* told already */
	const Record *printed;                 /* whose flyer.pdf this is, while its group is made */
	Str print;
	Str sheet;                             /* path of the last PDF of the group, and its bytes: a page tells them */
	size_t sheet_size;
	SearchPairs *pairs;                    /* while their files are made */
	Arena entries;                         /* of calendar files, while these are made: see ics.c */
	Str *entry_of;                         /* by number of record */
	SeriesCache series;                    /* of calendar files: see ics.h */
	const Record *keyed;                   /* whose key this is: see keys.h */
	Hash key;
	Arena indexed;                         /* of indexes, which are those of the area asked for last */
	const Area *indexes_of;
	const Indexes *indexes;
	size_t last[LAYOUTS];                  /* bytes of the last page of each layout, to guess the next one's */
};

void desk_clear_page(Desk *desk);
void desk_clear(Desk *desk);
void desk_free(Desk *desk);
/* One for each of JOBS_MAX workers. */
Desk *desks_make(const Press *press, const Plan *plan, bool checks, Arena *a);
/* What they had to tell is merged. */
void  desks_free(Desk *desks, Diag *d);
/* To another site, before that of the desk is gone; of the old one only what draws is kept, which is dear to open. */
void desk_turn(Desk *desk, const Press *press, const Plan *plan);

const Indexes *desk_indexes(Desk *desk, const Area *area);
/* known_names.h; made when they are first asked for. */
const Names   *desk_names(Desk *desk);

/* A sheet of this size was made for the path, or stays as it was. */
void desk_note_sheet(Desk *desk, Str path, size_t size);
/* Opens the desk's drawing when it is first asked; false: it cannot be, which is told once. */
bool desk_can_draw(Desk *desk);

/* The layout filled with the slots of its Shape; `site` among them is one of the press's two frames. */
Str  desk_render(Desk *desk, LayoutId layout, const Value *slots);
/* With another site: see view_site_alone. */
Str  desk_render_alone(Desk *desk, LayoutId layout, const Value *slots);

#endif
