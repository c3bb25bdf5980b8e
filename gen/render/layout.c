#include "render/layout.h"

#include "base/hash.h"
#include "render/address.h"
#include "render/layout_texts.h"
#include "render/shapes.h"

/* clang-format off */
const LayoutInfo LAYOUT_INFO[LAYOUTS] = {
	[LAYOUT_HOME]          = { "home", &HOME_SHAPE },
	[LAYOUT_AREA]          = { "area", &AREA_SHAPE },
	[LAYOUT_INDEX]         = { "index", &INDEX_SHAPE },
	[LAYOUT_KIND_LIST]     = { "kind_list", &KIND_LIST_SHAPE },
	[LAYOUT_WHATSON]       = { "whatson", &WHATSON_SHAPE },
	[LAYOUT_NEWS]          = { "news", &NEWS_SHAPE },
	[LAYOUT_BOARD]         = { "board", &BOARD_SHAPE },
	[LAYOUT_PLAN]          = { "plan", &PLAN_SHAPE },
	[LAYOUT_FORM]          = { "form", &FORM_SHAPE },
	[LAYOUT_SLIPS]         = { "slips", &SLIPS_SHAPE },
	[LAYOUT_RECORD]        = { "record", &RECORD_PAGE_SHAPE },
	[LAYOUT_FLYER]         = { "flyer", &FLYER_SHAPE },
	[LAYOUT_SHORT]         = { "short", &SHORT_SHAPE },
	[LAYOUT_CONSULT]       = { "consult", &CONSULT_SHAPE },
	[LAYOUT_SCHEMES]       = { "schemes", &SCHEMES_SHAPE },
	[LAYOUT_FIND]          = { "find", &FIND_SHAPE },
	[LAYOUT_SEARCH]        = { "search", &SEARCH_SHAPE },
	[LAYOUT_KANA]          = { "kana", &KANA_SHAPE },
	[LAYOUT_ABOUT]         = { "about", &TEXT_PAGE_SHAPE },
	[LAYOUT_DATA]          = { "data", &DATA_SHAPE },
	[LAYOUT_ACCESSIBILITY] = { "accessibility", &TEXT_PAGE_SHAPE },
	[LAYOUT_MISSING]       = { "missing", &TEXT_PAGE_SHAPE },
	[LAYOUT_REPORT]        = { "report", &REPORT_SHAPE },
	[LAYOUT_LINE]          = { "parts/line", &LINE_SHAPE },
	[LAYOUT_ASK]           = { "parts/ask", &ASK_SHAPE },
	[LAYOUT_TILE]          = { "parts/tile", &TERM_SHAPE },
};
/* clang-format on */

static const Str LAYOUT_END = STR_INIT(".mustache");

static const Str asset_ends[] = {
	STR_INIT(".css"), STR_INIT(".js"),  STR_INIT(".svg"),
	STR_INIT(".png"), STR_INIT(".ico"), STR_INIT(".woff2"),
};

const Str LAYOUTS_WORKER = STR_INIT("sw.js");

/* Pages cannot do without these. */
static const Str needed_assets[] = { STR_INIT("style.css"), STR_INIT("print.css"),
	                             STR_INIT("icon.svg") };

/* layouts/parts/line.mustache → parts/line.mustache */
static Str name_of(const File *file)
{
	Str path = file->source.path;
	return str_skip(path, str_find_byte(path, '/') + 1);
}

static bool is_asset(Str name)
{
	for (size_t i = 0; i < sizeof(asset_ends) / sizeof(*asset_ends); i++)
		if (str_ends(name, asset_ends[i]))
			return true;
	return false;
}

static void report_missing(Str name, const char *message, Arena *run, Diag *d)
{
	Source src = { .path = STR_CONCAT(run, STR("layouts/"), name) };
	diag_error(d, &src, (Pos){ 0 }, "layout-missing", ARGS(name), message,
	           _("put the file there, or name the folder with --layouts"));
}

static void bind_all(Layouts *layouts, Mustache *m, Arena *run, Diag *d)
{
	for (int i = 0; i < LAYOUTS; i++) {
		Str name = str_from(LAYOUT_INFO[i].name);
		if (!mustache_find(m, name))
			report_missing(STR_CONCAT(run, name, LAYOUT_END),
			               _("the layout '{0}' is missing"), run, d);
		else
			layouts->templates[i] =
				mustache_bind(m, name, LAYOUT_INFO[i].shape, NULL, 0, d);
	}
}

Asset asset_make(const Site *site, Str name, Str bytes, Arena *run)
{
	if (str_equal(name, LAYOUTS_WORKER))
		return (Asset){ name, name, address_of(site, name, run), bytes };
	Str path = STR_CONCAT(run, STR("assets/"), name);
	Str hash = str_format(run, "?v=%08x", (unsigned)hash_bytes(bytes).low);
	return (Asset){ name, path, STR_CONCAT(run, address_of(site, path, run), hash), bytes };
}

Str layouts_asset_url(const Layouts *layouts, Str name)
{
	for (size_t i = 0; i < layouts->asset_count; i++)
		if (str_equal(layouts->assets[i].name, name))
			return layouts->assets[i].url;
	return (Str){ 0 };
}

Str layouts_icon_url(const Layouts *layouts, Str id, Arena *a)
{
	for (size_t i = 0; i < layouts->asset_count; i++) {
		const Asset *asset = &layouts->assets[i];
		if (str_equal(asset->name, STR("icons.svg")) &&
		    str_contains(asset->bytes, STR_CONCAT(a, STR("id=\""), id, STR("\""))))
			return STR_CONCAT(a, asset->url, STR("#"), id);
	}
	return (Str){ 0 };
}

static void check_assets(const Layouts *layouts, Arena *run, Diag *d)
{
	for (size_t i = 0; i < sizeof(needed_assets) / sizeof(*needed_assets); i++)
		if (!layouts_asset_url(layouts, needed_assets[i]).len)
			report_missing(needed_assets[i], _("'{0}' is missing"), run, d);
}

const Layouts *layouts_load(const Files *files, const Site *site, Arena *run, Diag *d)
{
	Layouts *layouts = NEW(run, Layouts);
	Asset *assets = NEW_ARRAY(run, Asset, files->count);
	Mustache *m = mustache_make(run);
	bool sound = true;
	layouts->assets = assets;
	for (size_t i = 0; i < files->count; i++) {
		const File *file = &files->items[i];
		Str name = name_of(file);
		if (str_ends(name, LAYOUT_END))
			sound &= mustache_add(m, str_sub(name, 0, name.len - LAYOUT_END.len),
			                      &file->source, d);
		else if (is_asset(name))
			assets[layouts->asset_count++] =
				asset_make(site, name, file->source.bytes, run);
	}
	/* What could not be read would be reported once more by every layout that uses it. */
	if (sound)
		bind_all(layouts, m, run, d);
	check_assets(layouts, run, d);
	layout_texts_check(files, site, d);
	return layouts;
}
