/*
 * What a page says, for search engines: JSON-LD by schema.org, one data block a page.
 *
 *   s[SLOT_PAGE_JSON_LD] = view_linked(desk, out, crumbs, entity);
 *
 * Every page that is listed has its crumbs (BreadcrumbList); the city's own
 * the site, a record's page its record:
 *
 *     event          Event, with its next day; a repeat as a Schedule of the days that the page knows
 *     place          CivicStructure
 *     service        GovernmentService
 *     consultation   GovernmentService with the ways to reach it
 *     group          Organization
 *     notice         SpecialAnnouncement
 *
 * Pages in other languages have their crumbs, told as the page has them; what
 * a record is stands on its page in Japanese, to which hreflang leads.
 *
 * Nothing is here that the page does not say to people: a sample is named
 * 【見本】, numbers that nobody answers and places told by phone are left out.
 * It is made with json.h, in which no text can end a <script>.
 */
#ifndef RENDER_LINKED_H
#define RENDER_LINKED_H

#include "format/value.h"
#include "render/desk.h"
#include "render/plan.h"

/* The record as an object; empty for what has no such thing. In the page's arena. */
Str   linked_record(Desk *desk, const Record *r);
/* The first crumbs of an area's pages, as list items with commas between them. */
Str   linked_crumbs(const Site *site, const Value *crumbs, size_t count, Arena *scratch, Arena *a);
/* <script type="application/ld+json">…; `crumbs`: LINK frames; `entity`: an object or empty. */
Value view_linked(Desk *desk, const Output *out, const Value *crumbs, Str entity);

#endif
