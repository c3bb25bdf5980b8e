#include "render/view.h"

#include "render/words.h"
#include "site/reach.h"
#include "site/say.h"
#include "site/state.h"

/* Lines are gathered, then become one fact; a fact without lines is left out. */
typedef struct Facts {
	const Press *press;
	const Record *record;
	Arena *arena;
	List list, lines;
	Str way;                               /* of ところ */
} Facts;

static void line_link(Facts *f, Str name, Str url, Str note)
{
	if (name.len)
		list_add(&f->lines, link_frame(name, url, note, false, f->arena));
}

static void line(Facts *f, Str text)
{
	line_link(f, text, (Str){ 0 }, (Str){ 0 });
}

static void lines(Facts *f, Texts texts)
{
	for (size_t i = 0; i < texts.count; i++)
		line(f, texts.items[i]);
}

static void line_record(Facts *f, const Record *r, Str note)
{
	if (r)
		line_link(f, r->name, ready_record(f->press, r)->url, note);
}

static void fact(Facts *f, Str id, Str label)
{
	if (!f->lines.count)
		return;
	Value *s = frame_slots(&FACT_SHAPE, f->arena);
	s[SLOT_FACT_ID] = value_text(id);
	s[SLOT_FACT_LABEL] = value_text(label);
	s[SLOT_FACT_LINES] = list_value(&f->lines);
	s[SLOT_FACT_WAY] = value_text(f->way);
	list_add(&f->list, value_frame(&FACT_SHAPE, s));
	f->lines = (List){ .arena = f->arena };
	f->way = (Str){ 0 };
}

#define FACT(f, id, label) fact((f), STR(id), STR(label))

/* Facts of several kinds. */

static void fact_who(Facts *f)
{
	line(f, words_who(f->press->site, f->record, false, f->arena));
	line(f, f->record->eligibility);
	FACT(f, "who", "対象");
}

static void fact_cost(Facts *f)
{
	Buf b = { .arena = f->arena };
	say_cost(&b, f->record->cost);
	line(f, buf_text(&b));
	FACT(f, "cost", "費用");
}

/* Its name, how long it is there, its address, how to find it. */
static void lines_place(Facts *f, const PlaceRef *place, Str reach)
{
	if (place->ref.record)
		line_record(f, place->ref.record, reach);
	else
		line_link(f, place_called(place), (Str){ 0 }, reach);
	if (place->name.len && place->address.len && !place->ask)
		line(f, place->address);
	if (place->landmark.len && !place->ask)
		line(f, STR_CONCAT(f->arena, STR("目印："), place->landmark));
	f->way = words_way(f->press->site, place->ref.record, f->arena);
}

static void fact_place(Facts *f, const PlaceRef *place)
{
	lines_place(f, place, (Str){ 0 });
	FACT(f, "where", "ところ");
}

static Str words_reach(const Facts *f, const Reach *reach)
{
	Buf b = { .arena = f->arena };
	say_reach(&b, reach, day_civil(f->press->site->today).year);
	return buf_text(&b);
}

/* Where it is on other dates, in one line. */
static void line_place(Facts *f, const Reach *reach)
{
	const PlaceRef *place = reach->place;
	if (place->ref.record)
		line_record(f, place->ref.record, words_reach(f, reach));
	else
		line_link(f, words_place(place, f->arena), (Str){ 0 }, words_reach(f, reach));
}

static void fact_contact(Facts *f, const Contact *c, Str id, Str label)
{
	Str url = c->record ? ready_record(f->press, c->record)->url : (Str){ 0 };
	line_link(f, c->name.len ? c->name : c->ask, url, (Str){ 0 });
	fact(f, id, label);
}

static void fact_hours(Facts *f, Hours hours, const Texts *closed, Str label)
{
	for (size_t i = 0; i < hours.count; i++) {
		Buf b = { .arena = f->arena };
		say_hours_line(&b, &hours.items[i]);
		line(f, buf_text(&b));
	}
	fact(f, STR("hours"), label);
	line(f, str_join(f->arena, closed->items, closed->count, STR("、")));
	FACT(f, "closed", "休み");
}

/* Events. */

static void line_rules(Facts *f, const Event *e)
{
	for (int rule = 0; rule < REPEAT_RULES; rule++)
		line(f, words_repeat_rule(e, rule, f->arena));
}

static Str words_of_days(const Event *e, TimeSpans times, Arena *a)
{
	Buf b = { .arena = a };
	say_day_ranges(&b, days_as_moved(e, a), 0);
	if (times.count && b.len)
		buf_char(&b, ' ');
	say_spans(&b, times);
	return buf_text(&b);
}

/* All its days, at these times; 12月8日（火曜日）から、この時間. */
static void line_usual(Facts *f, const Event *e, const Reach *reach)
{
	Str from = reach->kind == REACH_FROM ? STR_CONCAT(f->arena, words_reach(f, reach), STR("、この時間"))
	                                     : words_reach(f, reach);
	line_link(f, e->repeat.rule.len ? words_repeat(f->press->site, e, *reach->times, f->arena)
	                                : words_of_days(e, *reach->times, f->arena),
	          (Str){ 0 }, from);
}

/* 12月22日（火曜日）だけ 午後1時から2時まで */
static void line_times(Facts *f, const Reach *reach)
{
	if (reach->times->count)
		line(f, STR_CONCAT(f->arena, words_reach(f, reach), STR(" "),
		                   words_times(*reach->times, f->arena)));
}

static void lines_when(Facts *f, const Event *e)
{
	const Reaches r = reaches_of(e, REACH_TIMES, f->press->site->today);
	for (size_t i = 0; i < r.count; i++) {
		const Reach *reach = &r.items[i];
		bool some = reach->kind == REACH_ON || reach->kind == REACH_ONLY || (i && reach->kind == REACH_FROM);
		if (some)
			line_times(f, reach);
		else
			line_usual(f, e, reach);
	}
}

static void fact_where(Facts *f, const Event *e)
{
	const Reaches r = reaches_of(e, REACH_PLACE, f->press->site->today);
	lines_place(f, r.items[0].place, words_reach(f, &r.items[0]));
	if (r.count > 1 && f->way.len)
		f->way = STR_CONCAT(f->arena, place_called(r.items[0].place), STR("："), f->way);
	if (r.count > 1)
		line_place(f, &r.items[1]);
	FACT(f, "where", "ところ");
}

static void line_also(Facts *f, const Event *e)
{
	if (!e->also.count)
		return;
	Buf b = { .arena = f->arena };
	say_day_ranges(&b, e->also, 0);
	buf_str(&b, STR("にも行います"));
	line(f, buf_text(&b));
}

/* The last day of a change that holds from a day on: the day before the next of that sort. */
static Day last_of_change(const Event *e, const Change *c)
{
	Day last = e->until ? e->until : INT32_MAX;
	for (size_t i = 0; i < e->changes.count; i++) {
		Day from = e->changes.items[i].from;
		if (from > c->from && from <= last)
			last = from - 1;
	}
	return last;
}

static bool is_of_status(const Occurrence *o, int status)
{
	switch (o->state) {
	case OCCURRENCE_CANCELLED: return status == CHANGE_CANCELLED;
	case OCCURRENCE_POSTPONED: return status == CHANGE_POSTPONED;
	case OCCURRENCE_CHANGED:
	case OCCURRENCE_MOVED: return status == CHANGE_CHANGED;
	case OCCURRENCE_PLANNED: break;
	}
	return false;
}

/* One of these days shows the change. */
static bool is_told(const Event *e, const Change *c, const Occurrence *const *told, size_t count)
{
	DayRange days = { c->date ? c->date : c->from, c->date ? c->date : last_of_change(e, c) };
	for (size_t i = 0; i < count; i++)
		if (told[i]->day >= days.from && told[i]->day <= days.until &&
		    (c->date || is_of_status(told[i], c->status)))
			return true;
	return false;
}

/* ところ and とき tell it. */
static bool is_in_force(const Facts *f, const Event *e, const Change *c)
{
	const Reaches places = reaches_of(e, REACH_PLACE, f->press->site->today),
	              times = reaches_of(e, REACH_TIMES, f->press->site->today);
	bool place = !c->place.name.len && !c->place.ask, time = !c->times.count;
	for (size_t i = 0; i < places.count; i++)
		place |= places.items[i].place == &c->place;
	for (size_t i = 0; i < times.count; i++)
		time |= times.items[i].times == &c->times;
	return c->from && !c->date && c->status == CHANGE_CHANGED && place && time;
}

/* 2026年12月22日（火曜日）は中止; from a day on, until that rule ends. */
static void line_changes(Facts *f, const Event *e, const Occurrence *const *told, size_t count, bool on_paper)
{
	for (size_t i = 0; i < e->changes.count; i++) {
		const Change *c = &e->changes.items[i];
		Buf b = { .arena = f->arena };
		if (c->date && c->date < f->press->site->today && c->to < f->press->site->today)
			continue;
		if (is_told(e, c, told, count))
			continue;
		if (on_paper && is_in_force(f, e, c)) {
			line(f, c->note);
			continue;
		}
		say_change(&b, c, 0);
		line_link(f, buf_text(&b), (Str){ 0 }, c->note);
	}
}

Value view_changes(const Press *press, const Record *event, const Occurrence *const *told,
                   size_t count, Arena *a)
{
	Facts f = { press, event, a, { .arena = a }, { .arena = a } };
	line_changes(&f, &event->as.event, told, count, true);
	FACT(&f, "changes", "変更");
	return f.list.count ? f.list.items[0] : (Value){ 0 };
}

static void fact_when(Facts *f, const Event *e)
{
	lines_when(f, e);
	line_also(f, e);
	line_rules(f, e);
	FACT(f, "when", "とき");
	line_changes(f, e, NULL, 0, false);
	FACT(f, "changes", "変更");
}

static void fact_application(Facts *f, const Application *application)
{
	Buf b = { .arena = f->arena };
	say_application(&b, application, f->press->site->today);
	line(f, buf_text(&b));
	if (application->phone.len)
		line_link(f, STR_CONCAT(f->arena, STR("電話 "), application->phone),
		          phone_url(application->phone, f->arena), (Str){ 0 });
	FACT(f, "apply", "申込");
}

static void facts_of_event(Facts *f)
{
	const Event *e = &f->record->as.event;
	fact_when(f, e);
	fact_where(f, e);
	fact_who(f);
	line(f, e->condition);
	FACT(f, "condition", "参加の条件");
	Buf capacity = { .arena = f->arena };
	say_capacity(&capacity, e->capacity);
	line(f, buf_text(&capacity));
	FACT(f, "capacity", "定員");
	fact_cost(f);
	fact_application(f, &e->application);
	line(f, str_join(f->arena, e->what_to_bring.items, e->what_to_bring.count, STR("、")));
	FACT(f, "bring", "持ち物");
	fact_contact(f, &e->organizer, STR("organizer"), STR("主催"));
}

static void facts_of_place(Facts *f)
{
	const Place *p = &f->record->as.place;
	fact_hours(f, p->hours, &p->closed, STR("あいている日"));
	line(f, p->address);
	if (p->landmark.len)
		line(f, STR_CONCAT(f->arena, STR("目印："), p->landmark));
	f->way = words_way(f->press->site, f->record, f->arena);
	FACT(f, "where", "ところ");
	if (p->type)
		line(f, p->type->label);
	FACT(f, "type", "種類");
	fact_who(f);
	fact_cost(f);
	line(f, str_join(f->arena, p->equipment.items, p->equipment.count, STR("、")));
	FACT(f, "equipment", "設備");
	fact_contact(f, &p->operator_, STR("operator"), STR("運営"));
}

static void facts_of_service(Facts *f)
{
	const Service *s = &f->record->as.service;
	fact_who(f);
	line(f, s->how_to_apply);
	FACT(f, "apply", "申込");
	lines(f, s->documents);
	FACT(f, "documents", "必要なもの");
	line(f, s->fees);
	if (!s->fees.len) {
		Buf b = { .arena = f->arena };
		say_cost(&b, f->record->cost);
		line(f, buf_text(&b));
	}
	FACT(f, "cost", "費用");
	line(f, s->period);
	FACT(f, "period", "期間");
	fact_contact(f, &s->provider, STR("provider"), STR("行うところ"));
	line(f, s->law);
	FACT(f, "law", "もとになる決まり");
}

static void facts_of_consultation(Facts *f)
{
	const Consultation *c = &f->record->as.consultation;
	const Terms *lists = f->press->site->vocabulary.lists;
	line(f, c->general ? STR("どんなことでも") : (Str){ 0 });
	line(f, words_of_terms(&lists[TROUBLES], f->record->troubles, STR("、"), false, f->arena));
	FACT(f, "troubles", "相談できること");
	fact_who(f);
	line(f, words_of_terms(&lists[CHANNELS], c->channels, STR("・"), false, f->arena));
	FACT(f, "channels", "相談のしかた");
	fact_hours(f, c->hours, &c->closed, STR("受付の時間"));
	fact_place(f, &c->place);
	line(f, c->appointment);
	FACT(f, "appointment", "予約");
	line(f, c->anonymous ? STR("名前を言わなくても相談できます") : (Str){ 0 });
	FACT(f, "anonymous", "名前");
	line(f, c->outreach);
	FACT(f, "outreach", "訪問");
	fact_cost(f);
	for (size_t i = 0; i < c->connects_to.count; i++)
		line_record(f, c->connects_to.items[i].record, (Str){ 0 });
	FACT(f, "hands", "つなぎ先");
	fact_contact(f, &c->provider, STR("provider"), STR("担当"));
}

static void facts_of_group(Facts *f)
{
	const Group *g = &f->record->as.group;
	line(f, g->meets);
	FACT(f, "when", "活動日");
	fact_place(f, &g->place);
	fact_who(f);
	line(f, g->members_wanted);
	FACT(f, "members", "手伝う人・仲間の募集");
	fact_cost(f);
	line_record(f, g->scheme.record, (Str){ 0 });
	FACT(f, "scheme", "しくみ");
	if (g->basis)
		line_link(f, g->basis->label, (Str){ 0 }, g->basis->note);
	FACT(f, "basis", "つながり方");
	line(f, g->founded);
	FACT(f, "founded", "始まり");
}

static void facts_of_scheme(Facts *f)
{
	const Scheme *s = &f->record->as.scheme;
	for (size_t i = 0; i < s->cells.count; i++) {
		const Cell *cell = &s->cells.items[i];
		if (cell->tier && cell->basis)
			line(f, STR_CONCAT(f->arena, cell->tier->label, STR("・"),
			                   cell->basis->label));
	}
	FACT(f, "cells", "広さとつながり方");
	for (size_t i = 0; i < s->roles.count; i++)
		if (s->roles.items[i].role)
			line_link(f, s->roles.items[i].role->label, (Str){ 0 },
			          s->roles.items[i].does);
	FACT(f, "roles", "だれが何をするか");
	fact_who(f);
	fact_cost(f);
	fact_contact(f, &s->run_by, STR("run-by"), STR("運営"));
}

static void facts_of_notice(Facts *f)
{
	const Notice *n = &f->record->as.notice;
	line(f, words_date(n->date, f->arena));
	FACT(f, "date", "お知らせした日");
	line(f, words_date(n->expires, f->arena));
	FACT(f, "expires", "いつまで");
	Buf days = { .arena = f->arena };
	say_day_ranges(&days, n->cancels.dates, 0);
	line(f, buf_text(&days));
	FACT(f, "cancelled-days", "中止する日");
	for (size_t i = 0; i < n->cancels.ids.count; i++)
		line_record(f, n->cancels.ids.items[i].record, (Str){ 0 });
	FACT(f, "cancelled", "中止する行事");
}

Value view_facts(const Press *press, const Record *r, Arena *a)
{
	Facts f = { press, r, a, { .arena = a }, { .arena = a } };
	switch (r->kind) {
	case KIND_EVENT: facts_of_event(&f); break;
	case KIND_PLACE: facts_of_place(&f); break;
	case KIND_SERVICE: facts_of_service(&f); break;
	case KIND_CONSULTATION: facts_of_consultation(&f); break;
	case KIND_GROUP: facts_of_group(&f); break;
	case KIND_SCHEME: facts_of_scheme(&f); break;
	case KIND_NOTICE: facts_of_notice(&f); break;
	case KINDS: break;
	}
	return list_value(&f.list);
}
