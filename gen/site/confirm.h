/*
 * 確認日 in the bytes of a record's file: that date and nothing else is changed.
 *
 *   Str after;
 *   ConfirmFault fault = confirm_dates(site, records, count, day, arena, &after);
 *
 * `records` are of one file. A date that is there is replaced where it
 * stands, in whatever form it was written; a notice without one gets a line
 * above its name, where that stands on a line of its own. What comes of it
 * is read again: every record must be there with that date, and the file
 * without a mistake.
 */
#ifndef SITE_CONFIRM_H
#define SITE_CONFIRM_H

#include "site/site.h"

typedef enum ConfirmFault {
	CONFIRM_DONE,
	CONFIRM_NO_LINE,                       /* there is no date, and no place where a line could be put */
	CONFIRM_UNSURE,                        /* read again it would not be what it should */
} ConfirmFault;

ConfirmFault confirm_dates(const Site *site, const Record *const *records, size_t count, Day day, Arena *a, Str *after);

#endif
