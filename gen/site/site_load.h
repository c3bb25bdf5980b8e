/*
 * A Site is loaded, joined and checked: see site.h.
 *
 *   const Site *site = site_load(files, options, diag);
 *   ...
 *   site_drop(site);
 *
 * site_load goes on after problems, made of whatever was sound, so that one
 * run shows all of them; nothing may be published while diag has errors.
 * Names are resolved to pointers here, once.
 */
#ifndef SITE_SITE_LOAD_H
#define SITE_SITE_LOAD_H

#include <stdbool.h>

#include "base/date.h"
#include "base/diag.h"
#include "site/site.h"
#include "source/files.h"

typedef struct SiteOptions {
	Day today;
	int jobs;
	Keeping keeping;
	Day shown_until;                       /* days of events are kept up to it; DAY_NONE: as pages need them */
	bool part;                             /* some records are missing: rules over the whole are left out */
	bool early;                            /* a preview: what is to be seen later is shown, and its name says so */
	bool lint;                             /* texts are also looked at for what is hard to read or to hear */
} SiteOptions;

const Site *site_load(const Files *content, const SiteOptions *options, Diag *d);

#endif
