#include "format/mustache.h"
#include "render/view.h"

/*
 * An index offers some forty others. Each of them is offered by many
 * pages, so its tiles are rendered once; only that of the page itself,
 * which is marked, is made for the page.
 */

static Value frame_by_age(const Press *press, const Area *area, int age, int purpose, bool current,
                          Arena *a)
{
	const Term *term = term_at(press->site, AGES, age);
	return term_frame(term ? term->id : STR("all"), term,
	                  term ? term->label : STR("すべての年代"),
	                  choice_of_index(press, area, age, purpose), current, a);
}

static Value frame_by_purpose(const Press *press, const Area *area, int age, int purpose,
                              bool current, Arena *a)
{
	const Term *term = term_at(press->site, PURPOSES, purpose);
	return term_frame(term ? term->id : STR("all"), term, term ? term->label : STR("すべて"),
	                  choice_of_index(press, area, age, purpose), current, a);
}

static Value frame_by_place(const Press *press, const Area *area, int age, int purpose,
                            bool current, Arena *a)
{
	return term_frame(area->slug, NULL, area->name, choice_of_index(press, area, age, purpose),
	                  current, a);
}

typedef Value Frame(const Press *press, const Area *area, int age, int purpose, bool current,
                    Arena *a);

static Frame *const frames[TILES] = {
	[TILE_AGE] = frame_by_age,
	[TILE_PURPOSE] = frame_by_purpose,
	[TILE_PLACE] = frame_by_place,
};

static void put_tile(Buf *b, const Press *press, Tile tile, const Area *area, int age, int purpose,
                     bool current, Arena *scratch)
{
	const Value term = frames[tile](press, area, age, purpose, current, scratch);
	if (press->layouts->templates[LAYOUT_TILE])
		mustache_render(press->layouts->templates[LAYOUT_TILE], &term, b);
}

void tiles_make(const Press *press, const Area *area, ReadyIndex *indexes, Arena *scratch, Arena *a)
{
	const Terms *lists = press->site->vocabulary.lists;
	for (int age = ANY; age < (int)lists[AGES].count; age++) {
		for (int purpose = ANY; purpose < (int)lists[PURPOSES].count;
		     purpose++, indexes++) {
			for (int tile = 0; tile < TILES; tile++) {
				ArenaMark mark = arena_mark(scratch);
				Buf b = { .arena = scratch };
				put_tile(&b, press, (Tile)tile, area, age, purpose, false, scratch);
				indexes->tiles[tile] = str_copy(buf_text(&b), a);
				arena_reset(scratch, mark);
			}
		}
	}
}

static void add_tile(Buf *b, const Press *press, Tile tile, const Area *area, int age, int purpose,
                     bool current)
{
	if (!current) {
		buf_str(b, press_index(press, area, age, purpose)->tiles[tile]);
		return;
	}
	Buf own = { .arena = b->arena };
	put_tile(&own, press, tile, area, age, purpose, true, b->arena);
	buf_str(b, buf_text(&own));
}

Value view_age_tiles(const Press *press, const Area *area, int age, int purpose, Arena *a)
{
	Buf b = { .arena = a };
	for (int i = ANY; i < (int)press->site->vocabulary.lists[AGES].count; i++)
		add_tile(&b, press, TILE_AGE, area, i, purpose, i == age);
	return value_html(buf_text(&b));
}

Value view_purpose_tiles(const Press *press, const Area *area, int age, int purpose, Arena *a)
{
	Buf b = { .arena = a };
	for (int i = ANY; i < (int)press->site->vocabulary.lists[PURPOSES].count; i++)
		add_tile(&b, press, TILE_PURPOSE, area, age, i, i == purpose);
	return value_html(buf_text(&b));
}

Value view_place_tiles(const Press *press, const Area *area, int age, int purpose, Arena *a)
{
	Areas places = places_to_choose(area, a);
	Buf b = { .arena = a };
	for (size_t i = 0; i < places.count; i++)
		add_tile(&b, press, TILE_PLACE, places.items[i], age, purpose,
		         places.items[i] == area);
	return value_html(buf_text(&b));
}
