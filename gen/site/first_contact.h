/*
 * Whom to ask first.
 *
 * An area.yaml names windows for ages, for troubles, and one by default.
 * A rule that names the age or trouble wins, wherever up the tree it
 * stands; then the nearest default. In one list the first that fits wins.
 */
#ifndef SITE_FIRST_CONTACT_H
#define SITE_FIRST_CONTACT_H

#include "site/site.h"

/* For an age band or a trouble (NULL: whoever asks); never NULL in a sound site. */
const Record *site_first_contact(const Site *site, const Area *area, const Term *age, const Term *trouble);

#endif
