#include <string.h>

#include "render/sheet_flyer.h"
#include "site/state.h"

/*
 * As many of the days that look longest are composed; the rest is judged by its estimate. Days beyond DAYS_MOST are
 * looked at when they are nearer: each build looks anew.
 */
enum { DAYS_MOST = 160, COMPOSED = 4, DAYS_LOOKED = DAYS_AHEAD };

/* The record on a later day: pages are made of what stands in a Site and a Press, so there is one of each. */
typedef struct Later {
	Site site;
	Press press;
	Desk desk;
	Record *record;
	Value page;                            /* around the sheet: the same each day */
	bool has_text;
	RuleCache rules;
	Arena arena;
} Later;

typedef struct LaterDay {
	Day day;
	int height;                            /* estimated */
} LaterDay;

static size_t record_size(const Record *r)
{
	return KIND_INFO[r->kind].table->size;
}

static Later *later_make(const Desk *desk, const Record *r, Arena *a)
{
	Later *l = NEW(a, Later);
	l->site = *desk->press->site;
	l->press = *desk->press;
	l->press.site = &l->site;
	l->desk = (Desk){ .press = &l->press, .plan = desk->plan, .drawing = desk->drawing, .checks = true };
	l->record = arena_alloc(a, 1, record_size(r));
	return l;
}

static void later_free(Later *l)
{
	l->desk.drawing = NULL;
	desk_free(&l->desk);
	arena_free(&l->rules.arena);
	arena_free(&l->arena);
}

/* The record as a Site loaded that day would have it. */
static void turn_to(Later *l, const Record *r, Day day)
{
	Diag told = { 0 };
	desk_clear(&l->desk);
	arena_reset(&l->arena, (ArenaMark){ 0 });
	memcpy(l->record, r, record_size(r));
	l->site.today = l->press.calendar.today = day;
	l->record->state = state_of(r, day);
	l->record->stale = record_is_stale(r, day, l->site.info.stale_days);
	if (r->kind != KIND_EVENT)
		return;
	l->record->as.event.occurrences = (Occurrences){ 0 };
	calendar_expand(&l->press.calendar, &l->rules, l->record, &l->arena, &told);
	diag_free(&told);
}

/* What the flyer shows then, shortened as far as it goes; NULL: it has none. */
static Value *view_then(Later *l, const FlyerSheet *f, Day day)
{
	turn_to(l, f->record, day);
	if (!state_has_flyer(l->record->state))
		return NULL;
	Value *slots = view_flyer(&l->desk, l->record, &l->desk.group);
	slots[SLOT_FLYER_PAGE] = l->page;
	view_flyer_least(slots, &l->press, l->record, l->has_text, &l->desk.group);
	return slots;
}

/* The longest days first. */
static void keep_longest(LaterDay *longest, LaterDay day)
{
	for (size_t i = 0; i < COMPOSED; i++)
		if (day.height > longest[i].height) {
			LaterDay lower = longest[i];
			longest[i] = day;
			day = lower;
		}
}

typedef struct DayList {
	Day items[DAYS_MOST];
	size_t count;
	Day from, until;
} DayList;

static void add_day(DayList *l, Day day)
{
	if (day > l->from && day <= l->until && l->count < DAYS_MOST)
		l->items[l->count++] = day;
}

static void add_days_of_event(DayList *days, Later *l, const FlyerSheet *f)
{
	const Event *e = &f->record->as.event;
	Occurrences all = calendar_all(&f->desk->press->calendar, days->until, &l->rules, f->record, &l->arena);
	add_day(days, e->from);
	add_day(days, e->application.until + 1);
	for (size_t i = 0; i < all.count; i++)
		add_day(days, all.items[i].until + 1);
}

/* All days on which the sheet may show something else than the day before. */
static DayList days_to_look_at(Later *l, const FlyerSheet *f)
{
	const Site *site = f->desk->press->site;
	DayList days = { .from = site->today, .until = site->today + DAYS_LOOKED };
	add_day(&days, day_of(day_civil(site->today).year + 1, 1, 1));
	add_day(&days, f->record->assured + site->info.stale_days + 1);
	add_day(&days, f->record->alert->until + 1);
	add_day(&days, record_last_day(f->record) - site->info.board.max_days);
	if (f->record->kind == KIND_EVENT)
		add_days_of_event(&days, l, f);
	return days;
}

static void find_longest(Later *l, const FlyerSheet *f, const DayList *days, LaterDay *longest)
{
	for (size_t i = 0; i < days->count; i++) {
		const Value *slots = view_then(l, f, days->items[i]);
		if (slots)
			keep_longest(longest, (LaterDay){ days->items[i], flyer_height(slots, TYPE_DENSE) });
	}
}

static bool is_full_on(Later *l, FlyerSheet *f, Day day)
{
	const Value *slots = view_then(l, f, day);
	return slots && !flyer_fits_at_least(f, slots);
}

/* Of the longest days, the first that is looked at and is full. */
static Day find_full(Later *l, FlyerSheet *f, const DayList *days)
{
	LaterDay longest[COMPOSED] = { 0 };
	find_longest(l, f, days, longest);
	for (size_t i = 0; i < COMPOSED && longest[i].height; i++)
		if (is_full_on(l, f, longest[i].day))
			return longest[i].day;
	return DAY_NONE;
}

/* The next of the days behind `after`, which is `most` at the latest. */
static Day next_day(const DayList *days, Day after, Day most)
{
	for (size_t i = 0; i < days->count; i++)
		if (days->items[i] > after && days->items[i] < most)
			most = days->items[i];
	return most;
}

/* Days before the longest may be full, too; by how much is told of the longest, so it is composed once more. */
static Day first_full(Later *l, FlyerSheet *f, const DayList *days, Day full)
{
	Day day = next_day(days, DAY_NONE, full);
	while (day < full && !is_full_on(l, f, day))
		day = next_day(days, day, full);
	is_full_on(l, f, full);
	return day;
}

Day flyer_full_on(FlyerSheet *f)
{
	Arena a = { 0 };
	Str text;
	Later *l = later_make(f->desk, f->record, &a);
	l->page = f->slots[SLOT_FLYER_PAGE];
	l->has_text = view_body_text(f->desk, f->record, &text) && text.len;
	const DayList days = days_to_look_at(l, f);
	Day full = find_full(l, f, &days);
	if (full)
		full = first_full(l, f, &days, full);
	later_free(l);
	arena_free(&a);
	return full;
}

/* What has no page yet is looked at all the same: a mistake must not wait for its day. */
void check_flyer_to_come(Desk *desk, const Record *r)
{
	Arena a = { 0 };
	bool comes = r->state == STATE_HIDDEN && r->publish_from > desk->press->site->today;
	if (!comes || !desk->checks || desk->press->skip.pdf || !desk_can_draw(desk))
		return;
	Later *l = later_make(desk, r, &a);
	turn_to(l, r, r->publish_from);
	if (state_has_flyer(l->record->state))
		flyer_draw(&l->desk, l->record, &a);
	diag_merge(&desk->diag, &l->desk.diag);
	later_free(l);
	arena_free(&a);
}
