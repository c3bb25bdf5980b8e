/*
 * What staff may write: no text may hang a reader, and what one accepts must
 * hold. The first byte chooses the reader, the rest is the text; each line
 * of it is an item, so that lists are tried as well.
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "base/utf8.h"
#include "format/recur.h"
#include "site/area.h"
#include "site/say.h"
#include "site/written.h"

enum { ITEMS_MAX = 40 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void try_day(const Written *w, const Value *v)
{
	Day day, again;
	if (!written_day(w, v, &day)) {
		assert(day == DAY_NONE);
		return;
	}
	Buf said = { .arena = w->arena };
	say_day(&said, day, 0);
	Value full = value_text(buf_text(&said));
	assert(written_day(w, &full, &again) && again == day);
}

static void try_day_ranges(const Written *w, const Value *v)
{
	DayRanges ranges;
	if (!written_day_ranges(w, v, &ranges))
		assert(!ranges.count);
	for (size_t i = 0; i < ranges.count; i++) {
		assert(ranges.items[i].from <= ranges.items[i].until);
		assert(!i || ranges.items[i].from > ranges.items[i - 1].until);
	}
}

static void check_spans(TimeSpans spans)
{
	for (size_t i = 0; i < spans.count; i++) {
		TimeSpan span = spans.items[i];
		assert(span.from >= 0 && span.from < 24 * 60 && span.until <= 24 * 60);
		assert(span.until == MINUTE_NONE || span.until > span.from);
	}
}

static void try_time_spans(const Written *w, const Value *v)
{
	TimeSpans spans, again;
	if (!written_time_spans(w, v, &spans) || !spans.count)
		return;
	check_spans(spans);
	Buf said = { .arena = w->arena };
	say_span(&said, spans.items[0]);
	/* 午前0時 as an end is midnight, which staff write as 24:00. */
	if (spans.items[0].until == 24 * 60)
		return;
	Value words = value_text(buf_text(&said));
	assert(written_time_spans(w, &words, &again) && again.count == 1);
	assert(again.items[0].from == spans.items[0].from && again.items[0].until == spans.items[0].until);
}

static void try_hours(const Written *w, const Value *v)
{
	Hours hours;
	if (!written_hours(w, v, &hours))
		return;
	Buf said = { .arena = w->arena };
	say_hours(&said, hours);
	for (size_t i = 0; i < hours.count; i++)
		check_spans(hours.items[i].times);
}

static void try_repeat(const Written *w, const Value *v)
{
	Repeat repeat, again;
	if (!written_repeat(w, v, &repeat))
		return;
	assert(recur_check(repeat.rule, &(Str){ 0 }));
	Value rule = value_text(repeat.rule), words = value_text(repeat.words);
	assert(written_repeat(w, &rule, &again) && str_equal(again.rule, repeat.rule));
	assert(again.needs_start == repeat.needs_start);
	if (repeat.words.len)
		assert(written_repeat(w, &words, &again) && str_equal(again.words, repeat.words));
}

static void try_cost(const Written *w, const Value *v)
{
	Cost cost;
	Buf said = { .arena = w->arena };
	if (written_cost(w, v, &cost))
		say_cost(&said, cost);
	for (size_t i = 0; i < cost.count; i++)
		assert(cost.items[i].yen >= -1 && cost.items[i].yen <= YEN_MAX);
}

static void try_capacity(const Written *w, const Value *v)
{
	Capacity capacity;
	Buf said = { .arena = w->arena };
	if (written_capacity(w, v, &capacity))
		say_capacity(&said, capacity);
	assert(capacity.n >= 0);
}

static void try_application(const Written *w, const Value *v)
{
	Member until = { STR("until"), .value = *v }, by = { STR("by"), .value = *v };
	const Member *members[] = { &until, &by };
	Application application;
	written_application(w, v, &application);
	for (size_t i = 0; i < 2; i++) {
		Value map = { .kind = VALUE_MAP, .count = 1, .as.members = members[i] };
		Buf said = { .arena = w->arena };
		if (written_application(w, &map, &application))
			say_application(&said, &application, w->today);
	}
}

static void try_lots(const Written *w, const Value *v)
{
	Lots lots;
	written_lots(w, v, &lots);
	for (size_t i = 0; i < lots.count; i++)
		assert(lots.items[i].from >= 1 && lots.items[i].from <= lots.items[i].until);
}

static void try_phone(const Written *w, const Value *v)
{
	Str phone, again;
	PhoneKind kind;
	if (!written_phone(w, v, &phone, &kind))
		return;
	Value text = value_text(phone);
	assert(written_phone(w, &text, &again, NULL) && str_equal(again, phone) && phone_kind(phone) == kind);
}

static void try_links(const Written *w, const Value *v)
{
	Str email, url, again;
	if (written_email(w, v, &email)) {
		Value text = value_text(email);
		assert(written_email(w, &text, &again) && str_equal(email, again));
	}
	if (written_url(w, v, &url))
		assert(str_starts(url, STR("https://")) || str_starts(url, STR("http://")));
}

static void try_words(const Written *w, const Value *v)
{
	bool yes;
	int number;
	written_bool(w, v, &yes);
	if (!written_int(w, v, &number))
		assert(number == -1);
}

static void try_prose(const Written *w, const Value *v)
{
	if (v->kind == VALUE_TEXT)
		written_prose_dates(w, v->as.text, 1, w->today);
}

typedef void Try(const Written *w, const Value *v);

static Try *const tries[] = {
	try_day, try_day_ranges, try_time_spans, try_hours, try_repeat, try_cost, try_capacity, try_application,
	try_lots, try_phone, try_links, try_words, try_prose,
};
enum { TRIES = sizeof(tries) / sizeof(*tries) };

static Value plain(Str text)
{
	Value v = value_text(text);
	v.pos = (Pos){ 1, 1, (uint16_t)utf8_count(text) };
	return v;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!size || size > 4096)
		return 0;
	Str text = { (const char *)data + 1, size - 1 };
	if (!utf8_valid(text))
		return 0;
	Arena arena = { 0 };
	Diag diag = { 0 };
	Source src = { STR("content/a.md"), text };
	Written w = { .src = &src, .arena = &arena, .diag = &diag, .today = day_of(2026, 11, 23) };
	Try *one = tries[data[0] % TRIES];
	Value whole = plain(text), items[ITEMS_MAX];
	one(&w, &whole);

	uint32_t count = 0;
	for (Str rest = text; rest.len && count < ITEMS_MAX;)
		items[count++] = plain(str_cut(rest, '\n', &rest));
	whole = value_list(items, count);
	one(&w, &whole);

	Buf out = { .arena = &arena };
	for (size_t i = 0; i < diag.count; i++)
		problem_render(&diag.problems[i], &out);
	diag_free(&diag);
	arena_free(&arena);
	return 0;
}
