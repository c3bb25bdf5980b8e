#include "site/era.h"

const Era ERAS[ERA_COUNT] = {
	{ STR_INIT("令和"), 'R', 2018, { 2019, 5, 1 } },
	{ STR_INIT("平成"), 'H', 1988, { 1989, 1, 8 } },
	{ STR_INIT("昭和"), 'S', 1925, { 1926, 12, 25 } },
	{ STR_INIT("大正"), 'T', 1911, { 1912, 7, 30 } },
};

const Era *era_of(Day day)
{
	for (size_t i = 0; i < ERA_COUNT; i++) {
		Civil first = ERAS[i].first;
		if (day >= day_of(first.year, first.month, first.day))
			return &ERAS[i];
	}
	return NULL;
}
