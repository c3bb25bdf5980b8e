/*
 * A record: one event, place, service, window, group, scheme or notice.
 *
 * Common members, then `as` by kind. Made by decode.c from one file, joined
 * (names to pointers) by site.c, then never changed. Texts live in the
 * site's arenas. `places` is where its fields were written, so that a later
 * check can still point at them: record_place.
 */
#ifndef SITE_RECORD_H
#define SITE_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/diag.h"
#include "site/area.h"
#include "site/facts.h"
#include "site/table.h"
#include "site/vocabulary.h"

typedef struct Record Record;

typedef enum Kind {
	KIND_EVENT, KIND_PLACE, KIND_SERVICE, KIND_CONSULTATION, KIND_GROUP, KIND_SCHEME, KIND_NOTICE,
	KINDS,
} Kind;

typedef enum Status {
	STATUS_ACTIVE, STATUS_CANCELLED, STATUS_POSTPONED, STATUS_SUSPENDED, STATUS_FULL, STATUS_ENDED,
} Status;

typedef enum ChangeStatus { CHANGE_CHANGED, CHANGE_CANCELLED, CHANGE_POSTPONED } ChangeStatus;

/* Where something happens: a record of a place, or written out. */
typedef struct PlaceRef {
	Ref ref;                               /* ref.record once joined */
	Str name, address, landmark;
	bool ask;                              /* 電話でお知らせ: told by phone, never published */
} PlaceRef;

typedef struct Change {
	Day date, from;                        /* one of them; the other DAY_NONE */
	int status;                            /* ChangeStatus */
	Day to;                                /* moved to this day, or DAY_NONE */
	TimeSpans times;
	PlaceRef place;
	Str note;
	Pos pos;
} Change;

typedef struct Changes {
	Change *items;
	size_t count;
} Changes;

typedef enum OnHoliday { HOLIDAY_SAME, HOLIDAY_OFF, HOLIDAY_NEXT_DAY } OnHoliday;

typedef enum OccurrenceState { OCCURRENCE_PLANNED, OCCURRENCE_CHANGED, OCCURRENCE_CANCELLED,
	OCCURRENCE_POSTPONED, OCCURRENCE_MOVED } OccurrenceState;

/* One day (or run of days) on which an event is, or was announced to be. */
typedef struct Occurrence {
	Day day, until;
	OccurrenceState state;
	Day to;                                /* MOVED: the new day */
	const TimeSpans *times;                /* like `place` and `note` those of the event, a change or a notice */
	const PlaceRef *place;
	const Str *note;
	const Record *notice;                  /* the notice that called it off, or NULL */
} Occurrence;

typedef struct Occurrences {
	const Occurrence *items;               /* by day, from 31 days before today on */
	size_t count;
} Occurrences;

typedef struct Image { Str file, alt; int width, height; const Source *src; Pos pos; } Image;
typedef struct Cell { const Term *tier, *basis; } Cell;
typedef struct RoleDoes { const Term *role; Str does; } RoleDoes;

/* What few records have lies apart from them; the others share an empty one, so that it is never NULL. */
typedef struct Alert { Str text; Day until; } Alert;
typedef struct Easy { Str name, summary, body; Pos pos; } Easy;
typedef struct Flyer { Str headline, short_name, size; Texts points; int tabs; bool large; } Flyer;

typedef struct Event {
	DayRanges days;
	Repeat repeat;
	Day from, until;                       /* bounds of a repeat; DAY_NONE when open */
	Texts skip, only;                      /* names of calendars */
	int on_holiday;                        /* OnHoliday; HOLIDAY_SAME when not given */
	DayRanges except, also;
	Changes changes;
	TimeSpans times;
	PlaceRef place;
	Contact organizer;
	Capacity capacity;
	Application application;
	Texts what_to_bring;
	Str condition;
	Occurrences occurrences;
	Day next;                              /* the next day it is held (or was to be), or DAY_NONE */
} Event;

typedef struct Place {
	const Term *type;
	Str address;
	double lat, lon;                       /* 0, 0 when not given */
	Lots lots;
	Hours hours;
	Texts closed;
	Str landmark;
	Contact operator_;
	Texts equipment;
} Place;

typedef struct Service {
	Contact provider;
	Str how_to_apply, fees, period, law;
	Texts documents;
} Service;

typedef struct Consultation {
	Contact provider;
	bool general, anonymous;
	TermSet channels;
	Hours hours;
	Texts closed;
	PlaceRef place;
	Str appointment, outreach;
	Refs connects_to;
	const Record **handed_over_by;         /* windows that name this one in connects_to */
	size_t handed_over_by_count;
} Consultation;

typedef struct Group {
	Ref scheme;
	const Term *basis;
	Str meets, members_wanted, founded;
	PlaceRef place;
} Group;

typedef struct Scheme {
	struct { const Cell *items; size_t count; } cells;
	bool city_scheme;
	struct { const RoleDoes *items; size_t count; } roles;
	Contact run_by;
} Scheme;

typedef enum NoticeLevel { NOTICE_INFO, NOTICE_IMPORTANT, NOTICE_EMERGENCY } NoticeLevel;

typedef struct Notice {
	Day date, expires;
	int level;                             /* NoticeLevel */
	struct { DayRanges dates; Refs ids; Texts areas; } cancels;
	const Area **cancels_in;               /* those areas, NULL-terminated; NULL when none are named */
} Notice;

/* What the state table of design.md §3 makes of a record today; see state.h. */
typedef enum State {
	STATE_HIDDEN, STATE_ACTIVE, STATE_CANCELLED, STATE_POSTPONED, STATE_SUSPENDED, STATE_FULL, STATE_ENDED,
} State;

/* Where a field was written, by its row in the kind's table; spoilt: its value could not be read. */
typedef struct FieldPlace {
	uint32_t row : 7, spoilt : 1, line : 24; /* a file of 4 MiB has fewer lines */
	uint16_t column, length;
} FieldPlace;

static inline FieldPlace field_place(size_t row, Pos pos, bool spoilt)
{
	return (FieldPlace){ row & 0x7f, spoilt, pos.line & 0xffffff, pos.column, pos.length };
}

struct Record {
	Kind kind;
	uint32_t number;                       /* its rank: the place in site->records, once all are loaded */
	Str id;
	const Source *src;
	const FieldPlace *places;              /* of the fields that were given */
	uint32_t place_count, body_line;
	Pos pos;                               /* of the whole record */
	const Area *area;                      /* whose folder holds it */
	Day changed;                           /* its file's last change; DAY_NONE when unknown */
	bool vague;                            /* it may have fields that could not be read */
	bool body_unread;                      /* its file was decoded from what was kept of its front matter */
	Str body;                              /* Markdown, not rendered; see record_body */
	Texts links;                           /* that its text may hold; see links.h */

	Str name, name_kana, name_en, summary;
	TermSet purposes, ages, troubles, accessibility, languages;
	int minimum_age, maximum_age;          /* -1: open */
	Str eligibility;
	Texts areas_written;
	Contacts contacts;
	Cost cost;
	struct { Image *items; size_t count; } images;
	const Alert *alert;
	Day assured, publish_from, publish_until;
	int status;                            /* Status */
	Str owner;
	Texts source, aliases;
	const Easy *easy;
	const Flyer *flyer;
	bool sample;

	/* Filled in by site.c. */
	bool stale;                            /* 確認日 is too old */
	bool early;                            /* shown before its publish_from: only in a preview */
	State state;
	const Area **areas;                    /* served besides its own; NULL-terminated, may be NULL */
	const Division **divisions;            /* likewise */
	Str sort_key;                          /* of name_kana */
	const Record **related;                /* what is at a place, events of a group, groups of a scheme */
	size_t related_count;

	/* Last: a record is as long as its kind needs, so nobody copies a Record whole. */
	union {
		Event event;
		Place place;
		Service service;
		Consultation consultation;
		Group group;
		Scheme scheme;
		Notice notice;
	} as;
};

/* The kind's folder, its id, its Japanese name; the rows of its field table. */
typedef struct KindInfo {
	const char *folder, *id, *ja;
	const Table *table;
} KindInfo;

extern const KindInfo KIND_INFO[KINDS];
extern const Table CONTACT_TABLE;              /* of a Contact */
extern const Table PLACE_REF_TABLE;            /* of a PlaceRef */

/* Who holds, provides or runs it, by whatever name its kind calls that; NULL: its kind has nobody. */
const Contact *record_holder(const Record *r);

/* Where field `key` of the record was written; of the whole record when absent. */
Pos record_place(const Record *r, const char *key);
/* Whether all of these fields ("date repeat from") are known, given or not. */
bool record_knows(const Record *r, const char *keys);

/* The kind whose folder this is, or KINDS. */
Kind kind_of_folder(Str folder);
/* The kind that somebody calls by its id, its Japanese name or its folder, or KINDS. */
Kind kind_called(Str word);

/*
 * What a path below content/ (without it) holds: records of a kind, of the
 * area at *area_path; or nothing of the sort: KINDS.
 */
Kind records_at(Str path, Str *area_path);

/*
 * Reads one record file, or one file of many records, into `arena`.
 * `records` becomes an array of pointers; what was sound is there even when false is returned.
 */
typedef struct RecordList {
	Record **items;
	size_t count;
	Texts unsound;                         /* ids of those with a mistake */
	Record **doubtful;                     /* these, as far as they could be read: see Site.doubtful */
	size_t doubtful_count;
	bool unread;                           /* not even their ids are known */
} RecordList;

bool records_decode(const Reader *r, Kind kind, const Area *area, RecordList *records);
/*
 * The same of a file of one record that was not read, from what Reader.packed became then. False without a
 * message: it is damaged.
 */
bool records_decode_packed(const Reader *r, Kind kind, const Area *area, Str packed, RecordList *records);
/*
 * What Reader.packed becomes for a record's own .md file, without decoding it. False when it cannot be read;
 * why is for records_decode to say.
 */
bool record_pack(const Source *src, Arena *scratch, Buf *packed);
/* The text of a record's own .md file, borrowed from it. */
bool record_body_of(const Source *src, Diag *d, Str *body);

#endif
