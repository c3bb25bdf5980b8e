#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "format/drawing_inner.h"

/* A family, how its files are called in English and in Japanese, and where Debian has them. */
typedef struct Family {
	const char *names[2];
	const char *files[2];
} Family;

static const Family face_family = {
	{ "BIZ UDPGothic", "BIZ UDPゴシック" },
	{ "/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Regular.ttf",
	  "/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Bold.ttf" },
};

/*
 * For names: 𠮷, and 葛󠄀 with its variation selector. It has the 58,862 kanji of the family registers
 * (文字情報基盤). TrueType, so that a few glyphs are a few bytes.
 */
static const Family spare_family = {
	{ DRAWING_SPARE_FAMILY, "IPAmj明朝" },
	{ "/usr/share/fonts/truetype/ipamj/ipamjm.ttf" },
};

static bool add_file(Drawing *d, const char *file)
{
	return d->call.FcConfigAppFontAddFile(d->config, (const FcChar8 *)file);
}

/* Elsewhere than on Debian: where the machine's own configuration knows them. */
static void add_found(Drawing *d, const Family *family)
{
	const DrawingCalls *c = &d->call;
	FcPattern *sought = c->FcPatternBuild(NULL, FC_FAMILY, FcTypeString, family->names[0], NULL);
	FcObjectSet *wanted = c->FcObjectSetBuild(FC_FILE, NULL);
	FcFontSet *found = sought && wanted ? c->FcFontList(NULL, sought, wanted) : NULL;
	for (int i = 0; found && i < found->nfont; i++) {
		FcChar8 *file;
		if (c->FcPatternGetString(found->fonts[i], FC_FILE, 0, &file) == FcResultMatch)
			add_file(d, (const char *)file);
	}
	if (found)
		c->FcFontSetDestroy(found);
	if (wanted)
		c->FcObjectSetDestroy(wanted);
	if (sought)
		c->FcPatternDestroy(sought);
}

static bool add_family(Drawing *d, const Family *family)
{
	bool there = true;
	for (size_t i = 0; i < 2 && family->files[i]; i++)
		there &= access(family->files[i], R_OK) == 0 && add_file(d, family->files[i]);
	if (!there)
		add_found(d, family);
	return there;
}

static bool is_of(const Family *family, const char *name)
{
	return name && (strcmp(name, family->names[0]) == 0 || strcmp(name, family->names[1]) == 0);
}

/* Which characters the family has: its first file tells. */
static const FcCharSet *characters(const Drawing *d, const Family *family)
{
	const DrawingCalls *c = &d->call;
	const FcFontSet *all = c->FcConfigGetFonts(d->config, FcSetApplication);
	for (int i = 0; all && i < all->nfont; i++) {
		FcChar8 *name;
		FcCharSet *has;
		for (int n = 0; c->FcPatternGetString(all->fonts[i], FC_FAMILY, n, &name) == FcResultMatch; n++)
			if (is_of(family, (const char *)name) &&
			    c->FcPatternGetCharSet(all->fonts[i], FC_CHARSET, 0, &has) == FcResultMatch)
				return has;
	}
	return NULL;
}

/* What pango really loads, in both weights. */
static bool is_loaded(Drawing *d, PangoWeight weight)
{
	const DrawingCalls *c = &d->call;
	PangoFontDescription *asked = c->pango_font_description_new(), *got = NULL;
	c->pango_font_description_set_family(asked, face_family.names[0]);
	c->pango_font_description_set_weight(asked, weight);
	c->pango_font_description_set_absolute_size(asked, 12 * PANGO_SCALE);
	PangoFont *font = c->pango_context_load_font(d->context, asked);
	if (font)
		got = c->pango_font_describe(font);
	bool same = got && is_of(&face_family, c->pango_font_description_get_family(got)) &&
	            c->pango_font_description_get_weight(got) == weight;
	if (got)
		c->pango_font_description_free(got);
	if (font)
		c->g_object_unref(font);
	c->pango_font_description_free(asked);
	return same;
}

/* A file that is gone by now is only missed when it is read: its characters have no width then. */
static bool is_readable(Drawing *d)
{
	const Span spans[] = { { .text = STR("掲"), .size = 100 }, { .text = STR("示"), .size = 100, .bold = true } };
	double width = drawing_set(d, &(Words){ .spans = spans, .count = 2 })->width;
	drawing_forget(d);
	return width > 199 && width < 201;
}

/* Shapes as the font has them: what a screen would make of them depends on the machine. */
static void set_options(Drawing *d)
{
	const DrawingCalls *c = &d->call;
	cairo_font_options_t *options = c->cairo_font_options_create();
	c->cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	c->cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	c->cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
	c->pango_cairo_context_set_font_options(d->context, options);
	c->cairo_font_options_destroy(options);
	c->pango_context_set_language(d->context, c->pango_language_from_string("ja"));
	c->pango_context_set_round_glyph_positions(d->context, false);
}

DrawingFault drawing_open_fonts(Drawing *d)
{
	const DrawingCalls *c = &d->call;
	d->config = c->FcConfigCreate();
	if (!d->config)
		return DRAWING_NO_LIBRARY;
	add_family(d, &face_family);
	d->has_face = characters(d, &face_family);
	if (!d->has_face)
		return DRAWING_NO_FONT;
	d->fonts = c->pango_cairo_font_map_new();
	c->pango_fc_font_map_set_config((PangoFcFontMap *)d->fonts, d->config);
	d->context = c->pango_font_map_create_context(d->fonts);
	set_options(d);
	d->plain = c->pango_font_description_new();
	c->pango_font_description_set_family(d->plain, face_family.names[0]);
	c->pango_font_description_set_absolute_size(d->plain, 12 * PANGO_SCALE);
	return is_loaded(d, PANGO_WEIGHT_NORMAL) && is_loaded(d, PANGO_WEIGHT_BOLD) && is_readable(d) ? DRAWING_SOUND :
	                                                                                                DRAWING_NO_FONT;
}

void drawing_close_fonts(Drawing *d)
{
	const DrawingCalls *c = &d->call;
	if (d->plain)
		c->pango_font_description_free(d->plain);
	if (d->spare)
		c->g_object_unref(d->spare);
	if (d->context)
		c->g_object_unref(d->context);
	if (d->fonts)
		c->g_object_unref(d->fonts);
	if (d->config)
		c->FcConfigDestroy(d->config);
}

/* Few texts need it, so its file is looked at when one does. */
static bool has_spare(Drawing *d)
{
	const DrawingCalls *c = &d->call;
	if (d->spare_sought)
		return d->has_spare != NULL;
	d->spare_sought = true;
	add_family(d, &spare_family);
	c->pango_fc_font_map_config_changed((PangoFcFontMap *)d->fonts);
	d->has_face = characters(d, &face_family);
	d->has_spare = characters(d, &spare_family);
	if (!d->has_spare)
		return false;
	PangoFontDescription *asked = c->pango_font_description_new();
	c->pango_font_description_set_family(asked, DRAWING_SPARE_FAMILY);
	c->pango_font_description_set_absolute_size(asked, 12 * PANGO_SCALE);
	d->spare = c->pango_context_load_font(d->context, asked);
	c->pango_font_description_free(asked);
	return true;
}

bool drawing_lacks_spare(const Drawing *d)
{
	return d->spare_sought && !d->has_spare;
}

/* Characters that only say how others are to be drawn or broken. */
static bool is_invisible(uint32_t point)
{
	return (point >= 0x200b && point <= 0x200f) || (point >= 0x202a && point <= 0x202e) ||
	       (point >= 0x2060 && point <= 0x206f) || point == 0xfeff || point == 0xad || point == '\r';
}

bool drawing_is_variant(uint32_t point)
{
	return (point >= 0xfe00 && point <= 0xfe0f) || (point >= 0xe0100 && point <= 0xe01ef);
}

bool drawing_has_variant(Drawing *d, uint32_t kanji, uint32_t selector)
{
	hb_codepoint_t glyph;
	return has_spare(d) && d->spare &&
	       d->call.hb_font_get_variation_glyph(d->call.pango_font_get_hb_font(d->spare), kanji, selector, &glyph);
}

Glyph drawing_glyph(Drawing *d, uint32_t point)
{
	if (is_invisible(point) || drawing_is_variant(point))
		return GLYPH_INVISIBLE;
	if (point == '\n' || point == '\t' || d->call.FcCharSetHasChar(d->has_face, point))
		return GLYPH_OF_FACE;
	return has_spare(d) && d->call.FcCharSetHasChar(d->has_spare, point) ? GLYPH_OF_SPARE : GLYPH_NONE;
}
