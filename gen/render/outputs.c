#include "render/outputs.h"

#include "render/address.h"
#include "render/board.h"
#include "render/card.h"
#include "render/handout.h"
#include "render/data.h"
#include "render/ics.h"
#include "render/plain.h"
#include "render/retell.h"
#include "render/search.h"
#include "render/share.h"
#include "render/sheet_board.h"
#include "render/vcard.h"
#include "render/view.h"
#include "site/kana.h"
#include "site/select.h"
#include "site/state.h"

/* What shares work: the pages of one record, the pages of one list, the calendars. */
static bool begins_group(const Plan *plan, const OutputKind *kind, const Output *output)
{
	const Output *last = plan->count ? &plan->outputs[plan->count - 1] : NULL;
	if (kind->render == render_search_pairs)
		return output->list == 0;
	if (kind->render == render_calendar)
		return !last || last->kind != kind;
	if (kind->scope == OF_RECORD)
		return !last || last->kind->scope != OF_RECORD || last->of.record != output->of.record;
	/* A page tells the size of its sheet, so that comes first in its group. */
	if (kind->render == render_board)
		return !last || last->kind->render != render_board_pdf || last->area != output->area;
	if (kind->render == render_area)
		return !last || last->kind->render != render_handout || last->area != output->area;
	return kind->scope == OF_SITE || kind->scope == OF_PLAN || output->page <= 1 ||
	       kind->render == render_board_pdf || kind->render == render_board_text;
}

static void add(Plan *plan, const OutputKind *kind, Str path, Output output)
{
	output.kind = kind;
	output.path = path;
	plan_add(plan, output, begins_group(plan, kind, &output));
}

static Str page_at(Plan *plan, Str folder)
{
	return STR_CONCAT(&plan->scratch, folder, STR("index.html"));
}

static void plan_fixed(Plan *plan, const OutputKind *kind, const Area *area, const Record *record)
{
	(void)record;
	add(plan, kind, str_from(kind->path), (Output){ .area = area });
}

static void plan_assets(Plan *plan, const OutputKind *kind, const Area *area, const Record *record)
{
	const Layouts *layouts = plan->press->layouts;
	(void)record;
	for (size_t i = 0; i < layouts->asset_count; i++)
		add(plan, kind, layouts->assets[i].path,
		    (Output){ .area = area, .of.asset = &layouts->assets[i] });
	if (plan->press->readings.bytes.len)
		add(plan, kind, plan->press->readings.path,
		    (Output){ .area = area, .of.asset = &plan->press->readings });
}

static void plan_withdrawn(Plan *plan, const OutputKind *kind, const Area *area,
                           const Record *record)
{
	const Site *site = plan->press->site;
	(void)record;
	for (size_t i = 0; i < site->withdrawn.count; i++) {
		const Withdrawn *w = &site->withdrawn.items[i];
		if (map_find(&site->by_id, w->id))
			continue; /* came back: told as id-withdrawn */
		add(plan, kind, page_at(plan, short_folder(w->id, &plan->scratch)),
		    (Output){ .area = area, .of.withdrawn = w });
	}
}

static void plan_vcards(Plan *plan, const OutputKind *kind, const Area *area, const Record *record)
{
	const Offices *offices = &plan->press->site->offices;
	(void)record;
	for (size_t i = 0; i < offices->count; i++)
		if (office_has_card(&offices->items[i]))
			add(plan, kind, office_card_path(&offices->items[i], &plan->scratch),
			    (Output){ .area = area, .list = (uint16_t)i });
}

/* Of areas. The city's page is the home page. */

static void plan_area(Plan *plan, const OutputKind *kind, const Area *area, const Record *record)
{
	(void)record;
	if (area->parent)
		add(plan, kind, page_at(plan, area_folder(area, &plan->scratch)),
		    (Output){ .area = area });
}

static void plan_cards(Plan *plan, const OutputKind *kind, const Area *area, const Record *record)
{
	(void)record;
	if (plan->press->skip.images || plan->press->skip.pdf)
		return;
	/* The city has one of each kind, for its lists too. */
	for (int k = area->parent ? KINDS : 0; k <= KINDS; k++)
		add(plan, kind, card_path(area, (Kind)k, &plan->scratch),
		    (Output){ .area = area, .list = (uint16_t)k });
}

static void plan_index(Plan *plan, const OutputKind *kind, const Area *area, int age, int purpose)
{
	const Site *site = plan->press->site;
	const Term *for_age = term_at(site, AGES, age),
		   *for_purpose = term_at(site, PURPOSES, purpose);
	int pages = (int)page_count(press_index(plan->press, area, age, purpose)->count);
	for (int page = 1; page <= pages; page++)
		add(plan, kind,
		    page_at(plan, index_folder(area, for_age, for_purpose, page, &plan->scratch)),
		    (Output){ .area = area,
		              .age = (int8_t)age,
		              .purpose = (int8_t)purpose,
		              .page = (uint16_t)page });
}

static void plan_indexes(Plan *plan, const OutputKind *kind, const Area *area, const Record *record)
{
	const Terms *lists = plan->press->site->vocabulary.lists;
	(void)record;
	for (int age = ANY; age < (int)lists[AGES].count; age++)
		for (int purpose = ANY; purpose < (int)lists[PURPOSES].count; purpose++)
			plan_index(plan, kind, area, age, purpose);
}

static void plan_lists(Plan *plan, const OutputKind *kind, const Area *area, const Record *record)
{
	(void)record;
	for (int k = 0; k < KINDS; k++) {
		/* Events are told by day, and schemes on one page for the whole city. */
		if (k == KIND_EVENT || k == KIND_SCHEME)
			continue;
		int pages = (int)page_count(ready_area(plan->press, area)->kinds[k]);
		for (int page = 1; page <= pages; page++)
			add(plan, kind,
			    page_at(plan, kind_folder(area, (Kind)k, page, &plan->scratch)),
			    (Output){ .area = area, .list = (uint16_t)k, .page = (uint16_t)page });
	}
}

static void plan_whatson(Plan *plan, const OutputKind *kind, const Area *area, const Record *record)
{
	(void)record;
	int pages = (int)whatson_pages(plan->press, area);
	for (int page = 1; page <= pages; page++)
		add(plan, kind, page_at(plan, kind_folder(area, KIND_EVENT, page, &plan->scratch)),
		    (Output){ .area = area, .list = KIND_EVENT, .page = (uint16_t)page });
}

static void plan_news(Plan *plan, const OutputKind *kind, const Area *area, const Record *record)
{
	(void)record;
	if (!plan->press->news)
		return;
	int pages = (int)page_count(ready_area(plan->press, area)->news_count);
	for (int page = 1; page <= pages; page++)
		add(plan, kind, page_at(plan, news_folder(area, page, &plan->scratch)),
		    (Output){ .area = area, .page = (uint16_t)page });
}

static void plan_feed(Plan *plan, const OutputKind *kind, const Area *area, const Record *record)
{
	(void)record;
	if (plan->press->news)
		add(plan, kind, feed_path(area, &plan->scratch), (Output){ .area = area });
}

static void plan_json_feed(Plan *plan, const OutputKind *kind, const Area *area, const Record *record)
{
	(void)record;
	if (plan->press->news)
		add(plan, kind, json_feed_path(area, &plan->scratch), (Output){ .area = area });
}

static void plan_handout(Plan *plan, const OutputKind *kind, const Area *area, const Record *record)
{
	(void)record;
	if (area_has_handout(plan->press, area))
		add(plan, kind, handout_path(area, &plan->scratch), (Output){ .area = area });
}

static const OutputKind board_pdf_kind = { "board pdf", OF_AREA, NULL, render_board_pdf, false, NULL };

/* A sheet as a page, and before it as a PDF. */
static void add_board(Plan *plan, const OutputKind *kind, Output output)
{
	Arena *a = &plan->scratch;
	Month month = output.page;
	SheetSize paper = (SheetSize)output.list;
	if (!plan->press->skip.pdf)
		add(plan, &board_pdf_kind, board_pdf_path(output.area, month, paper, a), output);
	add(plan, kind, page_at(plan, board_folder_on(output.area, month, paper, a)), output);
}

static void plan_boards(Plan *plan, const OutputKind *kind, const Area *area, const Record *record)
{
	Month now = month_of(plan->press->site->today);
	(void)record;
	for (int paper = 0; area->parent && paper < SHEET_SIZES; paper++) {
		if (!board_is_printed_on(plan->press->site, area, (SheetSize)paper))
			continue;
		for (Month month = now; month < now + 2; month++)
			add_board(plan, kind,
			          (Output){ .area = area, .page = (uint16_t)month, .list = (uint16_t)paper });
	}
}

static void plan_board_plan(Plan *plan, const OutputKind *kind, const Area *area, const Record *record)
{
	(void)record;
	if (area_has_boards(plan->press->site, area))
		add(plan, kind, page_at(plan, board_plan_folder(area, &plan->scratch)), (Output){ .area = area });
}

static void plan_board_texts(Plan *plan, const OutputKind *kind, const Area *area,
                             const Record *record)
{
	Month now = month_of(plan->press->site->today);
	(void)record;
	for (Month month = now; area->parent && month < now + 2; month++)
		add(plan, kind, board_text_path(area, month, &plan->scratch),
		    (Output){ .area = area, .page = (uint16_t)month });
}

/* Of records. */

static void plan_record(Plan *plan, const OutputKind *kind, const Area *area, const Record *record)
{
	if (state_has_page(record->state))
		add(plan, kind, page_at(plan, record_folder(record, &plan->scratch)),
		    (Output){ .area = area, .of.record = record });
}

static void plan_event_ics(Plan *plan, const OutputKind *kind, const Area *area, const Record *record)
{
	if (record_has_calendar(record))
		add(plan, kind, event_ics_path(record, &plan->scratch),
		    (Output){ .area = area, .of.record = record });
}

static void plan_flyer(Plan *plan, const OutputKind *kind, const Area *area, const Record *record)
{
	if (state_has_flyer(record->state))
		add(plan, kind, page_at(plan, flyer_folder(record, &plan->scratch)),
		    (Output){ .area = area, .of.record = record });
}

static void plan_flyer_pdf(Plan *plan, const OutputKind *kind, const Area *area, const Record *record)
{
	if (state_has_flyer(record->state) && !plan->press->skip.pdf)
		add(plan, kind, flyer_pdf_path(record, &plan->scratch), (Output){ .area = area, .of.record = record });
}

static void plan_flyer_text(Plan *plan, const OutputKind *kind, const Area *area,
                            const Record *record)
{
	if (state_has_flyer(record->state))
		add(plan, kind, flyer_text_path(record, &plan->scratch),
		    (Output){ .area = area, .of.record = record });
}

static void plan_share(Plan *plan, const OutputKind *kind, const Area *area, const Record *record)
{
	if (record_has_share(record))
		add(plan, kind, share_path(record, &plan->scratch), (Output){ .area = area, .of.record = record });
}

static void plan_short(Plan *plan, const OutputKind *kind, const Area *area, const Record *record)
{
	if (state_has_page(record->state))
		add(plan, kind, page_at(plan, short_folder(record->id, &plan->scratch)),
		    (Output){ .area = area, .of.record = record });
}

/* An alias is a folder of the site: /hokutobu/hibari-no-ma/. */
static void plan_moved(Plan *plan, const OutputKind *kind, const Area *area, const Record *record)
{
	for (size_t i = 0; i < record->aliases.count && state_has_page(record->state); i++) {
		Str alias = record->aliases.items[i],
		    between = str_ends(alias, STR("/")) ? (Str){ 0 } : STR("/");
		if (str_take(&alias, STR("/")) && alias.len)
			add(plan, kind,
			    STR_CONCAT(&plan->scratch, alias, between, STR("index.html")),
			    (Output){ .area = area, .of.record = record });
	}
}

static void plan_pictures(Plan *plan, const OutputKind *kind, const Area *area,
                          const Record *record)
{
	for (size_t i = 0; i < record->images.count && state_has_page(record->state); i++)
		if (picture_of(plan->press, record, i))
			add(plan, kind, picture_path(record, i, &plan->scratch),
			    (Output){ .area = area, .of.record = record, .list = (uint16_t)i });
}

static void plan_parts(Plan *plan, const OutputKind *kind, const Area *area, const Record *record)
{
	(void)record;
	for (size_t i = 0; i < plan->press->part_count; i++)
		add(plan, kind, search_part_path(i, &plan->scratch), (Output){ .area = area, .list = (uint16_t)i });
}

static void plan_pairs(Plan *plan, const OutputKind *kind, const Area *area, const Record *record)
{
	(void)record;
	for (size_t i = 0; i < search_pair_files(plan->press); i++)
		add(plan, kind, search_pair_path(i, &plan->scratch), (Output){ .area = area, .list = (uint16_t)i });
}

static void plan_sitemaps(Plan *plan, const OutputKind *kind, const Area *area, const Record *record)
{
	(void)record;
	plan->sitemaps = sitemaps_split(plan, SITEMAP_MOST, plan->arena);
	for (size_t i = 0; plan->sitemaps.count > 1 && i < plan->sitemaps.count; i++)
		add(plan, kind, sitemap_path(i, &plan->scratch), (Output){ .area = area, .page = (uint16_t)i });
}

static void plan_texts(Plan *plan, const OutputKind *kind, const Area *area, const Record *record)
{
	(void)record;
	for (size_t i = 0; i < search_text_files(plan->press->site); i++)
		add(plan, kind, search_text_path(i, &plan->scratch), (Output){ .area = area, .list = (uint16_t)i });
}

/* Open data. */

static void plan_datasets(Plan *plan, const OutputKind *kind, const Area *area, const Record *record)
{
	(void)record;
	for (int i = 0; i < DATASETS; i++)
		if (plan->press->site->datasets[i].count)
			add(plan, kind, dataset_path((DatasetId)i, &plan->scratch),
			    (Output){ .area = area, .list = (uint16_t)i });
}

static void plan_area_records(Plan *plan, const OutputKind *kind, const Area *area, const Record *record)
{
	(void)record;
	add(plan, kind, area_records_path(area, &plan->scratch), (Output){ .area = area });
}

static void plan_calendar(Plan *plan, const OutputKind *kind, const Area *area, int age, int purpose)
{
	const Site *site = plan->press->site;
	add(plan, kind, calendar_path(area, term_at(site, AGES, age), term_at(site, PURPOSES, purpose), &plan->scratch),
	    (Output){ .area = area, .age = (int8_t)age, .purpose = (int8_t)purpose });
}

static void plan_calendars_of(Plan *plan, const OutputKind *kind, bool smallest)
{
	const Site *site = plan->press->site;
	for (size_t i = 0; i < site->area_count; i++)
		if (smallest == !site->areas[i]->child_count)
			plan_calendar(plan, kind, site->areas[i], ANY, ANY);
}

/* Of each area; of the city for each age and for each purpose. The smallest areas come last: see ics.c. */
static void plan_calendars(Plan *plan, const OutputKind *kind, const Area *city, const Record *record)
{
	const Site *site = plan->press->site;
	(void)record;
	plan_calendars_of(plan, kind, false);
	for (int age = 0; age < (int)site->vocabulary.lists[AGES].count; age++)
		plan_calendar(plan, kind, city, age, ANY);
	for (int purpose = 0; purpose < (int)site->vocabulary.lists[PURPOSES].count; purpose++)
		plan_calendar(plan, kind, city, ANY, purpose);
	plan_calendars_of(plan, kind, true);
}

static void plan_kana(Plan *plan, const OutputKind *kind, const Area *area, const Record *record)
{
	(void)record;
	for (int row = 0; row < KANA_GROUPS; row++) {
		size_t count = kana_row_records(plan->press, row).count;
		for (int page = 1; count && page <= (int)page_count(count); page++)
			add(plan, kind, page_at(plan, kana_folder(row, page, &plan->scratch)),
			    (Output){ .area = area, .list = (uint16_t)row, .page = (uint16_t)page });
	}
}

static Str render_asset(Desk *desk, const Output *out)
{
	(void)desk;
	return out->of.asset->bytes;
}

static size_t index_holds(const Press *press, const Output *out)
{
	return press_index(press, out->area, out->age, out->purpose)->count;
}

static size_t news_holds(const Press *press, const Output *out)
{
	return ready_area(press, out->area)->news_count;
}

/* clang-format off */
const OutputKind OUTPUT_KINDS[] = {
	{ "home",          OF_SITE,   plan_fixed,     render_home,          true,  "index.html", .retold = true },
	{ "find",          OF_SITE,   plan_fixed,     render_find,          true,  "find/index.html", .retold = true },
	{ "consult",       OF_SITE,   plan_fixed,     render_consult,       true,  "consult/index.html", .retold = true },
	{ "schemes",       OF_SITE,   plan_fixed,     render_schemes,       true,  "schemes/index.html", .retold = true },
	{ "about",         OF_SITE,   plan_fixed,     render_about,         true,  "about/index.html", .retold = true },
	{ "accessibility", OF_SITE,   plan_fixed,     render_accessibility, true,  "accessibility/index.html", .retold = true },
	{ "search",        OF_SITE,   plan_fixed,     render_search,        true,  "search/index.html", .retold = true },
	{ "search-data",   OF_SITE,   plan_fixed,     render_search_data,   false, "search/data.json" },
	{ "search-part",   OF_SITE,   plan_parts,     render_search_part,   false, NULL },
	{ "search-pairs",  OF_SITE,   plan_pairs,     render_search_pairs,  false, NULL },
	{ "search-text",   OF_SITE,   plan_texts,     render_search_text,   false, NULL },
	{ "kana",          OF_SITE,   plan_kana,      render_kana,          true,  NULL },
	{ "data",          OF_SITE,   plan_fixed,     render_data,          true,  "data/index.html" },
	{ "dataset",       OF_SITE,   plan_datasets,  render_dataset,       false, NULL, .is_data = true },
	{ "schema",        OF_SITE,   plan_fixed,     render_record_schema, false, "data/schema.json", .is_data = true },
	{ "geojson",       OF_SITE,   plan_fixed,     render_places_geojson, false, "data/places.geojson", .is_data = true },
	{ "hsds",          OF_SITE,   plan_fixed,     render_hsds,          false, "data/hsds.json", .is_data = true },
	{ "missing",       OF_SITE,   plan_fixed,     render_missing,       false, "404.html" },
	{ "sitemap",       OF_PLAN,   plan_fixed,     render_sitemap,       false, "sitemap.xml" },
	{ "sitemap part",  OF_PLAN,   plan_sitemaps,  render_sitemap_part,  false, NULL },
	{ "robots",        OF_SITE,   plan_fixed,     render_robots,        false, "robots.txt" },
	{ "headers",       OF_SITE,   plan_fixed,     render_headers,       false, "_headers" },
	{ "redirects",     OF_SITE,   plan_fixed,     render_redirects,     false, "_redirects" },
	{ "nginx",         OF_SITE,   plan_fixed,     render_nginx,         false, "keijiban-nginx.conf" },
	{ "asset",         OF_SITE,   plan_assets,    render_asset,         false, NULL },
	{ "vcard",         OF_SITE,   plan_vcards,    render_vcard,         false, NULL },
	{ "withdrawn",     OF_SITE,   plan_withdrawn, render_withdrawn,     false, NULL },
	{ "handout",       OF_AREA,   plan_handout,   render_handout,       false, NULL },
	{ "area",          OF_AREA,   plan_area,      render_area,          true,  NULL, .retold = true },
	{ "card",          OF_AREA,   plan_cards,     render_card,          false, NULL },
	{ "whatson",       OF_AREA,   plan_whatson,   render_whatson,       true,  NULL, .retold = true },
	{ "index",         OF_AREA,   plan_indexes,   render_index,         true,  NULL, .retold = true,
	  .holds = index_holds },
	{ "list",          OF_AREA,   plan_lists,     render_kind_list,     true,  NULL, .retold = true },
	{ "news",          OF_AREA,   plan_news,      render_news,          true,  NULL, .retold = true,
	  .holds = news_holds },
	{ "feed",          OF_AREA,   plan_feed,      render_feed,          false, NULL },
	{ "json feed",     OF_AREA,   plan_json_feed, render_json_feed,     false, NULL },
	{ "calendar",      OF_SITE,   plan_calendars, render_calendar,      false, NULL },
	{ "board",         OF_AREA,   plan_boards,    render_board,         false, NULL },
	{ "board text",    OF_AREA,   plan_board_texts, render_board_text,  false, NULL },
	{ "records",       OF_AREA,   plan_area_records, render_area_records, false, NULL, .is_data = true },
	{ "board plan",    OF_AREA,   plan_board_plan, render_board_plan,   false, NULL },
	{ "record",        OF_RECORD, plan_record,    render_record,        true,  NULL, .retold = true },
	{ "event calendar", OF_RECORD, plan_event_ics, render_event_ics,    false, NULL },
	{ "flyer",         OF_RECORD, plan_flyer,     render_flyer,         false, NULL },
	{ "flyer pdf",     OF_RECORD, plan_flyer_pdf, render_flyer_pdf,     false, NULL },
	{ "flyer text",    OF_RECORD, plan_flyer_text, render_flyer_text,   false, NULL },
	{ "share",         OF_RECORD, plan_share,     render_share,         false, NULL },
	{ "short",         OF_RECORD, plan_short,     render_short,         false, NULL },
	{ "moved",         OF_RECORD, plan_moved,     render_moved,         false, NULL },
	{ "picture",       OF_RECORD, plan_pictures,  render_picture,       false, NULL },
	{ NULL },
};
/* clang-format on */

Str output_render(Desk *desk, const Output *out)
{
	return retell(desk, out, out->kind->render(desk, out));
}
