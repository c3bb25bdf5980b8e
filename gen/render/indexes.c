#include "render/indexes.h"

/* An index while it is filled: where its next records go. */
typedef struct Filling {
	size_t first, named, others, end;      /* in Indexes.here, where a record stands up to 65² times */
	uint32_t around_total;
	uint32_t around[AROUND_MOST];
} Filling;

struct Indexes {
	size_t ages, width;                    /* lines: all ages, then each; columns: all purposes, then each */
	uint32_t *here;
	Filling *fillings;                     /* line by line */
};

/* All, and those of the set: numbers of lines or columns. */
typedef struct Numbers {
	uint8_t items[TERMS_MAX + 1];
	size_t count;
} Numbers;

static void numbers_of(TermSet set, Numbers *n)
{
	n->count = 1;
	n->items[0] = 0;
	for (; set; set &= set - 1)
		n->items[n->count++] = (uint8_t)(__builtin_ctzll(set) + 1);
}

/* A row that names no age is of every age's line. */
static TermSet ages_of(const Row *row, size_t ages)
{
	return row->ages ? row->ages : ages < TERMS_MAX ? term_bit(ages) - 1 : ~(TermSet)0;
}

static void put_here(Indexes *all, Filling *f, uint32_t record, bool is_named)
{
	all->here[is_named ? f->named++ : f->others++] = record;
}

static void put_around(Filling *f, uint32_t record)
{
	if (f->around_total++ < AROUND_MOST)
		f->around[f->around_total - 1] = record;
}

/* Into every index that it stands in. */
static void put_row(Indexes *all, const Row *row, bool around)
{
	Numbers lines, columns;
	numbers_of(row->purposes, &columns);
	numbers_of(ages_of(row, all->ages), &lines);
	for (size_t i = 0; i < lines.count; i++) {
		Filling *line = all->fillings + lines.items[i] * all->width;
		bool is_named = row->ages || !lines.items[i];
		for (size_t p = 0; p < columns.count; p++) {
			Filling *f = &line[columns.items[p]];
			if (around)
				put_around(f, row->record);
			else
				put_here(all, f, row->record, is_named);
		}
	}
}

/* How many there will be is known: press_index. */
static void make_room(Indexes *all, const ReadyIndex *indexes, Arena *a)
{
	size_t count = (all->ages + 1) * all->width;
	size_t room = 0;
	all->fillings = NEW_ARRAY(a, Filling, count);
	for (size_t i = 0; i < count; i++) {
		uint32_t others = i < all->width ? 0 : indexes[i].everyone;
		all->fillings[i].first = all->fillings[i].named = room;
		all->fillings[i].others = room + indexes[i].count - others;
		room += indexes[i].count;
		all->fillings[i].end = room;
	}
	all->here = NEW_ARRAY(a, uint32_t, room);
}

const Indexes *indexes_make(const Press *press, const Area *area, Arena *a)
{
	const ReadyArea *ready = ready_area(press, area);
	const Terms *lists = press->site->vocabulary.lists;
	Indexes *all = NEW(a, Indexes);
	all->ages = lists[AGES].count;
	all->width = lists[PURPOSES].count + 1;
	make_room(all, ready->indexes, a);
	for (size_t i = 0; i < ready->inside.count; i++)
		put_row(all, &ready->inside.items[i], false);
	for (size_t i = 0; i < ready->around.count; i++)
		put_row(all, &ready->around.items[i], true);
	return all;
}

IndexRecords indexes_at(const Indexes *all, int age, int purpose)
{
	const Filling *f = &all->fillings[(size_t)(age + 1) * all->width + (size_t)(purpose + 1)];
	return (IndexRecords){
		.here = all->here + f->first,
		.here_count = f->end - f->first,
		.named = f->named - f->first,
		.around = f->around,
		.around_count = f->around_total < AROUND_MOST ? f->around_total : AROUND_MOST,
		.around_total = f->around_total,
	};
}
