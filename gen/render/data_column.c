#include "render/data_column.h"

#include "render/address.h"
#include "render/data.h"
#include "render/view.h"
#include "render/words.h"
#include "site/say.h"
#include "site/select.h"
#include "site/state.h"

static const Contact no_contact;
static const Hours no_hours;

static void locate(Subject *s, const PlaceRef *p)
{
	const Record *at = p->ref.record;
	if (p->ask)
		return;
	s->place_name = place_called(p);
	s->address = p->address;
	s->landmark = p->landmark;
	if (at && at->kind == KIND_PLACE) {
		s->lat = at->as.place.lat;
		s->lon = at->as.place.lon;
	}
}

Subject subject_of(const Press *press, const Record *r, Arena *a)
{
	Subject s = { .press = press, .site = press->site, .r = r, .arena = a, .hours = &no_hours,
		    .run_by = &no_contact };
	s.contact = r->contacts.count ? &r->contacts.items[0] : &no_contact;
	switch (r->kind) {
	case KIND_EVENT:
		locate(&s, &r->as.event.place);
		s.run_by = &r->as.event.organizer;
		break;
	case KIND_PLACE:
		s.place_name = r->name;
		s.address = r->as.place.address;
		s.landmark = r->as.place.landmark;
		s.lat = r->as.place.lat;
		s.lon = r->as.place.lon;
		s.hours = &r->as.place.hours;
		s.run_by = &r->as.place.operator_;
		break;
	case KIND_SERVICE:
		s.run_by = &r->as.service.provider;
		break;
	case KIND_CONSULTATION:
		locate(&s, &r->as.consultation.place);
		s.run_by = &r->as.consultation.provider;
		s.hours = &r->as.consultation.hours;
		break;
	case KIND_GROUP:
	case KIND_SCHEME:
	case KIND_NOTICE:
	case KINDS:
		break;
	}
	if (!r->contacts.count)
		s.contact = s.run_by;
	return s;
}

/* Texts. */

static Str say_of(const Subject *s, void (*say)(Buf *b, const Subject *s))
{
	Buf b = { .arena = s->arena };
	say(&b, s);
	return buf_text(&b);
}

static Str terms(const Subject *s, VocabularyList list, TermSet set)
{
	return words_of_terms(&s->site->vocabulary.lists[list], set, STR(";"), false, s->arena);
}

static Str date(const Subject *s, Day day)
{
	return day ? day_iso(day, s->arena) : (Str){ 0 };
}

static Str clock(const Subject *s, Minute minute)
{
	return minute == MINUTE_NONE ? (Str){ 0 } : str_format(s->arena, "%02d:%02d", minute / 60, minute % 60);
}

static Str degrees(const Subject *s, double value)
{
	return value != 0 ? str_format(s->arena, "%.6f", value) : (Str){ 0 };
}

/* Hiragana as katakana, which is what these tables ask for. */
static Str katakana(Str hiragana, Arena *a)
{
	Buf b = { .arena = a };
	buf_reserve(&b, hiragana.len);
	for (size_t i = 0; i < hiragana.len; i++) {
		unsigned char c = (unsigned char)hiragana.ptr[i];
		unsigned char next = i + 1 < hiragana.len ? (unsigned char)hiragana.ptr[i + 1] : 0;
		unsigned char last = i + 2 < hiragana.len ? (unsigned char)hiragana.ptr[i + 2] : 0;
		unsigned point = c == 0xe3 ? (unsigned)(0x3000 | (next & 0x3f) << 6 | (last & 0x3f)) : 0;
		if (point >= 0x3041 && point <= 0x3096) {
			point += 0x60;
			buf_char(&b, (char)0xe3);
			buf_char(&b, (char)(0x80 | (point >> 6 & 0x3f)));
			buf_char(&b, (char)(0x80 | (point & 0x3f)));
			i += 2;
		} else {
			buf_char(&b, (char)c);
		}
	}
	return buf_text(&b);
}

/* Columns, by what they ask. */

static Str code(const Subject *s)         { return s->site->info.municipality_code; }
static Str id(const Subject *s)           { return s->r->id; }
static Str name(const Subject *s)         { return s->r->name; }
static Str name_en(const Subject *s)      { return s->r->name_en; }
static Str name_kana(const Subject *s)    { return katakana(s->r->name_kana, s->arena); }
static Str summary(const Subject *s)      { return s->r->summary; }
static Str language(const Subject *s)     { return s->site->info.lang; }
static Str prefecture(const Subject *s)   { return s->address.len ? s->site->info.prefecture : (Str){ 0 }; }
static Str city(const Subject *s)         { return s->address.len ? s->site->info.city : (Str){ 0 }; }
static Str place_code(const Subject *s)   { return s->address.len ? code(s) : (Str){ 0 }; }
static Str place_name(const Subject *s)   { return s->place_name; }
static Str landmark(const Subject *s)     { return s->landmark; }
static Str lat(const Subject *s)          { return degrees(s, s->lat); }
static Str lon(const Subject *s)          { return degrees(s, s->lon); }
static Str run_by(const Subject *s)       { return s->run_by->name; }
static Str contact_name(const Subject *s) { return s->contact->name; }
static Str phone(const Subject *s)        { return s->contact->phone; }
static Str fax(const Subject *s)          { return s->contact->fax; }
static Str email(const Subject *s)        { return s->contact->email; }
static Str contact_url(const Subject *s)  { return s->contact->url; }
static Str contact_note(const Subject *s) { return s->contact->note; }
static Str purposes(const Subject *s)     { return terms(s, PURPOSES, s->r->purposes); }
static Str languages(const Subject *s)    { return terms(s, LANGUAGES, s->r->languages); }
static Str access(const Subject *s)       { return terms(s, ACCESSIBILITY, s->r->accessibility); }
static Str who(const Subject *s)          { return words_who(s->site, s->r, false, s->arena); }
static Str eligibility(const Subject *s)  { return s->r->eligibility; }
static Str state(const Subject *s)        { return words_of_state(s->r->state); }
static Str shown_from(const Subject *s)   { return date(s, s->r->publish_from); }
static Str shown_until(const Subject *s)  { return date(s, s->r->publish_until); }
static Str assured(const Subject *s)      { return date(s, s->r->assured); }
static Str area_path(const Subject *s)    { return s->r->area->path; }
static Str sample(const Subject *s)       { return s->r->sample ? STR("見本。実際のものではありません。") : (Str){ 0 }; }

static Str government(const Subject *s)
{
	return STR_CONCAT(s->arena, s->site->info.prefecture, s->site->info.city);
}

static Str page_url(const Subject *s)
{
	return full_address_of(s->site, record_folder(s->r, s->arena), s->arena);
}

static Str ages(const Subject *s)
{
	return s->r->ages ? terms(s, AGES, s->r->ages) : (Str){ 0 };
}

Str data_whole_address(const Site *site, Str address, Arena *a)
{
	Str rest = address;
	str_take(&rest, site->info.prefecture);
	str_take(&rest, site->info.city);
	return address.len ? STR_CONCAT(a, site->info.prefecture, site->info.city, rest) : address;
}

static Str address(const Subject *s)
{
	return data_whole_address(s->site, s->address, s->arena);
}

/* What follows the city: 芝久保町3丁目. Where lots begin is not told by a text alone. */
static Str town(const Subject *s)
{
	Str rest = s->address;
	str_take(&rest, s->site->info.prefecture);
	str_take(&rest, s->site->info.city);
	return rest;
}

/* Hours: weekdays of all lines; the times where all of them have the same. */

static Str weekdays(const Subject *s)
{
	static const char *const days[] = { "月", "火", "水", "木", "金", "土", "日" };
	Buf b = { .arena = s->arena };
	unsigned set = 0;
	for (size_t i = 0; i < s->hours->count; i++)
		set |= s->hours->items[i].weekdays;
	for (int day = 0; day < 7; day++)
		if (set & 1u << day)
			buf_str(&b, str_from(days[day]));
	return buf_text(&b);
}

static TimeSpan span_of_hours(const Subject *s)
{
	const TimeSpan none = { MINUTE_NONE, MINUTE_NONE };
	TimeSpan first = none;
	for (size_t i = 0; i < s->hours->count; i++) {
		TimeSpans times = s->hours->items[i].times;
		if (times.count != 1 ||
		    (i && (times.items[0].from != first.from || times.items[0].until != first.until)))
			return none;
		first = times.items[0];
	}
	return first;
}

static Str opens(const Subject *s)  { return clock(s, span_of_hours(s).from); }
static Str closes(const Subject *s) { return clock(s, span_of_hours(s).until); }

static void say_closed(Buf *b, const Texts *closed)
{
	for (size_t i = 0; i < closed->count; i++) {
		buf_str(b, i ? STR("、") : b->len ? STR("。休み：") : STR("休み："));
		buf_str(b, closed->items[i]);
	}
}

static void say_hours_note(Buf *b, const Subject *s)
{
	say_hours(b, *s->hours);
	if (s->r->kind == KIND_PLACE)
		say_closed(b, &s->r->as.place.closed);
	else if (s->r->kind == KIND_CONSULTATION)
		say_closed(b, &s->r->as.consultation.closed);
}

static Str hours_note(const Subject *s) { return say_of(s, say_hours_note); }

/* Money. */

static void say_price(Buf *b, const Subject *s) { say_cost(b, s->r->cost); }

static Str price(const Subject *s)
{
	bool fees = s->r->kind == KIND_SERVICE && !s->r->cost.count;
	return fees ? s->r->as.service.fees : say_of(s, say_price);
}

static Str price_kind(const Subject *s)
{
	bool free = s->r->cost.count > 0;
	for (size_t i = 0; i < s->r->cost.count; i++)
		free &= s->r->cost.items[i].yen == 0;
	return !s->r->cost.count ? (Str){ 0 } : free ? STR("無料") : STR("有料");
}

/* Events. */

static const Event *event_of(const Subject *s)
{
	return s->r->kind == KIND_EVENT ? &s->r->as.event : NULL;
}

/* A repeat without a first day begins, for a table, with the next one. */
static Str event_from(const Subject *s)
{
	const Event *e = event_of(s);
	if (!e)
		return (Str){ 0 };
	return date(s, e->days.count ? e->days.items[0].from : e->from ? e->from : e->next);
}

static Str event_until(const Subject *s)
{
	const Event *e = event_of(s);
	if (!e)
		return (Str){ 0 };
	return date(s, e->days.count ? e->days.items[e->days.count - 1].until : e->until);
}

static Str event_opens(const Subject *s)
{
	const Event *e = event_of(s);
	return e && e->times.count ? clock(s, e->times.items[0].from) : (Str){ 0 };
}

static Str event_closes(const Subject *s)
{
	const Event *e = event_of(s);
	return e && e->times.count ? clock(s, e->times.items[e->times.count - 1].until) : (Str){ 0 };
}

static void say_list(Buf *b, const Texts *list, Str end)
{
	for (size_t i = 0; i < list->count; i++) {
		buf_str(b, i ? STR("・") : b->len ? STR("、") : (Str){ 0 });
		buf_str(b, list->items[i]);
	}
	if (list->count)
		buf_str(b, end);
}

static void say_pattern(Buf *b, const Subject *s)
{
	const Event *e = event_of(s);
	if (!e)
		return;
	buf_str(b, e->repeat.words);
	say_list(b, &e->only, STR("だけ"));
	say_list(b, &e->skip, STR("は休み"));
	if (e->days.count > 1)
		say_day_ranges(b, e->days, 0);
}

static Str pattern(const Subject *s) { return say_of(s, say_pattern); }

static Str repeats(const Subject *s)
{
	const Event *e = event_of(s);
	return e ? e->repeat.words : (Str){ 0 };
}

static Str event_type(const Subject *s)
{
	const Terms *list = &s->site->vocabulary.lists[PURPOSES];
	for (size_t i = 0; i < list->count; i++)
		if (s->r->purposes & term_bit(i) && list->items[i].dataset_word.len)
			return list->items[i].dataset_word;
	return (Str){ 0 };
}

static Str capacity(const Subject *s)
{
	const Event *e = event_of(s);
	return e && e->capacity.n ? str_format(s->arena, "%d", e->capacity.n) : (Str){ 0 };
}

static Str capacity_unit(const Subject *s)
{
	const Event *e = event_of(s);
	return e && e->capacity.n ? e->capacity.unit : (Str){ 0 };
}

static Str condition(const Subject *s)
{
	const Event *e = event_of(s);
	return e ? e->condition : (Str){ 0 };
}

static Str apply_until(const Subject *s)
{
	const Event *e = event_of(s);
	return e ? date(s, e->application.until) : (Str){ 0 };
}

static void say_apply(Buf *b, const Subject *s)
{
	if (event_of(s))
		say_application(b, &event_of(s)->application, s->site->today);
	else if (s->r->kind == KIND_SERVICE)
		buf_str(b, s->r->as.service.how_to_apply);
}

static Str apply(const Subject *s) { return say_of(s, say_apply); }

/* Services. */

static Str documents(const Subject *s)
{
	const Texts *list = s->r->kind == KIND_SERVICE ? &s->r->as.service.documents : &(Texts){ 0 };
	return str_join(s->arena, list->items, list->count, STR(";"));
}

static Str period(const Subject *s) { return s->r->kind == KIND_SERVICE ? s->r->as.service.period : (Str){ 0 }; }
static Str law(const Subject *s)    { return s->r->kind == KIND_SERVICE ? s->r->as.service.law : (Str){ 0 }; }

/* What the tables call the sort of place, or of office. */
static Str sort_word(const Subject *s)
{
	const Term *type = s->r->kind == KIND_PLACE ? s->r->as.place.type : NULL;
	const Term *role = s->run_by->office ? s->run_by->office->role : NULL;
	return type ? type->dataset_word : role ? role->dataset_word : (Str){ 0 };
}

static Str picture(const Subject *s)
{
	return picture_of(s->press, s->r, 0)
	               ? full_address_of(s->site, picture_path(s->r, 0, s->arena), s->arena)
	               : (Str){ 0 };
}

static Str picture_licence(const Subject *s)
{
	return picture_of(s->press, s->r, 0) ? s->site->info.licence : (Str){ 0 };
}

/* What a column of that name holds, in whichever table it stands. Others stay empty. */
static const Column columns[] = {
	{ STR_INIT("全国地方公共団体コード"), code },
	{ STR_INIT("ID"), id },
	{ STR_INIT("地方公共団体名"), government },
	{ STR_INIT("イベント名"), name }, { STR_INIT("名称"), name }, { STR_INIT("制度名"), name },
	{ STR_INIT("介護サービス事業所名称"), name },
	{ STR_INIT("イベント名_英語"), name_en }, { STR_INIT("名称_英字"), name_en }, { STR_INIT("介護サービス事業所名称_英字"), name_en },
	{ STR_INIT("イベント名_カナ"), name_kana }, { STR_INIT("名称_カナ"), name_kana },
	{ STR_INIT("制度名_カナ"), name_kana }, { STR_INIT("介護サービス事業所名称_カナ"), name_kana },
	{ STR_INIT("言語コード"), language },
	{ STR_INIT("状態"), state },
	{ STR_INIT("キーワード"), purposes },
	{ STR_INIT("開催パターン"), repeats },
	{ STR_INIT("開始日"), event_from }, { STR_INIT("終了日"), event_until },
	{ STR_INIT("開始日時特記事項"), pattern },
	{ STR_INIT("掲載開始日"), shown_from }, { STR_INIT("掲載終了日"), shown_until },
	{ STR_INIT("概要"), summary }, { STR_INIT("説明"), summary },
	{ STR_INIT("イベント種類"), event_type },
	{ STR_INIT("料金(基本)"), price }, { STR_INIT("利用料金"), price },
	{ STR_INIT("料金種別"), price_kind },
	{ STR_INIT("連絡先名称"), contact_name },
	{ STR_INIT("連絡先電話番号"), phone }, { STR_INIT("電話番号"), phone },
	{ STR_INIT("FAX番号"), fax },
	{ STR_INIT("連絡先メールアドレス"), email },
	{ STR_INIT("連絡先FormURL"), contact_url },
	{ STR_INIT("連絡先備考（その他、SNSなど）"), contact_note },
	{ STR_INIT("主催者"), run_by }, { STR_INIT("団体名"), run_by }, { STR_INIT("法人の名称"), run_by },
	{ STR_INIT("実施機関"), run_by },
	{ STR_INIT("対象者"), who }, { STR_INIT("受入年齢"), who },
	{ STR_INIT("対象者備考"), eligibility },
	{ STR_INIT("場所名称"), place_name },
	{ STR_INIT("所在地_全国地方公共団体コード"), place_code },
	{ STR_INIT("所在地_連結表記"), address },
	{ STR_INIT("所在地_都道府県"), prefecture },
	{ STR_INIT("所在地_市区町村"), city },
	{ STR_INIT("所在地_町字"), town },
	{ STR_INIT("緯度"), lat }, { STR_INIT("経度"), lon },
	{ STR_INIT("アクセス方法"), landmark },
	{ STR_INIT("定員"), capacity }, { STR_INIT("定員備考"), capacity_unit },
	{ STR_INIT("外国語対応"), languages },
	{ STR_INIT("開催条件"), condition },
	{ STR_INIT("参加申込終了日"), apply_until },
	{ STR_INIT("参加申込方法"), apply }, { STR_INIT("申込方法"), apply },
	{ STR_INIT("必要書類"), documents },
	{ STR_INIT("実施期間"), period },
	{ STR_INIT("根拠法令"), law },
	{ STR_INIT("種別"), sort_word }, { STR_INIT("POIコード"), sort_word },
	{ STR_INIT("実施サービス"), sort_word },
	{ STR_INIT("利用可能曜日"), weekdays },
	{ STR_INIT("利用可能日時特記事項"), hours_note }, { STR_INIT("利用可能曜日特記事項"), hours_note },
	{ STR_INIT("URL"), page_url },
	{ STR_INIT("画像"), picture }, { STR_INIT("画像_ライセンス"), picture_licence },
	{ STR_INIT("備考"), sample },
};

/* 開始時間 is that of an event in one table, and when a place opens in another. */
static const Column columns_of_events[] = {
	{ STR_INIT("開始時間"), event_opens }, { STR_INIT("終了時間"), event_closes },
};
static const Column columns_of_others[] = {
	{ STR_INIT("開始時間"), opens }, { STR_INIT("終了時間"), closes },
};

const Column EXTENSIONS[EXTENSIONS_COUNT] = {
	{ STR_INIT("拡張_地域"), area_path },
	{ STR_INIT("拡張_対象年齢"), ages },
	{ STR_INIT("拡張_目的"), purposes },
	{ STR_INIT("拡張_バリアフリー"), access },
	{ STR_INIT("拡張_確認日"), assured },
};

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

static bool find_column(const Column *table, size_t count, Str name, TableColumn *found)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(table[i].name, name)) {
			found->cell = table[i].cell;
			return true;
		}
	return false;
}

TableColumn column_named(const Site *site, DatasetId dataset, Str name)
{
	TableColumn found = { 0 };
	const Terms *marks = &site->vocabulary.lists[ACCESSIBILITY];
	bool event = dataset == DATASET_EVENT;
	if (find_column(columns, COUNT(columns), name, &found) ||
	    find_column(event ? columns_of_events : columns_of_others, 2, name, &found))
		return found;
	for (size_t i = 0; i < marks->count; i++)
		if (str_equal(marks->items[i].dataset_word, name))
			found.marks |= term_bit(i);
	return found;
}

Str cell_of(const Subject *s, const TableColumn *column)
{
	if (column->cell)
		return column->cell(s);
	return column->marks & s->r->accessibility ? STR("有") : (Str){ 0 };
}
