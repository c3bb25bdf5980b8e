/*
 * The layouts: read, checked against their Shapes and laid out flat, once.
 *
 *   const Layouts *layouts = layouts_load(files, site, run, d);
 *   mustache_render(layouts->templates[LAYOUT_RECORD], &frame, &out);
 *
 * `files` is the folder layouts/: NAME.mustache is a layout or a part, and
 * style sheets, scripts and pictures are assets, published as they are below
 * assets/ and linked with ?v= and the hash of their bytes. Layouts and files
 * live as long as the arena; after loading everything is read only.
 */
#ifndef RENDER_LAYOUT_H
#define RENDER_LAYOUT_H

#include "base/arena.h"
#include "base/diag.h"
#include "format/mustache.h"
#include "site/site.h"
#include "source/files.h"

typedef enum LayoutId {
	LAYOUT_HOME, LAYOUT_AREA, LAYOUT_INDEX, LAYOUT_KIND_LIST, LAYOUT_WHATSON, LAYOUT_NEWS, LAYOUT_BOARD,
	LAYOUT_PLAN, LAYOUT_FORM, LAYOUT_SLIPS,
	LAYOUT_RECORD, LAYOUT_FLYER, LAYOUT_SHORT, LAYOUT_CONSULT, LAYOUT_SCHEMES, LAYOUT_FIND,
	LAYOUT_SEARCH, LAYOUT_KANA,
	LAYOUT_ABOUT, LAYOUT_DATA, LAYOUT_ACCESSIBILITY, LAYOUT_MISSING, LAYOUT_REPORT,
	LAYOUT_LINE, LAYOUT_ASK, LAYOUT_TILE,
	LAYOUTS,
} LayoutId;

typedef struct LayoutInfo {
	const char *name;                      /* NAME.mustache */
	const Shape *shape;                    /* of the data it is given */
} LayoutInfo;

extern const LayoutInfo LAYOUT_INFO[LAYOUTS];

typedef struct Asset {
	Str name, path, url;                   /* style.css, assets/style.css, /assets/style.css?v=… */
	Str bytes;
} Asset;

typedef struct Layouts {
	const Template *templates[LAYOUTS];    /* NULL where something was reported */
	const Asset *assets;
	size_t asset_count;
} Layouts;

const Layouts *layouts_load(const Files *files, const Site *site, Arena *run, Diag *d);

/* Of what the program makes itself, too. */
/* It looks after all that lies beside and below it, so it stands at the top, and browsers know it by its address. */
extern const Str LAYOUTS_WORKER;

Asset asset_make(const Site *site, Str name, Str bytes, Arena *run);

/* The address of an asset, or empty when there is none of that name. */
Str layouts_asset_url(const Layouts *layouts, Str name);
/* The address of a picture in icons.svg by its id, or empty: then there is none, and the words stand alone. */
Str layouts_icon_url(const Layouts *layouts, Str id, Arena *a);

#endif
