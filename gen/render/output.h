/*
 * One file that is published, and what sort of file it is.
 *
 * Which there are is the Plan (plan.h), made of a table of kinds (outputs.h).
 */
#ifndef RENDER_OUTPUT_H
#define RENDER_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "render/press.h"

typedef struct Desk Desk;
typedef struct Plan Plan;
typedef struct OutputKind OutputKind;

typedef struct Output {
	const OutputKind *kind;
	Str path;                              /* below out/: seibu/index.html; ends with a NUL */
	const Area *area;                      /* the area it belongs to; the city where there is none */
	union {
		const Record *record;
		const Withdrawn *withdrawn;
		const Asset *asset;
	} of;
	int8_t age, purpose;                   /* of an index: numbers of terms, or ANY */
	/* 16 bits each, for outputs are many: no file has so many offices, and so many pages list 6,000,000 records. */
	uint16_t list;                         /* the Kind of a list; the SheetSize of a board; which picture, office */
	uint16_t page;                         /* of a list, from 1; of a board sheet, its Month */
	uint16_t language;                     /* number in site->languages, from 1; 0: Japanese */
} Output;

/* OF_PLAN is of the whole list itself, and planned when that is known. */
typedef enum OutputScope { OF_SITE, OF_AREA, OF_RECORD, OF_PLAN } OutputScope;

struct OutputKind {
	const char *name;
	OutputScope scope;
	/* `area` is the city for OF_SITE and OF_PLAN; `record` is NULL but for OF_RECORD. */
	void (*plan)(Plan *plan, const OutputKind *kind, const Area *area, const Record *record);
	/* Lives in the desk's page arena. */
	Str  (*render)(Desk *desk, const Output *out);
	bool indexed;                          /* search engines may list it */
	const char *path;                      /* where there is one file only */
	bool retold;                           /* other languages may have it: see languages.h */
	bool is_data;                          /* of the open data alone: see data.h */
	/* How many things one of them shows, where some are empty; else NULL. */
	size_t (*holds)(const Press *press, const Output *out);
};

/* Of an indexed kind, and not empty, a later page of a list, or over. */
bool output_is_indexed(const Press *press, const Output *out);

#endif
