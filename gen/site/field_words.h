/*
 * The value of any field as a text, by the field's type.
 *
 *   const Speech speech = { site, day };
 *   field_say(&b, &speech, f, (const char *)record + f->offset);
 *
 * For people: the words pages use (say.h); nothing where the field was not
 * given, or where words would tell too much. As a key: all that was written,
 * so that two values are the same when their keys are.
 *
 * Made for records as they were once: they need not be joined. What they
 * name is looked up in the site of today, and what is no longer there, or
 * not there for people to see, is not named.
 */
#ifndef SITE_FIELD_WORDS_H
#define SITE_FIELD_WORDS_H

#include "base/buf.h"
#include "site/site.h"

typedef struct Speech {
	const Site *site;
	Day day;                               /* of which it is told */
} Speech;

void field_say(Buf *b, const Speech *speech, const Field *f, const void *member);
void field_key(Buf *b, const Speech *speech, const Field *f, const void *member);

/* The year that somebody who reads it takes for granted; 0 when that is not sure. */
int  speech_year(const Speech *speech);
/* The same change, with the place as it is called today. */
void speech_change(Buf *b, const Speech *speech, const Change *change);

#endif
