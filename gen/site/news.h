/*
 * 更新情報: what is new, ended, cancelled or changed, day by day.
 *
 *   Past past = past_days(repo, &head, "content", "content", today - NEWS_DAYS + 1, run);
 *   const News *news = news_make(site, &past, jobs, run);
 *   ... news may be NULL: nothing is known of the past ...
 *
 * Records are compared as they are read, not their files: those of a day
 * before and after are matched by id, wherever they lie, with the site's own
 * reader and today's words; what cannot be read says nothing. A day tells
 * its sum: changed and changed back is no news.
 *
 * It is told of records that people see today, by the name they have today.
 * A record that was not to be seen yet on a day has no news of that day, one
 * that is withdrawn none but that, and one taken away without a word none.
 */
#ifndef SITE_NEWS_H
#define SITE_NEWS_H

#include <stdbool.h>
#include <stddef.h>

#include "site/site.h"
#include "site/told.h"
#include "source/past.h"

enum {
	NEWS_DAYS    = 90,                     /* today is the last of them */
	CHANGES_DAYS = 60,                     /* and of these, which a record itself tells of */
};

/* In the order a day tells them. */
typedef enum NewsKind {
	NEWS_MANY,                             /* so many at once that they are only counted */
	NEWS_CANCELLED, NEWS_POSTPONED, NEWS_SUSPENDED, NEWS_FULL, NEWS_RESUMED,
	NEWS_CHANGED, NEWS_NEW, NEWS_ENDED, NEWS_WITHDRAWN,
	NEWS_OFFICE,                           /* whom to ask at an office of offices.yaml */
	NEWS_KINDS,
} NewsKind;

typedef struct NewsItem NewsItem;
struct NewsItem {
	Day day;
	NewsKind kind;
	const Record *record;                  /* NULL: MANY, WITHDRAWN, OFFICE */
	Str id, name;                          /* id of the record or office; name may be empty when WITHDRAWN */
	const Area *area;                      /* where it is told; of MANY that area alone */
	const Area *from;                      /* it lay in this area before; NULL when in none other */
	size_t count;                          /* of MANY */
	bool sample;
	const FieldNews *fields;
	size_t field_count;
	const NewsItem *older;                 /* the news before of the same record */
};

typedef struct News {
	const NewsItem *items;                 /* newest day first */
	size_t count;
	const NewsItem **latest;               /* by number of record; NULL where it has no news */
	Day since;                             /* the first day it tells of */
	Day updated;                           /* the newest it tells of */
} News;

/* NULL when no day up to today is known whole, or there is neither a past nor a record whose last change is known. */
const News *news_make(const Site *site, const Past *past, int jobs, Arena *a);

/* Whether people of the area read it. */
bool news_is_of(const NewsItem *item, const Area *area);

#endif
