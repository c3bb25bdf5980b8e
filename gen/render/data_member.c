#include "render/data_member.h"

#include "format/json.h"
#include "render/address.h"
#include "render/data.h"
#include "render/view.h"
#include "site/reach.h"
#include "site/state.h"

enum { MONTHS_AHEAD = 4 };

/* Values. */

static void put_day(const Writer *w, const char *name, Day day)
{
	if (day)
		json_member(w->out, name, day_iso(day, w->scratch));
}

static void put_minute(Buf *b, const char *name, Minute minute)
{
	if (minute == MINUTE_NONE)
		return;
	json_name(b, name);
	buf_char(b, '"');
	buf_digits(b, (unsigned long)minute / 60, 2);
	buf_char(b, ':');
	buf_digits(b, (unsigned long)minute % 60, 2);
	buf_char(b, '"');
}

static void write_text(const Writer *w, Str text)
{
	if (text.len)
		json_text(w->out, text);
}

static void write_day(const Writer *w, Day day)
{
	if (day)
		json_text(w->out, day_iso(day, w->scratch));
}

static void write_texts(const Writer *w, Texts texts)
{
	if (!texts.count)
		return;
	json_open(w->out, '[');
	for (size_t i = 0; i < texts.count; i++)
		json_item(w->out, texts.items[i]);
	json_close(w->out, ']');
}

static void write_terms(const Writer *w, VocabularyList list, TermSet set)
{
	const Terms *terms = &w->site->vocabulary.lists[list];
	if (!set)
		return;
	json_open(w->out, '[');
	for (size_t i = 0; i < terms->count; i++)
		if (set & term_bit(i))
			json_item(w->out, terms->items[i].id);
	json_close(w->out, ']');
}

static void put_spans(Buf *b, TimeSpans times)
{
	if (!times.count)
		return;
	json_name(b, "times");
	buf_char(b, '[');
	for (size_t i = 0; i < times.count; i++) {
		json_open(b, '{');
		put_minute(b, "from", times.items[i].from);
		put_minute(b, "until", times.items[i].until);
		json_close(b, '}');
	}
	json_close(b, ']');
}

static void write_hours(const Writer *w, const Hours *hours)
{
	if (!hours->count)
		return;
	json_open(w->out, '[');
	for (size_t i = 0; i < hours->count; i++) {
		json_open(w->out, '{');
		json_member(w->out, "days", hours->items[i].days);
		put_spans(w->out, hours->items[i].times);
		json_member(w->out, "note", hours->items[i].note);
		json_close(w->out, '}');
	}
	json_close(w->out, ']');
}

/* The members of a contact, without braces. */
static void put_contact(const Writer *w, const Contact *c)
{
	json_member(w->out, "id", c->id);
	json_member(w->out, "name", c->name);
	json_member(w->out, "phone", c->phone);
	json_member(w->out, "fax", c->fax);
	json_member(w->out, "email", c->email);
	json_member(w->out, "url", c->url);
	json_member(w->out, "ask", c->ask);
	json_member(w->out, "note", c->note);
	if (c->hours.count) {
		json_name(w->out, "hours");
		write_hours(w, &c->hours);
	}
}

static void write_contact(const Writer *w, const Contact *c)
{
	if (!c->name.len && !c->phone.len && !c->ask.len)
		return;
	json_open(w->out, '{');
	put_contact(w, c);
	json_close(w->out, '}');
}

static void put_degrees(Buf *b, const char *name, double degrees)
{
	json_name(b, name);
	buf_degrees(b, degrees);
}

static void write_place(const Writer *w, const PlaceRef *p)
{
	const Record *at = p->ref.record;
	if (!p->ask && !p->name.len && !p->address.len)
		return;
	json_open(w->out, '{');
	json_true(w->out, "told_by_phone", p->ask);
	if (!p->ask) {
		json_member(w->out, "id", at ? at->id : (Str){ 0 });
		json_member(w->out, "name", p->name);
		json_member(w->out, "address", data_whole_address(w->site, p->address, w->scratch));
		json_member(w->out, "landmark", p->landmark);
	}
	json_close(w->out, '}');
}

static void write_refs(const Writer *w, const Refs *refs)
{
	if (!refs->count)
		return;
	json_open(w->out, '[');
	for (size_t i = 0; i < refs->count; i++)
		json_item(w->out, refs->items[i].id);
	json_close(w->out, ']');
}

/* Members that every record has. */

static Str url_of(const Writer *w, const Record *r)
{
	return full_address_of(w->site, record_folder(r, w->scratch), w->scratch);
}

static void w_id(const Writer *w, const Record *r)      { write_text(w, r->id); }
static void w_kind(const Writer *w, const Record *r)    { write_text(w, str_from(KIND_INFO[r->kind].id)); }
static void w_url(const Writer *w, const Record *r)     { write_text(w, url_of(w, r)); }
static void w_area(const Writer *w, const Record *r)    { json_text(w->out, r->area->path); }
static void w_name(const Writer *w, const Record *r)    { write_text(w, r->name); }
static void w_kana(const Writer *w, const Record *r)    { write_text(w, r->name_kana); }
static void w_english(const Writer *w, const Record *r) { write_text(w, r->name_en); }
static void w_summary(const Writer *w, const Record *r) { write_text(w, r->summary); }
static void w_ages(const Writer *w, const Record *r)    { write_terms(w, AGES, r->ages); }
static void w_purposes(const Writer *w, const Record *r) { write_terms(w, PURPOSES, r->purposes); }
static void w_troubles(const Writer *w, const Record *r) { write_terms(w, TROUBLES, r->troubles); }
static void w_access(const Writer *w, const Record *r)  { write_terms(w, ACCESSIBILITY, r->accessibility); }
static void w_languages(const Writer *w, const Record *r) { write_terms(w, LANGUAGES, r->languages); }
static void w_eligibility(const Writer *w, const Record *r) { write_text(w, r->eligibility); }
static void w_assured(const Writer *w, const Record *r) { write_day(w, r->assured); }
static void w_changed(const Writer *w, const Record *r) { write_day(w, r->changed); }
static void w_source(const Writer *w, const Record *r)  { write_texts(w, r->source); }

static void w_serves(const Writer *w, const Record *r)
{
	if (!r->areas || !r->areas[0])
		return;
	json_open(w->out, '[');
	for (size_t i = 0; r->areas[i]; i++)
		json_item(w->out, r->areas[i]->path);
	json_close(w->out, ']');
}

static void w_minimum(const Writer *w, const Record *r)
{
	if (r->minimum_age >= 0)
		buf_number(w->out, r->minimum_age);
}

static void w_maximum(const Writer *w, const Record *r)
{
	if (r->maximum_age >= 0)
		buf_number(w->out, r->maximum_age);
}

static void w_state(const Writer *w, const Record *r)
{
	static const char *const states[] = {
		[STATE_HIDDEN] = "hidden",       [STATE_ACTIVE] = "active", [STATE_CANCELLED] = "cancelled",
		[STATE_POSTPONED] = "postponed", [STATE_SUSPENDED] = "suspended", [STATE_FULL] = "full",
		[STATE_ENDED] = "ended",
	};
	write_text(w, str_from(states[r->state]));
}

static void w_alert(const Writer *w, const Record *r)
{
	if (!r->alert->until || r->alert->until >= w->site->today)
		write_text(w, r->alert->text);
}

static void w_sample(const Writer *w, const Record *r)
{
	if (r->sample)
		buf_str(w->out, STR("true"));
}

static void w_cost(const Writer *w, const Record *r)
{
	if (!r->cost.count)
		return;
	json_open(w->out, '[');
	for (size_t i = 0; i < r->cost.count; i++) {
		json_open(w->out, '{');
		json_member(w->out, "who", r->cost.items[i].who);
		if (r->cost.items[i].yen >= 0)
			json_number(w->out, "yen", r->cost.items[i].yen);
		json_member(w->out, "note", r->cost.items[i].note);
		json_close(w->out, '}');
	}
	json_close(w->out, ']');
}

static void w_contacts(const Writer *w, const Record *r)
{
	if (!r->contacts.count)
		return;
	json_open(w->out, '[');
	for (size_t i = 0; i < r->contacts.count; i++) {
		json_open(w->out, '{');
		put_contact(w, &r->contacts.items[i]);
		json_close(w->out, '}');
	}
	json_close(w->out, ']');
}

/* Of events. */

static void w_repeat(const Writer *w, const Record *r) { write_text(w, r->as.event.repeat.words); }
static void w_rule(const Writer *w, const Record *r)   { write_text(w, r->as.event.repeat.rule); }
static void w_place(const Writer *w, const Record *r)
{
	write_place(w, place_now(&r->as.event, w->site->today));
}

static void w_organizer(const Writer *w, const Record *r) { write_contact(w, &r->as.event.organizer); }
static void w_bring(const Writer *w, const Record *r)  { write_texts(w, r->as.event.what_to_bring); }
static void w_condition(const Writer *w, const Record *r) { write_text(w, r->as.event.condition); }

static void put_date(const Writer *w, const Occurrence *o)
{
	static const char *const states[] = {
		[OCCURRENCE_PLANNED] = "planned",     [OCCURRENCE_CHANGED] = "changed",
		[OCCURRENCE_CANCELLED] = "cancelled", [OCCURRENCE_POSTPONED] = "postponed",
		[OCCURRENCE_MOVED] = "moved",
	};
	json_open(w->out, '{');
	put_day(w, "day", o->day);
	if (o->until != o->day)
		put_day(w, "until", o->until);
	json_member(w->out, "state", str_from(states[o->state]));
	put_day(w, "moved_to", o->to);
	put_spans(w->out, *o->times);
	json_member(w->out, "note", *o->note);
	json_close(w->out, '}');
}

static void w_dates(const Writer *w, const Record *r)
{
	/* Of whole months, so that the file does not change every night. */
	const Occurrences *all = &r->as.event.occurrences;
	Month month = month_of(w->site->today);
	Day first = month_first_day(month), end = month_first_day(month + MONTHS_AHEAD);
	json_open(w->out, '[');
	for (size_t i = 0; i < all->count; i++) {
		const Occurrence *o = &all->items[i];
		if (o->until >= first && o->day < end)
			put_date(w, o);
	}
	json_close(w->out, ']');
}

static void w_capacity(const Writer *w, const Record *r)
{
	const Capacity *c = &r->as.event.capacity;
	if (!c->n)
		return;
	json_open(w->out, '{');
	json_number(w->out, "n", c->n);
	json_member(w->out, "unit", c->unit);
	json_close(w->out, '}');
}

static void w_application(const Writer *w, const Record *r)
{
	static const char *const states[] = {
		[APPLICATION_NONE] = "", [APPLICATION_NOT_NEEDED] = "not_needed", [APPLICATION_OPEN] = "open",
		[APPLICATION_FULL] = "full", [APPLICATION_CLOSED] = "closed",
	};
	const Application *a = &r->as.event.application;
	if (a->state == APPLICATION_NONE)
		return;
	json_open(w->out, '{');
	json_member(w->out, "state", str_from(states[a->state]));
	json_member(w->out, "by", a->by);
	put_day(w, "until", a->until);
	if (a->days_before >= 0)
		json_number(w->out, "days_before", a->days_before);
	json_member(w->out, "how", a->how);
	json_member(w->out, "phone", a->phone);
	json_close(w->out, '}');
}

/* Of the others. */

static void w_place_type(const Writer *w, const Record *r)
{
	write_text(w, r->as.place.type ? r->as.place.type->id : (Str){ 0 });
}

static void w_address(const Writer *w, const Record *r)
{
	write_text(w, data_whole_address(w->site, r->as.place.address, w->scratch));
}

static void w_position(const Writer *w, const Record *r)
{
	if (r->as.place.lat == 0 && r->as.place.lon == 0)
		return;
	json_open(w->out, '{');
	put_degrees(w->out, "lat", r->as.place.lat);
	put_degrees(w->out, "lon", r->as.place.lon);
	json_close(w->out, '}');
}

static void w_landmark(const Writer *w, const Record *r)   { write_text(w, r->as.place.landmark); }
static void w_place_hours(const Writer *w, const Record *r) { write_hours(w, &r->as.place.hours); }
static void w_place_closed(const Writer *w, const Record *r) { write_texts(w, r->as.place.closed); }
static void w_operator(const Writer *w, const Record *r)   { write_contact(w, &r->as.place.operator_); }
static void w_equipment(const Writer *w, const Record *r)  { write_texts(w, r->as.place.equipment); }
static void w_provider(const Writer *w, const Record *r)   { write_contact(w, &r->as.service.provider); }
static void w_apply(const Writer *w, const Record *r)      { write_text(w, r->as.service.how_to_apply); }
static void w_documents(const Writer *w, const Record *r)  { write_texts(w, r->as.service.documents); }
static void w_fees(const Writer *w, const Record *r)       { write_text(w, r->as.service.fees); }
static void w_period(const Writer *w, const Record *r)     { write_text(w, r->as.service.period); }
static void w_law(const Writer *w, const Record *r)        { write_text(w, r->as.service.law); }
static void w_answers(const Writer *w, const Record *r)    { write_contact(w, &r->as.consultation.provider); }
static void w_channels(const Writer *w, const Record *r)   { write_terms(w, CHANNELS, r->as.consultation.channels); }
static void w_open(const Writer *w, const Record *r)       { write_hours(w, &r->as.consultation.hours); }
static void w_closed(const Writer *w, const Record *r)     { write_texts(w, r->as.consultation.closed); }
static void w_counter(const Writer *w, const Record *r)    { write_place(w, &r->as.consultation.place); }
static void w_appointment(const Writer *w, const Record *r) { write_text(w, r->as.consultation.appointment); }
static void w_outreach(const Writer *w, const Record *r)   { write_text(w, r->as.consultation.outreach); }
static void w_connects(const Writer *w, const Record *r)   { write_refs(w, &r->as.consultation.connects_to); }
static void w_scheme(const Writer *w, const Record *r)     { write_text(w, r->as.group.scheme.id); }
static void w_meets(const Writer *w, const Record *r)      { write_text(w, r->as.group.meets); }
static void w_meets_at(const Writer *w, const Record *r)   { write_place(w, &r->as.group.place); }
static void w_wanted(const Writer *w, const Record *r)     { write_text(w, r->as.group.members_wanted); }
static void w_run_by(const Writer *w, const Record *r)     { write_contact(w, &r->as.scheme.run_by); }
static void w_date(const Writer *w, const Record *r)       { write_day(w, r->as.notice.date); }
static void w_expires(const Writer *w, const Record *r)    { write_day(w, r->as.notice.expires); }

static void w_general(const Writer *w, const Record *r)
{
	if (r->as.consultation.general)
		buf_str(w->out, STR("true"));
}

static void w_level(const Writer *w, const Record *r)
{
	static const char *const levels[] = {
		[NOTICE_INFO] = "info", [NOTICE_IMPORTANT] = "important", [NOTICE_EMERGENCY] = "emergency",
	};
	write_text(w, str_from(levels[r->as.notice.level]));
}

const DataMember MEMBERS_OF_ALL[] = {
	{ "id", JSON_TEXT, "変わらない番号。/r/<id>/ がその短いアドレスです", w_id },
	{ "kind", JSON_TEXT, "種類：event, place, service, consultation, group, scheme, notice", w_kind },
	{ "url", JSON_TEXT, "このサイトのページ", w_url },
	{ "area", JSON_TEXT, "地域のフォルダ（市全域は空）", w_area },
	{ "serves", JSON_TEXTS, "ほかに対象になる地域", w_serves },
	{ "name", JSON_TEXT, "名称", w_name },
	{ "name_kana", JSON_TEXT, "よみ", w_kana },
	{ "name_en", JSON_TEXT, "英語の名称", w_english },
	{ "summary", JSON_TEXT, "概要", w_summary },
	{ "purposes", JSON_TEXTS, "目的の番号", w_purposes },
	{ "ages", JSON_TEXTS, "対象年齢の番号。ないときはどなたでも", w_ages },
	{ "minimum_age", JSON_NUMBER, "最低年齢", w_minimum },
	{ "maximum_age", JSON_NUMBER, "最高年齢", w_maximum },
	{ "troubles", JSON_TEXTS, "困りごとの番号", w_troubles },
	{ "eligibility", JSON_TEXT, "対象の条件", w_eligibility },
	{ "accessibility", JSON_TEXTS, "バリアフリーの番号", w_access },
	{ "languages", JSON_TEXTS, "日本語のほかに使えることば", w_languages },
	{ "state", JSON_TEXT, "今日の状態：active, cancelled, postponed, suspended, full", w_state },
	{ "alert", JSON_TEXT, "大事なお知らせ", w_alert },
	{ "cost", JSON_OBJECTS, "費用：だれが（who）何円か（yen、0は無料）", w_cost },
	{ "contacts", JSON_OBJECTS, "問合せ先", w_contacts },
	{ "assured_date", JSON_TEXT, "職員が中身を確かめた日", w_assured },
	{ "changed", JSON_TEXT, "記録が最後に変わった日", w_changed },
	{ "source", JSON_TEXTS, "出典", w_source },
	{ "sample", JSON_BOOL, "見本。実際のものではありません", w_sample },
	{ NULL },
};
static const DataMember of_event[] = {
	{ "dates", JSON_OBJECTS, "今月から4か月の開催日（終わった日も入っています）", w_dates },
	{ "repeat", JSON_TEXT, "くり返しのことば", w_repeat },
	{ "repeat_rule", JSON_TEXT, "同じもの（RFC 5545）", w_rule },
	{ "place", JSON_OBJECT, "ところ", w_place },
	{ "organizer", JSON_OBJECT, "主催", w_organizer },
	{ "capacity", JSON_OBJECT, "定員", w_capacity },
	{ "application", JSON_OBJECT, "申込", w_application },
	{ "what_to_bring", JSON_TEXTS, "持ち物", w_bring },
	{ "condition", JSON_TEXT, "参加の条件", w_condition },
	{ NULL },
};
static const DataMember of_place[] = {
	{ "place_type", JSON_TEXT, "場所の種類の番号", w_place_type },
	{ "address", JSON_TEXT, "住所", w_address },
	{ "position", JSON_OBJECT, "緯度と経度", w_position },
	{ "landmark", JSON_TEXT, "目印", w_landmark },
	{ "hours", JSON_OBJECTS, "利用時間", w_place_hours },
	{ "closed", JSON_TEXTS, "休み", w_place_closed },
	{ "operator", JSON_OBJECT, "運営", w_operator },
	{ "equipment", JSON_TEXTS, "設備", w_equipment },
	{ NULL },
};
static const DataMember of_service[] = {
	{ "provider", JSON_OBJECT, "実施主体", w_provider },
	{ "how_to_apply", JSON_TEXT, "申込方法", w_apply },
	{ "documents", JSON_TEXTS, "必要なもの", w_documents },
	{ "fees", JSON_TEXT, "料金", w_fees },
	{ "period", JSON_TEXT, "期間", w_period },
	{ "law", JSON_TEXT, "根拠", w_law },
	{ NULL },
};
static const DataMember of_consultation[] = {
	{ "provider", JSON_OBJECT, "実施主体", w_answers },
	{ "general", JSON_BOOL, "どんな相談も受け止める窓口", w_general },
	{ "channels", JSON_TEXTS, "相談のしかたの番号", w_channels },
	{ "hours", JSON_OBJECTS, "受付時間", w_open },
	{ "closed", JSON_TEXTS, "休み", w_closed },
	{ "place", JSON_OBJECT, "場所。told_by_phone のときは電話でお知らせ", w_counter },
	{ "appointment", JSON_TEXT, "予約", w_appointment },
	{ "outreach", JSON_TEXT, "訪問", w_outreach },
	{ "connects_to", JSON_TEXTS, "つなぎ先の id", w_connects },
	{ NULL },
};
static const DataMember of_group[] = {
	{ "scheme", JSON_TEXT, "しくみの id", w_scheme },
	{ "meets", JSON_TEXT, "活動日", w_meets },
	{ "place", JSON_OBJECT, "場所", w_meets_at },
	{ "members_wanted", JSON_TEXT, "募集", w_wanted },
	{ NULL },
};
static const DataMember of_scheme[] = { { "run_by", JSON_OBJECT, "運営", w_run_by }, { NULL } };
static const DataMember of_notice[] = {
	{ "date", JSON_TEXT, "お知らせの日", w_date },
	{ "expires", JSON_TEXT, "期限", w_expires },
	{ "level", JSON_TEXT, "重要度：info, important, emergency", w_level },
	{ NULL },
};

const DataMember *const MEMBERS_OF_KIND[KINDS] = {
	[KIND_EVENT] = of_event, [KIND_PLACE] = of_place,   [KIND_SERVICE] = of_service,
	[KIND_CONSULTATION] = of_consultation, [KIND_GROUP] = of_group, [KIND_SCHEME] = of_scheme,
	[KIND_NOTICE] = of_notice,
};
