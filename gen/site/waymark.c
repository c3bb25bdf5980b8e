#include "site/waymark.h"

#include <math.h>

#include "site/record.h"

enum { LAT_LOW = 20, LAT_HIGH = 46, LON_LOW = 122, LON_HIGH = 154 };   /* Japan */
enum { WINDS = 8, EXACT_MOST = 500, EXACT = 50, ROUGH = 100, KILOMETRE = 1000 };

static const double pi = 3.14159265358979323846, metres_a_degree = 111195;

bool degrees_are_far(double lat, double lon)
{
	return lat < LAT_LOW || lat > LAT_HIGH || lon < LON_LOW || lon > LON_HIGH;
}

/* Over a few kilometres the ground is flat. */
static Way way_between(const Waymark *from, double lat, double lon)
{
	double north = (lat - from->lat) * metres_a_degree;
	double east = (lon - from->lon) * cos((lat + from->lat) / 2 * pi / 180) * metres_a_degree;
	double turn = atan2(east, north) / (2 * pi) * WINDS;
	double metres = fmin(sqrt(north * north + east * east), 2 * WAY_MOST);
	return (Way){ from, (int)lround(metres), ((int)lround(turn) + WINDS) % WINDS };
}

/* Most of a long list lie too far north or south, which costs nothing to tell. */
static bool counts_for(const Waymark *w, const Record *place)
{
	return fabs(place->as.place.lat - w->lat) * metres_a_degree <= WAY_MOST + 1 &&
	       (!w->sample || place->sample) && !str_equal(w->name, place->name);
}

bool way_to(const Waymarks *all, const Record *place, Way *way)
{
	bool found = false;
	if (!place || place->kind != KIND_PLACE || (place->as.place.lat == 0 && place->as.place.lon == 0))
		return false;
	for (size_t i = 0; i < all->count; i++) {
		if (!counts_for(&all->items[i], place))
			continue;
		const Way next = way_between(&all->items[i], place->as.place.lat, place->as.place.lon);
		if (next.metres <= WAY_MOST && (!found || next.metres < way->metres)) {
			*way = next;
			found = true;
		}
	}
	return found;
}

/* 約400m, 約1.2km */
static void say_metres(Buf *b, int metres)
{
	int step = metres < EXACT_MOST ? EXACT : ROUGH, rounded = (metres + step / 2) / step * step;
	buf_str(b, STR("約"));
	if (rounded < KILOMETRE) {
		buf_number(b, rounded);
		buf_char(b, 'm');
		return;
	}
	buf_number(b, rounded / KILOMETRE);
	if (rounded % KILOMETRE) {
		buf_char(b, '.');
		buf_number(b, rounded % KILOMETRE / ROUGH);
	}
	buf_str(b, STR("km"));
}

void say_way(Buf *b, const Way *way)
{
	static const Str winds[WINDS] = {
		STR_INIT("北"), STR_INIT("北東"), STR_INIT("東"), STR_INIT("南東"),
		STR_INIT("南"), STR_INIT("南西"), STR_INIT("西"), STR_INIT("北西"),
	};
	buf_str(b, way->from->name);
	if (way->metres < WAY_BESIDE) {
		buf_str(b, STR("のすぐ近く"));
		return;
	}
	buf_str(b, STR("から"));
	buf_str(b, winds[way->wind]);
	buf_str(b, STR("へ直線で"));
	say_metres(b, way->metres);
}
