#include "base/nearest.h"

#include "base/utf8.h"

enum { DISTANCE_MAX = 64 };

static size_t code_points(Str s, uint32_t points[DISTANCE_MAX])
{
	size_t count = 0;
	while (s.len && count < DISTANCE_MAX)
		points[count++] = utf8_next(&s);
	return count;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

int str_distance(Str a, Str b, int limit)
{
	uint32_t x[DISTANCE_MAX], y[DISTANCE_MAX];
	int rows[3][DISTANCE_MAX + 1];
	size_t n = code_points(a, x), m = code_points(b, y);
	int *before = rows[0], *last = rows[1], *now = rows[2];

	for (size_t j = 0; j <= m; j++)
		last[j] = (int)j;
	for (size_t i = 1; i <= n; i++) {
		now[0] = (int)i;
		for (size_t j = 1; j <= m; j++) {
			int cost = x[i - 1] != y[j - 1];
			now[j] = least(least(last[j] + 1, now[j - 1] + 1), last[j - 1] + cost);
			if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
				now[j] = least(now[j], before[j - 2] + 1);
		}
		int *spare = before;
		before = last;
		last = now;
		now = spare;
	}
	return least(last[m], limit + 1);
}

Str str_nearest(Str s, const Str *candidates, size_t count)
{
	Str best = { 0 }, first = utf8_prefix(s, 1);
	int limit = utf8_count(s) <= 3 ? 1 : utf8_count(s) <= 7 ? 2 : 3;
	bool alike = false;
	for (size_t i = 0; i < count; i++) {
		bool begins = str_starts(candidates[i], first);
		int distance = str_distance(s, candidates[i], limit);
		if (distance > limit || (size_t)distance >= utf8_count(candidates[i]) ||
		    (best.len && distance == limit && (alike || !begins)))
			continue;
		best = candidates[i];
		limit = distance;
		alike = begins;
	}
	return best;
}
