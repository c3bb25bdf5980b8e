/*
 * The page for the monthly meeting: what there is, what is missing, what is
 * old. It is written by `keijiban check --report` and is no page of the site.
 */
#ifndef RENDER_PAGE_REPORT_H
#define RENDER_PAGE_REPORT_H

#include "render/desk.h"
#include "site/survey.h"

/* Lives in the desk's page arena. */
Str render_report(Desk *desk, const Survey *survey, size_t errors, size_t warnings);

#endif
