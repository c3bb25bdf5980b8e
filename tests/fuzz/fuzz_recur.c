/*
 * Whatever the rule: it is refused with a reason, or its days are in order
 * and inside the window. The first bytes choose the start and the window.
 */
#include <stdint.h>
#include <stdlib.h>

#include "format/recur.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void require(bool claim)
{
	if (!claim)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	enum { HEAD = 4 };
	if (size < HEAD)
		return 0;
	Day start = day_of(2020 + bytes[0] % 10, 1, 1) + bytes[1];
	Day from = start + (bytes[2] - 50) * 20, until = from + bytes[3] * 20;
	Str rule = { (const char *)bytes + HEAD, size - HEAD }, why;
	Arena a = { 0 };
	Days days;
	bool fine = recur_days(rule, start, from, until, &a, &days);
	require(fine == recur_check(rule, &why) && fine == !why.len);
	for (size_t i = 0; i < days.count; i++) {
		require(days.items[i] >= from && days.items[i] <= until && days.items[i] >= start);
		require(!i || days.items[i] > days.items[i - 1]);
	}
	arena_free(&a);
	return 0;
}
