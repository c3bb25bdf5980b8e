/*
 * Prints the days of repeat rules, to compare them with another reader's.
 *
 *   recur-dates <lines        RRULE START FROM UNTIL  (days as 2026-12-08)
 *
 * One line out for each line in: its days, or "refused: why".
 */
#include <stdio.h>

#include "format/recur.h"

static Day day_read(const char *text)
{
	int year = 0, month = 0, day = 0;
	return sscanf(text, "%d-%d-%d", &year, &month, &day) == 3 ? day_of(year, month, day) : DAY_NONE;
}

static void print(const Days *days, Arena *a)
{
	for (size_t i = 0; i < days->count; i++)
		printf("%s%.*s", i ? " " : "", STR_ARG(day_iso(days->items[i], a)));
	putchar('\n');
}

int main(void)
{
	char rule[512], start[16], from[16], until[16];
	Arena a = { 0 };
	ArenaMark empty = arena_mark(&a);
	while (scanf("%511s %15s %15s %15s", rule, start, from, until) == 4) {
		Days days;
		Str why;
		if (recur_days(str_from(rule), day_read(start), day_read(from), day_read(until), &a, &days))
			print(&days, &a);
		else if (!recur_check(str_from(rule), &why))
			printf("refused: %.*s\n", STR_ARG(why));
		arena_reset(&a, empty);
	}
	arena_free(&a);
	return 0;
}
