#include "render/press.h"

#include "base/parallel.h"

DayRange whatson_days(const Site *site)
{
	return (DayRange){ site->today, site->today + site->info.whats_on_days - 1 };
}

const ReadyIndex *press_index(const Press *press, const Area *area, int age, int purpose)
{
	size_t width = press->site->vocabulary.lists[PURPOSES].count + 1;
	return &ready_area(press, area)->indexes[(size_t)(age + 1) * width + (size_t)(purpose + 1)];
}

Str town_anchor(const Press *press, size_t town, Arena *a)
{
	Str postal = press->towns[town]->postal;
	size_t same = 1;
	for (size_t i = 0; i < town; i++)
		same += str_equal(press->towns[i]->postal, postal);
	Str number = same > 1 || !postal.len ? str_format(a, "-%zu", same) : (Str){ 0 };
	return STR_CONCAT(a, STR("t"), postal, number);
}

void press_drop(const Press *press)
{
	for (int i = 0; i < JOBS_MAX; i++)
		arena_free(&press->arenas[i]);
}
