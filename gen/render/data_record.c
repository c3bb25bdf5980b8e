#include "render/data.h"

#include "format/json.h"
#include "render/address.h"
#include "render/data_member.h"

enum { RECORD_ROOM = 2 << 10 };

/* records.json */

static void put_members(const Writer *w, const DataMember *members, const Record *r)
{
	for (const DataMember *m = members; m->name; m++) {
		size_t before = w->out->len;
		json_name(w->out, m->name);
		size_t value = w->out->len;
		m->write(w, r);
		if (w->out->len == value)
			w->out->len = before;
	}
}

static void put_record(const Writer *w, const Record *r)
{
	ArenaMark mark = arena_mark(w->scratch);
	buf_reserve(w->out, RECORD_ROOM);
	json_open(w->out, '{');
	put_members(w, MEMBERS_OF_ALL, r);
	put_members(w, MEMBERS_OF_KIND[r->kind], r);
	json_close(w->out, '}');
	arena_reset(w->scratch, mark);
}

Str area_records_path(const Area *area, Arena *a)
{
	return STR_CONCAT(a, STR("data/"), area_folder(area, a), STR("records.json"));
}

static void put_head(const Writer *w, const Area *area)
{
	Buf *b = w->out;
	json_member(b, "schema", full_address_of(w->site, STR("data/schema.json"), w->scratch));
	json_member(b, "publisher",
	         STR_CONCAT(w->scratch, w->site->info.prefecture, w->site->info.city));
	json_member(b, "municipality_code", w->site->info.municipality_code);
	json_member(b, "licence", w->site->info.licence);
	json_member(b, "licence_url", w->site->info.licence_url);
	json_name(b, "area");
	buf_char(b, '{');
	json_name(b, "path");
	json_text(b, area->path);
	json_member(b, "name", area->name);
	json_member(b, "name_kana", area->name_kana);
	json_member(b, "url", full_address_of(w->site, area_folder(area, w->scratch), w->scratch));
	buf_char(b, '}');
}

Str render_area_records(Desk *desk, const Output *out)
{
	const Press *press = desk->press;
	const Site *site = press->site;
	Buf b = { .arena = &desk->page };
	const Writer w = { &b, press, site, &desk->group };
	bool any = false;
	buf_char(&b, '{');
	put_head(&w, out->area);
	buf_str(&b, STR(",\n\"records\":[\n"));
	const Selection *all = &site->own[out->area->number];
	for (size_t i = 0; i < all->count; i++) {
		const Record *r = all->items[i];
		if (r->area != out->area || !data_has(r))
			continue;
		if (any)
			buf_str(&b, STR(",\n"));
		any = true;
		put_record(&w, r);
	}
	buf_str(&b, STR("\n]}\n"));
	return buf_text(&b);
}

/* schema.json */

static void put_schema(Buf *b, const DataMember *members)
{
	static const char *const types[] = {
		[JSON_TEXT] = "\"type\":\"string\"",
		[JSON_NUMBER] = "\"type\":\"integer\"",
		[JSON_BOOL] = "\"const\":true",
		[JSON_TEXTS] = "\"type\":\"array\",\"items\":{\"type\":\"string\"}",
		[JSON_OBJECT] = "\"type\":\"object\"",
		[JSON_OBJECTS] = "\"type\":\"array\",\"items\":{\"type\":\"object\"}",
	};
	for (const DataMember *m = members; m->name; m++) {
		buf_str(b, m == members ? STR("\n") : STR(",\n"));
		json_text(b, str_from(m->name));
		buf_format(b, ":{%s,\"description\":", types[m->type]);
		json_text(b, str_from(m->about));
		buf_char(b, '}');
	}
}

static void put_kind_schema(Buf *b, Kind kind)
{
	buf_format(b, "{\"if\":{\"properties\":{\"kind\":{\"const\":\"%s\"}}},\"then\":{\"properties\":{",
	           KIND_INFO[kind].id);
	put_schema(b, MEMBERS_OF_KIND[kind]);
	buf_str(b, STR("\n}}}"));
}

Str render_record_schema(Desk *desk, const Output *out)
{
	const Site *site = desk->press->site;
	Buf b = { .arena = &desk->page };
	(void)out;
	buf_str(&b, STR("{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\n\"$id\":"));
	json_text(&b, full_address_of(site, STR("data/schema.json"), &desk->group));
	buf_str(&b, STR(",\n\"title\":\"records.json\",\n\"type\":\"object\",\n"
	                "\"required\":[\"publisher\",\"licence\",\"area\",\"records\"],\n"
	                "\"properties\":{\"schema\":{\"type\":\"string\"},\"publisher\":{\"type\":\"string\"},\n"
	                "\"municipality_code\":{\"type\":\"string\"},\"licence\":{\"type\":\"string\"},"
	                "\"licence_url\":{\"type\":\"string\"},\n"
	                "\"area\":{\"type\":\"object\",\"required\":[\"path\",\"name\",\"url\"],\"properties\":{"
	                "\"path\":{\"type\":\"string\"},\"name\":{\"type\":\"string\"},"
	                "\"name_kana\":{\"type\":\"string\"},\"url\":{\"type\":\"string\"}}},\n"
	                "\"records\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/record\"}}},\n"
	                "\"$defs\":{\"record\":{\"type\":\"object\",\n"
	                "\"required\":[\"id\",\"kind\",\"url\",\"area\",\"name\",\"state\"],\n\"properties\":{"));
	put_schema(&b, MEMBERS_OF_ALL);
	buf_str(&b, STR("\n},\n\"allOf\":["));
	for (int k = 0; k < KINDS; k++) {
		buf_str(&b, k ? STR(",\n") : STR("\n"));
		put_kind_schema(&b, (Kind)k);
	}
	buf_str(&b, STR("\n],\n\"unevaluatedProperties\":false}}}\n"));
	return buf_text(&b);
}
