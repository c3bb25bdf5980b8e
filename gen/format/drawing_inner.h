/* What the files behind drawing.h share: the libraries' functions, as they were opened, and a Drawing's inside. */
#ifndef FORMAT_DRAWING_INNER_H
#define FORMAT_DRAWING_INNER_H

#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <hb.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#include "base/arena.h"
#include "base/buf.h"
#include "format/drawing.h"

/* Opening libpangocairo opens all the others. */
#define DRAWING_FUNCTIONS(X) \
	X(FcCharSetHasChar) X(FcConfigAppFontAddFile) X(FcConfigCreate) X(FcConfigDestroy) \
	X(FcConfigGetFonts) X(FcFontList) X(FcFontSetDestroy) X(FcObjectSetBuild) X(FcObjectSetDestroy) \
	X(FcPatternBuild) X(FcPatternDestroy) X(FcPatternGetCharSet) X(FcPatternGetString) \
	X(cairo_clip) X(cairo_close_path) X(cairo_create) X(cairo_destroy) X(cairo_fill) X(cairo_fill_preserve) \
	X(cairo_font_options_create) X(cairo_font_options_destroy) X(cairo_font_options_set_antialias) \
	X(cairo_font_options_set_hint_metrics) X(cairo_font_options_set_hint_style) \
	X(cairo_image_surface_create) X(cairo_image_surface_get_data) X(cairo_image_surface_get_height) \
	X(cairo_image_surface_get_stride) X(cairo_image_surface_get_width) X(cairo_surface_flush) \
	X(cairo_line_to) X(cairo_move_to) X(cairo_new_path) X(cairo_paint) \
	X(cairo_pdf_surface_create_for_stream) X(cairo_pdf_surface_set_metadata) X(cairo_rectangle) \
	X(cairo_restore) X(cairo_rotate) X(cairo_save) X(cairo_set_dash) X(cairo_set_fill_rule) \
	X(cairo_set_line_join) X(cairo_set_line_width) X(cairo_set_source_rgb) X(cairo_show_page) \
	X(cairo_status) X(cairo_stroke) X(cairo_surface_destroy) X(cairo_surface_finish) \
	X(cairo_surface_status) X(cairo_tag_begin) X(cairo_tag_end) \
	X(cairo_translate) X(g_object_unref) X(hb_font_get_variation_glyph) X(pango_attr_allow_breaks_new) \
	X(pango_attr_family_new) X(pango_attr_insert_hyphens_new) X(pango_attr_line_height_new_absolute) \
	X(pango_attr_list_insert) X(pango_attr_list_new) X(pango_attr_list_unref) \
	X(pango_attr_size_new_absolute) X(pango_attr_weight_new) X(pango_cairo_context_set_font_options) \
	X(pango_cairo_font_map_new) X(pango_cairo_layout_path) X(pango_cairo_show_layout) \
	X(pango_context_load_font) X(pango_context_set_language) \
	X(pango_context_set_round_glyph_positions) X(pango_fc_font_map_config_changed) \
	X(pango_fc_font_map_set_config) X(pango_font_describe) X(pango_font_description_free) \
	X(pango_font_description_get_family) X(pango_font_description_get_weight) \
	X(pango_font_description_new) X(pango_font_description_set_absolute_size) \
	X(pango_font_description_set_family) X(pango_font_description_set_weight) \
	X(pango_font_get_hb_font) X(pango_font_map_create_context) X(pango_language_from_string) \
	X(pango_layout_get_baseline) X(pango_layout_get_extents) X(pango_layout_get_line_count) \
	X(pango_layout_new) X(pango_layout_set_alignment) X(pango_layout_set_attributes) \
	X(pango_layout_set_font_description) X(pango_layout_set_indent) X(pango_layout_set_text) \
	X(pango_layout_set_width) X(pango_layout_set_wrap)

typedef struct DrawingCalls {
#define MEMBER(name) __typeof__(name) *name;
	DRAWING_FUNCTIONS(MEMBER)
#undef MEMBER
} DrawingCalls;

/* In the Drawing's arena; `next` leads to what was set before. */
typedef struct Setting Setting;
struct Setting {
	SetWords set;                          /* first, so that one pointer is both */
	PangoLayout *layout;
	Setting *next;
};

enum { LOST_MOST = 64, SEEN_POINTS = 0x40000 };

struct Drawing {
	Arena own;                             /* itself */
	DrawingCalls call;
	Arena arena;                           /* of what was set; reset by drawing_forget */
	FcConfig *config;
	const FcCharSet *has_face, *has_spare; /* characters of BIZ UDPGothic and IPAmj Mincho; the configuration's */
	bool spare_sought;
	PangoFont *spare;
	PangoFontMap *fonts;
	PangoContext *context;
	PangoFontDescription *plain;
	Names names;
	Setting *settings;
	uint32_t lost[LOST_MOST];
	size_t lost_count;
	uint64_t seen[SEEN_POINTS / 64];
	DrawnLetters letters;
	/* Between drawing_pdf or drawing_png and drawing_end. */
	cairo_surface_t *surface;
	cairo_t *cairo;
	bool picture;
	Arena bytes_arena;
	Buf bytes;
};

/* drawing_font.c */

DrawingFault drawing_open_fonts(Drawing *d);
void         drawing_close_fonts(Drawing *d);
/* What a character is set as. */
typedef enum Glyph { GLYPH_OF_FACE, GLYPH_OF_SPARE, GLYPH_NONE, GLYPH_INVISIBLE } Glyph;
Glyph        drawing_glyph(Drawing *d, uint32_t point);
/* U+FE00 … and U+E0100 …: the kanji before it in another form. */
bool         drawing_is_variant(uint32_t point);
bool         drawing_has_variant(Drawing *d, uint32_t kanji, uint32_t selector);
#define DRAWING_SPARE_FAMILY "IPAmjMincho"

#endif
