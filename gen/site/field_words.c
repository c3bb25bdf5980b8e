#include "site/field_words.h"

#include <assert.h>

#include "site/say.h"

typedef void Say(Buf *b, const Speech *speech, const Field *f, const void *member);

int speech_year(const Speech *speech)
{
	int year = day_civil(speech->day).year;
	return year == day_civil(speech->site->today).year ? year : 0;
}

/* Texts and words. */

static void say_text(Buf *b, const Speech *speech, const Field *f, const void *member)
{
	(void)speech, (void)f;
	buf_str(b, *(const Str *)member);
}

/* A calendar that was written by its id has a name for people. */
static void say_texts(Buf *b, const Speech *speech, const Field *f, const void *member)
{
	const Texts *texts = member;
	(void)f;
	for (size_t i = 0; i < texts->count; i++) {
		const Calendar *calendar = calendar_find(&speech->site->calendars, texts->items[i]);
		buf_str(b, i ? STR("、") : (Str){ 0 });
		buf_str(b, calendar ? calendar->name : texts->items[i]);
	}
}

static void say_term(Buf *b, const Speech *speech, const Field *f, const void *member)
{
	const Term *term = *(const Term *const *)member;
	(void)speech, (void)f;
	buf_str(b, term ? term->label : (Str){ 0 });
}

static void say_terms(Buf *b, const Speech *speech, const Field *f, const void *member)
{
	const Terms *terms = &speech->site->vocabulary.lists[f->list];
	TermSet set = *(const TermSet *)member;
	bool more = false;
	for (size_t i = 0; i < terms->count; i++) {
		if (!(set & term_bit(i)))
			continue;
		buf_str(b, more ? STR("、") : (Str){ 0 });
		buf_str(b, terms->items[i].label);
		more = true;
	}
}

/* Every second word is the Japanese one. */
static void say_word(Buf *b, const Speech *speech, const Field *f, const void *member)
{
	(void)speech;
	buf_str(b, str_from(f->words[*(const int *)member * 2 + 1]));
}

static void say_bool(Buf *b, const Speech *speech, const Field *f, const void *member)
{
	(void)speech, (void)f;
	buf_str(b, *(const bool *)member ? STR("はい") : (Str){ 0 });
}

/* The numbers of records are ages. */
static void say_int(Buf *b, const Speech *speech, const Field *f, const void *member)
{
	int number = *(const int *)member;
	(void)speech, (void)f;
	if (number >= 0)
		buf_format(b, "%d歳", number);
}

static void say_degrees(Buf *b, const Speech *speech, const Field *f, const void *member)
{
	double degrees = *(const double *)member;
	(void)speech, (void)f;
	if (degrees > 0)
		buf_degrees(b, degrees);
}

/* Days and times. */

static void say_one_day(Buf *b, const Speech *speech, const Field *f, const void *member)
{
	Day day = *(const Day *)member;
	(void)f;
	if (day)
		say_day(b, day, speech_year(speech));
}

static void say_days(Buf *b, const Speech *speech, const Field *f, const void *member)
{
	(void)f;
	say_day_ranges(b, *(const DayRanges *)member, speech_year(speech));
}

static void say_times(Buf *b, const Speech *speech, const Field *f, const void *member)
{
	(void)speech, (void)f;
	say_spans(b, *(const TimeSpans *)member);
}

/* A rule that no phrase of ours says is left to the page. */
static void say_repeat(Buf *b, const Speech *speech, const Field *f, const void *member)
{
	(void)speech, (void)f;
	buf_str(b, ((const Repeat *)member)->words);
}

static void key_repeat(Buf *b, const Speech *speech, const Field *f, const void *member)
{
	(void)speech, (void)f;
	buf_str(b, ((const Repeat *)member)->rule);
}

static void say_open(Buf *b, const Speech *speech, const Field *f, const void *member)
{
	(void)speech, (void)f;
	say_hours(b, *(const Hours *)member);
}

/* What it takes. */

static void say_price(Buf *b, const Speech *speech, const Field *f, const void *member)
{
	(void)speech, (void)f;
	say_cost(b, *(const Cost *)member);
}

static void say_room(Buf *b, const Speech *speech, const Field *f, const void *member)
{
	(void)speech, (void)f;
	say_capacity(b, *(const Capacity *)member);
}

/* Without the number to call and what else was said of it: these are a contact's. */
static void say_applying(Buf *b, const Speech *speech, const Field *f, const void *member)
{
	Application plain = *(const Application *)member;
	(void)f;
	plain.phone = plain.how = (Str){ 0 };
	say_application(b, &plain, speech->day);
}

static void key_applying(Buf *b, const Speech *speech, const Field *f, const void *member)
{
	const Application *written = member;
	say_applying(b, speech, f, member);
	buf_char(b, '\x1f');
	buf_str(b, written->how);
	buf_char(b, '\x1f');
	buf_str(b, written->phone);
	if (written->state == APPLICATION_NONE)
		b->len = 0;
}

static void say_lots(Buf *b, const Speech *speech, const Field *f, const void *member)
{
	const Lots *lots = member;
	(void)speech, (void)f;
	for (size_t i = 0; i < lots->count; i++)
		buf_format(b, "%d-%d番、", lots->items[i].from, lots->items[i].until);
}

/* Places. */

/* A record of a place lends its name and address, if people may see it. */
static PlaceRef place_today(const Speech *speech, const PlaceRef *place)
{
	PlaceRef today = *place;
	Str id = place->ref.id;
	const Record *at = id.len ? map_find(&speech->site->by_id, id) : NULL;
	if (!at || at->kind != KIND_PLACE || at->state == STATE_HIDDEN)
		return today;
	today.name = at->name;
	today.address = at->as.place.address;
	if (!today.landmark.len)
		today.landmark = at->as.place.landmark;
	return today;
}

static void say_place(Buf *b, const Speech *speech, const void *member)
{
	PlaceRef place = place_today(speech, member);
	buf_str(b, place_called(&place));
}

static void key_place(Buf *b, const Speech *speech, const void *member)
{
	PlaceRef place = place_today(speech, member);
	const Str parts[] = { place_called(&place), place.address, place.landmark };
	if (!parts[0].len)
		buf_str(b, place.ref.id);
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		buf_str(b, i && parts[i].len ? STR("\x1f") : (Str){ 0 });
		buf_str(b, parts[i]);
	}
}

void speech_change(Buf *b, const Speech *speech, const Change *change)
{
	Change today = *change;
	today.place = place_today(speech, &change->place);
	say_change(b, &today, speech_year(speech));
}

/* Maps: for people only a place. */

static void say_map(Buf *b, const Speech *speech, const Field *f, const void *member)
{
	if (f->table == &PLACE_REF_TABLE)
		say_place(b, speech, member);
}

static void key_table(Buf *b, const Speech *speech, const Table *t, const char *object)
{
	size_t before = b->len;
	bool given = false;
	for (size_t i = 0; i < t->count; i++) {
		const Field *f = &t->fields[i];
		size_t at = b->len;
		if (f->told != UNTOLD)
			field_key(b, speech, f, object + f->offset);
		given |= b->len > at;
		buf_char(b, '\x1f');
	}
	if (!given)
		b->len = before;
}

static void key_map(Buf *b, const Speech *speech, const Field *f, const void *member)
{
	if (f->table == &PLACE_REF_TABLE)
		key_place(b, speech, member);
	else
		key_table(b, speech, f->table, member);
}

static void key_map_apart(Buf *b, const Speech *speech, const Field *f, const void *member)
{
	key_map(b, speech, f, *(const void *const *)member);
}

/* Every list of maps in memory begins so. */
typedef struct Maps {
	const char *items;
	size_t count;
} Maps;

static void key_maps(Buf *b, const Speech *speech, const Field *f, const void *member)
{
	const Maps *maps = member;
	for (size_t i = 0; i < maps->count; i++) {
		key_map(b, speech, f, maps->items + i * f->table->size);
		buf_char(b, '\x1e');
	}
}

static void key_ref(Buf *b, const Speech *speech, const Field *f, const void *member)
{
	(void)speech, (void)f;
	buf_str(b, ((const Ref *)member)->id);
}

static void key_refs(Buf *b, const Speech *speech, const Field *f, const void *member)
{
	const Refs *refs = member;
	(void)speech, (void)f;
	for (size_t i = 0; i < refs->count; i++) {
		buf_str(b, refs->items[i].id);
		buf_char(b, '\x1f');
	}
}

/* clang-format off */
/* Where there are no words, only a key tells two values apart; where there is no key, the words do. */
static const struct {
	const FieldType *type;
	Say *say, *key;
} types[] = {
	{ &FIELD_LINE,        say_text },
	{ &FIELD_TEXT,        say_text },
	{ &FIELD_KANA,        say_text },
	{ &FIELD_ID,          say_text },
	{ &FIELD_PHONE,       say_text },
	{ &FIELD_EMAIL,       say_text },
	{ &FIELD_URL,         say_text },
	{ &FIELD_IGNORED,     say_text },
	{ &FIELD_TEXTS,       say_texts },
	{ &FIELD_TERM,        say_term },
	{ &FIELD_TERMS,       say_terms },
	{ &FIELD_WORD,        say_word },
	{ &FIELD_BOOL,        say_bool },
	{ &FIELD_INT,         say_int },
	{ &FIELD_DEGREES,     say_degrees },
	{ &FIELD_DAY,         say_one_day },
	{ &FIELD_DAYS,        say_days },
	{ &FIELD_TIMES,       say_times },
	{ &FIELD_REPEAT,      say_repeat, key_repeat },
	{ &FIELD_HOURS,       say_open },
	{ &FIELD_COST,        say_price },
	{ &FIELD_CAPACITY,    say_room },
	{ &FIELD_APPLICATION, say_applying, key_applying },
	{ &FIELD_LOTS,        say_lots },
	{ &FIELD_MAP,         say_map, key_map },
	{ &FIELD_MAP_APART,   NULL, key_map_apart },
	{ &FIELD_MAPS,        NULL, key_maps },
	{ &FIELD_REF,         NULL, key_ref },
	{ &FIELD_REFS,        NULL, key_refs },
};
/* clang-format on */
enum { TYPES = sizeof(types) / sizeof(*types) };

static size_t type_of(const Field *f)
{
	size_t i = 0;
	while (i < TYPES && types[i].type != f->type)
		i++;
	assert(i < TYPES);
	return i;
}

void field_say(Buf *b, const Speech *speech, const Field *f, const void *member)
{
	Say *say = types[type_of(f)].say;
	if (say)
		say(b, speech, f, member);
}

void field_key(Buf *b, const Speech *speech, const Field *f, const void *member)
{
	size_t type = type_of(f);
	(types[type].key ? types[type].key : types[type].say)(b, speech, f, member);
}
