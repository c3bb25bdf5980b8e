/*
 * What the files of join.h share, for them alone.
 *
 *   join.c            one record: its references, by its kind
 *   join_contact.c    who is asked: offices laid over, numbers borrowed from records
 *   join_area.c       areas and divisions by name, and what areas and layers name
 *   join_related.c    links back, when all records are joined
 */
#ifndef SITE_JOIN_INNER_H
#define SITE_JOIN_INNER_H

#include "site/join.h"

/* What is joined, and where mistakes in it are told. */
typedef struct Joining {
	const Site *site;
	Record *record;                        /* NULL: an area, or a layer */
	const Source *src;
	Arena *arena;
	Diag *diag;
} Joining;

/* False: nothing is named, or it was reported that no record, or one of another kind, has that id. */
bool join_ref_kind(const Joining *j, Ref *ref, Kind kind);
/* Reports an id that nothing has, unless what has it may not have been read; with `offices`, one of theirs too. */
void join_unknown(const Joining *j, Str id, Pos at, bool offices);
void join_contact(const Joining *j, Contact *c);

typedef struct Served {
	const Area **areas;                    /* NULL-terminated, or NULL */
	const Division **divisions;
} Served;

/* Areas by path or name, and divisions ("houkatsu:sakaecho") with the smallest areas that they touch. */
Served join_area_list(const Joining *j, const Texts *written, Pos at);

#endif
