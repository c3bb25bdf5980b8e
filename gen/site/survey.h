/*
 * What is there and what is missing, over the whole city: for those who meet
 * once a month and ask what to do next. Nothing here is a mistake of a file.
 *
 *   const Survey *s = survey_make(site, a);
 *   survey_tell(s, content, d);               the same as notes, each at its place
 *
 * Counted is what residents can find today: listed records, by the area that
 * holds or is served by them. A table of what is looked for is in survey.c;
 * what takes part of it is told beside each member.
 */
#ifndef SITE_SURVEY_H
#define SITE_SURVEY_H

#include "site/site.h"

/* One area, with all that lies inside it. */
typedef struct SurveyArea {
	const Area *area;
	size_t records, stale;
	const uint32_t *purposes;              /* records that serve each purpose, by its number */
	const uint32_t *ages;                  /* purposes that each age finds something for, by its number */
	size_t pairs, empty;                   /* age × purpose; those of them with nothing */
	bool gathers;                          /* a place for the purpose `gather`: somewhere to be */
	bool reached;                          /* a window that serves it comes to people's homes */
} SurveyArea;

/* One office that looks after records (担当). */
typedef struct SurveyOwner {
	Str name;                              /* empty: nobody is named */
	size_t records, stale;
	Day oldest;                            /* the earliest 確認日 */
} SurveyOwner;

/* What somebody looks at before the fiscal year ends, on 31 March. */
typedef enum RenewalReason {
	RENEWAL_EVENT,                         /* the event's last day lies in this year, and nobody goes on */
	RENEWAL_SHOWN,                         /* it is shown until then */
	RENEWAL_ASSURED,                       /* its 確認日 is too old by then, or already */
} RenewalReason;

typedef struct SurveyRenewal {
	const Record *record;
	RenewalReason reason;
	Day day;                               /* the last day; the 確認日 */
} SurveyRenewal;

typedef struct SurveyPair {
	const Record *record, *other;
} SurveyPair;

typedef struct SurveyTerm {
	VocabularyList list;
	const Term *term;
} SurveyTerm;

typedef struct Survey {
	const Site *site;
	const SurveyArea *areas;               /* by number of area */
	const SurveyOwner *owners;             /* most stale first */
	size_t owner_count;
	const Record **stale;                  /* 確認日 is too old; oldest first */
	size_t stale_count;
	const Record **ending;                 /* repeating events whose last day is this month, and none follows */
	size_t ending_count;
	Day year_end;                          /* the next 31 March, or today */
	const SurveyRenewal *renewals;         /* by office, those without one last; then by day */
	size_t renewal_count;
	const SurveyPair *alike;               /* the same name by its reading, one's area within the other's */
	size_t alike_count;
	const SurveyTerm *unused;              /* words of the vocabulary that no record uses */
	size_t unused_count;
} Survey;

/* Lives in the arena, as long as the site. */
const Survey *survey_make(const Site *site, Arena *a);
/* The unused words of one list, from *next on, which becomes the first of the next list. */
Str           survey_unused(const Survey *s, size_t *next, Arena *a);
/* The last day of event `r`; DAY_NONE where it goes on. */
Day           survey_last_day(const Record *r);
void          survey_tell(const Survey *s, const Files *content, Diag *d);

#endif
