#include "render/view.h"

#include "render/address.h"
#include "render/words.h"
#include "site/reach.h"
#include "site/say.h"

enum { BRIEF_MOST = 5, BRIEF_ALTERED = 3 };

static int year_of(Day day)
{
	return day_civil(day).year;
}

static const PlaceRef *place_of(const Record *event, const Occurrence *o)
{
	return o->place ? o->place : &event->as.event.place;
}

Str occurrence_state(const Record *event, const Occurrence *o, Str *id)
{
	bool whole = event->state == STATE_CANCELLED || event->state == STATE_POSTPONED ||
	             event->state == STATE_SUSPENDED;
	if (whole || (event->state == STATE_FULL && o->state == OCCURRENCE_PLANNED)) {
		*id = id_of_state(event->state);
		return words_of_state(event->state);
	}
	*id = id_of_occurrence(o->state);
	return words_of_occurrence(o->state);
}

/* A notice that calls a day off tells why in its own summary. */
Str occurrence_reason(const Occurrence *o)
{
	return o->notice ? o->notice->summary : *o->note;
}

static bool has_new_place(const Event *e, const Occurrence *o)
{
	return o->state == OCCURRENCE_CHANGED && o->place && o->place != &e->place;
}

static bool has_new_times(const Event *e, const Occurrence *o)
{
	return o->state == OCCURRENCE_CHANGED && o->times != &e->times;
}

static Str what_is_new(bool place, bool times)
{
	return !times ? STR("ところが") : place ? STR("ところと時間が") : STR("時間が");
}

static Str note_with_reason(Buf *b, const Occurrence *o)
{
	Str reason = occurrence_reason(o);
	if (b->len && reason.len)
		buf_str(b, STR("。"));
	buf_str(b, reason);
	return buf_text(b);
}

Str occurrence_note(const Record *event, const Occurrence *o, int year, Arena *a)
{
	const Event *e = &event->as.event;
	Buf b = { .arena = a };
	if (o->state == OCCURRENCE_MOVED && o->to) {
		say_day(&b, o->to, year);
		buf_str(&b, STR("に行います"));
	} else if (has_new_place(e, o)) {
		buf_str(&b, STR("ところ："));
		buf_str(&b, place_called(o->place));
	} else if (has_new_times(e, o)) {
		buf_str(&b, STR("時間が変わります"));
	}
	return note_with_reason(&b, o);
}

/* An entry shows the place itself. */
static Str entry_note(const Record *event, const Occurrence *o, int year, Arena *a)
{
	const Event *e = &event->as.event;
	Buf b = { .arena = a };
	if (!has_new_place(e, o))
		return occurrence_note(event, o, year, a);
	buf_str(&b, what_is_new(true, has_new_times(e, o)));
	buf_str(&b, STR("変わります"));
	return note_with_reason(&b, o);
}

static Str entry_time(const Occurrence *o, int year, Arena *a)
{
	Buf b = { .arena = a };
	if (o->until != o->day) {
		say_day(&b, o->until, year);
		buf_str(&b, STR("まで"));
		if (o->times->count)
			buf_char(&b, ' ');
	}
	say_spans(&b, *o->times);
	return buf_text(&b);
}

static Value view_entry(const Press *press, const AgendaItem *item, Arena *a)
{
	const Record *event = item->record;
	const Occurrence *o = item->occurrence;
	int year = year_of(press->site->today);
	Str state_id;
	Value *s = frame_slots(&ENTRY_SHAPE, a);
	s[SLOT_ENTRY_NAME] = value_text(event->name);
	s[SLOT_ENTRY_URL] = value_text(ready_record(press, event)->url);
	s[SLOT_ENTRY_TIME] = value_text(entry_time(o, year, a));
	s[SLOT_ENTRY_WHERE] = value_text(place_called(place_of(event, o)));
	s[SLOT_ENTRY_AREA] = value_text(event->area->name);
	s[SLOT_ENTRY_WHO] = value_text(ready_record(press, event)->who);
	s[SLOT_ENTRY_STATE] = value_text(occurrence_state(event, o, &state_id));
	s[SLOT_ENTRY_STATE_ID] = value_text(state_id);
	if (o->state != OCCURRENCE_PLANNED)
		s[SLOT_ENTRY_NOTE] = value_text(entry_note(event, o, year, a));
	s[SLOT_ENTRY_SAMPLE] = value_bool(event->sample);
	return value_frame(&ENTRY_SHAPE, s);
}

/* 今日, 明日 (but not on what hangs on a board for weeks), and the name of the public holiday. */
static Str note_of_day(const Press *press, Day day, bool on_paper, Arena *a)
{
	const Calendar *holidays = calendar_find(&press->site->calendars, STR("祝日"));
	const NamedDays *holiday = holidays ? calendar_has(holidays, day) : NULL;
	Day today = press->site->today;
	Str near = on_paper           ? (Str){ 0 }
	           : day == today     ? STR("今日")
	           : day == today + 1 ? STR("明日")
	                              : (Str){ 0 };
	Str name = holiday ? (holiday->name.len ? holiday->name : STR("祝日")) : (Str){ 0 };
	return STR_CONCAT(a, near, near.len && name.len ? STR("・") : (Str){ 0 }, name);
}

/* A day that is being gathered. */
typedef struct OneDay {
	Day day;
	List entries;
	size_t more;
} OneDay;

/* ほか3件, or 3件 where nothing else is shown of the day */
static void fill_more(Value *s, const Press *press, const Area *area, const OneDay *one, Arena *a)
{
	if (!one->more)
		return;
	s[SLOT_DAY_MORE] = value_text(STR_CONCAT(a, one->entries.count ? STR("ほか") : (Str){ 0 },
	                                         words_number(one->more, a), STR("件")));
	s[SLOT_DAY_MORE_URL] =
		value_text(address_of(press->site, kind_folder(area, KIND_EVENT, 1, a), a));
}

static Value view_one_day(const Press *press, const Area *area, const OneDay *one, bool on_paper, Arena *a)
{
	Buf label = { .arena = a };
	Value *s = frame_slots(&DAY_SHAPE, a);
	say_day(&label, one->day, year_of(press->site->today));
	s[SLOT_DAY_LABEL] = value_text(buf_text(&label));
	s[SLOT_DAY_ISO] = value_text(day_iso(one->day, a));
	s[SLOT_DAY_NOTE] = value_text(note_of_day(press, one->day, on_paper, a));
	s[SLOT_DAY_ENTRIES] = list_value(&one->entries);
	fill_more(s, press, area, one, a);
	return value_frame(&DAY_SHAPE, s);
}

/* Days while they are gathered. */
typedef struct DaysShown {
	const Press *press;
	const Area *area;
	const DaysWanted *wanted;
	Arena *arena;
	List days;
	OneDay one;
} DaysShown;

static bool has_room(const DaysWanted *wanted, const OneDay *one)
{
	return !wanted->most_a_day || one->entries.count < wanted->most_a_day;
}

/* It was on before in these days, and is as it always is: where room is short, others go first. */
static bool is_on_again(const DaysWanted *wanted, const AgendaItem *item)
{
	const Occurrences *all = &item->record->as.event.occurrences;
	size_t first = 0;
	while (first < all->count && all->items[first].until < wanted->days.from)
		first++;
	return item->occurrence->state == OCCURRENCE_PLANNED && item->occurrence > &all->items[first];
}

static void end_day(DaysShown *d)
{
	if (d->one.entries.count + d->one.more)
		list_add(&d->days, view_one_day(d->press, d->area, &d->one, d->wanted->on_paper, d->arena));
	d->one = (OneDay){ .entries = { .arena = d->arena } };
}

static void add_entry(DaysShown *d, const AgendaItem *item)
{
	Day from = d->wanted->days.from, day = item->day < from ? from : item->day;
	if (day != d->one.day)
		end_day(d);
	d->one.day = day;
	if (!has_room(d->wanted, &d->one) || (d->wanted->most_a_day && is_on_again(d->wanted, item)))
		d->one.more++;
	else
		list_add(&d->one.entries, view_entry(d->press, item, d->arena));
}

static bool is_wanted(const DaysWanted *wanted, const AgendaItem *item)
{
	return item->until >= wanted->days.from && (!wanted->passes || wanted->passes(wanted, item));
}

static Value view_often(const DaysShown *d, const AgendaItem *item)
{
	Value entry = view_entry(d->press, item, d->arena);
	Value *s = (Value *)entry.as.frame.slots;
	s[SLOT_ENTRY_TIME] = value_text(words_often(d->press, d->wanted->often, item->record, d->arena));
	s[SLOT_ENTRY_RULES] = value_text(words_often_rules(d->wanted->often, item->record, d->arena));
	return entry;
}

/* What is on nearly every day, in the order in which it begins. */
static void add_often(DaysShown *d, const Agenda *agenda)
{
	const DaysWanted *wanted = d->wanted;
	OneDay all = { .entries = { .arena = d->arena } };
	for (size_t i = 0; i < agenda->count; i++) {
		const AgendaItem *item = &d->press->agenda[agenda->items[i]];
		if (item->day > wanted->days.until)
			break;
		if (!often_has(d->press->often, wanted->often, item) || !is_wanted(wanted, item) ||
		    !often_begins(item, wanted->days.from))
			continue;
		if (has_room(wanted, &all))
			list_add(&all.entries, view_often(d, item));
		else
			all.more++;
	}
	if (!all.entries.count)
		return;
	Value *s = frame_slots(&DAY_SHAPE, d->arena);
	s[SLOT_DAY_LABEL] = value_text(STR("ほぼ毎日の催し"));
	s[SLOT_DAY_NOTE] = value_text(STR("下の日付には書いていません"));
	s[SLOT_DAY_ENTRIES] = list_value(&all.entries);
	fill_more(s, d->press, d->area, &all, d->arena);
	list_add(&d->days, value_frame(&DAY_SHAPE, s));
}

Value view_days(const Press *press, const Area *area, const DaysWanted *wanted, size_t *left_out,
                Arena *a)
{
	const Agenda *agenda = &ready_area(press, area)->agenda;
	DaysShown shown = { press, area, wanted, a, { .arena = a }, { .entries = { .arena = a } } };
	size_t count = 0, end = wanted->most > SIZE_MAX - wanted->skip
	                                ? SIZE_MAX
	                                : wanted->skip + wanted->most;
	if (wanted->often != OFTEN_NEVER && !wanted->skip)
		add_often(&shown, agenda);
	for (size_t i = 0; i < agenda->count; i++) {
		const AgendaItem *item = &press->agenda[agenda->items[i]];
		if (item->day > wanted->days.until)
			break;
		if (!is_wanted(wanted, item) || often_has(press->often, wanted->often, item))
			continue;
		if (count == end && !left_out)
			break;
		if (count++ < wanted->skip || count > end)
			continue;
		add_entry(&shown, item);
	}
	end_day(&shown);
	if (left_out)
		*left_out = count > end ? count - end : 0;
	return list_value(&shown.days);
}

/* What leads a page, briefly. */

typedef struct BriefLead {
	const Record *record;
	const Occurrence *occurrence; /* that is not as planned; NULL: the record as a whole */
	Day day;                      /* DAY_NONE: none is told */
	Day order;
} BriefLead;

enum { ORDER_FULL = 1 << 28, ORDER_INFO = 1 << 29 };

/* What is full is no surprise to those who come every time: it stands behind what is called off or changed. */
static BriefLead brief_lead_of(const Press *press, const Row *row)
{
	const Record *r = press->site->records[row->record];
	if (row->lead == LEAD_INFO)
		return (BriefLead){ r, NULL, DAY_NONE, ORDER_INFO };
	if (row->lead != LEAD_ALTERED)
		return (BriefLead){ r, NULL, DAY_NONE, row->lead };
	const Occurrence *o = r->state == STATE_ACTIVE ? occurrence_unlike_plan(press, r) : NULL;
	Day day = o ? o->day : r->as.event.next;
	return (BriefLead){ r, o, day,
		            r->state == STATE_FULL ? ORDER_FULL + day
		            : day                  ? day
		                                   : ORDER_FULL - 1 };
}

/* The first of them by day; what is later than all that is kept falls out. */
typedef struct BriefLeads {
	BriefLead items[BRIEF_MOST];
	size_t count;
} BriefLeads;

static void keep_brief(BriefLeads *kept, BriefLead lead)
{
	size_t at = kept->count;
	while (at > 0 && kept->items[at - 1].order > lead.order)
		at--;
	if (at >= BRIEF_MOST)
		return;
	size_t last = kept->count < BRIEF_MOST ? kept->count++ : BRIEF_MOST - 1;
	for (size_t i = last; i > at; i--)
		kept->items[i] = kept->items[i - 1];
	kept->items[at] = lead;
}

static void fill_brief_notice(Value *s, const Record *notice)
{
	static const Str words[] = {
		[NOTICE_INFO] = STR_INIT("お知らせ"),
		[NOTICE_IMPORTANT] = STR_INIT("大切なお知らせ"),
		[NOTICE_EMERGENCY] = STR_INIT("緊急"),
	};
	s[SLOT_ENTRY_STATE] = value_text(words[notice->as.notice.level]);
	s[SLOT_ENTRY_STATE_ID] = value_text(STR("notice"));
}

static void fill_brief_event(Value *s, const Press *press, const BriefLead *lead, Arena *a)
{
	const Record *event = lead->record;
	Buf day = { .arena = a };
	if (lead->day)
		say_day(&day, lead->day, year_of(press->site->today));
	s[SLOT_ENTRY_TIME] = value_text(buf_text(&day));
	s[SLOT_ENTRY_STATE] =
		value_text(lead->occurrence ? words_of_occurrence(lead->occurrence->state)
	                                    : words_of_state(event->state));
	s[SLOT_ENTRY_STATE_ID] =
		value_text(lead->occurrence ? id_of_occurrence(lead->occurrence->state)
	                                    : id_of_state(event->state));
}

static Value view_brief_lead(const Press *press, const BriefLead *lead, Arena *a)
{
	const Record *r = lead->record;
	Value *s = frame_slots(&ENTRY_SHAPE, a);
	s[SLOT_ENTRY_NAME] = value_text(r->name);
	s[SLOT_ENTRY_URL] = value_text(ready_record(press, r)->url);
	s[SLOT_ENTRY_AREA] = value_text(r->area->name);
	s[SLOT_ENTRY_SAMPLE] = value_bool(r->sample);
	if (r->kind == KIND_NOTICE)
		fill_brief_notice(s, r);
	else
		fill_brief_event(s, press, lead, a);
	return value_frame(&ENTRY_SHAPE, s);
}

Value view_brief_leads(const Press *press, const Area *area, size_t *total, Arena *a)
{
	const ReadyArea *ready = ready_area(press, area);
	const Rows both[] = { ready->inside, ready->around };
	BriefLeads urgent = { 0 }, others = { 0 };
	*total = 0;
	for (size_t b = 0; b < 2; b++) {
		for (size_t i = 0; i < both[b].count; i++) {
			const Row *row = &both[b].items[i];
			if (row->lead == LEAD_NONE || (b && row->lead == LEAD_ALTERED))
				continue;
			(*total)++;
			keep_brief(row->lead == LEAD_EMERGENCY || row->lead == LEAD_IMPORTANT
			                   ? &urgent
			                   : &others,
			           brief_lead_of(press, row));
		}
	}
	/* Notices do not crowd out what is called off in the next days. */
	size_t kept = others.count < BRIEF_ALTERED ? others.count : BRIEF_ALTERED;
	List list = { .arena = a };
	for (size_t i = 0; i < urgent.count && list.count < BRIEF_MOST - kept; i++)
		list_add(&list, view_brief_lead(press, &urgent.items[i], a));
	for (size_t i = 0; i < others.count && list.count < BRIEF_MOST; i++)
		list_add(&list, view_brief_lead(press, &others.items[i], a));
	return list_value(&list);
}

static bool is_today(const Press *press, const BriefLead *lead)
{
	return lead->record->state != STATE_FULL && lead->day == press->site->today;
}

Value view_urgent_leads(const Press *press, const Area *area, Arena *a)
{
	const Rows rows = ready_area(press, area)->inside;
	List list = { .arena = a };
	for (int today = 0; today < 2; today++) {
		for (size_t i = 0; i < rows.count && list.count < BRIEF_MOST; i++) {
			const Row *row = &rows.items[i];
			if (row->lead != (today ? LEAD_ALTERED : LEAD_EMERGENCY))
				continue;
			BriefLead lead = brief_lead_of(press, row);
			if (!today || is_today(press, &lead))
				list_add(&list, view_brief_lead(press, &lead, a));
		}
	}
	return list_value(&list);
}

/* Of a row of dates with one reason, 12月から会場が変わります, the first tells it. */
static Str date_note(const Record *event, const Occurrence *o, const Occurrence *before, int year, Arena *a)
{
	const Str none = { 0 };
	Occurrence bare = *o;
	bool again = before && before->state == o->state && before->note == o->note && !o->notice;
	bare.note = again ? &none : o->note;
	return occurrence_note(event, &bare, year, a);
}

/* `before`: the one that is told before it, or NULL. */
static Value view_date(const Press *press, const Record *event, const Occurrence *o, const Occurrence *before,
                       bool first, Arena *a)
{
	int year = year_of(press->site->today);
	Str state_id;
	Value *s = frame_slots(&DATE_SHAPE, a);
	s[SLOT_DATE_WORDS] = value_text(words_day_and_times(o->day, o->until, *o->times, year, a));
	s[SLOT_DATE_ISO] = value_text(day_iso(o->day, a));
	s[SLOT_DATE_STATE] = value_text(occurrence_state(event, o, &state_id));
	s[SLOT_DATE_STATE_ID] = value_text(state_id);
	s[SLOT_DATE_NOTE] = value_text(date_note(event, o, before, year, a));
	s[SLOT_DATE_FIRST] = value_bool(first);
	return value_frame(&DATE_SHAPE, s);
}

Value view_dates(const Press *press, const Record *event, Arena *a)
{
	List dates = { .arena = a };
	bool first = event->state == STATE_ACTIVE || event->state == STATE_FULL;
	const Occurrences *all = &event->as.event.occurrences;
	const Occurrence *before = NULL;
	if (event->kind != KIND_EVENT || event->state == STATE_ENDED)
		return list_value(&dates);
	for (size_t i = 0; i < all->count && dates.count < NEXT_DATES; i++) {
		const Occurrence *o = &all->items[i];
		if (o->until < press->site->today)
			continue;
		bool next = first && occurrence_is_held(o);
		list_add(&dates, view_date(press, event, o, before, next, a));
		before = o->note->len ? o : before;
		first &= !next;
	}
	return list_value(&dates);
}

const Occurrence *occurrence_unlike_plan(const Press *press, const Record *event)
{
	const Occurrences *all = &event->as.event.occurrences;
	for (size_t i = 0; i < all->count; i++) {
		const Occurrence *o = &all->items[i];
		if (o->until >= press->site->today && o->state != OCCURRENCE_PLANNED)
			return o;
	}
	return NULL;
}

static bool begins_on(const Press *press, const Event *e, ReachOf of, Day day)
{
	const Reaches r = reaches_of(e, of, press->site->today);
	bool begins = false;
	for (size_t i = 0; i < r.count; i++)
		begins |= r.items[i].kind == REACH_FROM && r.items[i].day == day;
	return begins;
}

void say_alteration(Buf *b, const Press *press, const Record *event, const Occurrence *o)
{
	const Event *e = &event->as.event;
	bool place = has_new_place(e, o), times = has_new_times(e, o);
	bool from = (place && begins_on(press, e, REACH_PLACE, o->day)) ||
	            (times && begins_on(press, e, REACH_TIMES, o->day));
	bool lasts = (place && o->place == place_in_force(e, o->day)) ||
	             (times && o->times == times_in_force(e, o->day));
	buf_str(b, from ? STR("から、") : STR("は、"));
	if (!place && !times) {
		buf_str(b, STR("いつもと違います"));
		return;
	}
	buf_str(b, what_is_new(place, times));
	buf_str(b, lasts && !from ? STR("変わっています") : STR("変わります"));
}

/* 12月8日（火曜日）から、ところが変わります: one short sentence; the list of dates says the rest. */
Str words_of_altered_day(const Press *press, const Record *event, const Occurrence *o, Arena *a)
{
	int year = day_civil(press->site->today).year;
	Buf b = { .arena = a };
	say_day(&b, o->day, year);
	switch (o->state) {
	case OCCURRENCE_MOVED:
		buf_str(&b, STR("は、"));
		if (o->to)
			say_day(&b, o->to, year);
		buf_str(&b, o->to ? STR("に行います") : STR("から変わります"));
		break;
	case OCCURRENCE_CHANGED:
		say_alteration(&b, press, event, o);
		break;
	case OCCURRENCE_CANCELLED:
	case OCCURRENCE_POSTPONED:
	case OCCURRENCE_PLANNED:
		buf_str(&b, STR("は"));
		buf_str(&b, words_of_occurrence(o->state));
		buf_str(&b, STR("です"));
		break;
	}
	return buf_text(&b);
}
