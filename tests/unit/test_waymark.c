/* How far and which way from what everybody knows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "site/record.h"
#include "site/waymark.h"

#define ROWS(table) (sizeof(table) / sizeof(*(table)))

/* At 36° north a degree is 111.195 km northwards and 89.96 km eastwards. */
static const double LAT = 36, LON = 139.5, NORTH = 111195, EAST = 89958.6;

static Record place_at(double north, double east)
{
	Record r = { .kind = KIND_PLACE, .name = STR("ひろば") };
	r.as.place.lat = LAT + north / NORTH;
	r.as.place.lon = LON + east / EAST;
	return r;
}

static void check_way(const Waymarks *all, const Record *place, const char *expected)
{
	Arena a = { 0 };
	Buf b = { .arena = &a };
	Way way;
	if (way_to(all, place, &way))
		say_way(&b, &way);
	if (!str_equal(buf_text(&b), str_from(expected)))
		fail_msg("said '%.*s', not '%s'", STR_ARG(buf_text(&b)), expected);
	arena_free(&a);
}

static void a_way_is_told_as_roughly_as_it_is_known(void **state)
{
	static const struct { double north, east; const char *said; } rows[] = {
		{ 0, 0, "駅のすぐ近く" },
		{ 50, -50, "駅のすぐ近く" },
		{ 80, 0, "駅から北へ直線で約100m" },
		{ 120, 0, "駅から北へ直線で約100m" },
		{ 130, 0, "駅から北へ直線で約150m" },
		{ -410, 0, "駅から南へ直線で約400m" },
		{ -440, 0, "駅から南へ直線で約450m" },
		{ 0, 540, "駅から東へ直線で約500m" },
		{ 0, -560, "駅から西へ直線で約600m" },
		{ 300, 300, "駅から北東へ直線で約400m" },
		{ 300, -300, "駅から北西へ直線で約400m" },
		{ -300, 300, "駅から南東へ直線で約400m" },
		{ -300, -300, "駅から南西へ直線で約400m" },
		/* 22.5° is where one wind ends and the next begins. */
		{ 1000, 400, "駅から北へ直線で約1.1km" },
		{ 1000, 430, "駅から北東へ直線で約1.1km" },
		{ -1000, -400, "駅から南へ直線で約1.1km" },
		{ 960, 0, "駅から北へ直線で約1km" },
		{ 0, 2030, "駅から東へ直線で約2km" },
		{ 0, 2990, "駅から東へ直線で約3km" },
		{ 0, 3020, "" },
		{ 4000000, 0, "" },
	};
	static const Waymark station = { .name = STR_INIT("駅"), .lat = 36, .lon = 139.5 };
	(void)state;
	for (size_t i = 0; i < ROWS(rows); i++) {
		const Record place = place_at(rows[i].north, rows[i].east);
		check_way(&(Waymarks){ &station, 1 }, &place, rows[i].said);
	}
}

static void the_nearest_is_told_of(void **state)
{
	static const Waymark known[] = {
		{ .name = STR_INIT("駅"), .lat = 36, .lon = 139.5 },
		{ .name = STR_INIT("学校"), .lat = 36.01, .lon = 139.5 },
		{ .name = STR_INIT("見本の駅"), .lat = 36.001, .lon = 139.5, .sample = true },
	};
	(void)state;
	Record place = place_at(300, 0);
	check_way(&(Waymarks){ known, ROWS(known) }, &place, "駅から北へ直線で約300m");
	/* An example beside an example. */
	place.sample = true;
	check_way(&(Waymarks){ known, ROWS(known) }, &place, "見本の駅から北へ直線で約200m");
	/* What is one itself is told of by the next. */
	place = place_at(1112, 0);
	place.name = STR("学校");
	check_way(&(Waymarks){ known, ROWS(known) }, &place, "駅から北へ直線で約1.1km");
}

static void what_lies_nowhere_has_no_way(void **state)
{
	static const Waymark station = { .name = STR_INIT("駅"), .lat = 36, .lon = 139.5 };
	Record place = place_at(300, 0), event = { .kind = KIND_EVENT };
	(void)state;
	check_way(&(Waymarks){ &station, 1 }, NULL, "");
	check_way(&(Waymarks){ &station, 1 }, &event, "");
	check_way(&(Waymarks){ 0 }, &place, "");
	place.as.place.lat = place.as.place.lon = 0;
	check_way(&(Waymarks){ &station, 1 }, &place, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_way_is_told_as_roughly_as_it_is_known),
		cmocka_unit_test(the_nearest_is_told_of),
		cmocka_unit_test(what_lies_nowhere_has_no_way),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
