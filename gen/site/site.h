/*
 * The whole city, loaded, joined and checked (site_load.h); then read only.
 *
 * Names are pointers: code follows them, and asks select.h for lists.
 */
#ifndef SITE_SITE_H
#define SITE_SITE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/parallel.h"
#include "site/area.h"
#include "site/calendar.h"
#include "site/dataset.h"
#include "site/language.h"
#include "site/office.h"
#include "site/outline.h"
#include "site/readings.h"
#include "site/record.h"
#include "site/vocabulary.h"
#include "site/waymark.h"
#include "source/files.h"

typedef struct RetiredPhone {
	Str phone, use;
	Day since;
	Pos pos;
} RetiredPhone;

typedef struct Board {
	Str id, name, chome, owner, size;
	int max_days;
	bool stamp, sample;
	const Area *area;                      /* the district its chome lies in */
	Pos pos;
} Board;

typedef struct Withdrawn {
	Str id, name, reason;
	Day date;
	Pos pos;
} Withdrawn;

/* content/synonyms.yaml: words that a search takes for one another. */
typedef struct Synonym {
	Texts words;
	Pos pos;
} Synonym;

typedef struct Synonyms {
	const Synonym *items;
	size_t count;
} Synonyms;

typedef struct Credit { Str name, text, url; } Credit;

/* content/site.yaml */
typedef struct SiteInfo {
	Str name, short_name, base_url, lang, municipality_code, prefecture, city, licence, licence_url;
	int stale_days, whats_on_days;
	struct { Str size; int max_days; bool stamp; } board;
	struct { const Credit *items; size_t count; } credits;
	Texts estimates;
	struct { Str standard, scope, contact; Texts exceptions; } accessibility;

	Str host, base_path;                   /* from base_url: "https://keijiban.example", "" or "/repo" */
} SiteInfo;

/* content/accessibility.yaml: what the last run of the browser tests looked at and found. No date: there is none. */
typedef struct Tested {
	Day date;
	Str tools;
	int pages, looked, findings;           /* of the site; opened; of the automatic test */
	int html_pages, html_findings;
	Texts views, passed, failed;
} Tested;

/* Records in the order of their rank. */
typedef struct Selection {
	const Record **items;
	size_t count;
} Selection;

/*
 * What an incremental build knows of its files, given by whoever keeps it;
 * zero where everything is read. The first three functions are called by several workers at once.
 */
typedef struct Keeping {
	void *context;
	/* The packed front matter of a file in which nothing was wrong, to be kept (see File.packed); NULL: none is. */
	void (*keep)(void *context, const File *file, Str packed);
	/* The bytes of a file that was not read; false after an error was reported. */
	bool (*read)(void *context, const Source *src, Arena *a, Diag *d, Str *bytes);
	/* Whether of a file that was read the text alone was saved since: `read` has it. Or NULL. */
	bool (*mended)(void *context, const Source *src);
	/* The map that was made of what has this hash, packed; empty: make it, then keep it. By one worker. */
	Str  (*map)(void *context, Hash of);
	void (*keep_map)(void *context, Hash of, Str packed);
} Keeping;

typedef struct Site {
	SiteInfo info;
	Vocabulary vocabulary;
	Day today;

	const Area *const *areas;              /* by number: the city first */
	size_t area_count;
	Record *const *records;                /* every sound record, by rank; hidden ones too */
	size_t record_count;
	Map by_id;                             /* id → Record */
	Record *const *doubtful;               /* with a mistake in a field: what else is wrong is told, no more */
	size_t doubtful_count;

	/* What has a mistake of its own: whoever names it makes none. */
	Map unsound;                           /* ids of records */
	bool records_unread;                   /* a file of records whose ids are not known */
	bool areas_unread;                     /* a folder that is no area as it is */
	Doubts doubts;                         /* entries of offices.yaml, boards.yaml … with a mistake */
	Unsound offices_doubted, calendars_doubted; /* by their ids; calendars by their names too */
	Unsound towns_doubted, parts_doubted;  /* towns of towns.yaml; those that an area may lack */
	Unsound divisions_doubted;
	Day offices_changed, calendars_changed; /* when these files last did; DAY_NONE when unknown */

	Towns towns;
	Outline outline;
	struct { Layer *items; size_t count; } layers;
	Offices offices;
	struct { const RetiredPhone *items; size_t count; } retired_phones;
	Waymarks waymarks;
	struct { const Board *items; size_t count; } boards;
	struct { const Withdrawn *items; size_t count; } withdrawn;
	Calendars calendars;
	CalendarView calendar;                 /* which event is on which day */
	Synonyms synonyms;
	Texts datasets[DATASETS];              /* columns of each table of open data; none: not published */
	Tested tested;
	Map readings;                          /* 漢字 → Str * of its kana */
	const Readings *ruby;                  /* of these and of the names that have their kana */
	Languages languages;                   /* besides Japanese */
	Texts published_ids;                   /* ids.txt */
	const Selection *own, *inside;         /* by number of area; see select.h */

	Keeping keeping;
	bool early, lint;                      /* of SiteOptions */
	bool packed_damaged;                   /* what was kept of a file cannot be used: read them all */

	Arena arenas[JOBS_MAX + 1];            /* the site's, then one a worker */
	int workers;
} Site;

void        site_drop(const Site *site);

/* Notices that call events off and may be seen today; NULL-terminated. */
const Record *const *site_cancelling(const Site *site, Arena *a);
/* What records of this site are read with: its words, its day. */
Reader site_reader(const Site *site, const Source *src, Arena *a, Arena *scratch, Diag *d);
/* The record's text, read from its file where it was not, or was saved since; false after an error was reported. */
bool record_body(const Site *site, const Record *r, Arena *a, Diag *d, Str *body);

#endif
