/*
 * Offices, whose names and numbers records borrow.
 */
#ifndef SITE_OFFICE_H
#define SITE_OFFICE_H

#include "base/diag.h"
#include "base/str.h"
#include "site/facts.h"
#include "site/vocabulary.h"

/* content/offices.yaml: an office or a role, written once. */
typedef struct Office {
	Str id, name, name_kana, phone, fax, email, url, address, after_hours, ask, note;
	Hours hours;
	const Term *role;
	Texts source;
	bool sample;
	Pos pos;
} Office;

typedef struct Offices {
	const Office *items;
	size_t count;
} Offices;

#endif
