/*
 * Rules about records: what a resident would stumble over.
 *
 * check_records runs every row of its table on every record, shared among `jobs` threads, then the rules
 * that compare records with each other.
 */
#ifndef SITE_CHECK_RECORD_H
#define SITE_CHECK_RECORD_H

#include "base/diag.h"
#include "site/site.h"

/* Every row of the table on one record. */
void check_record(const Site *site, const Files *content, const Record *r, Diag *d);
/* The rows that look at its text, for one that was saved once more; `whole` is its file as it is now. */
void check_mended_text(const Site *site, const Record *r, const Source *whole, Diag *d);
void check_records(const Site *site, const Files *content, int jobs, Diag *d);

#endif
