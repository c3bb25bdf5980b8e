#include "site/check_record.h"

#include <string.h>

#include "base/utf8.h"
#include "site/join.h"
#include "site/singletons.h"
#include "site/state.h"

typedef struct Checking {
	const Site *site;
	const Files *content;
	Arena *arena;
	Diag *diag;
} Checking;

typedef void Check(const Checking *c, const Record *r);

static Pos record_word(const Record *r, const char *key, Str word)
{
	return pos_of_word(r->src->bytes, record_place(r, key), word);
}

/* Dates and ages in order. */

static void check_publish(const Checking *c, const Record *r)
{
	if (r->publish_from && r->publish_until && r->publish_until < r->publish_from)
		diag_error(c->diag, r->src, record_place(r, "publish_until"), "publish-order", NO_ARGS,
		           _("publish_until is before publish_from"), _("write the later day in publish_until"));
}

static void check_assured(const Checking *c, const Record *r)
{
	if (r->assured > c->site->today)
		diag_error(c->diag, r->src, record_place(r, "assured_date"), "assured-future", NO_ARGS,
		           _("assured_date is in the future"), _("write the day on which you asked"));
}

static void check_ages(const Checking *c, const Record *r)
{
	if (r->minimum_age >= 0 && r->maximum_age >= 0 && r->maximum_age < r->minimum_age)
		diag_error(c->diag, r->src, record_place(r, "maximum_age"), "age-order", NO_ARGS,
		           _("maximum_age is below minimum_age"), _("exchange the two numbers"));
}

/* Events. */

static bool has_dates(const Event *e)
{
	return e->days.count || e->repeat.rule.len || e->also.count;
}

static void check_event_dates(const Checking *c, const Record *r)
{
	const Event *e = &r->as.event;
	if (!has_dates(e) && r->status != STATUS_POSTPONED)
		diag_error(c->diag, r->src, r->pos, "event-undated", NO_ARGS, _("this event has no date"),
		           _("add date: 2026-12-08, or repeat: 毎週水曜"));
	if (e->days.count && e->repeat.rule.len)
		diag_error(c->diag, r->src, record_place(r, "repeat"), "event-twice-dated", NO_ARGS,
		           _("date and repeat are both given"), _("keep repeat, and put single days under also"));
	if (e->from && e->until && e->until < e->from)
		diag_error(c->diag, r->src, record_place(r, "until"), "repeat-order", NO_ARGS,
		           _("until is before from"), _("exchange the two days"));
	if (!e->repeat.rule.len && (e->from || e->until))
		diag_warning(c->diag, r->src, record_place(r, e->from ? "from" : "until"),
		             "repeat-bounds", NO_ARGS,
		             _("from and until belong to a repeat, and there is none"),
		             _("write date: {from: …, until: …}"));
}

enum { DAYS_FAR = 3 * 366 };

static void check_year(const Checking *c, const Record *r, const char *key, Day day)
{
	if (day > c->site->today + DAYS_FAR)
		diag_warning(c->diag, r->src, record_place(r, key), "date-far", ARGS(day_iso(day, c->arena)),
		             _("'{0}' is more than three years away"), _("check the year"));
}

/* The last day that is written out, or DAY_NONE. */
static Day last_day(const Event *e)
{
	Day last = DAY_NONE;
	for (size_t i = 0; i < e->days.count; i++)
		last = e->days.items[i].until > last ? e->days.items[i].until : last;
	return last;
}

/* Who asks about an event does so before it is over: else a year was mistyped, or not moved on. */
static void check_event_years(const Checking *c, const Record *r)
{
	enum { LONG_OVER = 180 };
	const Event *e = &r->as.event;
	Day last = last_day(e);
	check_year(c, r, "date", last);
	check_year(c, r, "from", e->from);
	bool asked = r->assured > last + LONG_OVER && r->assured <= c->site->today;
	if (last && !e->repeat.rule.len && !e->also.count && r->status != STATUS_ENDED && asked)
		diag_warning(c->diag, r->src, record_place(r, "date"), "date-before-assured",
		             ARGS(day_iso(last, c->arena), day_iso(r->assured, c->arena)),
		             _("on {1} (確認日) this event of {0} was long over"), _("check the year of date"));
}

/* These choose among the days of a repeat; a day that is written out stands. */
static void check_repeat_rules(const Checking *c, const Record *r)
{
	const Event *e = &r->as.event;
	const char *key = e->skip.count ? "skip" : e->only.count ? "only" : e->on_holiday ? "on_holiday" : NULL;
	if (key && !e->repeat.rule.len && e->days.count)
		diag_warning(c->diag, r->src, record_place(r, key), "repeat-rules",
		             ARGS(str_from(key)), _("'{0}' works on a repeat, and there is none"),
		             _("write the days that are left out under except"));
}

static void check_calendar_names(const Checking *c, const Record *r, const Texts *names, const char *key)
{
	const Calendars *all = &c->site->calendars;
	const Map *doubted = &c->site->calendars_doubted.names;
	for (size_t i = 0; i < names->count; i++) {
		if (calendar_find(all, names->items[i]) || unsound_may_be(&c->site->calendars_doubted, names->items[i]))
			continue;
		Str *known = NEW_ARRAY(c->arena, Str, all->count + doubted->count + 1);
		size_t count = 0;
		for (size_t n = 0; n < all->count; n++)
			known[count++] = all->items[n].name;
		/* Those with a mistake are meant to be there too; of their ids people need not know. */
		for (size_t n = 0; n < doubted->count; n++)
			if (*doubted->entries[n].key.ptr & 0x80)
				known[count++] = doubted->entries[n].key;
		Str list = str_join(c->arena, known, count, STR("、"));
		diag_error(c->diag, r->src, record_word(r, key, names->items[i]),
		           "calendar-unknown", ARGS(names->items[i], list),
		           _("there is no calendar '{0}'"), _("write one of: {1}"));
	}
}

static void check_event_calendars(const Checking *c, const Record *r)
{
	check_calendar_names(c, r, &r->as.event.skip, "skip");
	check_calendar_names(c, r, &r->as.event.only, "only");
}

static void check_changes(const Checking *c, const Record *r)
{
	for (size_t i = 0; i < r->as.event.changes.count; i++) {
		const Change *change = &r->as.event.changes.items[i];
		if ((change->date != DAY_NONE) == (change->from != DAY_NONE))
			diag_error(c->diag, r->src, change->pos, "change-day", NO_ARGS,
			           _("a change is of one day, or from a day on"), _("write either date: or from:"));
		else if (change->from && change->to)
			diag_error(c->diag, r->src, change->pos, "change-move", NO_ARGS,
			           _("only one day can move to another"), _("write date: instead of from:"));
		else if (change->status == CHANGE_CHANGED && !change->to && !change->times.count &&
		         !change->place.name.len && !change->place.ref.id.len && !change->note.len)
			diag_warning(c->diag, r->src, change->pos, "change-empty", NO_ARGS,
			             _("this change does not say what is different"),
			             _("add status, time, place or note"));
	}
}

static void check_event_place(const Checking *c, const Record *r)
{
	const PlaceRef *p = &r->as.event.place;
	if (!p->name.len && !p->ref.id.len && !p->ask)
		diag_warning(c->diag, r->src, r->pos, "event-placeless", NO_ARGS, _("this event has no place"),
		             _("add place: id of a place, or {name: …, address: …}"));
}

static void check_application(const Checking *c, const Record *r)
{
	if (r->as.event.application.by_qr_only)
		diag_warning(c->diag, r->src, record_place(r, "application"), "application-qr", NO_ARGS,
		             _("one can apply by QR code only"), _("add another way: 電話, FAX, 窓口"));
}

/* Contacts and phones. */

static bool voice_only(const Contact *c)
{
	return c->phone.len && !c->fax.len && !c->email.len && !c->url.len && !c->record;
}

static void check_contacts(const Checking *c, const Record *r)
{
	bool silent = r->contacts.count == 0;
	for (size_t i = 0; i < r->contacts.count; i++)
		silent |= !voice_only(&r->contacts.items[i]);
	if (!silent && r->kind != KIND_CONSULTATION)
		diag_warning(c->diag, r->src, record_place(r, "contacts"), "contact-voice", NO_ARGS,
		             _("one can ask by phone only"), _("add fax, email or url for those who do not phone"));
}

/* Madoguchi for madoguchi: read as somebody's name, though an id was meant. */
static Str id_in_capitals(const Checking *c, Str name)
{
	char small[64];
	if (!name.len || name.len > sizeof(small))
		return (Str){ 0 };
	for (size_t i = 0; i < name.len; i++)
		small[i] = name.ptr[i] >= 'A' && name.ptr[i] <= 'Z' ? (char)(name.ptr[i] + 'a' - 'A') : name.ptr[i];
	const Str id = { small, name.len };
	bool known = office_find(c->site, id) || map_find(&c->site->by_id, id);
	return known && !str_equal(id, name) ? str_copy(id, c->arena) : (Str){ 0 };
}

static const Office *office_called(const Site *site, Str name)
{
	for (size_t i = 0; i < site->offices.count; i++)
		if (str_equal(site->offices.items[i].name, name))
			return &site->offices.items[i];
	return NULL;
}

static void check_name(const Checking *c, const Record *r, Pos at, Str name)
{
	Str id = id_in_capitals(c, name);
	if (id.len)
		diag_error(c->diag, r->src, pos_of_word(r->src->bytes, at, name), "ref-capital", ARGS(name, id),
		           _("'{0}' is no id: ids have small letters only"), _("write {1}"));
}

static void check_contact_name(const Checking *c, const Record *r, const Contact *w, const char *key)
{
	bool bare = !w->office && !w->record && !w->phone.len && !w->fax.len && !w->email.len && !w->url.len;
	Pos at = w->pos.line ? w->pos : record_place(r, key);
	const Office *office = bare && w->name.len ? office_called(c->site, w->name) : NULL;
	if (bare && !office)
		check_name(c, r, at, w->name);
	if (office)
		diag_warning(c->diag, r->src, pos_of_word(r->src->bytes, at, w->name), "contact-by-name",
		             ARGS(w->name, office->id), _("'{0}' is written as a name only, so no phone is shown"),
		             _("write its id in offices.yaml: {1}"));
}

static void check_contact_names(const Checking *c, const Record *r)
{
	for (size_t i = 0; i < r->contacts.count; i++)
		check_contact_name(c, r, &r->contacts.items[i], "contacts");
}

static void check_event_names(const Checking *c, const Record *r)
{
	const Event *e = &r->as.event;
	check_contact_name(c, r, &e->organizer, "organizer");
	if (!e->place.ref.id.len && !e->place.address.len)
		check_name(c, r, record_place(r, "place"), e->place.name);
}

static void check_mobile(const Checking *c, const Record *r)
{
	for (size_t i = 0; i < r->contacts.count; i++) {
		const Contact *w = &r->contacts.items[i];
		if (w->phone_typed && phone_kind(w->phone) == PHONE_MOBILE && !w->consent)
			diag_error(c->diag, r->src, pos_of_word(r->src->bytes, w->pos, w->phone),
			           "phone-mobile", ARGS(w->phone), _("{0} is somebody's own phone"),
			           _("add consent: the day they agreed to have it published, or "
			             "another number"));
	}
}

static void check_sample_phone(const Checking *c, const Record *r)
{
	for (size_t i = 0; r->sample && i < r->contacts.count; i++) {
		const Contact *w = &r->contacts.items[i];
		if (w->phone_typed && phone_kind(w->phone) != PHONE_SAMPLE && phone_kind(w->phone) != PHONE_PENDING)
			diag_error(c->diag, r->src, pos_of_word(r->src->bytes, w->pos, w->phone),
			           "sample-phone", ARGS(w->phone),
			           _("a sample carries the phone number {0}"),
			           _("write phone: 000-0000-0000"));
	}
}

static void check_source(const Checking *c, const Record *r)
{
	if (!r->sample && !r->source.count && r->kind != KIND_NOTICE)
		diag_warning(c->diag, r->src, r->pos, "source-missing", NO_ARGS,
		             _("it is not said where these facts are from"), _("add source: …, or sample: yes"));
}

/* Other kinds. */

static void check_consultation(const Checking *c, const Record *r)
{
	if (!r->troubles && !r->as.consultation.general)
		diag_error(c->diag, r->src, r->pos, "consultation-troubles", NO_ARGS,
		           _("it is not said which troubles this window takes"),
		           _("add troubles: [care], or general: yes"));
	const Refs *to = &r->as.consultation.connects_to;
	for (size_t i = 0; i < to->count; i++)
		if (to->items[i].record == r)
			diag_error(c->diag, r->src, to->items[i].pos, "connects-self", NO_ARGS,
			           _("this window hands over to itself"), _("take its own id out of connects_to"));
}

static void check_notice(const Checking *c, const Record *r)
{
	if (r->as.notice.expires < r->as.notice.date)
		diag_error(c->diag, r->src, record_place(r, "expires"), "notice-order", NO_ARGS,
		           _("the notice expires before its date"), _("write the last day it is worth reading"));
}

static void check_scheme(const Checking *c, const Record *r)
{
	if (r->area->parent)
		diag_error(c->diag, r->src, r->pos, "scheme-area", NO_ARGS,
		           _("a scheme is the city's; an area's actor in it is a group"),
		           _("move it to schemes/ of the city, or make it a group with scheme: ID"));
}

static void check_place(const Checking *c, const Record *r)
{
	const Place *p = &r->as.place;
	if (p->lat == 0 && p->lon == 0)
		return;
	if (degrees_are_far(p->lat, p->lon))
		diag_error(c->diag, r->src, record_place(r, "lat"), "degrees-far", NO_ARGS,
		           _("this place is not in Japan"),
		           _("lat is about 35.7, lon about 139.5; are they exchanged?"));
}

/* Where the address says it is, and where the folder does. */

static bool area_has_town(const Area *area, const Town *town)
{
	for (size_t i = 0; i < area->towns.count; i++)
		if (area->towns.items[i].town == town)
			return true;
	return false;
}

/* The longest town name in the address: ひばりが丘北 is not ひばりが丘. */
static const Town *town_in(const Site *site, Str address)
{
	const Town *found = NULL;
	for (size_t i = 0; i < site->towns.count; i++)
		if (str_contains(address, site->towns.items[i].name) &&
		    (!found || site->towns.items[i].name.len > found->name.len))
			found = &site->towns.items[i];
	return found;
}

static void check_address(const Checking *c, const Record *r)
{
	const Town *town = town_in(c->site, r->as.place.address);
	if (!town || !r->area->towns.count || r->area->towns_doubted || area_has_town(r->area, town))
		return;
	diag_warning(c->diag, r->src, record_place(r, "address"), "address-area",
	             ARGS(town->name, r->area->name), _("'{0}' is not among the towns of {1}"),
	             _("move the file to its district's folder, or mend the address"));
}

/* Pictures. */

enum { IMAGE_LIMIT = 300 << 10 };

static Str beside(const Record *r, Str file, Arena *a)
{
	Str path = r->src->path;
	while (path.len && path.ptr[path.len - 1] != '/')
		path.len--;
	return STR_CONCAT(a, path, file);
}

static void check_images(const Checking *c, const Record *r)
{
	for (size_t i = 0; i < r->images.count; i++) {
		Image *image = &r->images.items[i];
		const File *file = file_at(c->content, beside(r, image->file, c->arena));
		if (!file)
			diag_error(c->diag, r->src,
			           pos_of_word(r->src->bytes, image->pos, image->file),
			           "image-missing", ARGS(image->file),
			           _("there is no picture '{0}' beside this file"),
			           _("put the JPEG or PNG into the same folder"));
		else if (file->source.bytes.len > IMAGE_LIMIT)
			diag_error(c->diag, r->src,
			           pos_of_word(r->src->bytes, image->pos, image->file),
			           "image-large", ARGS(image->file),
			           _("the picture '{0}' is larger than 300 KB"),
			           _("save it smaller, at most 1200 pixels wide"));
		else
			image->src = &file->source;
	}
}

/* Addresses that lead here. */

static bool is_address(Str alias)
{
	for (size_t i = 0; i < alias.len; i++)
		if ((unsigned char)alias.ptr[i] <= ' ' || strchr("%?#\\\"<>", alias.ptr[i]))
			return false;
	return str_starts(alias, STR("/")) && !str_contains(alias, STR("..")) && !str_contains(alias, STR("//"));
}

static void check_aliases(const Checking *c, const Record *r)
{
	for (size_t i = 0; i < r->aliases.count; i++) {
		Str alias = r->aliases.items[i];
		if (!is_address(alias))
			diag_error(c->diag, r->src, record_word(r, "aliases", alias), "alias-form",
			           ARGS(alias), _("'{0}' is no address of this site"),
			           _("write it from the first slash: /seibu/events/old-id/"));
	}
}

enum { TABS_MAX = 10, TAB_NAME_MAX = 18 };

static void check_flyer(const Checking *c, const Record *r)
{
	if (r->flyer->tabs > TABS_MAX)
		diag_error(c->diag, r->src, record_place(r, "flyer"), "flyer-tabs", NO_ARGS,
		           _("a sheet has room for 10 tabs"), _("write tabs: 10 or less"));
	if (r->flyer->tabs > 0 && !r->flyer->short_name.len && utf8_count(r->name) > TAB_NAME_MAX)
		diag_warning(c->diag, r->src, record_place(r, "flyer"), "flyer-tab-name", NO_ARGS,
		             _("the name is too long for a tab, and ends there with …"),
		             _("give a short_name of 18 characters or less"));
}

/* Texts. */

static void check_text(const Checking *c, const Source *src, Str text, uint32_t first_line)
{
	const Written w = { .src = src, .arena = c->arena, .diag = c->diag, .today = c->site->today };
	if (!text.len)
		return;
	bool dates_right = written_prose_dates(&w, text, first_line, c->site->today);
	if (c->site->lint)
		written_aloud(&w, text, first_line, dates_right);
}

/* They say what they said when the record was read whole, and then it was nothing. */
static void check_texts(const Checking *c, const Record *r)
{
	if (r->body_unread)
		return;
	check_text(c, r->src, r->name, record_place(r, "name").line);
	check_text(c, r->src, r->summary, record_place(r, "summary").line);
	check_text(c, r->src, r->alert->text, record_place(r, "alert").line);
	check_text(c, r->src, r->flyer->headline, record_place(r, "flyer").line);
	for (size_t i = 0; i < r->flyer->points.count; i++)
		check_text(c, r->src, r->flyer->points.items[i],
		           record_word(r, "flyer", r->flyer->points.items[i]).line);
	check_text(c, r->src, r->body, r->body_line);
	const Written w = { .src = r->src, .arena = c->arena, .diag = c->diag, .today = c->site->today };
	if (!c->site->lint)
		return;
	written_lines(&w, r->body, r->body_line);
	written_markup(&w, KIND_INFO[r->kind].table, r, r->pos);
	written_bare_address(&w, r->name, record_place(r, "name"));
	written_bare_address(&w, r->summary, record_place(r, "summary"));
	written_bare_address(&w, r->flyer->headline, record_place(r, "flyer"));
}

/* The new number, or the one of the office that has taken over. */
static Str number_instead(const Site *site, const RetiredPhone *old)
{
	const Office *office = office_find(site, old->use);
	return office && office->phone.len ? office->phone : old->use;
}

/* Only the written form is looked for: any guise would mean folding every body. */
static void check_retired_in(const Checking *c, const Source *src)
{
	for (size_t i = 0; i < c->site->retired_phones.count; i++) {
		const RetiredPhone *old = &c->site->retired_phones.items[i];
		size_t at = str_find(src->bytes, old->phone);
		bool whole = at < src->bytes.len && old->phone.len;
		if (whole)
			diag_error(c->diag, src, pos_at(src->bytes, at, old->phone.len), "phone-retired",
			           ARGS(old->phone, number_instead(c->site, old)), _("{0} is no longer in use"),
			           old->use.len ? _("write {1}") : _("take it away, or ask for the new number"));
	}
}

static void check_retired(const Checking *c, const Record *r)
{
	check_retired_in(c, r->src);
}

/* Only where there are pages that show it. */
static void check_easy(const Checking *c, const Record *r)
{
	const Written w = { .src = r->src, .arena = c->arena, .diag = c->diag, .today = c->site->today };
	const Str texts[] = { r->easy->name, r->easy->summary, r->easy->body };
	bool shown = c->site->lint && languages_easy(&c->site->languages);
	for (size_t i = 0; shown && i < sizeof(texts) / sizeof(*texts); i++) {
		Str first = str_sub(texts[i], 0, str_find_byte(texts[i], '\n'));
		if (first.len)
			written_easy(&w, c->site->ruby, texts[i], record_word(r, "easy", first).line);
	}
}

static const struct {
	int kind;                              /* Kind, or -1: every one */
	const char *needs;                     /* fields that must be known, given or not; NULL: none */
	Check *check;
} checks[] = {
	{ -1, NULL, check_publish },
	{ -1, NULL, check_assured },
	{ -1, "minimum_age maximum_age", check_ages },
	{ -1, "contacts", check_contacts },
	{ -1, NULL, check_contact_names },
	{ -1, NULL, check_mobile },
	{ -1, NULL, check_sample_phone },
	{ -1, "sample source", check_source },
	{ -1, NULL, check_images },
	{ -1, NULL, check_aliases },
	{ -1, NULL, check_flyer },
	{ -1, NULL, check_texts },
	{ -1, NULL, check_easy },
	{ -1, NULL, check_retired },
	{ KIND_EVENT, "date repeat also from until status", check_event_dates },
	{ KIND_EVENT, "date repeat skip only on_holiday", check_repeat_rules },
	{ KIND_EVENT, NULL, check_event_names },
	{ KIND_EVENT, "date repeat also from status assured_date", check_event_years },
	{ KIND_EVENT, NULL, check_event_calendars },
	{ KIND_EVENT, NULL, check_changes },
	{ KIND_EVENT, "place", check_event_place },
	{ KIND_EVENT, NULL, check_application },
	{ KIND_PLACE, "lat lon", check_place },
	{ KIND_PLACE, NULL, check_address },
	{ KIND_CONSULTATION, "troubles general connects_to", check_consultation },
	{ KIND_NOTICE, "date expires", check_notice },
	{ KIND_SCHEME, NULL, check_scheme },
};

/* The same number typed in three records should be an office. */

enum { TYPED_TOO_OFTEN = 3 };

typedef struct Typed { size_t count; } Typed;

static void check_typed(const Checking *c)
{
	Map numbers = { .arena = c->arena };
	for (size_t i = 0; i < c->site->record_count; i++) {
		const Record *r = c->site->records[i];
		for (size_t n = 0; n < r->contacts.count; n++) {
			const Contact *w = &r->contacts.items[n];
			if (!w->phone_typed || phone_kind(w->phone) != PHONE_FIXED)
				continue;
			Typed *typed = map_find(&numbers, w->phone);
			if (!typed)
				map_put(&numbers, w->phone, typed = NEW(c->arena, Typed));
			if (++typed->count == TYPED_TOO_OFTEN)
				diag_warning(c->diag, r->src,
				             pos_of_word(r->src->bytes, w->pos, w->phone),
				             "phone-thrice", ARGS(w->phone),
				             _("{0} is typed in three records"),
				             _("write it once in offices.yaml, and its id here"));
		}
	}
}

static void check_names(const Checking *c)
{
	Map names = { .arena = c->arena };
	for (size_t i = 0; i < c->site->record_count; i++) {
		const Record *r = c->site->records[i];
		Str key = STR_CONCAT(c->arena, str_from(KIND_INFO[r->kind].id), STR(" "),
		                     r->area->path, STR(" "), r->name);
		const Record *other = map_find(&names, key);
		if (!other)
			map_put(&names, key, (void *)r);
		else if (state_is_listed(r->state) && state_is_listed(other->state))
			diag_warning(c->diag, r->src, record_place(r, "name"), "name-again",
			             ARGS(r->name,
			                  str_format(c->arena, "%.*s:%u", STR_ARG(other->src->path),
			                             record_place(other, "name").line)),
			             _("'{0}' is also the name of {1}"),
			             _("tell them apart by name, or remove one"));
	}
}

typedef struct Checks {
	const Site *site;
	const Files *content;
	Arena arenas[JOBS_MAX];
	Diag diags[JOBS_MAX];
} Checks;

static void run_checks(const Checking *c, const Record *r)
{
	ArenaMark mark = arena_mark(c->arena);
	for (size_t n = 0; n < sizeof(checks) / sizeof(*checks); n++)
		if ((checks[n].kind < 0 || checks[n].kind == (int)r->kind) &&
		    (!checks[n].needs || record_knows(r, checks[n].needs)))
			checks[n].check(c, r);
	arena_reset(c->arena, mark);
}

void check_mended_text(const Site *site, const Record *r, const Source *whole, Diag *d)
{
	Arena scratch = { 0 };
	const Checking c = { .site = site, .arena = &scratch, .diag = d };
	const Written w = { .src = whole, .arena = &scratch, .diag = d, .today = site->today };
	Str body;
	if (record_body_of(whole, d, &body)) {
		check_text(&c, whole, body, r->body_line);
		if (site->lint)
			written_lines(&w, body, r->body_line);
		check_retired_in(&c, whole);
	}
	arena_free(&scratch);
}

void check_record(const Site *site, const Files *content, const Record *r, Diag *d)
{
	Arena scratch = { 0 };
	run_checks(&(Checking){ site, content, &scratch, d }, r);
	arena_free(&scratch);
}

static void check_one(void *context, int worker, size_t item)
{
	Checks *all = context;
	const Checking c = { all->site, all->content, &all->arenas[worker], &all->diags[worker] };
	run_checks(&c, all->site->records[item]);
}

static void check_doubtful(void *context, int worker, size_t item)
{
	Checks *all = context;
	const Checking c = { all->site, all->content, &all->arenas[worker], &all->diags[worker] };
	run_checks(&c, all->site->doubtful[item]);
}

void check_records(const Site *site, const Files *content, int jobs, Diag *d)
{
	Arena scratch = { 0 };
	Checks *all = NEW(&scratch, Checks);
	all->site = site;
	all->content = content;
	parallel_each(jobs, site->record_count, check_one, all);
	parallel_each(jobs, site->doubtful_count, check_doubtful, all);
	for (int i = 0; i < JOBS_MAX; i++) {
		diag_merge(d, &all->diags[i]);
		arena_free(&all->arenas[i]);
	}
	const Checking between = { site, content, &scratch, d };
	check_typed(&between);
	check_names(&between);
	arena_free(&scratch);
}
