#include "render/data.h"

#include "format/csv.h"
#include "render/data_column.h"
#include "site/state.h"

enum { ROW_ROOM = 1 << 10 };

bool data_has(const Record *r)
{
	return state_is_listed(r->state);
}

static void add_header(Buf *b, const Texts *names)
{
	csv_begin(b);
	for (size_t i = 0; i < names->count; i++)
		csv_cell(b, names->items[i]);
	for (size_t i = 0; i < EXTENSIONS_COUNT; i++)
		csv_cell(b, EXTENSIONS[i].name);
	csv_end_row(b);
}

static void add_row(Buf *b, const Subject *s, const TableColumn *table, size_t count)
{
	for (size_t i = 0; i < count; i++)
		csv_cell(b, cell_of(s, &table[i]));
	for (size_t i = 0; i < EXTENSIONS_COUNT; i++)
		csv_cell(b, EXTENSIONS[i].cell(s));
	csv_end_row(b);
}

Str dataset_table(const Press *press, DatasetId id, size_t most, size_t *count, Arena *scratch, Arena *a)
{
	const Site *site = press->site;
	const Texts *names = &site->datasets[id];
	TableColumn *table = NEW_ARRAY(scratch, TableColumn, names->count);
	Buf b = { .arena = a };
	*count = 0;
	for (size_t i = 0; i < names->count; i++)
		table[i] = column_named(site, id, names->items[i]);
	add_header(&b, names);
	for (size_t i = 0; i < press->by_kana_count; i++) {
		const Record *r = press->by_kana[i];
		if (dataset_of(r) != id || (*count)++ >= most)
			continue;
		ArenaMark mark = arena_mark(scratch);
		Subject s = subject_of(press, r, scratch);
		buf_reserve(&b, ROW_ROOM);
		add_row(&b, &s, table, names->count);
		arena_reset(scratch, mark);
	}
	return buf_text(&b);
}

Str dataset_row(const Press *press, DatasetId id, const Record *r, Arena *a)
{
	const Texts *names = &press->site->datasets[id];
	TableColumn *table = NEW_ARRAY(a, TableColumn, names->count);
	Buf b = { .arena = a };
	for (size_t i = 0; i < names->count; i++)
		table[i] = column_named(press->site, id, names->items[i]);
	add_header(&b, names);
	Subject s = subject_of(press, r, a);
	add_row(&b, &s, table, names->count);
	return buf_text(&b);
}

Str dataset_path(DatasetId id, Arena *a)
{
	return STR_CONCAT(a, STR("data/"), DATASET_INFO[id].id, STR(".csv"));
}

Str render_dataset(Desk *desk, const Output *out)
{
	size_t count;
	return dataset_table(desk->press, (DatasetId)out->list, SIZE_MAX, &count, &desk->group, &desk->page);
}
