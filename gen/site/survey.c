#include "site/survey.h"

#include <stdlib.h>

#include "site/kana.h"
#include "site/select.h"
#include "site/state.h"

static const Terms *terms_of(const Site *site, VocabularyList list)
{
	return &site->vocabulary.lists[list];
}

/* Areas. */

static bool has_any(const Site *site, const Area *area, Filter f)
{
	const Record *one;
	return select_inside(site, area, &f, &one, 1) > 0;
}

static void count_pairs(const Site *site, SurveyArea *s, Arena *a)
{
	size_t ages = terms_of(site, AGES)->count, purposes = terms_of(site, PURPOSES)->count;
	uint32_t *served = NEW_ARRAY(a, uint32_t, purposes), *found = NEW_ARRAY(a, uint32_t, ages);
	for (size_t p = 0; p < purposes; p++) {
		Filter f = FILTER_ALL;
		f.purpose = (int)p;
		served[p] = (uint32_t)select_inside(site, s->area, &f, NULL, 0);
		f.match = AGE_WELCOME;
		for (f.age = 0; f.age < (int)ages; f.age++)
			found[f.age] += served[p] && has_any(site, s->area, f);
	}
	for (size_t i = 0; i < ages; i++)
		s->empty += purposes - found[i];
	s->pairs = ages * purposes;
	s->purposes = served;
	s->ages = found;
}

static bool comes_home(const Record *const *records, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (records[i]->kind == KIND_CONSULTATION && records[i]->as.consultation.outreach.len)
			return true;
	return false;
}

static bool is_reached(const Site *site, const Area *area, Arena *scratch)
{
	ArenaMark mark = arena_mark(scratch);
	Filter windows = FILTER_ALL;
	windows.kind = KIND_CONSULTATION;
	const Record **found = NEW_ARRAY(scratch, const Record *, site->record_count);
	bool reached = comes_home(found, select_inside(site, area, &windows, found, site->record_count)) ||
	               comes_home(found, select_around(site, area, &windows, found, site->record_count));
	arena_reset(scratch, mark);
	return reached;
}

/* The purpose by which a place is somewhere to be; a vocabulary without it asks for none. */
static bool gathers(const Site *site, const Area *area)
{
	const Terms *purposes = terms_of(site, PURPOSES);
	const Term *gather = term_find(purposes, STR("gather"));
	Filter f = FILTER_ALL;
	f.kind = KIND_PLACE;
	f.purpose = gather ? (int)term_number(purposes, gather) : ANY;
	return !gather || has_any(site, area, f);
}

static void survey_area(const Site *site, SurveyArea *s, Arena *a, Arena *scratch)
{
	const Selection *inside = &site->inside[s->area->number];
	s->records = inside->count;
	for (size_t i = 0; i < inside->count; i++)
		s->stale += inside->items[i]->stale;
	count_pairs(site, s, a);
	s->gathers = gathers(site, s->area);
	s->reached = is_reached(site, s->area, scratch);
}

static void survey_areas(Survey *s, Arena *a, Arena *scratch)
{
	SurveyArea *areas = NEW_ARRAY(a, SurveyArea, s->site->area_count);
	for (size_t i = 0; i < s->site->area_count; i++) {
		areas[i].area = s->site->areas[i];
		survey_area(s->site, &areas[i], a, scratch);
	}
	s->areas = areas;
}

/* 確認日. */

static int by_assured(const void *left, const void *right)
{
	const Record *a = *(const Record *const *)left, *b = *(const Record *const *)right;
	int order = (a->assured > b->assured) - (a->assured < b->assured);
	return order ? order : str_compare(a->id, b->id);
}

static int by_stale(const void *left, const void *right)
{
	const SurveyOwner *a = left, *b = right;
	int order = (a->stale < b->stale) - (a->stale > b->stale);
	if (!order)
		order = (a->records < b->records) - (a->records > b->records);
	return order ? order : str_compare(a->name, b->name);
}

static void count_owner(Survey *s, Map *owners, SurveyOwner *items, const Record *r)
{
	SurveyOwner *o = map_find(owners, r->owner);
	if (!o) {
		o = &items[s->owner_count++];
		o->name = r->owner;
		map_put(owners, r->owner, o);
	}
	o->records++;
	o->stale += r->stale;
	if (r->assured && (!o->oldest || r->assured < o->oldest))
		o->oldest = r->assured;
}

static void survey_owners(Survey *s, Arena *a, Arena *scratch)
{
	Map owners = { .arena = scratch };
	SurveyOwner *items = NEW_ARRAY(a, SurveyOwner, s->site->record_count);
	s->stale = NEW_ARRAY(a, const Record *, s->site->record_count);
	for (size_t i = 0; i < s->site->record_count; i++) {
		const Record *r = s->site->records[i];
		if (!state_is_listed(r->state) || r->kind == KIND_NOTICE)
			continue;
		count_owner(s, &owners, items, r);
		if (r->stale)
			s->stale[s->stale_count++] = r;
	}
	qsort(items, s->owner_count, sizeof(*items), by_stale);
	qsort(s->stale, s->stale_count, sizeof(*s->stale), by_assured);
	s->owners = items;
}

/* Events that end. */

static Day end_of_month(Day day)
{
	Civil c = day_civil(day);
	return day_of(c.year, c.month, days_in_month(c.year, c.month));
}

Day survey_last_day(const Record *r)
{
	const Occurrences *o = &r->as.event.occurrences;
	Day last = record_last_day(r);
	bool ends = str_contains(r->as.event.repeat.rule, STR("UNTIL=")) ||
	            str_contains(r->as.event.repeat.rule, STR("COUNT="));
	if (!last && ends && o->count)
		last = o->items[o->count - 1].until;
	return last;
}

static bool repeats(const Event *e)
{
	return e->repeat.rule.len || e->days.count + e->also.count > 1;
}

static bool is_by_the_same(const Contact *a, const Contact *b)
{
	Str one = a->id.len ? a->id : a->name, two = b->id.len ? b->id : b->name;
	return one.len && str_equal(one, two);
}

/* Somebody goes on: the same organizer, or the same name, in the same area, for longer. */
static bool is_followed(const Survey *s, const Record *r, Day end)
{
	for (size_t i = 0; i < s->site->record_count; i++) {
		const Record *other = s->site->records[i];
		if (other == r || other->kind != KIND_EVENT || other->area != r->area || other->state == STATE_ENDED)
			continue;
		Day last = survey_last_day(other);
		bool same = str_equal(other->name, r->name) ||
		            is_by_the_same(&other->as.event.organizer, &r->as.event.organizer);
		if (same && (!last || last > end))
			return true;
	}
	return false;
}

static void survey_ending(Survey *s, Arena *a)
{
	Day end = end_of_month(s->site->today);
	s->ending = NEW_ARRAY(a, const Record *, s->site->record_count);
	for (size_t i = 0; i < s->site->record_count; i++) {
		const Record *r = s->site->records[i];
		if (r->kind != KIND_EVENT || !state_is_listed(r->state) || !repeats(&r->as.event))
			continue;
		Day last = survey_last_day(r);
		if (last && last >= s->site->today && last <= end && !is_followed(s, r, end))
			s->ending[s->ending_count++] = r;
	}
}

/* What to renew. */

static Day year_end(Day today)
{
	int year = day_civil(today).year;
	Day end = day_of(year, 3, 31);
	return end < today ? day_of(year + 1, 3, 31) : end;
}

static bool is_in(Day day, Day from, Day until)
{
	return day && day >= from && day <= until;
}

/* What ended by somebody's word is not renewed. */
static bool is_renewed(const Survey *s, const Record *r, SurveyRenewal *found)
{
	Day end = s->year_end, from = day_of(day_civil(end).year - 1, 4, 1);
	if (r->kind == KIND_NOTICE || r->status == STATUS_ENDED || r->state == STATE_HIDDEN)
		return false;
	*found = (SurveyRenewal){ r, RENEWAL_EVENT, r->kind == KIND_EVENT ? survey_last_day(r) : DAY_NONE };
	if (is_in(found->day, from, end) && !is_followed(s, r, end))
		return true;
	*found = (SurveyRenewal){ r, RENEWAL_SHOWN, r->publish_until };
	if (is_in(found->day, from, end))
		return true;
	*found = (SurveyRenewal){ r, RENEWAL_ASSURED, r->assured };
	return state_is_listed(r->state) && record_is_stale(r, end, s->site->info.stale_days);
}

static int by_owner(const void *left, const void *right)
{
	const SurveyRenewal *a = left, *b = right;
	Str one = a->record->owner, two = b->record->owner;
	int order = !one.len || !two.len ? (!one.len) - (!two.len) : str_compare(one, two);
	if (!order)
		order = (a->reason > b->reason) - (a->reason < b->reason);
	if (!order)
		order = (a->day > b->day) - (a->day < b->day);
	return order ? order : str_compare(a->record->id, b->record->id);
}

static void survey_renewals(Survey *s, Arena *a)
{
	SurveyRenewal *found = NEW_ARRAY(a, SurveyRenewal, s->site->record_count + 1);
	s->year_end = year_end(s->site->today);
	for (size_t i = 0; i < s->site->record_count; i++)
		s->renewal_count += is_renewed(s, s->site->records[i], &found[s->renewal_count]);
	qsort(found, s->renewal_count, sizeof(*found), by_owner);
	s->renewals = found;
}

/* Records that may be one. */

static void survey_alike(Survey *s, Arena *a, Arena *scratch)
{
	Map readings = { .arena = scratch };
	SurveyPair *pairs = NEW_ARRAY(a, SurveyPair, s->site->record_count);
	for (size_t i = 0; i < s->site->record_count; i++) {
		const Record *r = s->site->records[i];
		if (!state_is_listed(r->state) || !r->name_kana.len)
			continue;
		Str kind = str_from(KIND_INFO[r->kind].id);
		Str key = STR_CONCAT(scratch, kind, STR(" "), kana_key(r->name_kana, scratch));
		const Record *other = map_find(&readings, key);
		if (!other)
			map_put(&readings, key, (void *)r);
		else if (area_contains(other->area, r->area) || area_contains(r->area, other->area))
			pairs[s->alike_count++] = (SurveyPair){ r, other };
	}
	s->alike = pairs;
}

/* Words. */

static TermSet used_in(const Site *site, VocabularyList list, const Record *r)
{
	switch (list) {
	case AGES: return r->ages;
	case PURPOSES: return r->purposes;
	case TROUBLES: return r->troubles;
	case ACCESSIBILITY: return r->accessibility;
	case LANGUAGES: return r->languages;
	case CHANNELS: return r->kind == KIND_CONSULTATION ? r->as.consultation.channels : 0;
	case PLACE_TYPES:
		return r->kind == KIND_PLACE && r->as.place.type
		               ? term_bit(term_number(terms_of(site, list), r->as.place.type))
		               : 0;
	case TIERS:
	case BASES:
	case ROLES:
	case VOCABULARY_LISTS: break;
	}
	return 0;
}

static void survey_words(Survey *s, Arena *a)
{
	static const VocabularyList lists[] = { AGES,      PURPOSES,    TROUBLES, ACCESSIBILITY,
		                                LANGUAGES, PLACE_TYPES, CHANNELS };
	enum { LISTS = sizeof(lists) / sizeof(*lists) };
	SurveyTerm *unused = NEW_ARRAY(a, SurveyTerm, LISTS * TERMS_MAX);
	for (size_t n = 0; n < LISTS; n++) {
		const Terms *terms = terms_of(s->site, lists[n]);
		TermSet used = 0;
		for (size_t i = 0; i < s->site->record_count; i++)
			used |= used_in(s->site, lists[n], s->site->records[i]);
		for (size_t i = 0; i < terms->count; i++)
			if (!(used & term_bit(i)))
				unused[s->unused_count++] = (SurveyTerm){ lists[n], &terms->items[i] };
	}
	s->unused = unused;
}

const Survey *survey_make(const Site *site, Arena *a)
{
	Arena scratch = { 0 };
	Survey *s = NEW(a, Survey);
	s->site = site;
	survey_areas(s, a, &scratch);
	survey_owners(s, a, &scratch);
	survey_ending(s, a);
	survey_renewals(s, a);
	survey_alike(s, a, &scratch);
	survey_words(s, a);
	arena_free(&scratch);
	return s;
}

Str survey_unused(const Survey *s, size_t *next, Arena *a)
{
	Buf b = { .arena = a };
	VocabularyList of = s->unused[*next].list;
	for (; *next < s->unused_count && s->unused[*next].list == of; ++*next) {
		if (b.len)
			buf_str(&b, STR("、"));
		buf_str(&b, s->unused[*next].term->label);
	}
	return buf_done(&b);
}

/* As notes. */

static void tell_area(const SurveyArea *s, Diag *d)
{
	const Source *src = s->area->src;
	Str name = s->area->name;
	if (!src || s->area->child_count)
		return;
	if (!s->gathers)
		diag_note(d, src, (Pos){ 0 }, "survey-place", ARGS(name),
		          _("{0} has nowhere to be: no place to gather in"),
		          _("record one, or name this area in the areas of one nearby"));
	if (!s->reached)
		diag_note(d, src, (Pos){ 0 }, "survey-outreach", ARGS(name),
		          _("no window comes to people's homes in {0}"),
		          _("write outreach in the record of one that does"));
	if (s->empty)
		diag_note(d, src, (Pos){ 0 }, "survey-empty",
		          ARGS(name, str_format(&d->arena, "%zu", s->empty), str_format(&d->arena, "%zu", s->pairs)),
		          _("{0} has nothing for {1} of the {2} pairs of an age and a purpose"),
		          _("which they are is in the tables of: keijiban check --report DIR"));
}

static void tell_records(const Survey *s, Diag *d)
{
	for (size_t i = 0; i < s->stale_count; i++) {
		const Record *r = s->stale[i];
		diag_note(d, r->src, record_place(r, "assured_date"), "survey-stale",
		          ARGS(r->name, day_iso(r->assured, &d->arena)), _("'{0}' was last assured on {1}"),
		          _("ask whether it is still so, then write the day in assured_date"));
	}
	for (size_t i = 0; i < s->ending_count; i++) {
		const Record *r = s->ending[i];
		diag_note(d, r->src, record_place(r, r->as.event.repeat.rule.len ? "repeat" : "date"), "survey-ending",
		          ARGS(r->name, day_iso(survey_last_day(r), &d->arena)),
		          _("'{0}' is held for the last time on {1}, and nothing follows it"),
		          _("when it goes on, write the new days in this same record"));
	}
	for (size_t i = 0; i < s->alike_count; i++) {
		const Record *r = s->alike[i].record, *other = s->alike[i].other;
		diag_note(d, r->src, record_place(r, "name"), "survey-alike",
		          ARGS(r->name, other->src->path, other->name),
		          _("'{0}' may be the same as '{2}' in {1}"),
		          _("if it is, keep one of them and withdraw the other"));
	}
}

static void tell_words(const Survey *s, const Files *content, Diag *d)
{
	const Source *src = NULL;
	for (size_t i = 0; i < content->count; i++)
		if (str_equal(content->items[i].source.path, STR("content/vocabulary.yaml")))
			src = &content->items[i].source;
	for (size_t i = 0; src && i < s->unused_count;) {
		const SurveyTerm *first = &s->unused[i];
		diag_note(d, src, first->term->pos, "survey-unused", ARGS(survey_unused(s, &i, &d->arena)),
		          _("no record uses these words: {0}"),
		          _("use them where they fit; a word that has been published stays in the list"));
	}
}

void survey_tell(const Survey *s, const Files *content, Diag *d)
{
	for (size_t i = 0; i < s->site->area_count; i++)
		tell_area(&s->areas[i], d);
	tell_records(s, d);
	tell_words(s, content, d);
}
