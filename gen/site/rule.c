#include "site/rule.h"

#include "base/buf.h"
#include "site/say.h"

static const Str ical_days[] = {
	STR_INIT("MO"), STR_INIT("TU"), STR_INIT("WE"), STR_INIT("TH"),
	STR_INIT("FR"), STR_INIT("SA"), STR_INIT("SU"),
};

static void rule_list(Buf *b, const char *name, size_t *listed)
{
	if ((*listed)++)
		buf_char(b, ',');
	else
		buf_format(b, ";%s=", name);
}

static void rule_weekdays(const Rule *rule, Buf *b)
{
	size_t listed = 0;
	for (int d = 0; d < 7; d++) {
		if (rule->weekdays & 1u << d) {
			rule_list(b, "BYDAY", &listed);
			buf_str(b, ical_days[d]);
		}
		for (int n = 1; n <= RULE_ORDINALS + 1; n++) {
			if (!(rule->nth[d] & 1u << n % (RULE_ORDINALS + 1)))
				continue;
			rule_list(b, "BYDAY", &listed);
			buf_number(b, n > RULE_ORDINALS ? -1 : n);
			buf_str(b, ical_days[d]);
		}
	}
}

static void rule_numbers(uint32_t bits, const char *name, Buf *b)
{
	size_t listed = 0;
	for (int n = 1; n <= 32; n++) {
		if (!(bits & 1u << n % 32))
			continue;
		rule_list(b, name, &listed);
		buf_number(b, n == 32 ? -1 : n);
	}
}

Str rule_text(const Rule *rule, Arena *a)
{
	static const char *const names[] = { "DAILY", "WEEKLY", "MONTHLY", "YEARLY" };
	Buf b = { .arena = a };
	buf_format(&b, "FREQ=%s", names[rule->freq]);
	if (rule->interval > 1)
		buf_format(&b, ";INTERVAL=%d", rule->interval);
	rule_numbers(rule->months, "BYMONTH", &b);
	rule_weekdays(rule, &b);
	rule_numbers(rule->days, "BYMONTHDAY", &b);
	return buf_done(&b);
}

static void words_ordinals(uint8_t ordinals, Buf *b)
{
	bool more = false;
	for (int n = 1; n <= RULE_ORDINALS + 1; n++) {
		if (!(ordinals & 1u << n % (RULE_ORDINALS + 1)))
			continue;
		if (more)
			buf_str(b, STR("・"));
		if (n > RULE_ORDINALS)
			buf_str(b, STR("最終"));
		else
			buf_format(b, "第%d", n);
		more = true;
	}
}

/* 第2・第4火曜日と第3土曜日: weekdays with the same ordinals together, earliest in the month first. */
static void words_nth(const Rule *rule, Buf *b)
{
	uint8_t said = 0;
	bool more = false;
	for (int n = 1; n <= RULE_ORDINALS + 1; n++) {
		for (int d = 0; d < 7; d++) {
			if (said & 1u << d || !(rule->nth[d] & 1u << n % (RULE_ORDINALS + 1)))
				continue;
			uint8_t together = 0;
			for (int e = d; e < 7; e++)
				if (rule->nth[e] == rule->nth[d])
					together |= (uint8_t)(1u << e);
			said |= together;
			if (more)
				buf_str(b, STR("と"));
			words_ordinals(rule->nth[d], b);
			say_weekdays(b, together);
			more = true;
		}
	}
}

/* 1日と15日, 1日・10日・20日, 末日. */
static void words_days(uint32_t days, Buf *b)
{
	int count = __builtin_popcount(days);
	bool more = false;
	for (int n = 1; n <= 32; n++) {
		if (!(days & 1u << n % 32))
			continue;
		if (more)
			buf_str(b, count == 2 ? STR("と") : STR("・"));
		if (n == 32)
			buf_str(b, STR("末日"));
		else
			buf_format(b, "%d日", n);
		more = true;
	}
}

static void words_start(const Rule *rule, Buf *b)
{
	if (rule->freq == RULE_YEARLY)
		buf_format(b, "毎年%d月", __builtin_ctz(rule->months));
	else if (rule->months == RULE_MONTHS_ODD)
		buf_str(b, STR("奇数月の"));
	else if (rule->months == RULE_MONTHS_EVEN)
		buf_str(b, STR("偶数月の"));
	else if (rule->freq == RULE_MONTHLY)
		buf_str(b, rule->interval == 2 ? STR("隔月の") : STR("毎月"));
	else
		buf_str(b, rule->interval == 2 ? STR("隔週") : STR("毎週"));
}

Str rule_words(const Rule *rule, Arena *a)
{
	Buf b = { .arena = a };
	if (rule->freq == RULE_DAILY)
		return STR("毎日");
	words_start(rule, &b);
	if (rule->freq == RULE_WEEKLY)
		say_weekdays(&b, rule->weekdays);
	else if (rule->days)
		words_days(rule->days, &b);
	else
		words_nth(rule, &b);
	return buf_done(&b);
}

/* A number with a sign, off the front of `s`; 0 when there is none. */
static int take_signed(Str *s)
{
	bool minus = str_take(s, STR("-"));
	int n = 0;
	if (!minus)
		str_take(s, STR("+"));
	for (; s->len && s->ptr[0] >= '0' && s->ptr[0] <= '9' && n < 1000; *s = str_skip(*s, 1))
		n = n * 10 + (s->ptr[0] - '0');
	return minus ? -n : n;
}

static bool parse_weekday(Str text, Rule *rule)
{
	int n = take_signed(&text);
	for (int d = 0; d < 7; d++) {
		if (!str_equal(text, ical_days[d]))
			continue;
		if (n == 0)
			rule->weekdays |= (uint8_t)(1u << d);
		else if (n == -1 || (n >= 1 && n <= RULE_ORDINALS))
			rule->nth[d] |= (uint8_t)(1u << (n < 0 ? RULE_LAST : n));
		else
			return false;
		return true;
	}
	return false;
}

static bool parse_day(Str text, Rule *rule)
{
	int n = take_signed(&text);
	if (text.len || (n != -1 && (n < 1 || n > 31)))
		return false;
	rule->days |= 1u << (n < 0 ? RULE_LAST : n);
	return true;
}

static bool parse_month(Str text, Rule *rule)
{
	int n = take_signed(&text);
	if (text.len || n < 1 || n > 12)
		return false;
	rule->months |= (uint16_t)(1u << n);
	return true;
}

static bool parse_each(Str list, bool (*parse)(Str, Rule *), Rule *rule)
{
	while (list.len)
		if (!parse(str_cut(list, ',', &list), rule))
			return false;
	return true;
}

static bool parse_freq(Str text, Rule *rule)
{
	static const Str names[] = { STR_INIT("DAILY"), STR_INIT("WEEKLY"), STR_INIT("MONTHLY"),
		                     STR_INIT("YEARLY") };
	for (int f = 0; f < 4; f++) {
		if (str_equal(text, names[f])) {
			rule->freq = (RuleFreq)f;
			return true;
		}
	}
	return false;
}

static bool parse_part(Str name, Str value, Rule *rule)
{
	if (str_equal(name, STR("FREQ")))
		return parse_freq(value, rule);
	if (str_equal(name, STR("INTERVAL")))
		return str_number(value, &rule->interval);
	if (str_equal(name, STR("BYDAY")))
		return parse_each(value, parse_weekday, rule);
	if (str_equal(name, STR("BYMONTHDAY")))
		return parse_each(value, parse_day, rule);
	if (str_equal(name, STR("BYMONTH")))
		return parse_each(value, parse_month, rule);
	return str_equal(name, STR("WKST")) && str_equal(value, STR("MO"));
}

/* Whether the words for such a rule say all of it. */
static bool is_sayable(const Rule *rule)
{
	bool nth = false, one_month = rule->months && !(rule->months & (rule->months - 1));
	for (int d = 0; d < 7; d++)
		nth |= rule->nth[d] != 0;
	bool in_month = nth != (rule->days != 0) && !rule->weekdays;
	bool halves = rule->months == RULE_MONTHS_ODD || rule->months == RULE_MONTHS_EVEN;
	bool every = rule->interval == 1, other = rule->interval == 2;
	switch (rule->freq) {
	case RULE_DAILY: return every && !nth && !rule->days && !rule->weekdays && !rule->months;
	case RULE_WEEKLY:
		return (every || other) && rule->weekdays && !nth && !rule->days && !rule->months;
	case RULE_MONTHLY:
		return in_month &&
		       ((every && (halves || !rule->months)) || (other && !rule->months));
	case RULE_YEARLY: return every && in_month && one_month;
	}
	return false;
}

bool rule_parse(Str rrule, Rule *rule)
{
	*rule = (Rule){ .interval = 1 };
	while (rrule.len) {
		Str value, name = str_cut(str_cut(rrule, ';', &rrule), '=', &value);
		if (!parse_part(name, value, rule))
			return false;
	}
	return is_sayable(rule);
}
