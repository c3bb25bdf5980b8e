#include "cmd/new_ask.h"

#include <stdio.h>

#include "cmd/new_area.h"
#include "cmd/new_id.h"
#include "cmd/prompt.h"
#include "site/schema.h"

/* What is asked, in this order, of the kinds that have the field; others are given as words or written later. */
static const struct {
	const char *key;
	bool may_skip;
} asked[] = {
	{ "area", false }, { "name", false }, { "name_kana", false }, { "summary", false }, { "place_type", false },
	{ "purposes", false }, { "troubles", false }, { "date", false }, { "from", false }, { "time", true },
	{ "place", false }, { "address", false }, { "organizer", false }, { "provider", false },
	{ "channels", false }, { "hours", false }, { "expires", false }, { "assured_date", false },
	{ "source", false }, { "id", false },
};
enum { STEPS = sizeof(asked) / sizeof(*asked) };

/* One question: what it takes an answer with, and what Enter alone stands for. */
typedef struct Question Question;
struct Question {
	bool (*take)(Making *m, const Question *q, Str answer);
	const Field *field;
	bool may_skip;
	Str usual;
};

/* Answers. */

static void tell(const Diag *d, const char *instead)
{
	for (size_t i = 0; i < d->count; i++) {
		Str hint = instead ? str_from(instead) : d->problems[i].hint;
		fprintf(stderr, "  ✗ %.*s\n", STR_ARG(d->problems[i].message));
		if (hint.len)
			fprintf(stderr, _("  hint: %.*s\n"), STR_ARG(hint));
	}
}

static bool take_field(Making *m, const Question *q, Str answer)
{
	Texts choices;
	Diag d = { 0 };
	bool sound = new_answer(&m->text, q->field, answer, &d);
	tell(&d, new_choices(&m->text, q->field, &choices) ? _("one of the list above, or its number") : NULL);
	diag_free(&d);
	return sound;
}

/* 毎週水曜 is a repeat; whatever is neither is told of as a date. */
static bool take_when(Making *m, const Question *q, Str answer)
{
	Diag d = { 0 };
	(void)q;
	bool sound = new_answer(&m->text, new_field(m->text.kind, STR("repeat")), answer, &d);
	diag_free(&d);
	if (!sound)
		sound = new_answer(&m->text, new_field(m->text.kind, STR("date")), answer, &d);
	tell(&d, NULL);
	diag_free(&d);
	return sound;
}

static bool take_area(Making *m, const Question *q, Str answer)
{
	(void)q;
	m->area = area_named(m->site, answer, m->arena);
	if (!m->area)
		area_tell_none(m->site, answer);
	return m->area != NULL;
}

static bool take_id(Making *m, const Question *q, Str answer)
{
	Diag d = { 0 };
	NewText other = m->text;
	(void)q;
	bool sound = new_answer(&other, new_field(m->text.kind, STR("id")), answer, &d);
	tell(&d, NULL);
	diag_free(&d);
	if (sound && !id_is_free(m->content, m->site, answer)) {
		fprintf(stderr, _("  ✗ the id '%.*s' is or was another record's\n"), STR_ARG(answer));
		sound = false;
	}
	if (sound)
		m->id = answer;
	return sound;
}

bool making_give_area(Making *m, Str answer)
{
	return take_area(m, NULL, answer);
}

bool making_give(Making *m, Str key, Str value)
{
	const Field *f = new_field(m->text.kind, key);
	Diag d = { 0 };
	if (!f) {
		fprintf(stderr, _("keijiban new: there is no field '%.*s'\n"), STR_ARG(key));
		return false;
	}
	if (str_equal(str_from(f->key), STR("id")))
		return take_id(m, NULL, value);
	bool sound = new_answer(&m->text, f, value, &d);
	if (d.count)
		fprintf(stderr, "%.*s:\n", STR_ARG(key));
	tell(&d, NULL);
	diag_free(&d);
	return sound;
}

/* What is wanted. */

static bool is_given(const Making *m, const char *key)
{
	const Field *f = new_field(m->text.kind, str_from(key));
	return f && new_value((NewText *)&m->text, f)->len;
}

/* 隔週日曜: which weeks is known from the first day alone. */
static bool needs_start(const Making *m)
{
	Str repeat = *new_value((NewText *)&m->text, new_field(m->text.kind, STR("repeat")));
	return str_contains(repeat, STR("隔")) || str_contains(repeat, STR("INTERVAL="));
}

/* Whether a field that is asked of its kinds is wanted here and now. */
static bool is_wanted(const Making *m, const char *key)
{
	Str k = str_from(key);
	const Field *f = new_field(m->text.kind, k);
	bool event = m->text.kind == KIND_EVENT, notice = m->text.kind == KIND_NOTICE;
	if (str_equal(k, STR("area")))
		return !m->area;
	if (str_equal(k, STR("id")))
		return !m->id.len;
	if (!f || is_given(m, key))
		return false;
	if (event && str_equal(k, STR("date")))
		return !is_given(m, "repeat");
	if (str_equal(k, STR("from")))
		return event && needs_start(m);
	if (str_equal(k, STR("troubles")))
		return m->text.kind == KIND_CONSULTATION && !is_given(m, "general");
	if (str_equal(k, STR("place")) || str_equal(k, STR("time")))
		return event;
	if (str_equal(k, STR("hours")))
		return f->use == FIELD_REQUIRED;
	if (str_equal(k, STR("source")))
		return !notice && !is_given(m, "sample");
	return !(notice && (str_equal(k, STR("purposes")) || str_equal(k, STR("assured_date"))));
}

bool making_tell_missing(const Making *m)
{
	bool missing = false;
	for (size_t i = 0; i < STEPS; i++) {
		const char *key = asked[i].key;
		const Field *f = new_field(m->text.kind, str_from(key));
		if (asked[i].may_skip || !is_wanted(m, key))
			continue;
		if (f && !str_equal(str_from(key), STR("id")))
			fprintf(stderr, _("keijiban new: not given: %s=… (%s)\n"), f->key, f->ja);
		else
			fprintf(stderr, _("keijiban new: not given: --%s\n"), key);
		missing = true;
	}
	return missing;
}

/* Asking. */

static void print_choices(Texts choices)
{
	for (size_t i = 0; i < choices.count; i++)
		fprintf(stderr, "  %2zu %.*s\n", i + 1, STR_ARG(choices.items[i]));
}

static void print_field(const Making *m, const Question *q)
{
	Texts choices;
	const Field *f = q->field;
	const char *const *examples = schema_examples(f->type);
	fprintf(stderr, "\n%s (%s)  %s\n", f->ja, f->key, f->help ? _(f->help) : "");
	if (new_choices(&m->text, f, &choices)) {
		print_choices(choices);
		fputs(f->type == &FIELD_TERMS ? _("  numbers, with spaces between them\n") : _("  its number\n"),
		      stderr);
	} else if (examples[0] && !q->usual.len) {
		fprintf(stderr, _("  for example: %s\n"), examples[0]);
	}
}

/* Today, if nothing else is said; but not for the last day of a notice, nor the first of a repeat. */
static Str usual_day(const Making *m, const Field *f)
{
	Str key = str_from(f->key);
	bool today = f->type == &FIELD_DAY && (str_equal(key, STR("assured_date")) || str_equal(key, STR("date")));
	return today ? day_iso(m->today, m->arena) : (Str){ 0 };
}

static Question question_of(const Making *m, size_t step)
{
	Str key = str_from(asked[step].key);
	Question q = { .take = take_field, .field = new_field(m->text.kind, key), .may_skip = asked[step].may_skip };
	if (str_equal(key, STR("area"))) {
		q.take = take_area;
		fprintf(stderr, "\n%s\n", _("地域 (area)  whose residents it is for"));
		area_list(m->site);
	} else if (str_equal(key, STR("id"))) {
		const Field *kana = new_field(m->text.kind, STR("name_kana"));
		q.take = take_id;
		q.usual = id_offered(m->content, m->site, m->area, *new_value((NewText *)&m->text, kana), m->arena);
		fprintf(stderr, "\nid  %s\n", _("a-z 0-9 -, never changed: paper carries it"));
	} else if (m->text.kind == KIND_EVENT && str_equal(key, STR("date"))) {
		q.take = take_when;
		fprintf(stderr, "\n%s\n%s\n", _("日付 (date), くり返し (repeat)  the day, the days, or how it repeats"),
		        _("  for example: 2026-12-08, 毎週水曜, 第2・第4火曜, 毎月1日と15日"));
	} else {
		q.usual = usual_day(m, q.field);
		print_field(m, &q);
	}
	if (q.may_skip)
		fputs(_("  Enter: nothing\n"), stderr);
	if (q.usual.len)
		fprintf(stderr, _("  Enter: %.*s\n"), STR_ARG(q.usual));
	return q;
}

/* Until the answer is sound. */
static Reply ask(Making *m, const Prompt *p, size_t step)
{
	const Question q = question_of(m, step);
	for (;;) {
		Str answer = q.usual;
		Reply reply = prompt_read(p, m->arena, &answer);
		if (reply == REPLY_BACK || reply == REPLY_STOP || (reply == REPLY_NONE && q.may_skip))
			return reply;
		if (reply == REPLY_AGAIN)
			continue;
		if (!answer.len)
			fputs(_("  ✗ this is needed\n"), stderr);
		else if (q.take(m, &q, answer))
			return REPLY_TEXT;
	}
}

static void forget(Making *m, size_t step)
{
	Str key = str_from(asked[step].key);
	const Field *f = new_field(m->text.kind, key), *repeat = new_field(m->text.kind, STR("repeat"));
	if (str_equal(key, STR("area")))
		m->area = NULL;
	else if (f)
		*new_value(&m->text, f) = (Str){ 0 };
	if (repeat && str_equal(key, STR("date")))
		*new_value(&m->text, repeat) = (Str){ 0 };
}

bool making_ask(Making *m)
{
	size_t done[STEPS], count = 0, step = 0;
	Prompt p = prompt_begin();
	Reply reply = REPLY_TEXT;
	while (step < STEPS && reply != REPLY_STOP) {
		if (!is_wanted(m, asked[step].key)) {
			step++;
			continue;
		}
		if (!count)
			fputs(_("\nCtrl+C: stop, and nothing is written    <: back to the question before\n"), stderr);
		reply = ask(m, &p, step);
		if (reply == REPLY_BACK && count)
			forget(m, step = done[--count]);
		else if (reply == REPLY_TEXT || reply == REPLY_NONE)
			done[count++] = step++;
	}
	prompt_end(&p);
	return reply != REPLY_STOP;
}
