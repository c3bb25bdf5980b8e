#include "render/linked.h"

#include "format/json.h"
#include "render/address.h"
#include "render/outputs.h"
#include "render/view.h"
#include "render/words.h"
#include "site/say.h"
#include "site/state.h"

/* An object being written. */
typedef struct Linked {
	Desk *desk;
	const Site *site;
	const Record *record;
	Buf *out;
	Arena *arena;
} Linked;

static void open_object(const Linked *l, const char *name, const char *type)
{
	if (name)
		json_name(l->out, name);
	json_open(l->out, '{');
	buf_str(l->out, STR("\"@type\":\""));
	buf_str(l->out, str_from(type));
	buf_char(l->out, '"');
}

static void close_object(const Linked *l)
{
	json_close(l->out, '}');
}

static void member_schema(const Linked *l, const char *name, const char *term)
{
	json_member(l->out, name, STR_CONCAT(l->arena, STR("https://schema.org/"), str_from(term)));
}

static Str terms_text(const Linked *l, VocabularyList list, TermSet set)
{
	return words_of_terms(&l->site->vocabulary.lists[list], set, STR("、"), false, l->arena);
}

/* Common facts. */

static void put_names(const Linked *l)
{
	const Record *r = l->record;
	json_member(l->out, "url",
	            STR_CONCAT(l->arena, l->site->info.host, ready_record(l->desk->press, r)->url));
	json_member(l->out, "name", r->sample ? STR_CONCAT(l->arena, STR("【見本】"), r->name) : r->name);
	json_member(l->out, "description", r->summary);
}

/* +81424641311, as the page's link calls it. */
static Str callable(const Linked *l, Str phone)
{
	Str url = phone_url(phone, l->arena);
	return str_take(&url, STR("tel:")) && !str_contains(url, STR("%")) ? url : (Str){ 0 };
}

static void put_organization(const Linked *l, const char *name, const char *type, const Contact *c)
{
	if (!c->name.len)
		return;
	open_object(l, name, type);
	json_member(l->out, "name", c->name);
	json_member(l->out, "telephone", callable(l, c->phone));
	close_object(l);
}

/* Those that a number or an address of the web can be given of. */
static void put_contacts(const Linked *l)
{
	const Contacts *all = &l->record->contacts;
	bool any = false;
	for (size_t i = 0; i < all->count; i++) {
		const Contact *c = &all->items[i];
		Str phone = callable(l, c->phone);
		if (!phone.len && !c->url.len)
			continue;
		if (!any) {
			json_name(l->out, "contactPoint");
			json_open(l->out, '[');
			any = true;
		}
		open_object(l, NULL, "ContactPoint");
		json_member(l->out, "contactType", STR("問合せ"));
		json_member(l->out, "name", c->name);
		json_member(l->out, "telephone", phone);
		json_member(l->out, "url", c->url);
		close_object(l);
	}
	if (any)
		json_close(l->out, ']');
}

static void put_address(const Linked *l, Str street)
{
	if (!street.len)
		return;
	open_object(l, "address", "PostalAddress");
	json_member(l->out, "addressCountry", STR("JP"));
	json_member(l->out, "addressRegion", l->site->info.prefecture);
	json_member(l->out, "addressLocality", l->site->info.city);
	json_member(l->out, "streetAddress", street);
	close_object(l);
}

/* Where it moves to a page tells by its name alone. */
static void put_location(const Linked *l, const PlaceRef *place, bool usual)
{
	if (!place || place->ask || (!place->name.len && !place->address.len))
		return;
	open_object(l, "location", "Place");
	json_member(l->out, "name", place_called(place));
	if (usual)
		put_address(l, place->address);
	close_object(l);
}

/* Where nothing is said of the cost, nothing is said here. */
static void put_cost(const Linked *l)
{
	const Cost *cost = &l->record->cost;
	bool free = cost->count > 0;
	for (size_t i = 0; i < cost->count; i++)
		free &= cost->items[i].yen == 0;
	json_true(l->out, "isAccessibleForFree", free);
}

static void put_offers(const Linked *l)
{
	const Cost *cost = &l->record->cost;
	if (!cost->count || cost->items[0].yen < 0)
		return;
	json_name(l->out, "offers");
	json_open(l->out, '[');
	for (size_t i = 0; i < cost->count && cost->items[i].yen >= 0; i++) {
		open_object(l, NULL, "Offer");
		json_member(l->out, "name", cost->items[i].who);
		json_number(l->out, "price", cost->items[i].yen);
		json_member(l->out, "priceCurrency", STR("JPY"));
		close_object(l);
	}
	json_close(l->out, ']');
}

typedef struct Years {
	int from, until;                       /* -1: open */
} Years;

/* The record's own bounds, else those of the bands it names: only where the bands follow one on the other. */
static Years years_of(const Linked *l)
{
	const Record *r = l->record;
	const Terms *ages = &l->site->vocabulary.lists[AGES];
	Years years = { r->minimum_age, r->maximum_age };
	bool first = true, gap = false;
	if (r->minimum_age >= 0 || r->maximum_age >= 0 || !r->ages)
		return years;
	for (size_t i = 0; i < ages->count; i++) {
		const Term *t = &ages->items[i];
		if (!(r->ages & term_bit(i)))
			continue;
		gap |= (t->min < 0 && t->max < 0) || (!first && t->min != years.until + 1);
		years = (Years){ first ? t->min : years.from, t->max };
		first = false;
	}
	return gap ? (Years){ -1, -1 } : years;
}

static void put_audience(const Linked *l)
{
	const Record *r = l->record;
	Years years = years_of(l);
	if (!r->ages && years.from < 0 && years.until < 0)
		return;
	open_object(l, "audience", "PeopleAudience");
	json_member(l->out, "audienceType", words_who(l->site, r, false, l->arena));
	if (years.from >= 0)
		json_number(l->out, "suggestedMinAge", years.from);
	if (years.until >= 0)
		json_number(l->out, "suggestedMaxAge", years.until);
	close_object(l);
}

static void put_served(const Linked *l)
{
	open_object(l, "areaServed", "AdministrativeArea");
	json_member(l->out, "name", l->record->area->name);
	close_object(l);
}

/* 65-, -17, 6-11 */
static void put_age_range(const Linked *l)
{
	Years years = years_of(l);
	Str from = years.from < 0 ? (Str){ 0 } : words_number((size_t)years.from, l->arena);
	Str until = years.until < 0 ? (Str){ 0 } : words_number((size_t)years.until, l->arena);
	if (from.len || until.len)
		json_member(l->out, "typicalAgeRange", STR_CONCAT(l->arena, from, STR("-"), until));
}

/* Hours. */

enum { CLOCK = sizeof("10:00") - 1 };

static Str clock_text(const Linked *l, Minute minute)
{
	char *text = arena_bytes(l->arena, CLOCK);
	int hour = minute / 60 % 24;
	text[0] = (char)('0' + hour / 10);
	text[1] = (char)('0' + hour % 10);
	text[2] = ':';
	text[3] = (char)('0' + minute % 60 / 10);
	text[4] = (char)('0' + minute % 10);
	return (Str){ text, CLOCK };
}

static void put_weekdays(const Linked *l, unsigned bits)
{
	static const char *const names[] = { "Monday", "Tuesday", "Wednesday", "Thursday",
		                             "Friday", "Saturday", "Sunday" };
	json_name(l->out, "dayOfWeek");
	json_open(l->out, '[');
	for (unsigned i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (bits & 1u << i)
			json_item(l->out, STR_CONCAT(l->arena, STR("https://schema.org/"), str_from(names[i])));
	json_close(l->out, ']');
}

static bool is_exact(const HoursLine *line)
{
	bool exact = (line->weekdays & WEEKDAYS_ALL) && line->times.count && !line->note.len;
	for (size_t i = 0; i < line->times.count; i++)
		exact &= line->times.items[i].until != MINUTE_NONE;
	return exact;
}

/* Only where every line is plain weekdays and times: half of the hours would be wrong ones. */
static void put_hours(const Linked *l, const char *name, Hours hours)
{
	bool exact = hours.count > 0;
	for (size_t i = 0; i < hours.count; i++)
		exact &= is_exact(&hours.items[i]);
	if (!exact)
		return;
	json_name(l->out, name);
	json_open(l->out, '[');
	for (size_t i = 0; i < hours.count; i++) {
		const HoursLine *line = &hours.items[i];
		for (size_t n = 0; n < line->times.count; n++) {
			open_object(l, NULL, "OpeningHoursSpecification");
			put_weekdays(l, line->weekdays);
			json_member(l->out, "opens", clock_text(l, line->times.items[n].from));
			json_member(l->out, "closes", clock_text(l, line->times.items[n].until));
			close_object(l);
		}
	}
	json_close(l->out, ']');
}

/* Events. */

/* 2026-12-08T10:00+09:00, or the day alone. */
static Str moment(const Linked *l, Day day, Minute minute)
{
	if (minute == MINUTE_NONE)
		return day_iso(day, l->arena);
	return STR_CONCAT(l->arena, day_iso(day + minute / (24 * 60), l->arena), STR("T"), clock_text(l, minute),
	                  STR(":00+09:00"));
}

static bool is_whole_off(State state)
{
	return state == STATE_CANCELLED || state == STATE_POSTPONED;
}

/* The coming day it is held on; of what is called off as a whole, the day it was to be. */
static const Occurrence *next_of(const Linked *l)
{
	const Occurrences *all = &l->record->as.event.occurrences;
	for (size_t i = 0; i < all->count; i++)
		if (all->items[i].until >= l->site->today &&
		    (occurrence_is_held(&all->items[i]) || is_whole_off(l->record->state)))
			return &all->items[i];
	return NULL;
}

static void put_when(const Linked *l, const Occurrence *o)
{
	bool timed = o->times.count && o->day == o->until;
	Minute from = timed ? o->times.items[0].from : (Minute)MINUTE_NONE;
	Minute until = timed ? o->times.items[o->times.count - 1].until : (Minute)MINUTE_NONE;
	json_member(l->out, "startDate", moment(l, o->day, from));
	if (!timed || until != MINUTE_NONE)
		json_member(l->out, "endDate", moment(l, o->until, until));
}

static const char *status_of(State state)
{
	return state == STATE_CANCELLED ? "EventCancelled"
	       : state == STATE_POSTPONED ? "EventPostponed"
	                                  : "EventScheduled";
}

static Str rule_part(Str rule, Str key)
{
	while (rule.len) {
		Str part = str_cut(rule, ';', &rule);
		if (str_take(&part, key))
			return part;
	}
	return (Str){ 0 };
}

/* Of INTERVAL=2;FREQ=WEEKLY: P2W */
static Str duration_of(const Linked *l, Str rule)
{
	Str interval = rule_part(rule, STR("INTERVAL="));
	return STR_CONCAT(l->arena, STR("P"), interval.len ? interval : STR("1"),
	                  str_sub(rule_part(rule, STR("FREQ=")), 0, 1));
}

static void put_list(const Linked *l, const char *name, Str items, bool numbers)
{
	if (!items.len)
		return;
	json_name(l->out, name);
	json_open(l->out, '[');
	for (bool first = true; items.len; first = false) {
		Str item = str_cut(items, ',', &items);
		if (!numbers) {
			json_item(l->out, item);
			continue;
		}
		buf_str(l->out, first ? (Str){ 0 } : STR(","));
		buf_str(l->out, item);
	}
	json_close(l->out, ']');
}

/* Days that the rule has between the first and the last that the page knows, and on which it is not held. */
static void put_exceptions(const Linked *l, Day first, Day last)
{
	const Occurrences *all = &l->record->as.event.occurrences;
	Days ruled = calendar_ruled(&l->desk->press->calendar, series_window(l->site->today).until,
	                            &l->desk->series.rules, l->record);
	size_t at = 0;
	bool any = false;
	for (size_t i = 0; i < ruled.count; i++) {
		while (at < all->count && all->items[at].day < ruled.items[i])
			at++;
		bool held = at < all->count && all->items[at].day == ruled.items[i] &&
		            occurrence_is_held(&all->items[at]);
		if (ruled.items[i] < first || ruled.items[i] > last || held)
			continue;
		if (!any) {
			json_name(l->out, "exceptDate");
			json_open(l->out, '[');
		}
		json_item(l->out, day_iso(ruled.items[i], l->arena));
		any = true;
	}
	if (any)
		json_close(l->out, ']');
}

/* The rule, within the days that the page knows. What BYSETPOS says cannot be said here. */
static void put_schedule(const Linked *l, const Occurrence *first)
{
	const Event *e = &l->record->as.event;
	Day last = first->day;
	for (size_t i = 0; i < e->occurrences.count; i++)
		last = e->occurrences.items[i].day > last ? e->occurrences.items[i].day : last;
	if (!e->repeat.rule.len || rule_part(e->repeat.rule, STR("BYSETPOS=")).len)
		return;
	open_object(l, "eventSchedule", "Schedule");
	json_member(l->out, "repeatFrequency", duration_of(l, e->repeat.rule));
	put_list(l, "byDay", rule_part(e->repeat.rule, STR("BYDAY=")), false);
	put_list(l, "byMonthDay", rule_part(e->repeat.rule, STR("BYMONTHDAY=")), true);
	put_list(l, "byMonth", rule_part(e->repeat.rule, STR("BYMONTH=")), true);
	json_member(l->out, "startDate", day_iso(first->day, l->arena));
	json_member(l->out, "endDate", day_iso(last, l->arena));
	if (e->times.count)
		json_member(l->out, "startTime", clock_text(l, e->times.items[0].from));
	if (e->times.count && e->times.items[e->times.count - 1].until != MINUTE_NONE)
		json_member(l->out, "endTime", clock_text(l, e->times.items[e->times.count - 1].until));
	json_member(l->out, "scheduleTimezone", STR("Asia/Tokyo"));
	put_exceptions(l, first->day, last);
	close_object(l);
}

static void put_event(const Linked *l)
{
	const Event *e = &l->record->as.event;
	const Occurrence *next = next_of(l);
	if (!next)
		return;
	open_object(l, NULL, "Event");
	put_names(l);
	put_when(l, next);
	member_schema(l, "eventStatus", status_of(l->record->state));
	member_schema(l, "eventAttendanceMode", "OfflineEventAttendanceMode");
	bool moved = next->place && next->place != &e->place;
	put_location(l, moved ? next->place : &e->place, !moved);
	put_organization(l, "organizer", "Organization", &e->organizer);
	if (e->capacity.n)
		json_number(l->out, "maximumAttendeeCapacity", e->capacity.n);
	put_cost(l);
	put_offers(l);
	put_audience(l);
	put_age_range(l);
	put_schedule(l, next);
	close_object(l);
}

/* The others. */

static void put_position(const Linked *l)
{
	const Place *p = &l->record->as.place;
	if ((p->lat == 0 && p->lon == 0) || l->record->sample)
		return;
	open_object(l, "geo", "GeoCoordinates");
	json_name(l->out, "latitude");
	buf_format(l->out, "%.6f", p->lat);
	json_name(l->out, "longitude");
	buf_format(l->out, "%.6f", p->lon);
	close_object(l);
}

static void put_place(const Linked *l)
{
	const Place *p = &l->record->as.place;
	open_object(l, NULL, "CivicStructure");
	put_names(l);
	put_address(l, p->address);
	put_position(l);
	put_hours(l, "openingHoursSpecification", p->hours);
	put_cost(l);
	put_audience(l);
	put_contacts(l);
	close_object(l);
}

/* Left open, for what else is said of it. */
static void open_service(const Linked *l, const Contact *provider)
{
	open_object(l, NULL, "GovernmentService");
	put_names(l);
	json_member(l->out, "serviceType", terms_text(l, PURPOSES, l->record->purposes));
	put_organization(l, "provider", "Organization", provider);
	put_served(l);
	put_audience(l);
}

static void put_service(const Linked *l)
{
	open_service(l, &l->record->as.service.provider);
	put_contacts(l);
	close_object(l);
}

/* A window: the ways to it are told with its hours. */
static void put_window(const Linked *l)
{
	const Consultation *c = &l->record->as.consultation;
	const Contact *contact = window_contact(l->record);
	Str phone = contact ? callable(l, contact->phone) : (Str){ 0 };
	open_service(l, &c->provider);
	if (phone.len) {
		open_object(l, "availableChannel", "ServiceChannel");
		open_object(l, "servicePhone", "ContactPoint");
		json_member(l->out, "contactType", STR("相談"));
		json_member(l->out, "telephone", phone);
		put_hours(l, "hoursAvailable", c->hours);
		close_object(l);
		close_object(l);
	}
	close_object(l);
}

static void put_group(const Linked *l)
{
	open_object(l, NULL, "Organization");
	put_names(l);
	put_served(l);
	put_contacts(l);
	close_object(l);
}

static void put_notice(const Linked *l)
{
	const Notice *n = &l->record->as.notice;
	open_object(l, NULL, "SpecialAnnouncement");
	put_names(l);
	json_member(l->out, "datePosted", day_iso(n->date, l->arena));
	json_member(l->out, "expires", day_iso(n->expires, l->arena));
	open_object(l, "spatialCoverage", "AdministrativeArea");
	json_member(l->out, "name", l->record->area->name);
	close_object(l);
	close_object(l);
}

Str linked_record(Desk *desk, const Record *r)
{
	Buf b = { .arena = &desk->page };
	const Linked l = { desk, desk->press->site, r, &b, &desk->page };
	switch (state_is_listed(r->state) ? r->kind : KINDS) {
	case KIND_EVENT: put_event(&l); break;
	case KIND_PLACE: put_place(&l); break;
	case KIND_SERVICE: put_service(&l); break;
	case KIND_CONSULTATION: put_window(&l); break;
	case KIND_GROUP: put_group(&l); break;
	case KIND_NOTICE: put_notice(&l); break;
	case KIND_SCHEME:
	case KINDS: break;
	}
	return buf_text(&b);
}

/* The block. */

static void put_crumb(const Linked *l, const Value *link, size_t position)
{
	const Value *s = link->as.frame.slots;
	open_object(l, NULL, "ListItem");
	json_number(l->out, "position", (long)position);
	json_member(l->out, "name", s[SLOT_LINK_NAME].as.text);
	if (s[SLOT_LINK_URL].kind == VALUE_TEXT && s[SLOT_LINK_URL].as.text.len)
		json_member(l->out, "item", STR_CONCAT(l->arena, l->site->info.host, s[SLOT_LINK_URL].as.text));
	close_object(l);
}

Str linked_crumbs(const Site *site, const Value *crumbs, size_t count, Arena *scratch, Arena *a)
{
	Buf b = { .arena = a };
	const Linked l = { .site = site, .out = &b, .arena = scratch };
	for (size_t i = 0; i < count; i++)
		put_crumb(&l, &crumbs[i], i + 1);
	return buf_done(&b);
}

/* Those to the area are ready; the area itself is not the page's own crumb then. */
static void put_crumbs(const Linked *l, const ReadyArea *area, const Value *crumbs)
{
	bool ready = crumbs->count > area->crumb_count;
	size_t from = ready ? area->crumb_count : 0;
	open_object(l, NULL, "BreadcrumbList");
	json_name(l->out, "itemListElement");
	json_open(l->out, '[');
	buf_str(l->out, ready ? area->crumbs_json : (Str){ 0 });
	for (size_t i = from; i < crumbs->count; i++)
		put_crumb(l, &crumbs->as.items[i], i + 1);
	json_close(l->out, ']');
	close_object(l);
}

static void put_site(const Linked *l)
{
	open_object(l, NULL, "WebSite");
	json_member(l->out, "name", l->site->info.name);
	json_member(l->out, "alternateName", l->site->info.short_name);
	json_member(l->out, "url", full_address_of(l->site, (Str){ 0 }, l->arena));
	json_member(l->out, "inLanguage", l->site->info.lang);
	close_object(l);
}

Value view_linked(Desk *desk, const Output *out, const Value *crumbs, Str entity)
{
	Buf b = { .arena = &desk->page };
	const Linked l = { desk, desk->press->site, NULL, &b, &desk->page };
	buf_str(&b, STR("<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@graph\":["));
	if (out->kind->render == render_home)
		put_site(&l);
	else
		put_crumbs(&l, ready_area(desk->press, out->area), crumbs);
	if (entity.len)
		buf_char(&b, ',');
	buf_str(&b, entity);
	buf_str(&b, STR("]}</script>"));
	return value_html(buf_text(&b));
}
