/*
 * Everything that rendering reads, made ready once.
 *
 * Made by press_make.h. What many pages share is worked out here, so that a page only copies it:
 * a record's list line is rendered once and stands on every list as it is;
 * an area's first contact, crumbs and counts are made once. It is never
 * changed afterwards, so any number of workers read it at once.
 */
#ifndef RENDER_PRESS_H
#define RENDER_PRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "format/image.h"
#include "format/value.h"
#include "render/layout.h"
#include "render/map.h"
#include "render/near.h"
#include "site/kana.h"
#include "site/news.h"
#include "site/site.h"

enum { LIST_PAGE = 100, AROUND_MOST = 20 };

/* Why a record leads home, area and what's-on pages; the order is theirs. */
typedef enum Lead { LEAD_NONE, LEAD_EMERGENCY, LEAD_IMPORTANT, LEAD_ALTERED, LEAD_INFO, LEADS } Lead;

/* A record in a list of an area: what lists ask of it, without touching the record. */
typedef struct Row {
	TermSet ages, purposes;
	uint32_t record;                       /* its number */
	uint8_t kind, lead;
} Row;

typedef struct Rows {
	const Row *items;
	size_t count;
} Rows;

/* One day of one event. */
typedef struct AgendaItem {
	const Record *record;
	const Occurrence *occurrence;
	Day day, until;                        /* of the occurrence */
} AgendaItem;

/* Numbers of agenda items: by day, time, rank. */
typedef struct Agenda {
	const uint32_t *items;
	size_t count;
} Agenda;

typedef struct ReadyRecord {
	Str url;                               /* empty: it has no page */
	Str who;                               /* for whom, briefly */
	Str line;                              /* its <li>, when it is listed */
	uint64_t line_hash;
	const Picture *pictures;               /* those of record->images; width 0: not shown */
} ReadyRecord;

/* What a tile that leads to an index is called by. */
typedef enum Tile { TILE_AGE, TILE_PURPOSE, TILE_PLACE, TILES } Tile;

/* One index of an area. */
typedef struct ReadyIndex {
	Str url, words;                        /* its address; how many it has, in words */
	uint32_t count;                        /* of records that name the age or are for everyone */
	uint32_t everyone;                     /* of them, those for everyone */
	Str tiles[TILES];                      /* <li> elements that lead to it */
} ReadyIndex;

typedef struct ReadyArea {
	Str url;
	Str holds;                             /* 芝久保町1〜4丁目; empty for the city */
	Str full_name;                         /* 芝久保小地区（芝久保町1〜4丁目） */
	Value link;                            /* LINK frame: its name and address */
	Value ask;                             /* ASK frame */
	Str ask_html;                          /* the same, rendered */
	const Value *crumbs;                   /* LINK frames, from the home page to this area */
	size_t crumb_count;
	Str crumbs_json;                       /* the same, for linked.h */
	Rows inside;                           /* listed records of it and of the areas inside, by rank */
	Rows around;                           /* those of the areas around that are not inside, nearest first */
	const Record **groups;                 /* of its own folder, those that belong to a scheme, by rank */
	size_t group_count;
	Agenda agenda;                         /* of the events inside */
	size_t whatson;                        /* entries of the agenda within the what's-on days */
	const ReadyIndex *indexes;             /* of `inside`, by age and purpose: see press_index */
	uint32_t kinds[KINDS];                 /* of `inside` */
	const NewsItem **news;                 /* newest first */
	size_t news_count;
} ReadyArea;

/* Kinds of output left out on request. */
typedef struct Skip {
	bool pdf, qr, gzip, images;
	bool all_but_data;                     /* only open data (data.h) is planned */
} Skip;

/* Records from … until - 1 of Press.by_area. */
typedef struct SearchPart {
	uint32_t from, until;
} SearchPart;

typedef struct Press {
	const Site *site;
	const News *news;                      /* NULL without a history: no page, no link, no date tells of it */
	const Layouts *layouts;
	Skip skip;
	Value site_frame;
	Value plain_site_frame;                /* without counts: for pages a new record elsewhere must not change */
	const Template *pages[LAYOUTS];        /* the layouts with what both frames say written into them */
	const ReadyRecord *records;            /* by number */
	const ReadyArea *areas;                /* by number */
	const AgendaItem *agenda;              /* of the whole city */
	size_t agenda_count;
	CalendarView calendar;                 /* which event is on which day */
	const uint8_t *often;                  /* by number of record, what is on nearly every day: see often.h */
	const Str *days_shut;                  /* of each named calendar, for open.js: see view_days_shut */
	const Near *near;                      /* by number of record */
	const Record **by_kana;                /* those that are listed, in the order of their readings */
	const uint16_t *by_kana_file;          /* of each, in which search/text-N.json its text is */
	size_t by_kana_count;
	size_t kana_ends[KANA_GROUPS];         /* where each row of the syllabary ends in it */
	const Record **by_area;                /* the same by area, then by reading; NULL: they are read at once */
	const SearchPart *parts;               /* runs of by_area, each of one area, that a search reads apart */
	size_t part_count;
	const Record **schemes;                /* that have a page, by rank */
	size_t scheme_count;
	const Record **past;                   /* ended or suspended, by rank */
	size_t past_count;
	Asset readings;                        /* what ruby.js lays over pages: see ruby.h; no bytes: nothing is read */
	const Town **towns;                    /* in the order of their readings */
	size_t town_count;
	const CityMap *map;                    /* NULL: the site has none */
	Str kind_icons[KINDS];                 /* addresses in icons.svg; empty: none */
	Str access_icons[TERMS_MAX];           /* by the number of the term */
	Arena *arenas;                         /* one a worker, for the lines */
} Press;

void press_drop(const Press *press);

/* The days that what's on shows: from today on. */
DayRange whatson_days(const Site *site);

/* ANY stands for all; by age (all, then each), and in it by purpose (all, then each). */
const ReadyIndex *press_index(const Press *press, const Area *area, int age, int purpose);

/* The id of a town on /find/: its postal code's digits; towns that share one are numbered. */
Str town_anchor(const Press *press, size_t town, Arena *a);

static inline const ReadyArea *ready_area(const Press *press, const Area *area)
{
	return &press->areas[area->number];
}

static inline const ReadyRecord *ready_record(const Press *press, const Record *r)
{
	return &press->records[r->number];
}

/* The term, or NULL for ANY. */
static inline const Term *term_at(const Site *site, VocabularyList list, int number)
{
	return number < 0 ? NULL : &site->vocabulary.lists[list].items[number];
}

#endif
