#include "site/apart.h"
#include "base/nearest.h"
#include "site/checking.h"
#include "site/singletons.h"

static bool has_dates(const Event *e)
{
	return e->days.count || e->repeat.rule.len || e->also.count;
}

void check_event_dates(const Checking *c, const Record *r)
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

/* The last day that is written out, or DAY_NONE. */
static Day last_day(const Event *e)
{
	Day last = DAY_NONE;
	for (size_t i = 0; i < e->days.count; i++)
		last = e->days.items[i].until > last ? e->days.items[i].until : last;
	return last;
}

/* Who asks about an event does so before it is over: else a year was mistyped, or not moved on. */
void check_event_years(const Checking *c, const Record *r)
{
	enum { LONG_OVER = 180 };
	const Event *e = &r->as.event;
	Day last = last_day(e);
	check_year(c, r, "date", last);
	check_year(c, r, "from", e->from);
	check_last_year(c, r, "until", e->until);
	check_last_year(c, r, "application", e->application.until);
	bool asked = r->assured > last + LONG_OVER && r->assured <= c->site->today;
	if (last && !e->repeat.rule.len && !e->also.count && r->status != STATUS_ENDED && asked)
		diag_warning(c->diag, r->src, record_place(r, "date"), "date-before-assured",
		             ARGS(day_iso(last, c->arena), day_iso(r->assured, c->arena)),
		             _("on {1} (確認日) this event of {0} was long over"), _("check the year of date"));
}

/* These choose among the days of a repeat; a day that is written out stands. */
void check_repeat_rules(const Checking *c, const Record *r)
{
	const Event *e = &r->as.event;
	const char *key = e->skip.count ? "skip" : e->only.count ? "only" : e->on_holiday ? "on_holiday" : NULL;
	if (key && !e->repeat.rule.len && e->days.count)
		diag_warning(c->diag, r->src, record_place(r, key), "repeat-rules",
		             ARGS(str_from(key)), _("'{0}' works on a repeat, and there is none"),
		             _("write the days that are left out under except"));
}

static Str known_calendar(const void *calendars, Str part)
{
	return calendar_find(calendars, part) ? part : (Str){ 0 };
}

static bool has_digit(Str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
			return true;
	return false;
}

static void tell_calendar(const Checking *c, Pos at, const Record *r, Str name, const Str *known, size_t count)
{
	Str apart = names_apart(name, known_calendar, &c->site->calendars, c->arena);
	Str nearest = str_nearest(name, known, count);
	Str list = str_join(c->arena, known, count, STR("、"));
	diag_error(c->diag, r->src, at, "calendar-unknown",
	           ARGS(name, apart.len ? apart : has_digit(name) || !nearest.len ? list : nearest),
	           _("there is no calendar '{0}'"),
	           apart.len         ? _("write several with half-width signs: [{1}]")
	           : has_digit(name) ? _("single days go under except (行わない日); here stands one of: {1}")
	           : nearest.len     ? _("did you mean '{1}'?")
	                             : _("write one of: {1}"));
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
		tell_calendar(c, record_word(r, key, names->items[i]), r, names->items[i], known, count);
	}
}

void check_event_calendars(const Checking *c, const Record *r)
{
	check_calendar_names(c, r, &r->as.event.skip, "skip");
	check_calendar_names(c, r, &r->as.event.only, "only");
}

void check_changes(const Checking *c, const Record *r)
{
	for (size_t i = 0; i < r->as.event.changes.count; i++) {
		const Change *change = &r->as.event.changes.items[i];
		if ((change->date != DAY_NONE) == (change->from != DAY_NONE))
			diag_error(c->diag, r->src, change->pos, "change-day", NO_ARGS,
			           _("a change is of one day, or from a day on"), _("write either date: or from:"));
		else if (change->from && change->to)
			diag_error(c->diag, r->src, change->pos, "change-move", NO_ARGS,
			           _("only one day can move to another"), _("write date: instead of from:"));
		else if (change->to && change->to == change->date)
			diag_warning(c->diag, r->src, change->pos, "change-same", ARGS(day_iso(change->to, c->arena)),
			             _("this moves {0} to the same day"), _("write the new day behind to:"));
		else if (change->status == CHANGE_CHANGED && !change->to && !change->times.count &&
		         !change->place.name.len && !change->place.ref.id.len && !change->note.len)
			diag_warning(c->diag, r->src, change->pos, "change-empty", NO_ARGS,
			             _("this change does not say what is different"),
			             _("add status, time, place or note"));
	}
}

void check_event_place(const Checking *c, const Record *r)
{
	const PlaceRef *p = &r->as.event.place;
	if (!p->name.len && !p->ref.id.len && !p->ask)
		diag_warning(c->diag, r->src, r->pos, "event-placeless", NO_ARGS, _("this event has no place"),
		             _("add place: id of a place, or {name: …, address: …}"));
}

void check_application(const Checking *c, const Record *r)
{
	const Event *e = &r->as.event;
	Day last = e->repeat.rule.len || e->also.count ? DAY_NONE : last_day(e);
	if (last != DAY_NONE && e->application.until > last)
		diag_warning(c->diag, r->src, record_place(r, "application"), "application-late",
		             ARGS(day_iso(e->application.until, c->arena), day_iso(last, c->arena)),
		             _("one can apply until {0}, and the event ends on {1}"), _("check the last day to apply"));
	if (r->as.event.application.by_qr_only)
		diag_warning(c->diag, r->src, record_place(r, "application"), "application-qr", NO_ARGS,
		             _("one can apply by QR code only"), _("add another way: 電話, FAX, 窓口"));
}
