/*
 * A repeat as our phrases know it: every week, or some days of the month.
 *
 * Between the phrase that staff wrote, the RRULE that is followed, and the
 * words that residents read:  phrase → Rule → rule_text, rule_words.
 */
#ifndef SITE_RULE_H
#define SITE_RULE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

typedef enum RuleFreq { RULE_DAILY, RULE_WEEKLY, RULE_MONTHLY, RULE_YEARLY } RuleFreq;

/* In sets of ordinals and days of the month, bit n is the n-th and bit RULE_LAST the last one. */
enum {
	RULE_LAST = 0,
	RULE_ORDINALS = 5,
	RULE_MONTHS_ODD = 0x0aaa, RULE_MONTHS_EVEN = 0x1554,
};

/* A zero set says nothing. MONTHLY and YEARLY have one of `nth` and `days`. */
typedef struct Rule {
	RuleFreq freq;
	int interval;                          /* 1, or 2 for 隔週 and 隔月 */
	uint16_t months;                       /* bits 1 to 12; YEARLY: one of them */
	uint8_t weekdays;                      /* WEEKLY: Monday bit 0 */
	uint8_t nth[7];                        /* by weekday: which ones of the month */
	uint32_t days;                         /* of the month */
} Rule;

/* FREQ=MONTHLY;BYDAY=2TU,4TU */
Str  rule_text(const Rule *rule, Arena *a);
/* 毎月第2・第4火曜日: a phrase that is read back as the same rule. */
Str  rule_words(const Rule *rule, Arena *a);
/* False when the RRULE (upper case) says what no phrase can. */
bool rule_parse(Str rrule, Rule *rule);

#endif
