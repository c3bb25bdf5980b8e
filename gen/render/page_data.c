#include "base/utf8.h"
#include "render/address.h"
#include "render/data.h"
#include "render/view.h"
#include "render/words.h"

enum { SAMPLE_ROWS = 1, SAMPLE_BYTES = 700 };

/* What is there besides the tables. */
static const struct {
	Str name, path, format, about;
} others[] = {
	{ STR_INIT("位置の分かる場所"), STR_INIT("data/places.geojson"), STR_INIT("GeoJSON（RFC 7946）"),
	  STR_INIT("地図の上に置ける場所です。緯度と経度が分かるものだけです。") },
	{ STR_INIT("支援・制度と相談窓口"), STR_INIT("data/hsds.json"), STR_INIT("JSON（HSDS 3.0）"),
	  STR_INIT("世界の相談先のデータと同じ形（Open Referral）です。") },
	{ STR_INIT("JSON の形の説明"), STR_INIT("data/schema.json"), STR_INIT("JSON Schema"),
	  STR_INIT("地域ごとの JSON の、それぞれの項目の意味です。") },
};

static Value data_file(const Press *press, Str name, Str path, Str format, Str about, Str count, Str sample, Arena *a)
{
	Value *s = frame_slots(&DATA_FILE_SHAPE, a);
	s[SLOT_DATA_FILE_NAME] = value_text(name);
	s[SLOT_DATA_FILE_URL] = value_text(address_of(press->site, path, a));
	s[SLOT_DATA_FILE_FORMAT] = value_text(format);
	s[SLOT_DATA_FILE_ABOUT] = value_text(about);
	s[SLOT_DATA_FILE_COUNT] = value_text(count);
	s[SLOT_DATA_FILE_SAMPLE] = value_text(sample);
	return value_frame(&DATA_FILE_SHAPE, s);
}

/* The beginning of a table, without its BOM. */
static Str sample_of(Str table)
{
	Str text = str_skip(table, strlen("\xef\xbb\xbf"));
	return utf8_prefix(text, SAMPLE_BYTES);
}

static Value view_files(const Press *press, Arena *scratch, Arena *a)
{
	List list = { .arena = a };
	for (int i = 0; i < DATASETS; i++) {
		const DatasetInfo *info = &DATASET_INFO[i];
		size_t count;
		if (!press->site->datasets[i].count)
			continue;
		Str table = dataset_table(press, (DatasetId)i, SAMPLE_ROWS, &count, scratch, a);
		list_add(&list, data_file(press, info->name, dataset_path((DatasetId)i, a), STR("CSV（UTF-8）"),
		                          STR_CONCAT(a, STR("自治体標準オープンデータセット "), info->number,
		                                     STR(" の列に、右へ独自の列を足したものです。")),
		                          STR_CONCAT(a, words_number(count, a), STR("件")), sample_of(table), a));
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		list_add(&list, data_file(press, others[i].name, others[i].path, others[i].format, others[i].about,
		                          (Str){ 0 }, (Str){ 0 }, a));
	return list_value(&list);
}

static Value view_area_files(const Press *press, Arena *a)
{
	List list = { .arena = a };
	for (size_t i = 0; i < press->site->area_count; i++) {
		const Area *area = press->site->areas[i];
		list_add(&list, link_frame(area->name, address_of(press->site, area_records_path(area, a), a),
		                           (Str){ 0 }, false, a));
	}
	return list_value(&list);
}

static Day last_change(const Press *press)
{
	Day last = DAY_NONE;
	for (size_t i = 0; i < press->by_kana_count; i++)
		if (press->by_kana[i]->changed > last)
			last = press->by_kana[i]->changed;
	return last;
}

Str render_data(Desk *desk, const Output *out)
{
	const Press *press = desk->press;
	const PageHead head = {
		.heading = STR("オープンデータ"),
		.kind = STR("data"),
		.crumb = STR("オープンデータ"),
		.of_site = true,
		.summary = STR("このサイトの記録を、ほかのプログラムで使える形（CSV・JSON・GeoJSON）で公開しています。"),
	};
	Value *s = frame_slots(&DATA_SHAPE, &desk->page);
	s[SLOT_DATA_SITE] = press->site_frame;
	s[SLOT_DATA_PAGE] = view_page(desk, out, &head);
	s[SLOT_DATA_FILES] = view_files(press, &desk->group, &desk->page);
	s[SLOT_DATA_AREAS] = view_area_files(press, &desk->page);
	s[SLOT_DATA_CHANGED] = value_text(words_date(last_change(press), &desk->page));
	return desk_render(desk, LAYOUT_DATA, s);
}
