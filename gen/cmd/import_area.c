#include "cmd/import.h"

#include <math.h>

#include "site/chome.h"
#include "site/singletons.h"

/* The chome whose middle is nearest; within 2 km of any. */
static const Area *area_near(const Site *site, double lat_degrees, double lon_degrees)
{
	const double most = 2 / 111.0;
	const Town *nearest = NULL;
	double least = most * most, narrow = cos(lat_degrees * 3.14159265358979 / 180);
	int chome = 0;
	for (size_t t = 0; t < site->towns.count; t++)
		for (size_t c = 0; c < site->towns.items[t].chome.count; c++) {
			const Chome *at = &site->towns.items[t].chome.items[c];
			double north = at->lat - lat_degrees,
			       east = (at->lon - lon_degrees) * narrow;
			if (!chome_has_point(at) || north * north + east * east >= least)
				continue;
			least = north * north + east * east;
			nearest = &site->towns.items[t];
			chome = at->n;
		}
	return nearest ? chome_area(site, nearest, chome) : NULL;
}

/* 35.7281 */
static double degrees_of(Str text)
{
	double value = 0, scale = 1;
	bool fraction = false;
	for (size_t i = 0; i < text.len && i < 20; i++) {
		if (text.ptr[i] == '.' && !fraction) {
			fraction = true;
			continue;
		}
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return 0;
		value = value * 10 + (text.ptr[i] - '0');
		scale *= fraction ? 10 : 1;
	}
	return value / scale;
}

const Area *import_area(const ImportRow *row, const char **how)
{
	const Site *site = row->table->site;
	Str area = row->cells[MEANS_AREA];
	const Area *named = area.len ? area_at(site, area) : NULL;
	const Record *place = import_place(row);
	double at = degrees_of(row->cells[MEANS_LAT]);
	ChomeAt chome;
	*how = NULL;
	if (row->table->area || named)
		return row->table->area ? row->table->area : named;
	if (place && place->area)
		return place->area;
	if (chome_in(site, import_address(row), &chome) &&
	    chome_area(site, chome.town, chome.chome))
		return chome_area(site, chome.town, chome.chome);
	const Area *near = at > 0 ? area_near(site, at, degrees_of(row->cells[MEANS_LON])) : NULL;
	*how = near ? _("its district was found by its position")
	            : _("no district was found: it was put into the city's own folder");
	return near ? near : site->areas[0];
}
