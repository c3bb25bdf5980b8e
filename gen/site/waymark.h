/*
 * 道しるべ: stations, schools and the like, from which people know the way.
 *
 *   Way way;
 *   if (way_to(&site->waymarks, place, &way))
 *           say_way(&b, &way);            見本の駅から南へ直線で約400m
 *
 * content/waymarks.yaml: [{name, kana, lat, lon, source, sample}]. The nearest
 * one within WAY_MOST is told of, in a straight line, since nobody has told us
 * the roads; so roughly as a place written by hand deserves: to 50 m, from
 * 500 m on to 100 m. Closer than WAY_BESIDE no direction is told, which an
 * error of some metres would turn round. An example is told of beside another
 * example only, and none at the place that it is itself.
 */
#ifndef SITE_WAYMARK_H
#define SITE_WAYMARK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/diag.h"
#include "site/facts.h"

typedef struct Record Record;

enum { WAY_BESIDE = 75, WAY_MOST = 3000 };     /* metres */

typedef struct Waymark {
	Str name, kana;
	double lat, lon;
	Texts source;
	bool sample;
	Pos pos;
} Waymark;

typedef struct Waymarks {
	const Waymark *items;
	size_t count;
} Waymarks;

/* From where, how far, and which of the eight winds: 0 is north, 2 east. */
typedef struct Way {
	const Waymark *from;
	int metres, wind;
} Way;

/* False for what is no place, lies nowhere, or has none near. */
bool way_to(const Waymarks *all, const Record *place, Way *way);
void say_way(Buf *b, const Way *way);

/* It has no place in Japan: its degrees are exchanged, or mistyped. */
bool degrees_are_far(double lat, double lon);

#endif
