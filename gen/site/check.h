/*
 * Rules over the whole site: what no single field can tell.
 *
 * A table of checks, each one function that reports its own code. They run
 * after everything is joined and see a finished Site.
 */
#ifndef SITE_CHECK_H
#define SITE_CHECK_H

#include "base/diag.h"
#include "site/site.h"

void check_site(const Site *site, const Files *content, int jobs, Diag *d);

#endif
