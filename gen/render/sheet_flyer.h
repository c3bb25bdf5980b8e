/*
 * What the files that make a flyer.pdf share: sheet_flyer.c has the record drawn,
 *
 *   sheet_flyer_fit.c     tries sizes and shortenings until it fits, by
 *   sheet_flyer_head.c    composing the sheet from top to bottom: its head,
 *   sheet_flyer_facts.c   its facts, points and marks,
 *   sheet_flyer_end.c     whom to ask, the code and the foot,
 *   sheet_flyer_tabs.c    the tabs to tear off,
 *   sheet_flyer_days.c    looks whether it will fit on later days,
 *   sheet_flyer_tell.c    and tells, at its field, what cannot be helped.
 *
 * What a flyer shows is view_flyer.c's to say, and in which order it is
 * shortened; here is only how it looks.
 */
#ifndef RENDER_SHEET_FLYER_H
#define RENDER_SHEET_FLYER_H

#include "render/paper.h"
#include "render/sheet.h"
#include "render/view.h"

#define SIDE_MARGIN  DRAWING_MM(14)
#define TOP_MARGIN   DRAWING_MM(11)
#define TIGHT_MARGIN DRAWING_MM(8)
#define FOOT_MARGIN  DRAWING_MM(10)
#define TABS_MARGIN  DRAWING_MM(6)
#define GAP_STRETCH  12.

enum { FACTS_MOST = 64, PARTS_MOST = FACTS_MOST + 8 };

/* A field and how high what it says stands on the sheet. */
typedef struct Part {
	Str id;                                /* of the fact; else the field's key */
	double height;
} Part;

/* One try to compose the sheet. */
typedef struct FlyerSheet {
	Sheet sheet;
	Desk *desk;
	const Record *record;
	const Value *slots;                    /* FLYER */
	const Value *shown;                    /* RECORD */
	const Type *type;
	char headline;
	TypeSize size;                         /* of the last try */
	Type blended;                          /* a size between that and the next larger one */
	double floor;
	double label;                          /* how wide the column of facts' labels is */
	double ratio;                          /* of what the last try took to its estimate */
	bool spared;                           /* the last try was not made */
	Day day;                               /* it does not fit on that day; DAY_NONE: today */
	const Qr *code, *tab_code;
	Arena arena;
	Part parts[PARTS_MOST];
	size_t part_count;
} FlyerSheet;

/* sheet_flyer.c */

/* The PDF, in desk->group; empty where it does not fit, which is told, and where the desk only checks. */
Str    flyer_draw(Desk *desk, const Record *r, Arena *scratch);

/* sheet_flyer_fit.c */

/* Composed in the largest type and with the fewest cuts that fit; false: nothing does. */
bool   flyer_fit(FlyerSheet *f, Value *slots, Arena *a);
/* A size of its type, never below the floor. */
double flyer_points(const FlyerSheet *f, int tenths);
/* Where room is scarce, lines stand closer, and names share theirs with numbers. */
bool   flyer_is_tight(const FlyerSheet *f);
double flyer_gap(const FlyerSheet *f);
/* In the smallest type, whatever day these slots are of. */
bool   flyer_fits_at_least(FlyerSheet *f, const Value *slots);
void   flyer_took(FlyerSheet *f, Str id, double height);

/* sheet_flyer_days.c */

/* The first day from now on on which it would not fit, composed as on the longest of these days; DAY_NONE: it will. */
Day    flyer_full_on(FlyerSheet *f);

/* Parts, each a strip or more. */

void   flyer_put_head(FlyerSheet *f);
void   flyer_put_facts(FlyerSheet *f);
void   flyer_put_points(FlyerSheet *f);
/* Nothing where no text fits. */
void   flyer_put_text(FlyerSheet *f);
void   flyer_put_marks(FlyerSheet *f);
void   flyer_put_end(FlyerSheet *f);
void   flyer_put_foot(FlyerSheet *f);
void   flyer_put_tabs(FlyerSheet *f);

/* sheet_flyer_tell.c */

/* About how large the file will be. */
size_t flyer_bytes(const FlyerSheet *f);
/* It does not fit: by how much, and whose fault it is. */
void   flyer_tell_full(FlyerSheet *f);
/* Characters that no font has. */
void   flyer_tell_lost(FlyerSheet *f);

#endif
