/*
 * What the rules about records share: check_record.c has the table that says when each of them runs, and
 * what concerns all kinds; the rest stands by subject: check_event.c, check_address.c, check_contact.c, check_texts.c.
 *
 *   void check_contacts(const Checking *c, const Record *r);     and its row: { -1, "contacts", check_contacts }
 *
 * A check tells what is wrong with the one record that it is given, and changes nothing. It runs in several
 * threads at once: `arena` and `diag` are its own, and what it takes of the arena is gone when it returns.
 */
#ifndef SITE_CHECKING_H
#define SITE_CHECKING_H

#include "base/diag.h"
#include "site/site.h"

typedef struct Checking {
	const Site *site;
	const Files *content;
	Arena *arena;
	Diag *diag;
} Checking;

typedef void Check(const Checking *c, const Record *r);

/* Where this word of a field stands, or the field. */
Pos record_word(const Record *r, const char *key, Str word);

/* Warns of a year that was mistyped; of what begins, and of what ends. */
void check_year(const Checking *c, const Record *r, const char *key, Day day);
void check_last_year(const Checking *c, const Record *r, const char *key, Day day);

/* Events: days, what chooses among them, changes. */
Check check_event_dates, check_event_years, check_repeat_rules, check_event_calendars, check_changes, check_event_place,
	check_application;

/* Where it says that it is: the city, the town, the chome, and the folder. */
Check check_address, check_event_address;

/* Whom to ask: contacts, names that stand for them, phones. */
Check check_contacts, check_contact_names, check_other_names, check_mobile, check_sample_phone;

/* Whatever people read: dates in prose, what cannot be read out, marks, phones of persons and old ones. */
Check check_texts, check_easy, check_english_name, check_retired;

#endif
