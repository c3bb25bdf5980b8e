#include "render/words.h"

#include "site/say.h"

Str words_of_terms(const Terms *terms, TermSet set, Str between, bool brief, Arena *a)
{
	Buf b = { .arena = a };
	for (size_t i = 0; i < terms->count && set; i++) {
		const Term *term = &terms->items[i];
		if (!(set & term_bit(i)))
			continue;
		if (b.len)
			buf_str(&b, between);
		buf_str(&b, brief && term->short_label.len ? term->short_label : term->label);
	}
	return buf_done(&b);
}

/* Ages. */

/* 18〜39歳, 75歳から: what their years would be written as, and is. */
static Str words_of_years(int min, int max, Arena *a)
{
	return max < 0 ? str_format(a, "%d歳から", min) : str_format(a, "%d〜%d歳", min, max);
}

static bool is_years(const Term *age, Arena *a)
{
	bool digit = age->label.len && age->label.ptr[0] >= '0' && age->label.ptr[0] <= '9';
	return digit && age->min >= 0 && str_equal(age->label, words_of_years(age->min, age->max, a));
}

static bool goes_on(const Terms *ages, TermSet set, size_t last, Arena *a)
{
	const Term *age = &ages->items[last], *next = age + 1;
	return last + 1 < ages->count && set & term_bit(last + 1) && age->max >= 0 && next->min == age->max + 1 &&
	       is_years(age, a) && is_years(next, a);
}

Str words_of_ages(const Terms *ages, TermSet set, Str between, bool brief, Arena *a)
{
	Buf b = { .arena = a };
	for (size_t i = 0; i < ages->count; i++) {
		size_t last = i;
		const Term *age = &ages->items[i];
		if (!(set & term_bit(i)))
			continue;
		while (goes_on(ages, set, last, a))
			last++;
		if (b.len)
			buf_str(&b, between);
		buf_str(&b, last > i ? words_of_years(age->min, ages->items[last].max, a)
		            : brief && age->short_label.len ? age->short_label : age->label);
		i = last;
	}
	return buf_done(&b);
}

/* Areas. */

static void say_lots(Buf *b, const Lots *lots)
{
	for (size_t i = 0; i < lots->count; i++) {
		if (i)
			buf_str(b, STR("、"));
		buf_number(b, lots->items[i].from);
		if (lots->items[i].until != lots->items[i].from) {
			buf_str(b, STR("〜"));
			buf_number(b, lots->items[i].until);
		}
		buf_str(b, STR("番"));
	}
}

Str words_lots(const Lots *lots, Arena *a)
{
	Buf b = { .arena = a };
	say_lots(&b, lots);
	return buf_done(&b);
}

/* Which of the town's chome the part covers, as bits by position; *whole tells that none is left out. */
static uint64_t covered(const TownPart *part, bool *whole)
{
	uint64_t bits = 0;
	const Town *town = part->town;
	*whole = part->lots.count == 0;
	for (size_t i = 0; town && i < town->chome.count && i < 64; i++) {
		bool partly;
		if (town_part_covers(part, town, town->chome.items[i].n, &partly))
			bits |= (uint64_t)1 << i;
		else
			*whole = false;
	}
	return bits;
}

static bool is_set(uint64_t bits, size_t i)
{
	return i < 64 && bits >> i & 1;
}

/* 1〜4, 1・2, 1〜3・5: a run of three or more is a range. */
static void say_chome(Buf *b, const Town *town, uint64_t bits)
{
	bool more = false;
	for (size_t i = 0; i < town->chome.count; i++) {
		if (!is_set(bits, i))
			continue;
		size_t end = i;
		while (is_set(bits, end + 1))
			end++;
		if (more)
			buf_str(b, STR("・"));
		more = true;
		buf_number(b, town->chome.items[i].n);
		if (end < i + 2)
			continue;
		buf_str(b, STR("〜"));
		buf_number(b, town->chome.items[end].n);
		i = end;
	}
	buf_str(b, STR("丁目"));
}

static void say_part(Buf *b, const TownPart *part)
{
	bool whole;
	uint64_t bits = covered(part, &whole);
	buf_str(b, part->name);
	if (whole || !bits)
		return;
	say_chome(b, part->town, bits);
	if (!part->lots.count)
		return;
	buf_str(b, STR("（"));
	say_lots(b, &part->lots);
	buf_str(b, STR("）"));
}

Str words_holds(const TownParts *parts, Arena *a)
{
	Buf b = { .arena = a };
	for (size_t i = 0; i < parts->count; i++) {
		if (i)
			buf_str(&b, STR("、"));
		say_part(&b, &parts->items[i]);
	}
	return buf_done(&b);
}

Str words_area(const Area *area, Arena *a)
{
	if (!area->towns.count)
		return area->name;
	return STR_CONCAT(a, area->name, STR("（"), words_holds(&area->towns, a), STR("）"));
}

/* Records. */

static void say_age(Buf *b, int age, Str end)
{
	if (age < 0)
		return;
	buf_number(b, age);
	buf_str(b, STR("歳"));
	buf_str(b, end);
}

Str words_who(const Site *site, const Record *r, bool brief, Arena *a)
{
	if (r->minimum_age >= 0 || r->maximum_age >= 0) {
		Buf b = { .arena = a };
		say_age(&b, r->minimum_age, STR("から"));
		say_age(&b, r->maximum_age, STR("まで"));
		return buf_done(&b);
	}
	if (!r->ages)
		return STR("どなたでも");
	return words_of_ages(&site->vocabulary.lists[AGES], r->ages, brief ? STR("・") : STR("、"), brief, a);
}

Str words_place(const PlaceRef *place, Arena *a)
{
	if (place->ask || !place->name.len)
		return place_called(place);
	if (!place->address.len && !place->landmark.len)
		return place->name;
	bool both = place->address.len && place->landmark.len;
	return STR_CONCAT(a, place->name, STR("（"), place->address, both ? STR("、") : (Str){ 0 },
	                  place->landmark, STR("）"));
}

Str words_way(const Site *site, const Record *place, Arena *a)
{
	Buf b = { .arena = a };
	Way way;
	if (way_to(&site->waymarks, place, &way))
		say_way(&b, &way);
	return buf_text(&b);
}

Str words_day_and_times(Day day, Day until, TimeSpans times, int year, Arena *a)
{
	Buf b = { .arena = a };
	say_day_ranges(&b, (DayRanges){ &(DayRange){ day, until }, 1 }, year);
	say_spans(&b, times);
	return buf_done(&b);
}

Str words_times(TimeSpans times, Arena *a)
{
	Buf b = { .arena = a };
	say_spans(&b, times);
	return buf_done(&b);
}

/* Repeats. */

static void say_bounds(Buf *b, const Event *e, Day today)
{
	if (e->from > today) {
		say_day(b, e->from, 0);
		buf_str(b, STR("から"));
	}
	if (e->until) {
		say_day(b, e->until, 0);
		buf_str(b, STR("まで"));
	}
	if (b->len)
		buf_str(b, STR("、"));
}

Str words_repeat(const Site *site, const Event *e, TimeSpans times, Arena *a)
{
	Buf b = { .arena = a };
	say_bounds(&b, e, site->today);
	buf_str(&b, e->repeat.words.len ? e->repeat.words : STR("下の日にち"));
	if (times.count)
		buf_char(&b, ' ');
	say_spans(&b, times);
	return buf_text(&b);
}

static void say_calendars(Buf *b, const Texts *calendars, Str end)
{
	for (size_t i = 0; i < calendars->count; i++) {
		if (i)
			buf_str(b, STR("・"));
		buf_str(b, calendars->items[i]);
	}
	if (calendars->count)
		buf_str(b, end);
}

Str words_repeat_rule(const Event *e, int rule, Arena *a)
{
	static const Str on_holiday[] = {
		[HOLIDAY_SAME] = { 0 },
		[HOLIDAY_OFF] = STR_INIT("祝日は休みです"),
		[HOLIDAY_NEXT_DAY] = STR_INIT("祝日のときは次の日に行います"),
	};
	Buf b = { .arena = a };
	switch (rule) {
	case 0: say_calendars(&b, &e->only, STR("だけ行います")); break;
	case 1: say_calendars(&b, &e->skip, STR("は休みです")); break;
	case 2: return on_holiday[e->on_holiday];
	default:
		say_day_ranges(&b, e->except, 0);
		if (e->except.count)
			buf_str(&b, STR("は行いません"));
	}
	return buf_text(&b);
}

Str words_date(Day day, Arena *a)
{
	Buf b = { .arena = a };
	if (day)
		say_date_full(&b, day);
	return buf_done(&b);
}

Str words_month(Day day, Arena *a)
{
	Civil c = day_civil(day);
	return str_format(a, "%d年%d月", c.year, c.month);
}

Str words_number(size_t number, Arena *a)
{
	Buf b = { .arena = a };
	buf_number(&b, (long)number);
	return buf_done(&b);
}

Str words_day(const Site *site, Day day, Arena *a)
{
	Buf b = { .arena = a };
	say_day(&b, day, day_civil(site->today).year);
	return buf_done(&b);
}

typedef struct StateWords {
	Str id, words;
} StateWords;

/* clang-format off */
static const StateWords of_occurrence[] = {
	[OCCURRENCE_PLANNED]   = { STR_INIT(""), STR_INIT("") },
	[OCCURRENCE_CHANGED]   = { STR_INIT("changed"), STR_INIT("変更") },
	[OCCURRENCE_CANCELLED] = { STR_INIT("cancelled"), STR_INIT("中止") },
	[OCCURRENCE_POSTPONED] = { STR_INIT("postponed"), STR_INIT("延期") },
	[OCCURRENCE_MOVED]     = { STR_INIT("moved"), STR_INIT("日にち変更") },
};

static const StateWords of_state[] = {
	[STATE_HIDDEN]    = { STR_INIT(""), STR_INIT("") },
	[STATE_ACTIVE]    = { STR_INIT(""), STR_INIT("") },
	[STATE_CANCELLED] = { STR_INIT("cancelled"), STR_INIT("中止") },
	[STATE_POSTPONED] = { STR_INIT("postponed"), STR_INIT("延期") },
	[STATE_SUSPENDED] = { STR_INIT("suspended"), STR_INIT("休止") },
	[STATE_FULL]      = { STR_INIT("full"), STR_INIT("満員") },
	[STATE_ENDED]     = { STR_INIT("ended"), STR_INIT("終了") },
};

static const StateWords of_news[] = {
	[NEWS_MANY]      = { STR_INIT("many"), STR_INIT("件をのせました") },
	[NEWS_CANCELLED] = { STR_INIT("cancelled"), STR_INIT("中止になりました") },
	[NEWS_POSTPONED] = { STR_INIT("postponed"), STR_INIT("延期になりました") },
	[NEWS_SUSPENDED] = { STR_INIT("suspended"), STR_INIT("休みになりました") },
	[NEWS_FULL]      = { STR_INIT("full"), STR_INIT("満員になりました") },
	[NEWS_RESUMED]   = { STR_INIT("resumed"), STR_INIT("ふだんどおりに戻りました") },
	[NEWS_CHANGED]   = { STR_INIT("changed"), STR_INIT("") },
	[NEWS_NEW]       = { STR_INIT("new"), STR_INIT("新しくのせました") },
	[NEWS_ENDED]     = { STR_INIT("ended"), STR_INIT("終わりました") },
	[NEWS_WITHDRAWN] = { STR_INIT("withdrawn"), STR_INIT("取り下げました") },
	[NEWS_OFFICE]    = { STR_INIT("office"), STR_INIT("問合せ先の電話や受付時間などが変わりました") },
};
/* clang-format on */

Str words_of_occurrence(OccurrenceState state)
{
	return of_occurrence[state].words;
}
Str id_of_occurrence(OccurrenceState state)
{
	return of_occurrence[state].id;
}
Str words_of_state(State state)
{
	return of_state[state].words;
}
Str id_of_state(State state)
{
	return of_state[state].id;
}

Str words_of_news(const NewsItem *item, Arena *a)
{
	Str words = of_news[item->kind].words;
	return item->kind == NEWS_MANY ? STR_CONCAT(a, words_number(item->count, a), words) : words;
}

Str id_of_news(NewsKind kind)
{
	return of_news[kind].id;
}

Str words_of_field_news(const FieldNews *f, Arena *a)
{
	Str l = f->label;
	if (!l.len)
		return f->now;
	if (f->added && f->now.len)
		return STR_CONCAT(a, l, STR("を書き足しました：「"), f->now, STR("」"));
	if (f->added)
		return STR_CONCAT(a, l, STR("を書き足しました"));
	if (f->removed && f->before.len)
		return STR_CONCAT(a, l, STR("の案内をなくしました（前は「"), f->before, STR("」）"));
	if (f->removed)
		return STR_CONCAT(a, l, STR("の案内をなくしました"));
	if (f->before.len && f->now.len)
		return STR_CONCAT(a, l, STR("が「"), f->before, STR("」から「"), f->now, STR("」に変わりました"));
	if (f->now.len)
		return STR_CONCAT(a, l, STR("が「"), f->now, STR("」に変わりました"));
	return STR_CONCAT(a, l, STR("が変わりました"));
}
