#include "site/check_record.h"

#include <string.h>

#include "base/utf8.h"
#include "site/checking.h"
#include "site/singletons.h"
#include "site/state.h"

Pos record_word(const Record *r, const char *key, Str word)
{
	return pos_of_word(r->src->bytes, record_place(r, key), word);
}

/* Dates and ages in order. */

enum { FAR_START = 3, FAR_END = 10 };         /* years */

void check_year(const Checking *c, const Record *r, const char *key, Day day)
{
	if (day > c->site->today + FAR_START * 366)
		diag_warning(c->diag, r->src, record_place(r, key), "date-far", ARGS(day_iso(day, c->arena)),
		             _("'{0}' is more than three years away"), _("check the year"));
}

void check_last_year(const Checking *c, const Record *r, const char *key, Day day)
{
	if (day > c->site->today + FAR_END * 366)
		diag_warning(c->diag, r->src, record_place(r, key), "date-far", ARGS(day_iso(day, c->arena)),
		             _("'{0}' is more than ten years away"), _("check the year"));
}

static void check_publish(const Checking *c, const Record *r)
{
	check_year(c, r, "publish_from", r->publish_from);
	check_last_year(c, r, "publish_until", r->publish_until);
	check_last_year(c, r, "alert", r->alert->until);
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

static void check_age(const Checking *c, const Record *r, const char *key, int age)
{
	enum { OLDEST = 120 };
	if (age > OLDEST)
		diag_error(c->diag, r->src, record_place(r, key), "age-high", ARGS(str_format(c->arena, "%d", age)),
		           _("nobody is {0} years old"), _("check the number"));
}

static void check_ages(const Checking *c, const Record *r)
{
	check_age(c, r, "minimum_age", r->minimum_age);
	check_age(c, r, "maximum_age", r->maximum_age);
	if (r->minimum_age >= 0 && r->maximum_age >= 0 && r->maximum_age < r->minimum_age)
		diag_error(c->diag, r->src, record_place(r, "maximum_age"), "age-order", NO_ARGS,
		           _("maximum_age is below minimum_age"), _("exchange the two numbers"));
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
	check_last_year(c, r, "date", r->as.notice.date);
	check_last_year(c, r, "expires", r->as.notice.expires);
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
	/* Two of them, with a comma that makes no list. */
	if (str_contains(alias, STR("、")) || str_contains(alias, STR("，")) || str_has_byte(alias, ','))
		return false;
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
	{ -1, NULL, check_other_names },
	{ -1, NULL, check_mobile },
	{ -1, NULL, check_sample_phone },
	{ -1, "sample source", check_source },
	{ -1, NULL, check_images },
	{ -1, NULL, check_aliases },
	{ -1, NULL, check_flyer },
	{ -1, NULL, check_texts },
	{ -1, NULL, check_easy },
	{ -1, NULL, check_english_name },
	{ -1, NULL, check_retired },
	{ KIND_EVENT, "date repeat also from until status", check_event_dates },
	{ KIND_EVENT, "date repeat skip only on_holiday", check_repeat_rules },
	{ KIND_EVENT, "date repeat also from status assured_date", check_event_years },
	{ KIND_EVENT, NULL, check_event_calendars },
	{ KIND_EVENT, NULL, check_changes },
	{ KIND_EVENT, "place", check_event_place },
	{ KIND_EVENT, NULL, check_application },
	{ KIND_PLACE, "lat lon", check_place },
	{ KIND_PLACE, NULL, check_address },
	{ KIND_EVENT, NULL, check_event_address },
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
