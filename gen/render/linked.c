#include "render/linked_inner.h"

#include "format/json.h"
#include "render/address.h"
#include "render/languages.h"
#include "render/plan.h"
#include "render/view.h"
#include "render/words.h"
#include "site/say.h"
#include "site/state.h"

void linked_open(const Linked *l, const char *name, const char *type)
{
	if (name)
		json_name(l->out, name);
	json_open(l->out, '{');
	buf_str(l->out, STR("\"@type\":\""));
	buf_str(l->out, str_from(type));
	buf_char(l->out, '"');
}

void linked_close(const Linked *l)
{
	json_close(l->out, '}');
}

static Str terms_text(const Linked *l, VocabularyList list, TermSet set)
{
	return words_of_terms(&l->site->vocabulary.lists[list], set, STR("、"), false, l->arena);
}

/* Common facts. */

void linked_names(const Linked *l)
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

void linked_organization(const Linked *l, const char *name, const char *type, const Contact *c)
{
	if (!c->name.len)
		return;
	linked_open(l, name, type);
	json_member(l->out, "name", c->name);
	json_member(l->out, "telephone", callable(l, c->phone));
	linked_close(l);
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
		linked_open(l, NULL, "ContactPoint");
		json_member(l->out, "contactType", STR("問合せ"));
		json_member(l->out, "name", c->name);
		json_member(l->out, "telephone", phone);
		json_member(l->out, "url", c->url);
		linked_close(l);
	}
	if (any)
		json_close(l->out, ']');
}

void linked_address(const Linked *l, Str street)
{
	if (!street.len)
		return;
	linked_open(l, "address", "PostalAddress");
	json_member(l->out, "addressCountry", STR("JP"));
	json_member(l->out, "addressRegion", l->site->info.prefecture);
	json_member(l->out, "addressLocality", l->site->info.city);
	json_member(l->out, "streetAddress", street);
	linked_close(l);
}

/* Where nothing is said of the cost, nothing is said here. */
void linked_cost(const Linked *l)
{
	const Cost *cost = &l->record->cost;
	bool free = cost->count > 0;
	for (size_t i = 0; i < cost->count; i++)
		free &= cost->items[i].yen == 0;
	json_true(l->out, "isAccessibleForFree", free);
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

void linked_audience(const Linked *l)
{
	const Record *r = l->record;
	Years years = years_of(l);
	if (!r->ages && years.from < 0 && years.until < 0)
		return;
	linked_open(l, "audience", "PeopleAudience");
	json_member(l->out, "audienceType", words_who(l->site, r, false, l->arena));
	if (years.from >= 0)
		json_number(l->out, "suggestedMinAge", years.from);
	if (years.until >= 0)
		json_number(l->out, "suggestedMaxAge", years.until);
	linked_close(l);
}

static void put_served(const Linked *l)
{
	linked_open(l, "areaServed", "AdministrativeArea");
	json_member(l->out, "name", l->record->area->name);
	linked_close(l);
}

/* 65-, -17, 6-11 */
void linked_age_range(const Linked *l)
{
	Years years = years_of(l);
	Str from = years.from < 0 ? (Str){ 0 } : words_number((size_t)years.from, l->arena);
	Str until = years.until < 0 ? (Str){ 0 } : words_number((size_t)years.until, l->arena);
	if (from.len || until.len)
		json_member(l->out, "typicalAgeRange", STR_CONCAT(l->arena, from, STR("-"), until));
}

/* Hours. */

enum { CLOCK = sizeof("10:00") - 1 };

Str linked_clock(const Linked *l, Minute minute)
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
			linked_open(l, NULL, "OpeningHoursSpecification");
			put_weekdays(l, line->weekdays);
			json_member(l->out, "opens", linked_clock(l, line->times.items[n].from));
			json_member(l->out, "closes", linked_clock(l, line->times.items[n].until));
			linked_close(l);
		}
	}
	json_close(l->out, ']');
}

/* The others. */

static void put_position(const Linked *l)
{
	const Place *p = &l->record->as.place;
	if ((p->lat == 0 && p->lon == 0) || l->record->sample)
		return;
	linked_open(l, "geo", "GeoCoordinates");
	json_name(l->out, "latitude");
	buf_degrees(l->out, p->lat);
	json_name(l->out, "longitude");
	buf_degrees(l->out, p->lon);
	linked_close(l);
}

static void put_place(const Linked *l)
{
	const Place *p = &l->record->as.place;
	linked_open(l, NULL, "CivicStructure");
	linked_names(l);
	linked_address(l, p->address);
	put_position(l);
	put_hours(l, "openingHoursSpecification", p->hours);
	linked_cost(l);
	linked_audience(l);
	put_contacts(l);
	linked_close(l);
}

/* Left open, for what else is said of it. */
static void open_service(const Linked *l, const Contact *provider)
{
	linked_open(l, NULL, "GovernmentService");
	linked_names(l);
	json_member(l->out, "serviceType", terms_text(l, PURPOSES, l->record->purposes));
	linked_organization(l, "provider", "Organization", provider);
	put_served(l);
	linked_audience(l);
}

static void put_service(const Linked *l)
{
	open_service(l, &l->record->as.service.provider);
	put_contacts(l);
	linked_close(l);
}

/* A window: the ways to it are told with its hours. */
static void put_window(const Linked *l)
{
	const Consultation *c = &l->record->as.consultation;
	const Contact *contact = window_contact(l->record);
	Str phone = contact ? callable(l, contact->phone) : (Str){ 0 };
	open_service(l, &c->provider);
	if (phone.len) {
		linked_open(l, "availableChannel", "ServiceChannel");
		linked_open(l, "servicePhone", "ContactPoint");
		json_member(l->out, "contactType", STR("相談"));
		json_member(l->out, "telephone", phone);
		put_hours(l, "hoursAvailable", c->hours);
		linked_close(l);
		linked_close(l);
	}
	linked_close(l);
}

static void put_group(const Linked *l)
{
	linked_open(l, NULL, "Organization");
	linked_names(l);
	put_served(l);
	put_contacts(l);
	linked_close(l);
}

static void put_notice(const Linked *l)
{
	const Notice *n = &l->record->as.notice;
	linked_open(l, NULL, "SpecialAnnouncement");
	linked_names(l);
	json_member(l->out, "datePosted", day_iso(n->date, l->arena));
	json_member(l->out, "expires", day_iso(n->expires, l->arena));
	linked_open(l, "spatialCoverage", "AdministrativeArea");
	json_member(l->out, "name", l->record->area->name);
	linked_close(l);
	linked_close(l);
}

Str linked_record(Desk *desk, const Record *r)
{
	Buf b = { .arena = &desk->page };
	const Linked l = { desk, desk->press->site, r, &b, &desk->page };
	switch (state_is_listed(r->state) ? r->kind : KINDS) {
	case KIND_EVENT: linked_event(&l); break;
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

/* As the page says it, which is told again only afterwards (retell.h); a record may have an easy name. */
static Str told(const Linked *l, Str name)
{
	Said said;
	Buf b = { .arena = l->arena };
	const Record *own = l->record && str_equal(name, l->record->name) ? l->record : NULL;
	if (own && l->language && l->language->easy && own->easy->name.len)
		return own->easy->name;
	if (own || !l->language || !language_say(l->language, name, &said))
		return name;
	for (size_t i = 0; i < said.count; i++)
		buf_str(&b, said.pieces[i].text);
	return buf_text(&b);
}

/* Of the page in the language, where there is one. */
static Str address_told(const Linked *l, Str url)
{
	const Site *site = l->site;
	Str path = l->language ? path_of_address(site, url, l->arena) : (Str){ 0 };
	bool there = path.len && plan_find(l->desk->plan, path_in(l->language, path, l->arena));
	Str base = site->info.base_path;
	return there ? STR_CONCAT(l->arena, site->info.host, base, STR("/"), l->language->path, str_skip(url, base.len))
	             : STR_CONCAT(l->arena, site->info.host, url);
}

static void put_crumb(const Linked *l, const Value *link, size_t position)
{
	const Value *s = link->as.frame.slots;
	linked_open(l, NULL, "ListItem");
	json_number(l->out, "position", (long)position);
	json_member(l->out, "name", told(l, s[SLOT_LINK_NAME].as.text));
	if (s[SLOT_LINK_URL].kind == VALUE_TEXT && s[SLOT_LINK_URL].as.text.len)
		json_member(l->out, "item", address_told(l, s[SLOT_LINK_URL].as.text));
	linked_close(l);
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
	bool ready = !l->language && crumbs->count > area->crumb_count;
	size_t from = ready ? area->crumb_count : 0;
	linked_open(l, NULL, "BreadcrumbList");
	json_name(l->out, "itemListElement");
	json_open(l->out, '[');
	buf_str(l->out, ready ? area->crumbs_json : (Str){ 0 });
	for (size_t i = from; i < crumbs->count; i++)
		put_crumb(l, &crumbs->as.items[i], i + 1);
	json_close(l->out, ']');
	linked_close(l);
}

static void put_site(const Linked *l)
{
	linked_open(l, NULL, "WebSite");
	Str home = l->language ? path_in(l->language, STR("index.html"), l->arena) : (Str){ 0 };
	json_member(l->out, "name", told(l, l->site->info.name));
	json_member(l->out, "alternateName", told(l, l->site->info.short_name));
	json_member(l->out, "url", full_address_of(l->site, home, l->arena));
	json_member(l->out, "inLanguage", l->language ? l->language->lang : l->site->info.lang);
	linked_close(l);
}

Value view_linked(Desk *desk, const Output *out, const Value *crumbs, Str entity)
{
	Buf b = { .arena = &desk->page };
	const Record *own = out->kind->scope == OF_RECORD ? out->of.record : NULL;
	const Linked l = { desk, desk->press->site, own, &b, &desk->page, output_language(desk->press, out) };
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
