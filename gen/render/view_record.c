#include "render/view.h"

#include "base/hash.h"
#include "render/address.h"
#include "render/ics.h"
#include "render/near.h"
#include "render/share.h"
#include "render/words.h"
#include "site/say.h"
#include "site/state.h"

enum { YEAR = 365 };

/* What stands over a record that is not simply active. */

static Str banner_of_state(const Record *r)
{
	switch (r->state) {
	case STATE_CANCELLED: return STR("中止になりました。");
	case STATE_POSTPONED:
		return STR("延期になりました。新しい日にちは、決まったらお知らせします。");
	case STATE_SUSPENDED: return STR("今は休んでいます。");
	case STATE_FULL: return STR("満員になりました。");
	case STATE_ENDED:
		return r->kind == KIND_NOTICE ? STR("このお知らせの期間は終わりました。")
		                              : STR("終了しました。");
	case STATE_HIDDEN:
	case STATE_ACTIVE: break;
	}
	return (Str){ 0 };
}

/* 12月8日（火曜日）は中止です。雨のため */
static void say_changed_day(Buf *b, const Press *press, const Record *event, const Occurrence *o)
{
	const Event *e = &event->as.event;
	say_alteration(b, press, event, o);
	buf_str(b, STR("。"));
	if (o->place && o->place != &e->place) {
		buf_str(b, STR("ところ："));
		buf_str(b, place_called(o->place));
		buf_str(b, STR("。"));
	}
	if (o->times != &e->times) {
		buf_str(b, STR("時間："));
		say_spans(b, *o->times);
		buf_str(b, STR("。"));
	}
}

static Str banner_of_day(const Press *press, const Record *event, const Occurrence *o, Arena *a)
{
	int year = day_civil(press->site->today).year;
	Buf b = { .arena = a };
	say_day(&b, o->day, year);
	if (o->state == OCCURRENCE_MOVED && o->to) {
		buf_str(&b, STR("は"));
		say_day(&b, o->to, year);
		buf_str(&b, STR("に変わりました。"));
	} else if (o->state == OCCURRENCE_CHANGED) {
		say_changed_day(&b, press, event, o);
	} else {
		buf_str(&b, STR("は"));
		buf_str(&b, words_of_occurrence(o->state));
		buf_str(&b, STR("です。"));
	}
	buf_str(&b, occurrence_reason(o));
	return buf_text(&b);
}

Str words_alert(const Press *press, const Record *r)
{
	bool over = r->alert->until && press->site->today > r->alert->until;
	return over ? (Str){ 0 } : r->alert->text;
}

static void fill_banner(Value *s, const Press *press, const Record *r, Arena *a)
{
	Str words = banner_of_state(r), id = id_of_state(r->state);
	const Occurrence *o = r->kind == KIND_EVENT ? occurrence_unlike_plan(press, r) : NULL;
	if (!words.len && o) {
		words = banner_of_day(press, r, o, a);
		id = STR("partly");
	}
	s[SLOT_RECORD_BANNER] = value_text(words);
	s[SLOT_RECORD_BANNER_ID] = value_text(id);
	s[SLOT_RECORD_ALERT] = value_text(words_alert(press, r));
}

Str words_stale(const Press *press, const Record *r, Arena *a)
{
	int days = press->site->info.stale_days;
	if (!r->stale || r->state == STATE_ENDED)
		return (Str){ 0 };
	bool years = days >= YEAR && days % YEAR == 0;
	return str_format(a, "%d%s以上確認していません。行く前にお電話ください。",
	                  years ? days / YEAR : days, years ? "年" : "日");
}

/* Sources: a web address within the text becomes a link. */

static bool ends_address(Str rest)
{
	static const Str ends[] = {
		STR_INIT(" "),  STR_INIT("\n"), STR_INIT("、"), STR_INIT("。"), STR_INIT("（"),
		STR_INIT("）"), STR_INIT("　"), STR_INIT("」"), STR_INIT("<"),  STR_INIT(">"),
		STR_INIT("\""), STR_INIT("("),  STR_INIT(")"),
	};
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (str_starts(rest, ends[i]))
			return true;
	return false;
}

static Value view_source(Str text, Arena *a)
{
	size_t at = str_find(text, STR("https://"));
	if (at == text.len)
		at = str_find(text, STR("http://"));
	size_t end = at;
	while (end < text.len && !ends_address(str_skip(text, end)))
		end++;
	Str before = str_trim(str_sub(text, 0, at)), url = str_sub(text, at, end);
	return link_frame(before.len ? before : url, url, str_trim(str_skip(text, end)), false, a);
}

static Value view_sources(Texts source, Arena *a)
{
	List list = { .arena = a };
	for (size_t i = 0; i < source.count; i++)
		list_add(&list, view_source(source.items[i], a));
	return list_value(&list);
}

static Value view_contacts(const Press *press, const Record *r, Arena *a)
{
	List list = { .arena = a };
	for (size_t i = 0; i < r->contacts.count; i++)
		list_add(&list, view_contact(&r->contacts.items[i], press, a));
	return list_value(&list);
}

/* Lists of what belongs to a record. */

typedef struct Relation {
	Kind of, kind;
	Str id, label;
} Relation;

/* clang-format off */
static const Relation relations[] = {
	{ KIND_PLACE,  KIND_EVENT, STR_INIT("events"), STR_INIT("ここで行う催し") },
	{ KIND_PLACE,  KIND_GROUP, STR_INIT("groups"), STR_INIT("ここで活動する団体") },
	{ KIND_GROUP,  KIND_EVENT, STR_INIT("events"), STR_INIT("この団体の催し") },
	{ KIND_SCHEME, KIND_GROUP, STR_INIT("groups"), STR_INIT("このしくみで活動する団体") },
};
/* clang-format on */

static void add_section(List *sections, const Press *press, Str id, Str label,
                        const Record *const *records, size_t count)
{
	const Record **listed = NEW_ARRAY(sections->arena, const Record *, count);
	size_t found = 0;
	for (size_t i = 0; i < count; i++)
		if (ready_record(press, records[i])->line.len)
			listed[found++] = records[i];
	if (!found)
		return;
	SectionHead head = { .id = id, .label = label, .count = found };
	list_add(sections, view_section(press, &head, listed, found, sections->arena));
}

static void add_relation(List *sections, const Press *press, const Record *r,
                         const Relation *relation)
{
	const Record **records = NEW_ARRAY(sections->arena, const Record *, r->related_count);
	size_t count = 0;
	for (size_t i = 0; i < r->related_count; i++)
		if (r->related[i]->kind == relation->kind)
			records[count++] = r->related[i];
	add_section(sections, press, relation->id, relation->label, records, count);
}

/* 行事　中止（見本）: nothing that changes with the day. */
static Str words_of_near(const Record *r, Arena *a)
{
	Str kind = str_from(KIND_INFO[r->kind].ja), state = words_of_state(r->state);
	if (!state.len && !r->sample)
		return kind;
	return STR_CONCAT(a, kind, state.len ? STR("　") : (Str){ 0 }, state,
	                  r->sample ? STR("（見本）") : (Str){ 0 });
}

static Value view_near(const Press *press, const Record *r, Arena *a)
{
	const Near *near = &press->near[r->number];
	List list = { .arena = a };
	for (size_t i = 0; i < near->count; i++) {
		const Record *other = near->items[i];
		list_add(&list, link_frame(other->name, ready_record(press, other)->url, words_of_near(other, a),
		                           false, a));
	}
	return list_value(&list);
}

static Value view_related(const Press *press, const Record *r, Arena *a)
{
	List sections = { .arena = a };
	for (size_t i = 0; r->related_count && i < sizeof(relations) / sizeof(*relations); i++)
		if (relations[i].of == r->kind)
			add_relation(&sections, press, r, &relations[i]);
	if (r->kind == KIND_CONSULTATION)
		add_section(&sections, press, STR("handed-over"), STR("ここにつないでくれる窓口"),
		            r->as.consultation.handed_over_by,
		            r->as.consultation.handed_over_by_count);
	return list_value(&sections);
}

/* 版 */

static void gather_text(Buf *b, const Value *v)
{
	if (v->kind == VALUE_TEXT)
		buf_str(b, v->as.text);
	buf_char(b, '\x1f');
}

/* Some slots of each frame of a list. */
static void gather_list(Buf *b, const Value *list, const int *slots, size_t count)
{
	for (uint32_t i = 0; i < list->count; i++)
		for (size_t n = 0; n < count; n++)
			gather_text(b, &list->as.items[i].as.frame.slots[slots[n]]);
	buf_char(b, '\x1e');
}

#define GATHER(b, list, ...)                                   \
	gather_list((b), (list), (const int[]){ __VA_ARGS__ }, \
	            sizeof((const int[]){ __VA_ARGS__ }) / sizeof(int))

static void gather_facts(Buf *b, const Value *facts)
{
	for (uint32_t i = 0; i < facts->count; i++) {
		const Value *fact = facts->as.items[i].as.frame.slots;
		gather_text(b, &fact[SLOT_FACT_LABEL]);
		GATHER(b, &fact[SLOT_FACT_LINES], SLOT_LINK_NAME, SLOT_LINK_NOTE);
	}
}

/* What the flyer shows of the record. Not its next dates: they follow from とき, and pass. */
static void gather_shown(Buf *b, const Value *s, const Record *r)
{
	static const int texts[] = {
		SLOT_RECORD_NAME,  SLOT_RECORD_SUMMARY, SLOT_RECORD_BANNER,
		SLOT_RECORD_ALERT, SLOT_RECORD_STALE,   SLOT_RECORD_ASSURED,
	};
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		gather_text(b, &s[texts[i]]);
	gather_facts(b, &s[SLOT_RECORD_FACTS]);
	GATHER(b, &s[SLOT_RECORD_CONTACTS], SLOT_CONTACT_NAME, SLOT_CONTACT_PHONE, SLOT_CONTACT_FAX,
	       SLOT_CONTACT_EMAIL, SLOT_CONTACT_AFTER, SLOT_CONTACT_ASK);
	GATHER(b, &s[SLOT_RECORD_ACCESSIBILITY], SLOT_TERM_LABEL);
	GATHER(b, &s[SLOT_RECORD_LANGUAGES], SLOT_TERM_LABEL);
	buf_str(b, r->flyer->headline);
	buf_str(b, r->flyer->short_name);
	for (size_t i = 0; i < r->flyer->points.count; i++) {
		buf_char(b, '\x1f');
		buf_str(b, r->flyer->points.items[i]);
	}
	buf_char(b, r->sample ? '\x1d' : '\x1e');
}

/* 8 hexadecimal digits. */
static Str words_hash(uint32_t hash, Arena *a)
{
	enum { DIGITS = 8 };
	char *digits = arena_bytes(a, DIGITS);
	for (int i = DIGITS; i-- > 0; hash >>= 4)
		digits[i] = "0123456789abcdef"[hash & 15];
	return (Str){ digits, DIGITS };
}

Str record_edition(const Value *slots, const Record *r, Str body, Arena *a)
{
	Buf b = { .arena = a };
	Hash of_body = hash_bytes(body);
	gather_shown(&b, slots, r);
	buf_str(&b, (Str){ (const char *)&of_body, sizeof(of_body) });
	return words_hash((uint32_t)hash_bytes(buf_text(&b)).low, a);
}

/* The frame. */

static void fill_open(Value *s, const Press *press, const Record *r, Arena *a)
{
	Str open = view_open(press->site, r, a);
	if (!open.len)
		return;
	s[SLOT_RECORD_OPEN] = value_text(open);
	s[SLOT_RECORD_SHUT] = value_text(view_shut(press, r, a));
	s[SLOT_RECORD_OPEN_WORDS] = value_text(r->kind == KIND_PLACE ? STR("開いている時間です") : STR("受付の時間です"));
}

static void fill_names(Value *s, const Press *press, const Record *r, Arena *a)
{
	s[SLOT_RECORD_ID] = value_text(r->id);
	s[SLOT_RECORD_NAME] = value_text(r->name);
	s[SLOT_RECORD_KANA] = value_text(r->name_kana);
	s[SLOT_RECORD_KIND] = value_text(str_from(KIND_INFO[r->kind].id));
	s[SLOT_RECORD_KIND_LABEL] = value_text(str_from(KIND_INFO[r->kind].ja));
	s[SLOT_RECORD_KIND_ICON] = value_text(press->kind_icons[r->kind]);
	s[SLOT_RECORD_SUMMARY] = value_text(r->summary);
	s[SLOT_RECORD_SAMPLE] = value_bool(r->sample);
	s[SLOT_RECORD_STALE] = value_text(words_stale(press, r, a));
	s[SLOT_RECORD_ASSURED] = value_text(words_date(r->assured, a));
	s[SLOT_RECORD_UPDATED] = value_text(words_date(r->changed, a));
	fill_banner(s, press, r, a);
	if (r->kind == KIND_EVENT && r->state != STATE_SUSPENDED)
		s[SLOT_RECORD_NEXT] = value_text(words_next(press, &r->as.event, a));
	fill_open(s, press, r, a);
}

static void fill_lists(Value *s, const Press *press, const Record *r, Arena *a)
{
	s[SLOT_RECORD_DATES] = view_dates(press, r, a);
	s[SLOT_RECORD_FACTS] = view_facts(press, r, a);
	s[SLOT_RECORD_CONTACTS] = view_contacts(press, r, a);
	if (r->kind == KIND_CONSULTATION && phone_can_be_called(window_contact(r)->phone))
		s[SLOT_RECORD_CALL] = view_contact(window_contact(r), press, a);
	s[SLOT_RECORD_AGES] = view_record_terms(press, r, AGES, r->ages, a);
	s[SLOT_RECORD_PURPOSES] = view_record_terms(press, r, PURPOSES, r->purposes, a);
	s[SLOT_RECORD_ACCESSIBILITY] =
		view_record_terms(press, r, ACCESSIBILITY, r->accessibility, a);
	s[SLOT_RECORD_LANGUAGES] = view_record_terms(press, r, LANGUAGES, r->languages, a);
	s[SLOT_RECORD_NEAR] = view_near(press, r, a);
	s[SLOT_RECORD_RELATED] = view_related(press, r, a);
	s[SLOT_RECORD_SOURCE] = view_sources(r->source, a);
	s[SLOT_RECORD_CHANGES] = view_record_changes(press, r, a);
	s[SLOT_RECORD_PICTURES] = view_pictures(press, r, a);
}

static void fill_has(Value *s)
{
	static const struct {
		int has, list;
	} pairs[] = {
		{ SLOT_RECORD_HAS_DATES, SLOT_RECORD_DATES },
		{ SLOT_RECORD_HAS_CONTACTS, SLOT_RECORD_CONTACTS },
		{ SLOT_RECORD_HAS_ACCESSIBILITY, SLOT_RECORD_ACCESSIBILITY },
		{ SLOT_RECORD_HAS_LANGUAGES, SLOT_RECORD_LANGUAGES },
		{ SLOT_RECORD_HAS_CHANGES, SLOT_RECORD_CHANGES },
		{ SLOT_RECORD_HAS_SOURCE, SLOT_RECORD_SOURCE },
		{ SLOT_RECORD_HAS_NEAR, SLOT_RECORD_NEAR },
	};
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		s[pairs[i].has] = value_bool(s[pairs[i].list].count > 0);
	s[SLOT_RECORD_HAS_TERMS] =
		value_bool(s[SLOT_RECORD_AGES].count || s[SLOT_RECORD_PURPOSES].count);
}

static const PlaceRef *place_of(const Record *r)
{
	return r->kind == KIND_EVENT          ? &r->as.event.place
	       : r->kind == KIND_GROUP        ? &r->as.group.place
	       : r->kind == KIND_CONSULTATION ? &r->as.consultation.place
	                                      : NULL;
}

/* Where it is, as an address that can be looked up; empty for what is not real, or is told by phone. */
static Str findable_address(const Record *r)
{
	const PlaceRef *place = place_of(r);
	const Record *at = r->kind == KIND_PLACE ? r : place ? place->ref.record : NULL;
	if (at)
		return at->sample ? (Str){ 0 } : at->as.place.address;
	return !place || place->ask || r->sample ? (Str){ 0 } : place->address;
}

/* The address of a search that Google documents for links: maps/search/?api=1&query=… */
static Str map_url(const Press *press, const Record *r, Arena *a)
{
	const SiteInfo *info = &press->site->info;
	Str address = findable_address(r);
	Buf b = { .arena = a };
	if (!address.len)
		return address;
	buf_str(&b, STR("https://www.google.com/maps/search/?api=1&query="));
	buf_percent(&b, info->prefecture);
	buf_percent(&b, info->city);
	buf_percent(&b, address);
	return buf_text(&b);
}

static void fill_addresses(Value *s, Desk *desk, const Record *r, Arena *a)
{
	const Press *press = desk->press;
	Str folder = short_folder(r->id, a);
	s[SLOT_RECORD_URL] = value_text(ready_record(press, r)->url);
	s[SLOT_RECORD_SHORT_URL] = value_text(address_of(press->site, folder, a));
	s[SLOT_RECORD_SHORT_TEXT] = value_text(printed_address(press->site, folder, a));
	if (record_has_calendar(r))
		s[SLOT_RECORD_CALENDAR_URL] = value_text(STR_CONCAT(a, ready_record(press, r)->url, STR("event.ics")));
	s[SLOT_RECORD_MAP_URL] = value_text(map_url(press, r, a));
	if (record_has_share(r)) {
		s[SLOT_RECORD_SHARE] = value_text(view_share(press, r, a));
		s[SLOT_RECORD_SHARE_URL] = value_text(address_of(press->site, share_path(r, a), a));
	}
	if (!state_has_flyer(r->state))
		return;
	s[SLOT_RECORD_FLYER_URL] =
		value_text(STR_CONCAT(a, ready_record(press, r)->url, STR("flyer/")));
	s[SLOT_RECORD_TEXT_URL] = value_text(address_of(press->site, flyer_text_path(r, a), a));
	Str body = { 0 };
	view_body_text(desk, r, &body);
	s[SLOT_RECORD_EDITION] = value_text(record_edition(s, r, body, a));
}

const Value *view_record(Desk *desk, const Record *r)
{
	Arena *a = &desk->group;
	if (desk->record == r)
		return &desk->record_frame;
	Value *s = frame_slots(&RECORD_SHAPE, a);
	fill_names(s, desk->press, r, a);
	fill_lists(s, desk->press, r, a);
	fill_has(s);
	fill_addresses(s, desk, r, a);
	desk->record = r;
	desk->record_frame = value_frame(&RECORD_SHAPE, s);
	return &desk->record_frame;
}
