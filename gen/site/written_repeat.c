#include "site/written.h"

#include <string.h>

#include "base/nearest.h"
#include "base/utf8.h"
#include "site/facts.h"
#include "site/rule.h"
#include "site/written_inner.h"

typedef enum Tail { TAIL_NONE, TAIL_WEEK, TAIL_MONTH, TAIL_YEAR } Tail;

/* The beginnings of the phrases, longer ones first where one begins another. */
typedef struct Form {
	Str start;
	bool keep; /* the start belongs to what follows it */
	Rule rule;
	Tail tail;
	const char *example;
} Form;

/* clang-format off */
static const Form FORMS[] = {
	{ STR_INIT("毎日"),   false, { RULE_DAILY, 1 },                     TAIL_NONE,  "毎日" },
	{ STR_INIT("平日"),   false, { RULE_WEEKLY, 1, .weekdays = WEEKDAYS_WORK }, TAIL_NONE, "平日" },
	{ STR_INIT("毎週"),   false, { RULE_WEEKLY, 1 },                    TAIL_WEEK,  "毎週水曜" },
	{ STR_INIT("隔週"),   false, { RULE_WEEKLY, 2 },                    TAIL_WEEK,  "隔週日曜" },
	{ STR_INIT("毎月"),   false, { RULE_MONTHLY, 1 },                   TAIL_MONTH, "毎月1日と15日" },
	{ STR_INIT("隔月"),   false, { RULE_MONTHLY, 2 },                   TAIL_MONTH, "隔月第1土曜" },
	{ STR_INIT("奇数月"), false, { RULE_MONTHLY, 1, RULE_MONTHS_ODD },  TAIL_MONTH, "奇数月第1土曜" },
	{ STR_INIT("偶数月"), false, { RULE_MONTHLY, 1, RULE_MONTHS_EVEN }, TAIL_MONTH, "偶数月第1土曜" },
	{ STR_INIT("毎年"),   false, { RULE_YEARLY, 1 },                    TAIL_YEAR,  "毎年11月3日" },
	{ STR_INIT("第"),     true,  { RULE_MONTHLY, 1 },                   TAIL_MONTH, "第2・第4火曜" },
	{ STR_INIT("最終"),   true,  { RULE_MONTHLY, 1 },                   TAIL_MONTH, "最終金曜" },
	{ STR_INIT("月末"),   true,  { RULE_MONTHLY, 1 },                   TAIL_MONTH, "毎月末日" },
};
/* clang-format on */
enum { FORM_COUNT = sizeof(FORMS) / sizeof(*FORMS) };

/* clang-format off */
#define FORMS_HINT _("write one of: 毎日, 平日, 毎週水曜, 毎週月・水, 隔週日曜, 第2・第4火曜, " \
                     "第2火曜と第4木曜, 毎月1日と15日, 毎月末日, 最終金曜, 毎年11月3日")
/* clang-format on */

static bool take_between(Scan *s)
{
	static const Str between[] = { STR_INIT("・"), STR_INIT("、"), STR_INIT(","),
		                       STR_INIT("と"), STR_INIT("/") };
	return scan_take_one(s, between, 5) >= 0;
}

/* 1 to 5 in either script, or any other number, to be refused later; -1 when none stands here. */
static int take_ordinal_number(Scan *s)
{
	static const Str kanji[] = { STR_INIT("一"), STR_INIT("二"), STR_INIT("三"), STR_INIT("四"),
		                     STR_INIT("五") };
	int n;
	if (scan_number(s, &n, NULL))
		return n;
	int at = scan_take_one(s, kanji, RULE_ORDINALS);
	return at < 0 ? -1 : at + 1;
}

static bool refuse_ordinal(Scan *s, Str from)
{
	Str part = scan_since(s, from);
	return scan_refuse(s, part, "repeat-ordinal", ARGS(part), _("a month has no '{0}' weekday"),
	                   _("write 第1 to 第5, or 最終: 第2・第4火曜"));
}

typedef enum Taken { TAKEN, NOTHING, REFUSED } Taken;

/* 第2, 2 (behind another), 最終. */
static Taken take_ordinal(Scan *s, bool first, uint8_t *bits)
{
	scan_space(s);
	Str from = s->rest;
	if (scan_take(s, STR("最終"))) {
		*bits |= 1u << RULE_LAST;
		return TAKEN;
	}
	bool named = scan_take(s, STR("第"));
	if (!named && first)
		return NOTHING;
	int n = take_ordinal_number(s);
	if (n < 0) {
		s->rest = from;
		return NOTHING;
	}
	if (n < 1 || n > RULE_ORDINALS)
		return refuse_ordinal(s, from), REFUSED;
	*bits |= (uint8_t)(1u << n);
	return TAKEN;
}

/* 第2・第4, 第2・4, 第2第4, 第1・最終. */
static Taken take_ordinals(Scan *s, uint8_t *bits)
{
	Taken taken = take_ordinal(s, true, bits);
	while (taken == TAKEN) {
		Str before = s->rest;
		bool separated = take_between(s);
		Taken more = take_ordinal(s, !separated, bits);
		if (more == NOTHING) {
			s->rest = before;
			return TAKEN;
		}
		taken = more;
	}
	return taken;
}

static bool refuse_no_day(Scan *s)
{
	return scan_refuse(s, s->text, "repeat-no-day", ARGS(scan_quote(s->v)),
	                   _("'{0}' does not say on which day"),
	                   _("write the day too: 毎週水曜, 第2・第4火曜, 毎月15日"));
}

/* 第2・第4火曜と第3土曜: one group of ordinals and weekdays after another. */
static Taken take_nth(Scan *s, Rule *rule)
{
	for (bool first = true;; first = false) {
		uint8_t ordinals = 0, weekdays = 0;
		Str before = s->rest;
		if (!first)
			take_between(s);
		Taken taken = take_ordinals(s, &ordinals);
		if (taken != TAKEN) {
			s->rest = before;
			return taken == REFUSED || first ? taken : TAKEN;
		}
		if (scan_take(s, STR("週")))
			scan_take(s, STR("目"));
		scan_take(s, STR("の"));
		if (!scan_weekdays(s, &weekdays))
			return refuse_no_day(s), REFUSED;
		for (int d = 0; d < 7; d++)
			if (weekdays & 1u << d)
				rule->nth[d] |= ordinals;
	}
}

static bool refuse_monthday(Scan *s, Str from)
{
	Str part = scan_since(s, from);
	return scan_refuse(s, part, "repeat-monthday", ARGS(part), _("no month has a day '{0}'"),
	                   _("write a day from 1 to 31: 毎月15日, or 毎月末日"));
}

/* 15日, 15 (before another), 末日. */
static Taken take_monthday(Scan *s, uint32_t *days)
{
	static const Str ends[] = { STR_INIT("末日"), STR_INIT("月末"), STR_INIT("最終日"),
		                    STR_INIT("末") };
	int n;
	scan_space(s);
	Str from = s->rest;
	/* 最終日曜 is a Sunday. */
	if (!scan_sees(s, STR("最終日曜")) && scan_take_one(s, ends, 4) >= 0) {
		*days |= 1u << RULE_LAST;
		return TAKEN;
	}
	if (!scan_number(s, &n, NULL))
		return NOTHING;
	scan_take(s, STR("日"));
	if (n < 1 || n > 31)
		return refuse_monthday(s, from), REFUSED;
	*days |= 1u << n;
	return TAKEN;
}

/* 1日と15日, 1・15日, 10日・末日. */
static Taken take_monthdays(Scan *s, uint32_t *days)
{
	Taken taken = take_monthday(s, days);
	while (taken == TAKEN) {
		Str before = s->rest;
		if (!take_between(s))
			return TAKEN;
		taken = take_monthday(s, days);
		if (taken == NOTHING) {
			s->rest = before;
			return TAKEN;
		}
	}
	return taken;
}

static Taken take_month_tail(Scan *s, Rule *rule)
{
	scan_take(s, STR("の"));
	Taken days = take_monthdays(s, &rule->days);
	return days == NOTHING ? take_nth(s, rule) : days;
}

static Taken take_week_tail(Scan *s, Rule *rule)
{
	scan_take(s, STR("の"));
	if (scan_take(s, STR("平日"))) {
		rule->weekdays = WEEKDAYS_WORK;
		return TAKEN;
	}
	return scan_weekdays(s, &rule->weekdays) ? TAKEN : NOTHING;
}

/* Days in the longest form of each month. */
static int longest(int month)
{
	return days_in_month(2024, month);
}

/* 11月3日, 11/3, 10月の第2月曜. */
static Taken take_year_tail(Scan *s, Rule *rule)
{
	int month, day;
	scan_take(s, STR("の"));
	scan_space(s);
	Str from = s->rest;
	if (!scan_number(s, &month, NULL))
		return NOTHING;
	bool slash = scan_take(s, STR("/"));
	if (!slash && !scan_take(s, STR("月")))
		return NOTHING;
	if (month < 1 || month > 12) {
		Str part = scan_since(s, from);
		scan_refuse(s, part, "repeat-month", ARGS(part), _("there is no month '{0}'"),
		            _("write a month from 1 to 12: 毎年11月3日"));
		return REFUSED;
	}
	rule->months = (uint16_t)(1u << month);
	if (!slash)
		return take_month_tail(s, rule);
	if (!scan_number(s, &day, NULL))
		return NOTHING;
	if (day < 1 || day > 31)
		return refuse_monthday(s, from), REFUSED;
	rule->days = 1u << day;
	return TAKEN;
}

static Taken take_tail(Scan *s, Tail tail, Rule *rule)
{
	switch (tail) {
	case TAIL_NONE: return TAKEN;
	case TAIL_WEEK: return take_week_tail(s, rule);
	case TAIL_MONTH: return take_month_tail(s, rule);
	case TAIL_YEAR: return take_year_tail(s, rule);
	}
	return NOTHING;
}

/* A phrase up to where it ends; what follows it is the caller's to judge. */
static Taken take_phrase(Scan *s, Rule *rule)
{
	for (size_t i = 0; i < FORM_COUNT; i++) {
		if (!scan_sees(s, FORMS[i].start))
			continue;
		if (!FORMS[i].keep)
			scan_take(s, FORMS[i].start);
		*rule = FORMS[i].rule;
		return take_tail(s, FORMS[i].tail, rule);
	}
	return NOTHING;
}

/* Days that some months lack are skipped there; staff mostly mean the last one. */
static void warn_short_months(const Scan *s, const Rule *rule)
{
	if (rule->freq == RULE_MONTHLY && rule->days & (7u << 29))
		scan_warn(s, s->text, "repeat-short-month", ARGS(scan_quote(s->v)),
		          _("months without that day are left out of '{0}'"),
		          _("write 毎月末日 for the last day of every month"));
	if (rule->freq == RULE_YEARLY && rule->months == 1u << 2 && rule->days & (1u << 29))
		scan_warn(s, s->text, "repeat-short-month", ARGS(scan_quote(s->v)),
		          _("'{0}' comes in leap years only"),
		          _("write 毎年2月末日 for the last day of February"));
}

static bool days_exist(Scan *s, const Rule *rule)
{
	if (rule->freq != RULE_YEARLY || !rule->days)
		return true;
	int month = __builtin_ctz(rule->months), last = longest(month);
	if (last == 31 || !(rule->days >> (last + 1)))
		return true;
	return scan_refuse(s, s->text, "repeat-monthday", ARGS(scan_quote(s->v)),
	                   _("no month has a day '{0}'"),
	                   _("write a day from 1 to 31: 毎月15日, or 毎月末日"));
}

/* What is often typed, and what would have been read. */
static bool repaired(Scan *s, Str *guess)
{
	static const struct {
		Str wrong, right;
	} repairs[] = {
		{ STR_INIT("毎周"), STR_INIT("毎週") },
		{ STR_INIT("まいしゅう"), STR_INIT("毎週") },
		{ STR_INIT("まいにち"), STR_INIT("毎日") },
		{ STR_INIT("まいつき"), STR_INIT("毎月") },
		{ STR_INIT("各週"), STR_INIT("隔週") },
		{ STR_INIT("隔周"), STR_INIT("隔週") },
		{ STR_INIT("毎月"), STR_INIT("毎月第") },
		{ STR_INIT("毎月"), STR_INIT("毎年") },
		{ STR_INIT("毎"), STR_INIT("毎週") },
		{ STR_INIT("毎"), STR_INIT("毎月") },
		{ STR_INIT("月"), STR_INIT("毎月") },
		{ STR_INIT(""), STR_INIT("毎週") },
		{ STR_INIT(""), STR_INIT("毎月") },
		{ STR_INIT(""), STR_INIT("毎年") },
		{ STR_INIT(""), STR_INIT("毎月第") },
	};
	Diag quiet = { 0 };
	Written w = *s->w;
	bool found = false;
	w.diag = &quiet;
	for (size_t i = 0; i < sizeof(repairs) / sizeof(*repairs) && !found; i++) {
		if (!str_starts(s->text, repairs[i].wrong))
			continue;
		Rule rule = { 0 };
		Str text = STR_CONCAT(w.arena, repairs[i].right,
		                      str_skip(s->text, repairs[i].wrong.len));
		Scan again = { .w = &w, .v = s->v, .text = text, .rest = text };
		found = take_phrase(&again, &rule) == TAKEN && scan_at_end(&again) &&
		        days_exist(&again, &rule);
		*guess = text;
	}
	diag_free(&quiet);
	return found;
}

static Str nearest_example(Str text)
{
	Str examples[FORM_COUNT];
	for (size_t i = 0; i < FORM_COUNT; i++)
		examples[i] = str_from(FORMS[i].example);
	return str_nearest(text, examples, FORM_COUNT);
}

static bool refuse_unknown(Scan *s)
{
	Str guess = { 0 };
	if (!repaired(s, &guess))
		guess = nearest_example(s->text);
	Str quoted = scan_quote(s->v);
	if (!guess.len)
		return scan_refuse(s, s->text, "repeat-unknown", ARGS(quoted),
		                   _("'{0}' is no repeat we know"), FORMS_HINT);
	return scan_refuse(s, s->text, "repeat-unknown", ARGS(quoted, guess, str_from(FORMS_HINT)),
	                   _("'{0}' is no repeat we know"), _("did you mean '{1}'? {2}"));
}

static bool refuse_extra(Scan *s)
{
	Str extra = str_trim(s->rest);
	return scan_refuse(s, extra, "repeat-extra", ARGS(utf8_prefix(extra, 40)),
	                   _("'{0}' does not belong behind a repeat"),
	                   _("days off go under skip (休む日): [祝日], hours under time (時間)"));
}

static bool phrase(Scan *s, Repeat *repeat)
{
	Rule rule = { 0 };
	Taken taken = take_phrase(s, &rule);
	if (taken == REFUSED)
		return false;
	if (taken == NOTHING)
		return s->rest.len < s->text.len && scan_at_end(s) ? refuse_no_day(s)
		                                                   : refuse_unknown(s);
	if (!scan_at_end(s)) {
		Str guess;
		bool beginning = scan_sees(s, STR("("));
		return !beginning && repaired(s, &guess) ? refuse_unknown(s) : refuse_extra(s);
	}
	if (!days_exist(s, &rule))
		return false;
	warn_short_months(s, &rule);
	bool workdays = str_starts(s->text, STR("平日"));
	*repeat = (Repeat){ rule_text(&rule, s->w->arena),
		            workdays ? STR("平日") : rule_words(&rule, s->w->arena),
		            rule.interval > 1 };
	return true;
}

static bool starts_rule(const Scan *s)
{
	static const char *const starts[] = { "FREQ", "RRULE", "freq", "rrule" };
	for (size_t i = 0; i < 4; i++)
		if (str_starts(s->text, str_from(starts[i])))
			return true;
	return false;
}

bool written_repeat(const Written *w, const Value *v, Repeat *repeat)
{
	Scan s;
	*repeat = (Repeat){ 0 };
	if (!scan_open(&s, w, v, N_("write a repeat: 毎週水曜, 第2・第4火曜, 毎月15日")))
		return false;
	return starts_rule(&s) ? scan_rrule(&s, repeat) : phrase(&s, repeat);
}
