/*
 * Prints on which days events are, to compare them with what calendar files say.
 *
 *   calendar-dates CONTENT TODAY UNTIL
 *
 * A line `ID AREA AGES PURPOSES FIRST LAST STATE BEGINS ENDS` for each day or run of days since the first of
 * this month, for the events that calendars have: STATE as pages say it (planned, cancelled …), BEGINS and
 * ENDS as minutes, or -1. Terms are ids with commas between them, or -.
 */
#include <stdio.h>

#include "site/series.h"
#include "site/site_load.h"
#include "site/state.h"
#include "source/sources.h"
#include "source/tree.h"

static Day day_read(const char *text)
{
	int year = 0, month = 0, day = 0;
	return sscanf(text, "%d-%d-%d", &year, &month, &day) == 3 ? day_of(year, month, day) : DAY_NONE;
}

static const char *state_name(const Record *r, const Occurrence *o)
{
	static const char *const of_day[] = { "planned", "changed", "cancelled", "postponed", "moved" };
	switch (r->state) {
	case STATE_CANCELLED: return "cancelled";
	case STATE_POSTPONED: return "postponed";
	default:              break;
	}
	return r->state == STATE_FULL && o->state == OCCURRENCE_PLANNED ? "full" : of_day[o->state];
}

static void print_terms(const Terms *terms, TermSet set)
{
	const char *between = "";
	putchar(' ');
	for (size_t i = 0; i < terms->count; i++) {
		if (!(set & term_bit(i)))
			continue;
		printf("%s%.*s", between, STR_ARG(terms->items[i].id));
		between = ",";
	}
	if (!set)
		putchar('-');
}

static void print_day(const Site *site, const Record *r, const Occurrence *o)
{
	Arena a = { 0 };
	int begins = -1, ends = -1;
	for (size_t i = 0; i < o->times->count; i++) {
		const TimeSpan *span = &o->times->items[i];
		begins = begins < 0 || span->from < begins ? span->from : begins;
		ends = span->until > ends ? span->until : ends;
	}
	printf("%.*s /%.*s", STR_ARG(r->id), STR_ARG(r->area->path));
	print_terms(&site->vocabulary.lists[AGES], r->ages);
	print_terms(&site->vocabulary.lists[PURPOSES], r->purposes);
	printf(" %.*s %.*s %s %d %d\n", STR_ARG(day_iso(o->day, &a)), STR_ARG(day_iso(o->until, &a)), state_name(r, o),
	       begins, ends);
	arena_free(&a);
}

static bool is_told(const Site *site, const Record *r)
{
	bool over = r->state == STATE_ENDED && r->status != STATUS_ENDED &&
	            (!r->publish_until || r->publish_until >= site->today);
	return r->kind == KIND_EVENT && (state_has_calendar(r->state) || over);
}

static void print_days(const Site *site, Day until)
{
	Arena a = { 0 };
	RuleCache cache = { 0 };
	CalendarView view = { &site->calendars, site->today, site->info.whats_on_days, site_cancelling(site, &a) };
	Civil today = day_civil(site->today);
	for (size_t i = 0; i < site->record_count; i++) {
		const Record *r = site->records[i];
		if (!is_told(site, r))
			continue;
		Occurrences all = calendar_all(&view, until, &cache, r, &a);
		for (size_t n = 0; n < all.count; n++)
			if (all.items[n].until >= site->today - today.day + 1)
				print_day(site, r, &all.items[n]);
	}
	arena_free(&cache.arena);
	arena_free(&a);
}

int main(int argc, char **argv)
{
	if (argc != 4) {
		fprintf(stderr, "usage: %s CONTENT TODAY UNTIL\n", argv[0]);
		return 2;
	}
	Diag d = { 0 };
	Files content = sources_take(sources_of_tree(str_from(argv[1]), STR("content"), &d), 1, &d);
	const SiteOptions options = { .today = day_read(argv[2]), .jobs = 1 };
	const Site *site = site_load(&content, &options, &d);
	if (!d.errors)
		print_days(site, day_read(argv[3]));
	int status = d.errors ? 1 : 0;
	site_drop(site);
	files_drop(&content);
	diag_free(&d);
	return status;
}
