#include "base/hash.h"
#include "format/json.h"
#include "render/address.h"
#include "render/data.h"
#include "site/say.h"
#include "site/state.h"

enum { RECORD_ROOM = 2 << 10 };

typedef struct Writer {
	Buf *out;
	const Site *site;
	Arena *scratch;
} Writer;

/*
 * HSDS wants a UUID for everything: here of version 8 (RFC 9562), from the address
 * of the site and what the thing is, so that it is the same in every build.
 */
static void put_id(const Writer *w, const char *sort, Str id)
{
	Str text = STR_CONCAT(w->scratch, w->site->info.host, w->site->info.base_path, STR(" "), str_from(sort),
	                      STR(" "), id);
	Hash h = hash_bytes(text);
	json_name(w->out, "id");
	buf_format(w->out, "\"%08x-%04x-8%03x-%04x-%012llx\"", (unsigned)(h.high >> 32),
	           (unsigned)(h.high >> 16 & 0xffff), (unsigned)(h.high & 0xfff),
	           (unsigned)(h.low >> 48 & 0x3fff) | 0x8000u, (unsigned long long)(h.low & 0xffffffffffff));
}

static Str numbered(const Writer *w, Str id, size_t n)
{
	return str_format(w->scratch, "%.*s %zu", STR_ARG(id), n);
}

static const Contact *provider_of(const Record *r)
{
	return r->kind == KIND_SERVICE ? &r->as.service.provider : &r->as.consultation.provider;
}

static void put_organization(const Writer *w, const Contact *c)
{
	if (!c->name.len)
		return;
	json_name(w->out, "organization");
	json_open(w->out, '{');
	put_id(w, "organization", c->office ? c->office->id : c->name);
	json_member(w->out, "name", c->name);
	json_member(w->out, "description", c->note.len ? c->note : c->name);
	json_member(w->out, "email", c->email);
	json_member(w->out, "website", c->url);
	json_close(w->out, '}');
}

static void put_phone(const Writer *w, Str owner, const char *type, Str number)
{
	if (!number.len)
		return;
	json_open(w->out, '{');
	put_id(w, type, STR_CONCAT(w->scratch, owner, STR(" "), number));
	json_member(w->out, "number", number);
	json_member(w->out, "type", str_from(type));
	json_close(w->out, '}');
}

/* What answers: the record's contacts, or else who provides it. A sample's number is nobody's. */
static void put_phones(const Writer *w, const Record *r)
{
	const Contacts alone = { (Contact *)provider_of(r), 1 };
	const Contacts *all = r->contacts.count ? &r->contacts : &alone;
	json_name(w->out, "phones");
	json_open(w->out, '[');
	for (size_t i = 0; i < all->count && !r->sample; i++) {
		put_phone(w, r->id, "voice", all->items[i].phone);
		put_phone(w, r->id, "fax", all->items[i].fax);
	}
	json_close(w->out, ']');
}

static void put_weekdays(const Writer *w, uint8_t weekdays)
{
	static const char *const names[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
	Buf b = { .arena = w->scratch };
	for (int day = 0; day < 7; day++)
		if (weekdays & 1u << day) {
			if (b.len)
				buf_char(&b, ',');
			buf_str(&b, str_from(names[day]));
		}
	json_member(w->out, "freq", b.len ? STR("WEEKLY") : (Str){ 0 });
	json_member(w->out, "byday", buf_text(&b));
}

static void put_clock(const Writer *w, const char *name, Minute minute)
{
	if (minute != MINUTE_NONE)
		json_member(w->out, name, str_format(w->scratch, "%02d:%02d+09:00", minute / 60, minute % 60));
}

static void put_schedule(const Writer *w, Str id, const HoursLine *line, const TimeSpan *span)
{
	Buf words = { .arena = w->scratch };
	say_hours_line(&words, line);
	json_open(w->out, '{');
	put_id(w, "schedule", id);
	put_weekdays(w, line->weekdays);
	if (span) {
		put_clock(w, "opens_at", span->from);
		put_clock(w, "closes_at", span->until);
	}
	json_member(w->out, "description", buf_text(&words));
	json_close(w->out, '}');
}

static void put_schedules(const Writer *w, const Record *r)
{
	const Hours *hours = r->kind == KIND_CONSULTATION ? &r->as.consultation.hours : &(Hours){ 0 };
	json_name(w->out, "schedules");
	json_open(w->out, '[');
	for (size_t i = 0; i < hours->count; i++) {
		const HoursLine *line = &hours->items[i];
		for (size_t n = 0; n < line->times.count; n++)
			put_schedule(w, numbered(w, r->id, i << 8 | n), line, &line->times.items[n]);
		if (!line->times.count)
			put_schedule(w, numbered(w, r->id, i << 8), line, NULL);
	}
	json_close(w->out, ']');
}

static void put_costs(const Writer *w, const Record *r)
{
	json_name(w->out, "cost_options");
	json_open(w->out, '[');
	for (size_t i = 0; i < r->cost.count; i++) {
		const CostLine *c = &r->cost.items[i];
		json_open(w->out, '{');
		put_id(w, "cost", numbered(w, r->id, i));
		json_member(w->out, "option", c->who);
		if (c->yen >= 0) {
			json_number(w->out, "amount", c->yen);
			json_member(w->out, "currency", STR("JPY"));
		}
		json_member(w->out, "amount_description", c->note);
		json_close(w->out, '}');
	}
	json_close(w->out, ']');
}

/* Of the town that the address begins with, behind prefecture and city; empty where it is none of ours. */
static Str postal_code(const Site *site, Str address)
{
	const Town *town = NULL;
	str_take(&address, site->info.prefecture);
	str_take(&address, site->info.city);
	for (size_t i = 0; i < site->towns.count; i++) {
		const Town *t = &site->towns.items[i];
		if (str_starts(address, t->name) && (!town || t->name.len > town->name.len))
			town = t;
	}
	return town ? town->postal : (Str){ 0 };
}

static void put_address(const Writer *w, Str of, Str address)
{
	Str postal = postal_code(w->site, address);
	if (!postal.len)
		return; /* HSDS has no address without it */
	json_name(w->out, "addresses");
	json_open(w->out, '[');
	json_open(w->out, '{');
	put_id(w, "address", of);
	json_member(w->out, "address_1", data_whole_address(w->site, address, w->scratch));
	json_member(w->out, "city", w->site->info.city);
	json_member(w->out, "state_province", w->site->info.prefecture);
	json_member(w->out, "postal_code", postal);
	json_member(w->out, "country", STR("JP"));
	json_member(w->out, "address_type", STR("physical"));
	json_close(w->out, '}');
	json_close(w->out, ']');
}

static void put_location(const Writer *w, const Record *r, const PlaceRef *p)
{
	const Record *at = p->ref.record;
	Str of = at ? at->id : r->id;
	json_name(w->out, "location");
	json_open(w->out, '{');
	put_id(w, "location", of);
	json_member(w->out, "location_type", STR("physical"));
	json_member(w->out, "name", place_called(p));
	json_member(w->out, "transportation", p->landmark);
	put_address(w, of, p->address);
	json_close(w->out, '}');
}

static void put_locations(const Writer *w, const Record *r)
{
	const PlaceRef *p = r->kind == KIND_CONSULTATION ? &r->as.consultation.place : NULL;
	json_name(w->out, "service_at_locations");
	json_open(w->out, '[');
	if (p && !p->ask && place_called(p).len) {
		json_open(w->out, '{');
		put_id(w, "service at location", r->id);
		put_location(w, r, p);
		json_close(w->out, '}');
	}
	json_close(w->out, ']');
}

static void put_service_area(const Writer *w, const Record *r, const Area *area)
{
	json_open(w->out, '{');
	put_id(w, "service area", STR_CONCAT(w->scratch, r->id, STR(" "), area->path));
	json_member(w->out, "name", area->name);
	json_close(w->out, '}');
}

static void put_service_areas(const Writer *w, const Record *r)
{
	json_name(w->out, "service_areas");
	json_open(w->out, '[');
	put_service_area(w, r, r->area);
	for (size_t i = 0; r->areas && r->areas[i]; i++)
		put_service_area(w, r, r->areas[i]);
	json_close(w->out, ']');
}

static void put_languages(const Writer *w, const Record *r)
{
	const Terms *terms = &w->site->vocabulary.lists[LANGUAGES];
	json_name(w->out, "languages");
	json_open(w->out, '[');
	for (size_t i = 0; i < terms->count; i++) {
		if (!(r->languages & term_bit(i)))
			continue;
		json_open(w->out, '{');
		put_id(w, "language", STR_CONCAT(w->scratch, r->id, STR(" "), terms->items[i].id));
		json_member(w->out, "name", terms->items[i].label);
		json_close(w->out, '}');
	}
	json_close(w->out, ']');
}

static void put_words(const Writer *w, const Record *r)
{
	bool service = r->kind == KIND_SERVICE;
	json_member(w->out, "name", r->name);
	json_member(w->out, "description", r->summary);
	json_member(w->out, "url",
	            full_address_of(w->site, record_folder(r, w->scratch), w->scratch));
	json_member(w->out, "status",
	            r->state == STATE_SUSPENDED   ? STR("temporarily closed")
	            : r->state == STATE_CANCELLED ? STR("inactive")
	                                          : STR("active"));
	json_member(w->out, "application_process",
	            service ? r->as.service.how_to_apply : r->as.consultation.appointment);
	json_member(w->out, "fees_description", service ? r->as.service.fees : (Str){ 0 });
	json_member(w->out, "eligibility_description", r->eligibility);
	if (r->minimum_age >= 0)
		json_number(w->out, "minimum_age", r->minimum_age);
	if (r->maximum_age >= 0)
		json_number(w->out, "maximum_age", r->maximum_age);
	json_member(w->out, "alert", r->sample ? STR("見本。実際のものではありません。") : r->alert->text);
	if (r->assured)
		json_member(w->out, "assured_date", day_iso(r->assured, w->scratch));
	if (r->changed)
		json_member(w->out, "last_modified",
		            STR_CONCAT(w->scratch, day_iso(r->changed, w->scratch), STR("T00:00:00+09:00")));
}

static void put_service(const Writer *w, const Record *r)
{
	ArenaMark mark = arena_mark(w->scratch);
	buf_reserve(w->out, RECORD_ROOM);
	json_open(w->out, '{');
	put_id(w, "service", r->id);
	put_words(w, r);
	put_organization(w, provider_of(r));
	put_phones(w, r);
	put_schedules(w, r);
	put_costs(w, r);
	put_locations(w, r);
	put_service_areas(w, r);
	put_languages(w, r);
	json_close(w->out, '}');
	arena_reset(w->scratch, mark);
}

Str render_hsds(Desk *desk, const Output *out)
{
	const Press *press = desk->press;
	Buf b = { .arena = &desk->page };
	const Writer w = { &b, press->site, &desk->group };
	(void)out;
	json_open(&b, '[');
	for (size_t i = 0; i < press->by_kana_count; i++) {
		const Record *r = press->by_kana[i];
		if (r->kind != KIND_SERVICE && r->kind != KIND_CONSULTATION)
			continue;
		buf_str(&b, b.len > 1 ? STR(",\n") : STR("\n"));
		put_service(&w, r);
	}
	buf_str(&b, STR("\n]\n"));
	return buf_text(&b);
}

/* places.geojson */

static void put_point(const Writer *w, const Record *r)
{
	json_open(w->out, '{');
	json_member(w->out, "type", STR("Feature"));
	json_member(w->out, "id", r->id);
	json_name(w->out, "geometry");
	buf_str(w->out, STR("{\"type\":\"Point\",\"coordinates\":["));
	buf_degrees(w->out, r->as.place.lon);
	buf_char(w->out, ',');
	buf_degrees(w->out, r->as.place.lat);
	buf_str(w->out, STR("]}"));
	json_name(w->out, "properties");
	json_open(w->out, '{');
	json_member(w->out, "name", r->name);
	json_member(w->out, "name_kana", r->name_kana);
	json_member(w->out, "place_type", r->as.place.type ? r->as.place.type->label : (Str){ 0 });
	json_member(w->out, "address", data_whole_address(w->site, r->as.place.address, w->scratch));
	json_member(w->out, "area", r->area->path);
	json_member(w->out, "url", full_address_of(w->site, record_folder(r, w->scratch), w->scratch));
	json_true(w->out, "sample", r->sample);
	json_close(w->out, '}');
	json_close(w->out, '}');
}

Str render_places_geojson(Desk *desk, const Output *out)
{
	const Press *press = desk->press;
	Buf b = { .arena = &desk->page };
	const Writer w = { &b, press->site, &desk->group };
	(void)out;
	buf_str(&b, STR("{\"type\":\"FeatureCollection\",\"features\":["));
	for (size_t i = 0; i < press->by_kana_count; i++) {
		const Record *r = press->by_kana[i];
		if (r->kind != KIND_PLACE || (r->as.place.lat == 0 && r->as.place.lon == 0))
			continue;
		buf_str(&b, b.ptr[b.len - 1] == '[' ? STR("\n") : STR(",\n"));
		put_point(&w, r);
	}
	buf_str(&b, STR("\n]}\n"));
	return buf_text(&b);
}
