#include "site/written.h"

#include <string.h>

#include "base/nearest.h"
#include "base/utf8.h"
#include "format/recur.h"
#include "site/rule.h"
#include "site/written_inner.h"

/* The parts of an RRULE; the ones for times of the day make no sense here. */
typedef enum PartKind {
	PART_UNKNOWN,
	PART_FREQ,
	PART_INTERVAL,
	PART_COUNT,
	PART_DAY,
	PART_OTHER,
	PART_TIME
} PartKind;

static const struct Part {
	Str name;
	PartKind kind;
} parts[] = {
	{ STR_INIT("FREQ"), PART_FREQ },     { STR_INIT("INTERVAL"), PART_INTERVAL },
	{ STR_INIT("COUNT"), PART_COUNT },   { STR_INIT("UNTIL"), PART_OTHER },
	{ STR_INIT("BYDAY"), PART_DAY },     { STR_INIT("BYMONTHDAY"), PART_DAY },
	{ STR_INIT("BYYEARDAY"), PART_DAY }, { STR_INIT("BYWEEKNO"), PART_OTHER },
	{ STR_INIT("BYMONTH"), PART_OTHER }, { STR_INIT("BYSETPOS"), PART_OTHER },
	{ STR_INIT("WKST"), PART_OTHER },    { STR_INIT("BYHOUR"), PART_TIME },
	{ STR_INIT("BYMINUTE"), PART_TIME }, { STR_INIT("BYSECOND"), PART_TIME },
};
enum { PART_COUNT_OF_TABLE = sizeof(parts) / sizeof(*parts) };

static const struct Part *part_named(Str name)
{
	for (size_t i = 0; i < PART_COUNT_OF_TABLE; i++)
		if (str_equal(name, parts[i].name))
			return &parts[i];
	return NULL;
}

static bool refuse_freq(const Scan *s, Str part)
{
	return scan_refuse(s, part, "repeat-rule-freq", ARGS(part),
	                   _("'{0}' is not how often an event can be"),
	                   _("write FREQ=DAILY, FREQ=WEEKLY, FREQ=MONTHLY or FREQ=YEARLY"));
}

static bool is_freq(Str value)
{
	return str_equal(value, STR("DAILY")) || str_equal(value, STR("WEEKLY")) ||
	       str_equal(value, STR("MONTHLY")) || str_equal(value, STR("YEARLY"));
}

static bool refuse_part(const Scan *s, Str part, Str name, const struct Part *row)
{
	if (row && row->kind == PART_TIME)
		return scan_refuse(s, part, "repeat-rule-time", ARGS(name),
		                   _("'{0}' sets a time of the day, which a repeat cannot"),
		                   _("write the time under its own key: time: 10:00–11:30"));
	Str names[PART_COUNT_OF_TABLE];
	for (size_t i = 0; i < PART_COUNT_OF_TABLE; i++)
		names[i] = parts[i].name;
	Str nearest = str_nearest(name, names, PART_COUNT_OF_TABLE);
	if (nearest.len)
		return scan_refuse(s, part, "repeat-rule-part", ARGS(name, nearest),
		                   _("an RRULE has no part '{0}'"), _("did you mean '{1}'?"));
	return scan_refuse(s, part, "repeat-rule-part", ARGS(name), _("an RRULE has no part '{0}'"),
	                   _("write it as FREQ=MONTHLY;BYDAY=2TU"));
}

/* What the parts say together, and which of them were there. */
typedef struct RuleSeen {
	bool parts[PART_COUNT_OF_TABLE];
	bool freq, daily, day, start; /* start: only the first day tells which days are meant */
} RuleSeen;

static bool rule_part(const Scan *s, Str part, RuleSeen *seen)
{
	Str value, name = str_cut(part, '=', &value);
	const struct Part *row = part_named(name);
	if (!row || row->kind == PART_TIME || !value.len)
		return refuse_part(s, part, name, row);
	if (seen->parts[row - parts])
		return scan_refuse(s, part, "repeat-rule-twice", ARGS(name),
		                   _("'{0}' is given twice"),
		                   _("join them with commas: BYDAY=MO,WE"));
	seen->parts[row - parts] = true;
	switch (row->kind) {
	case PART_FREQ:
		seen->freq = true;
		seen->daily = str_equal(value, STR("DAILY"));
		return is_freq(value) || refuse_freq(s, part);
	case PART_INTERVAL: seen->start |= !str_equal(value, STR("1")); break;
	case PART_COUNT: seen->start = true; break;
	case PART_DAY: seen->day = true; break;
	case PART_UNKNOWN:
	case PART_OTHER:
	case PART_TIME: break;
	}
	return true;
}

static bool characters_of_rule(const Scan *s)
{
	for (size_t i = 0; i < s->rest.len; i++) {
		char c = s->rest.ptr[i];
		bool known = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("=;,+-", c);
		if (c && known)
			continue;
		Str rest = str_skip(s->rest, i), bad = utf8_prefix(rest, 1);
		return scan_refuse(s, bad, "repeat-rule-character", ARGS(bad),
		                   _("an RRULE cannot hold '{0}'"),
		                   _("write it as FREQ=MONTHLY;BYDAY=2TU,4TU"));
	}
	return true;
}

static void make_upper(Scan *s)
{
	char *text = arena_bytes(s->w->arena, s->text.len);
	for (size_t i = 0; i < s->text.len; i++) {
		char c = s->text.ptr[i];
		text[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
	}
	s->text = s->rest = (Str){ text, s->text.len };
}

bool scan_rrule(Scan *s, Repeat *repeat)
{
	RuleSeen seen = { 0 };
	make_upper(s);
	if (scan_take(s, STR("RRULE")))
		scan_take(s, STR(":"));
	Str rule = s->rest;
	if (!characters_of_rule(s))
		return false;
	for (Str rest = rule, part; rest.len;) {
		part = str_cut(rest, ';', &rest);
		if (!rule_part(s, part, &seen))
			return false;
	}
	if (!seen.freq)
		return refuse_freq(s, s->text);
	Str why;
	if (!recur_check(rule, &why))
		return scan_refuse(
			s, rule, "repeat-rule", ARGS(why), _("this RRULE cannot be followed: {0}"),
			_("write it as FREQ=MONTHLY;BYDAY=2TU,4TU, or a phrase: 第2・第4火曜"));
	Rule known;
	*repeat = (Repeat){ rule,
		            rule_parse(rule, &known) ? rule_words(&known, s->w->arena) : (Str){ 0 },
		            seen.start || (!seen.daily && !seen.day) };
	return true;
}
